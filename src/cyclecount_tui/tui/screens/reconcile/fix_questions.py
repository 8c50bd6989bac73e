"""What the form of a fix made by hand asks, by what is to be done."""

from __future__ import annotations

from dataclasses import dataclass

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.quantities import plain


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the form; `name` is that of the answer it is about, `otherwise` what Enter alone means."""

    name: str
    label: str
    otherwise: str = ""


PLACE, QUANTITY, REASON = "place", "quantity", "reason"


def questions(kind: FixKind, row: Row) -> tuple[Question, ...]:
    """Where to or from, how many, why: as many of them as the fix needs."""
    why = Question(REASON, "Why?")
    if not kind.writes:
        return (why,)
    many = Question(QUANTITY, "How many?", f"Enter: all {plain(abs(row.difference))}")
    if kind is FixKind.MOVE:
        return Question(PLACE, "Where to?" if row.difference < 0 else "From where?"), many, why
    if kind is FixKind.SET_QUANTITY:
        return Question(QUANTITY, "Set to?", f"Enter: {plain(row.floor)}"), why
    return many, why


def hint(question: Question, typed: str) -> str:
    """What Enter alone means, and what a sum comes to."""
    if question.name != QUANTITY or not typed.strip():
        return question.otherwise
    try:
        return f"= {plain(read_quantity(typed).quantity)}"
    except DomainError:
        return "no quantity yet"


def what_is_wrong(name: str, typed: str) -> str:
    """The sentence about a quantity that is none; empty for all else, which only the use case can judge."""
    if name != QUANTITY or not typed.strip():
        return ""
    try:
        read_quantity(typed)
    except DomainError as error:
        return error.sentence
    return ""


def about(row: Row, *, unsure: bool) -> str:
    """What the fix is about, as in `5 are missing: digital 50, floor 45`."""
    if unsure:
        return f"Digital {plain(row.digital)}; what lies there is not known."
    apart, how = plain(abs(row.difference)), "missing" if row.difference < 0 else "extra"
    verb = "is" if apart == "1" else "are"
    return f"{apart} {verb} {how}: digital {plain(row.digital)}, floor {plain(row.floor)}."


def kind_option(kind: FixKind, row: Row) -> tuple[str, str]:
    """How a kind of fix is offered: its name, and what it means here."""
    missing = row.difference < 0
    match kind:
        case FixKind.MOVE:
            return ("Move", "The missing parts are elsewhere" if missing else "The extra parts come from elsewhere")
        case FixKind.SET_QUANTITY:
            return "Set quantity", "ION gets what was counted"
        case FixKind.CREATE:
            return "Create", "A new record of what lies here"
        case FixKind.PARK:
            return "Park", "The last resort: to the discrepancy location"
        case FixKind.HOLD:
            return "Hold", "Wait for something; a note says for what"
        case _:
            return "Leave", "As it is; a note says why"
