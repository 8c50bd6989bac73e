"""Why a suggestion is not the first one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.runner_up import why_not, with_reasons
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Status
from tests.domain.building import MRB, OTHER, THERE, rec, reconciling

HOLD, PARK, LOWER = Fix(FixKind.HOLD, note="x"), Fix(FixKind.PARK), Fix(FixKind.SET_QUANTITY)


def one(cause: Cause, confidence: Confidence, fix: Fix = HOLD, weakness: str = "") -> Suggestion:
    return Suggestion(cause, confidence, ("Seen.",), fix, weakness)


ON_ORDER = one(Cause.ON_ORDER, Confidence.CERTAIN)
AT_MRB = one(Cause.AT_MRB, Confidence.LIKELY)
SWAPPED = one(Cause.DIGITS_SWAPPED, Confidence.LIKELY)
GONE = one(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, PARK)


@pytest.mark.parametrize(
    ("first", "other", "reason"),
    [
        (ON_ORDER, AT_MRB, "Number 1 is certain, this only likely."),
        (ON_ORDER, GONE, "A last resort, for what nothing else explains, and number 1 is certain."),
        (ON_ORDER, SWAPPED, "A slip to look for by counting again, while what ION has makes number 1 certain."),
        (
            GONE,
            one(Cause.UNEXPLAINED_SHORTAGE, Confidence.LAST, LOWER),
            "It takes the parts out of the books, while parked ones can still be found.",
        ),
        (
            one(Cause.MOVED_MEANWHILE, Confidence.LIKELY),
            ON_ORDER,
            "Its records changed while it was counted, and before it is counted anew nothing else is sure.",
        ),
        (AT_MRB, AT_MRB, "Just as likely as number 1; only a look at the place tells both apart."),
        (
            one(Cause.KITTED, Confidence.LIKELY),
            AT_MRB,
            "Just as likely as number 1; of equals, what is in motion in ION comes first, then MRB, then other places.",
        ),
        (
            SWAPPED,
            one(Cause.PACK_SIZE, Confidence.LIKELY),
            "Just as likely as number 1; only counting again tells both apart.",
        ),
        (
            AT_MRB,
            one(Cause.MOVED_AWAY, Confidence.POSSIBLE, weakness="it has 2 other homes"),
            "Number 1 is likely, this only possible: it has 2 other homes.",
        ),
    ],
)
def test_the_sentence(first: Suggestion, other: Suggestion, reason: str) -> None:
    assert why_not(first, other) == reason


def test_every_suggestion_but_the_first_says_why() -> None:
    records = [rec(11, 10), rec(12, 4, Status.ON_ORDER)]
    elsewhere = (rec(21, 9, at=MRB), rec(22, 30, at=THERE), rec(23, 30, at=OTHER))
    found = suggestions(reconciling(records, {1: 10}, elsewhere=elsewhere))[1]
    assert found[0].lost == ""
    assert [item.lost for item in found[1:-2]] == [
        "Number 1 is certain, this only possible: record 21 holds 9, not just the missing 4.",
        "Number 1 is certain, this only possible: it has 2 other homes.",
        "Number 1 is certain, this only possible: it has 2 other homes.",
    ]
    assert all(item.lost for item in found[1:])


CAUSES, CONFIDENCES = st.sampled_from(list(Cause)), st.sampled_from(list(Confidence))
ANY = st.builds(one, CAUSES, CONFIDENCES, st.sampled_from([HOLD, PARK, LOWER]), st.sampled_from(["", "it holds 9"]))


@given(ranked=st.lists(ANY, max_size=6))
def test_whatever_is_ranked_the_first_has_no_reason_and_each_other_has_a_whole_sentence(
    ranked: list[Suggestion],
) -> None:
    told = list(with_reasons(ranked))
    assert [item.cause for item in told] == [item.cause for item in ranked]
    assert all(item.lost == "" for item in told[:1])
    assert all(item.lost.endswith(".") and item.lost[0].isupper() and "\n" not in item.lost for item in told[1:])
