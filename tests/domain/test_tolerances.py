"""What a difference is worth in itself: within tolerance, beyond it and counted once, or found by two counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Status
from cyclecount_tui.domain.recount_rules import RecountRules
from tests.domain.building import MRB, rec, reconciling
from tests.domain.recount_building import Shelf

RULES = RecountRules()
IN_ITSELF = {Cause.WITHIN_TOLERANCE, Cause.BEYOND_TOLERANCE, Cause.COUNTS_AGREE}


def in_itself(told: tuple[Suggestion, ...]) -> list[tuple[Cause, Confidence]]:
    return [(each.cause, each.confidence) for each in told if each.cause in IN_ITSELF]


@pytest.mark.parametrize(
    ("count_class", "source"),
    [
        ("C", "the tolerance of class C, 5 % of ION's quantity and 100 in money"),
        ("c ", "the tolerance of class C, 5 % of ION's quantity and 100 in money"),
        ("", "the narrowest tolerance, 1 % of ION's quantity and 100 in money, as nothing gives it a class"),
        ("X", "the narrowest tolerance, 1 % of ION's quantity and 100 in money, as nothing gives it a class"),
    ],
)
def test_within_tolerance_the_quantity_is_set_and_the_source_is_said(count_class: str, source: str) -> None:
    told = suggestions(reconciling([rec(11, 500)], {1: 497}, tolerance=RULES.applied(count_class)))[1]
    assert (told[0].cause, told[0].confidence) == (Cause.WITHIN_TOLERANCE, Confidence.POSSIBLE)
    assert (told[0].fix.kind, told[0].fix.quantity) == (FixKind.SET_QUANTITY, Decimal(-3))
    assert told[0].evidence == (f"-3 of 500 is 0.6 %: within {source}.",)
    assert [each.fix.kind for each in told[1:]] == [FixKind.PARK], "setting the quantity is not offered twice"


def test_what_records_explain_comes_first_however_little_it_is() -> None:
    at_mrb = (rec(21, 3, at=MRB),)
    told = suggestions(reconciling([rec(11, 500)], {1: 497}, elsewhere=at_mrb, tolerance=RULES.applied("A")))[1]
    assert told[0].cause is Cause.AT_MRB
    within = next(each for each in told if each.cause is Cause.WITHIN_TOLERANCE)
    assert within.lost == "It names no cause, while number 1 names one that is likely."


def test_beyond_tolerance_and_counted_once_somebody_else_may_count_again() -> None:
    told = suggestions(reconciling([rec(11, 500)], {1: 457}, tolerance=RULES.applied("A")))[1]
    assert [each.cause for each in told][-1] is Cause.BEYOND_TOLERANCE
    again = told[-1]
    assert (again.fix.kind, again.fix.note, again.confidence) == (
        FixKind.RECOUNT, "by somebody other than Ann", Confidence.LAST,
    )  # fmt: skip
    assert again.lost == "Nobody has to count again here, though somebody can before anything is written."
    assert told[0].cause is Cause.UNEXPLAINED_SHORTAGE


def test_where_counting_again_is_the_rule_and_was_left_out_it_comes_before_the_last_resort() -> None:
    applied = RULES._replace(required=True).applied("A")
    told = suggestions(reconciling([rec(11, 500)], {1: 457}, tolerance=applied))[1]
    assert (told[0].cause, told[0].confidence) == (Cause.BEYOND_TOLERANCE, Confidence.POSSIBLE)
    assert told[0].evidence == (
        "Counted once, by Ann: -43 is beyond the tolerance of class A, 1 % of ION's quantity and 100 in money.",
    )
    explained = reconciling([rec(11, 457), rec(12, 43, Status.ON_ORDER)], {1: 457}, tolerance=applied)
    assert suggestions(explained)[1][0].cause is Cause.ON_ORDER


def test_a_count_of_an_older_journal_says_nothing_of_tolerances() -> None:
    assert in_itself(suggestions(reconciling([rec(11, 500)], {1: 497}))[1]) == []


def counted_twice(first: int, second: int, *more: Status) -> tuple[Suggestion, ...]:
    """100 in ION, counted by two people who came to these numbers, and by a third where they disagree."""
    shelf = Shelf([rec(11, 100), *(rec(20 + number, 4, status) for number, status in enumerate(more))])
    shelf.counted("Ann", {1: first})
    shelf.counted("Ben", {1: second})
    if shelf.count.evidence is None:
        shelf.counted("Cy", {1: first + second})
    return suggestions(shelf.count)[1]


def test_two_counts_that_agree_make_the_adjustment_likely() -> None:
    first, *others = counted_twice(88, 88)
    assert (first.cause, first.confidence, first.fix.kind) == (
        Cause.COUNTS_AGREE, Confidence.LIKELY, FixKind.SET_QUANTITY,
    )  # fmt: skip
    assert first.evidence[0] == (
        "1st count Ann 88 on 2 Mar at 09:05, 2nd count Ben 88 on 2 Mar at 09:05: the same difference, -12."
    )
    assert Cause.UNEXPLAINED_SHORTAGE not in {each.cause for each in others}, "the same fix is not offered twice"


def test_two_counts_that_agree_do_not_push_down_what_records_explain() -> None:
    told = counted_twice(100, 100, Status.ON_ORDER)
    assert told[0].cause is Cause.ON_ORDER
    assert [each.confidence for each in told if each.cause is Cause.COUNTS_AGREE] == [Confidence.POSSIBLE]


def test_counts_that_disagree_are_decided_by_a_person() -> None:
    assert [each.cause for each in counted_twice(88, 77)] == [Cause.COUNTS_DISAGREE]


@given(
    st.integers(1, 3000), st.integers(1, 3000), st.sampled_from("ABCX"), st.booleans(),
    st.sampled_from([None, Status.ON_ORDER, Status.KITTED]), st.integers(1, 50),
)  # fmt: skip
def test_one_of_both_is_said_of_each_line_and_never_surer_than_possible(
    digital: int, floor: int, count_class: str, required: bool, status: Status | None, more: int
) -> None:
    applied = RULES._replace(required=required).applied(count_class)
    records = [rec(11, digital), *([rec(12, more, status)] if status else [])]
    count = reconciling(records, {1: floor}, tolerance=applied)
    if not count.rows[0].differs:
        return
    told = suggestions(count)[1]
    said = in_itself(told)
    within = applied.tolerance.takes(count.rows[0])
    if not within:
        assert said == [(Cause.BEYOND_TOLERANCE, Confidence.POSSIBLE if required else Confidence.LAST)]
    elif said:
        assert said == [(Cause.WITHIN_TOLERANCE, Confidence.POSSIBLE)]
    explained = [each for each in told if each.confidence in {Confidence.CERTAIN, Confidence.LIKELY}]
    assert not explained or told[0] in explained
