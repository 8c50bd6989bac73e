"""Quantities and money as a person reads them: a real minus sign (ASCII screens turn it back), two places for money."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from cyclecount_tui.domain.quantities import plain, signed

_CENT = Decimal("0.01")


def quantity(value: Decimal) -> str:
    """`80`, `3.5`."""
    return plain(value).replace("-", "−")


def difference(value: Decimal) -> str:
    """`+4`, `−4`, `0`."""
    return signed(value).replace("-", "−")


def money(value: Decimal | None) -> str:
    """`−12.40`; empty where the cost is not known. No currency: ION's costs have none."""
    if value is None:
        return ""
    cents = value.quantize(_CENT, rounding=ROUND_HALF_EVEN)
    return f"{cents if cents else abs(cents):f}".replace("-", "−")
