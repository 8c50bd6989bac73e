"""A nought that was typed, and one that was confirmed."""

from decimal import Decimal

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Status
from tests.domain.building import FACT, counting, rec, reconciling, submitted


def typed_nought(status: Status = Status.AVAILABLE) -> Count:
    """A line whose 0 came as a number, as other programs' journals and lists may bring it."""
    record = rec(11, 10, status)
    nought = counting_events.Counted(**FACT, line=1, expression="0", quantity=Decimal(0))
    count = submitted(after(counting(record), nought))
    return after(count, said.Compared(**FACT, evidence=Evidence((record,))))


def test_a_nought_that_nobody_confirmed() -> None:
    first = suggestions(typed_nought())[1][0]
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.EMPTY_NOT_CONFIRMED,
        Confidence.POSSIBLE,
        FixKind.RECOUNT,
    )
    assert first.evidence == (
        "Counted 0, recorded 10.",
        "Ann entered 0 on 2 Mar and did not confirm that there is none.",
    )
    assert "confirm that there is none" in first.fix.note


def test_a_confirmed_none_is_no_question() -> None:
    assert all(
        item.cause is not Cause.EMPTY_NOT_CONFIRMED for item in suggestions(reconciling([rec(11, 10)], {1: 0}))[1]
    )


def test_what_the_records_explain_comes_before_it() -> None:
    found = suggestions(typed_nought(Status.ON_ORDER))[1]
    assert [item.cause for item in found if item.confidence is not Confidence.LAST] == [
        Cause.ON_ORDER,
        Cause.EMPTY_NOT_CONFIRMED,
    ]
