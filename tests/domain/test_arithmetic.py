"""The sum of a row in words adds up, whatever explains it."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.arithmetic import UNEXPLAINED, arithmetic, taken_or_first, told_as_sum
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.evidence import Evidence, KitItem
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord, Status
from tests.domain.building import AT, BOLT, MRB, rec, reconciling

QUANTITIES = st.decimals(min_value=0, max_value=200, places=2)
STATUSES = st.sampled_from([status for status in Status if status is not Status.INSTALLED])
RECORDS = st.lists(st.tuples(QUANTITIES.filter(bool), STATUSES), min_size=1, max_size=5)
FIXES = st.builds(Fix, st.sampled_from(FixKind), QUANTITIES, to=st.sampled_from([None, MRB]), from_name=st.just(""))
SUGGESTIONS = st.none() | st.builds(
    Suggestion, st.sampled_from(Cause), st.sampled_from(Confidence), st.just(("Because.",)), FIXES
)


def kit(kit_id: int, *record_ids: int) -> KitItem:
    return KitItem(kit_id, "OPEN", BOLT.id, Decimal(12), Decimal(12), record_ids=record_ids)


def numbers(words: str) -> list[Decimal]:
    """The signed numbers of such a sum, its result last; what stands behind a number names what it is."""
    snapshot, terms, counted = re.fullmatch(r"snapshot (\S+)(.*) = counted (\S+)", words, re.DOTALL).groups()  # type: ignore[union-attr]  # no match fails the test
    found = [
        Decimal(amount) if sign == "+" else -Decimal(amount)
        for sign, amount in re.findall(r" ([+−]) (\d+(?:\.\d+)?) [a-zA-Z(]", terms)
    ]
    return [Decimal(snapshot), *found, Decimal(counted)]


@given(RECORDS, QUANTITIES, SUGGESTIONS)
def test_the_terms_add_up(held: list[tuple[Decimal, Status]], floor: Decimal, suggestion: Suggestion | None) -> None:
    records = [rec(number, str(quantity), status) for number, (quantity, status) in enumerate(held, start=11)]
    (row,) = reconciling(records, {1: str(floor)}).rows
    told = arithmetic(row, suggestion, Evidence(tuple(records), kit_items=(kit(31, 11, 12),)))
    assert told.snapshot + sum(term.amount for term in told.terms) == told.counted == row.floor
    assert all(term.amount and term.why for term in told.terms)
    assert [term.why for term in told.terms[:-1]].count(UNEXPLAINED) == 0
    *terms, counted = numbers(told.words)
    assert sum(terms) == counted == row.floor
    assert len(terms) == len(told.terms) + 1
    if not row.differs:
        assert told.terms == ()


@given(RECORDS, QUANTITIES)
def test_what_is_suggested_adds_up_too(held: list[tuple[Decimal, Status]], floor: Decimal) -> None:
    records = [rec(number, str(quantity), status) for number, (quantity, status) in enumerate(held, start=11)]
    count = reconciling(records, {1: str(floor)}, kit_items=(kit(31, 11),))
    for offered in suggestions(count).get(1, ()):
        told = arithmetic(count.rows[0], offered, count.evidence or Evidence(()))
        assert told.snapshot + sum(term.amount for term in told.terms) == told.counted


def first_words(count: Count) -> str:
    assert count.evidence is not None
    offered = suggestions(count).get(1, ())
    return arithmetic(count.rows[0], taken_or_first(offered, None), count.evidence).words


@pytest.mark.parametrize(
    ("records", "floor", "words"),
    [
        ([rec(11, 88), rec(12, 12, Status.KITTED)], 86, "snapshot 100 − 12 kit 31 − 2 unexplained = counted 86"),
        ([rec(11, 88), rec(12, 12, Status.KITTED)], 88, "snapshot 100 − 12 kit 31 = counted 88"),
        ([rec(11, 80), rec(13, 4, Status.WIP, open_runs=(554,))], 80, "snapshot 84 − 4 run 554 = counted 80"),
        ([rec(11, 7)], 7, "snapshot 7 = counted 7"),
        ([rec(11, 30)], 37, "snapshot 30 + 7 unexplained = counted 37"),
    ],
    ids=["partly a kit", "wholly a kit", "in work", "equal", "extra"],
)
def test_the_words(records: list[InventoryRecord], floor: int, words: str) -> None:
    kits = (kit(31, 12),) if any(record.status is Status.KITTED for record in records) else ()
    assert first_words(reconciling(records, {1: floor}, kit_items=kits)) == words


def test_a_move_names_the_other_place_and_what_it_leaves_open() -> None:
    (row,) = reconciling([rec(11, 10)], {1: 5}).rows
    move = Suggestion(Cause.AT_MRB, Confidence.LIKELY, (), Fix(FixKind.MOVE, Decimal(4), to=MRB))
    assert arithmetic(row, move, Evidence(())).words == "snapshot 10 − 4 to MRB-1 − 1 unexplained = counted 5"
    back = Suggestion(Cause.MOVED_HERE, Confidence.LIKELY, (), Fix(FixKind.MOVE, Decimal(2), from_name="RACK-9"))
    maybe = replace(move, confidence=Confidence.POSSIBLE)
    assert "− 4 maybe to MRB-1" in arithmetic(row, maybe, Evidence(())).words
    (row,) = reconciling([rec(11, 10)], {1: 12}).rows
    assert arithmetic(row, back, Evidence(())).words == "snapshot 10 + 2 from RACK-9 = counted 12"


def test_the_suggestion_that_was_taken_tells_the_row() -> None:
    first, second = (Suggestion(cause, Confidence.LIKELY, (), Fix(FixKind.HOLD)) for cause in (Cause.KITTED, Cause.WIP))
    taken = Choice(second.fix, second.cause, "Ann", AT, suggested=2)
    assert taken_or_first((first, second), taken) is second
    assert taken_or_first((second, first), taken) is second, "its rank may be another one by now"
    assert taken_or_first((first, second), None) is first
    assert taken_or_first((first, second), replace(taken, suggested=None)) is first, "made by hand"
    assert taken_or_first((first,), taken) is first
    assert taken_or_first((), taken) is None


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (Fix(FixKind.MOVE, Decimal(3), to=MRB), "snapshot 7 − 3 to MRB-1 − 2 unexplained = counted 2"),
        (Fix(FixKind.SET_QUANTITY, Decimal(-5)), "snapshot 7 − 5 unexplained = counted 2"),
        (Fix(FixKind.HOLD, note="asked Bo"), "snapshot 7 − 5 to MRB-1 = counted 2"),
    ],
    ids=["moved by hand", "set by hand", "held"],
)
def test_a_fix_made_by_hand_that_writes_stands_for_the_suggestions(fix: Fix, words: str) -> None:
    count = reconciling([rec(11, 7)], {1: 2})
    offered = (Suggestion(Cause.AT_MRB, Confidence.LIKELY, (), Fix(FixKind.MOVE, Decimal(5), to=MRB)),)
    choice = Choice(fix, Cause.CHOSEN, "Ann", AT)
    told = told_as_sum(replace(count, choices={1: choice}), count.rows[0], offered)
    assert told is not None
    assert told.words == words
