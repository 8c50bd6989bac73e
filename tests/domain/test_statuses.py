"""Records of one status that are more than what is missing: one of them may explain it, and is never certain."""

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Status
from tests.domain.building import rec, reconciling


def first_of(status: Status, *quantities: int, missing: int) -> Suggestion:
    """What is suggested first where 10 are available, records hold so many of a status, and so many are missing."""
    records = [rec(11, 10), *(rec(12 + number, each, status) for number, each in enumerate(quantities))]
    return suggestions(reconciling(records, {1: 10 + sum(quantities) - missing}))[1][0]


@pytest.mark.parametrize(
    ("status", "cause"), [(Status.ON_ORDER, Cause.ON_ORDER), (Status.KITTED, Cause.KITTED), (Status.WIP, Cause.WIP)]
)
@pytest.mark.parametrize("quantities", [(4, 6), (4, 4), (4, 1, 1)], ids=str)
def test_one_record_that_happens_to_fit_is_likely(status: Status, cause: Cause, quantities: tuple[int, ...]) -> None:
    first = first_of(status, *quantities, missing=4)
    assert (first.cause, first.confidence, first.fix.kind) == (cause, Confidence.LIKELY, FixKind.HOLD)
    assert first.weakness == f"{sum(quantities)} are {status.words}, and only 4 are missing"
    assert first.evidence[-1].startswith(f"Record 12: 4 {status.words}")


def test_all_records_on_order_that_are_missing_together_are_certain() -> None:
    first = first_of(Status.ON_ORDER, 4, 6, missing=10)
    assert (first.cause, first.confidence, first.weakness) == (Cause.ON_ORDER, Confidence.CERTAIN, "")
