"""The cell with the floor count: a number or a sum as a person types it, or as a spreadsheet made it over."""

import re

from cyclecount_tui.domain.date_cells import looks_like_date
from cyclecount_tui.domain.empty_cells import could_not_be_worked_out, is_too_wide
from cyclecount_tui.domain.expressions import Tape, read_quantity
from cyclecount_tui.domain.number_cells import is_rounded, with_points
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted

NONE_WORDS = frozenset({"none", "nil"})

_BRACKETED = re.compile(r"\(\s*[0-9.,]+\s*\)")


def floor_count(cell: str, *, comma_decides: bool) -> Tape | None:
    """What a filled cell says; None for a confirmed none (`none`, `nil` or 0).

    Raises:
        Refusal: it could be two numbers, or a spreadsheet has made something else of what was typed.
        DomainError: it is no quantity.
    """
    typed = cell.strip().lstrip("'= ").strip('" ')
    if typed.casefold() in NONE_WORDS:
        return None
    _refuse_made_over(typed)
    points = with_points(typed, comma_decides=comma_decides)
    tape = read_quantity(_without_zeros(points))
    return tape if tape.quantity else None


def _refuse_made_over(typed: str) -> None:
    if could_not_be_worked_out(typed) or is_too_wide(typed):
        raise Refusal(f"{quoted(typed)} is what a spreadsheet shows where it could not: type the quantity there.")
    if is_rounded(typed):
        raise Refusal(f"{quoted(typed)} was rounded by a spreadsheet: format the column as numbers and type it again.")
    if looks_like_date(typed):
        raise Refusal(f"{quoted(typed)} is a date: format the column as text and type the quantity again.")
    if _BRACKETED.fullmatch(typed):
        raise Refusal(f"{quoted(typed)} is how a spreadsheet writes a number below zero: type it without brackets.")


def _without_zeros(number: str) -> str:
    """A bare number without the zeros that a spreadsheet adds to it: `12.0` was typed as `12`."""
    if re.fullmatch(r"[0-9]+\.[0-9]*", number):
        return number.rstrip("0").removesuffix(".")
    return number
