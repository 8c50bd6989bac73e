"""What the prompt says while a quantity is being typed: its result, or what is missing; never a bell."""

from __future__ import annotations

from decimal import Decimal

from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.quantities import plain

_TOO_LARGE = "a billion or more"
"""What the domain's sentence about a quantity that is no count says."""

UNFINISHED = ("+", "-", "*", "/", "(", "×", ".")


TAPE = "="
"""Typed alone, it shows what was typed for the line so far."""


def preview(typed: str, line: Line | None, entry: Entry | None = None) -> str:
    """`= 76 EA`, a few words about what is wrong, or "" while nothing is typed. `entry`: what stands of the line."""
    serial = line is not None and bool(line.key.serial_number)
    text = typed.strip()
    if not text:
        return "space if it is here, F4 if not" if serial and entry is None else ""
    if text == TAPE:
        return "Enter shows the tape"
    adds = text.startswith("+") and entry is not None
    try:
        quantity = read_quantity(text.removeprefix("+")).quantity
    except DomainError as error:
        return _what_is_wrong(text, str(error))
    if quantity == 0:
        return "F4 if there is none"
    total = quantity + (entry.quantity if entry is not None and adds else 0)
    if serial and total != Decimal(1):
        return "a serial: 1 or F4"
    return f"= {plain(total)} {line.uom if line else ''}".rstrip()


def _what_is_wrong(text: str, sentence: str) -> str:
    if any(sign.isalpha() or sign in '{"' for sign in text):
        return "a code"
    if text.endswith(UNFINISHED) or _open_bracket(text):
        return "not finished yet"
    if "," in text:
        return "write 1200 or 12.5"
    return "too large" if _TOO_LARGE in sentence else "no quantity"


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")
