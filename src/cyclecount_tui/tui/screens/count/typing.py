"""What the prompt says while a quantity is being typed: its result, or what is missing; never a bell."""

from __future__ import annotations

from decimal import Decimal

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain

_TOO_LARGE = "a billion or more"
"""What the domain's sentence about a quantity that is no count says."""

UNFINISHED = ("+", "-", "*", "/", "(", "×", ".")


def preview(typed: str, line: Line | None) -> str:
    """`= 76 EA`, a few words about what is wrong, or "" while nothing is typed."""
    serial = line is not None and bool(line.key.serial_number)
    text = typed.strip()
    if not text:
        return "1 if it is here, F4 if not" if serial else ""
    try:
        quantity = read_quantity(text).quantity
    except DomainError as error:
        return _what_is_wrong(text, str(error))
    if quantity == 0:
        return "F4 if there is none"
    if serial and quantity != Decimal(1):
        return "a serial: 1 or F4"
    return f"= {plain(quantity)} {line.uom if line else ''}".rstrip()


def _what_is_wrong(text: str, sentence: str) -> str:
    if text.endswith(UNFINISHED) or _open_bracket(text):
        return "not finished yet"
    if "," in text:
        return "write 1200 or 12.5"
    return "too large" if _TOO_LARGE in sentence else "no quantity"


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")
