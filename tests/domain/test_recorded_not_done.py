"""Changes of records since the last count as a cause: a move or a booking that is not so on the floor."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Place, Status
from cyclecount_tui.domain.record_changes import RecordChange
from tests.domain.building import AT, BOLT, HERE, MRB, OTHER, PARKING, THERE, rec, reconciling


def change(
    record_id: int, before: int | None, after: int, days_ago: int = 3, was: Place | None = HERE, now: Place = HERE,
    **more: Any,
) -> RecordChange:  # fmt: skip
    quantity = None if before is None else Decimal(before)
    at = AT - timedelta(days=days_ago)
    return RecordChange(record_id, BOLT.id, at, "Bo", quantity, Decimal(after), was, now, made=before is None, **more)


def offered(count: Count) -> tuple[Suggestion, ...]:
    return suggestions(count)[1]


def found(count: Count) -> list[Suggestion]:
    return [each for each in offered(count) if each.cause is Cause.RECORDED_NOT_DONE]


def test_what_was_moved_in_and_never_came_goes_back() -> None:
    records = [rec(11, 10), rec(12, 4)]
    count = reconciling(records, {1: 10}, elsewhere=(rec(21, 5, at=THERE),), changes=(change(12, 4, 4, was=THERE),))
    first = offered(count)[0]
    assert (first.cause, first.confidence, first.fix.words) == (
        Cause.RECORDED_NOT_DONE, Confidence.LIKELY, "Move 4 to RACK-B",
    )  # fmt: skip
    assert [(portion.record_id, portion.quantity) for portion in first.fix.portions] == [(12, 4)]
    assert first.evidence == ("Record 12: 4 moved in from RACK-B by Bo, 27 Feb 09:05.",)


@pytest.mark.parametrize("to", [THERE, PARKING])
def test_what_was_moved_out_and_still_lies_here_comes_back(to: Place) -> None:
    moved = change(21, 4, 4, now=to)
    first = offered(reconciling([rec(11, 10)], {1: 14}, elsewhere=(rec(21, 4, at=to),), changes=(moved,)))[0]
    assert (first.cause, first.confidence, first.fix.words) == (
        Cause.RECORDED_NOT_DONE, Confidence.LIKELY, f"Move 4 here from {to.name}",
    )  # fmt: skip
    assert first.evidence == (f"Record 21: 4 moved out to {to.name} by Bo, 27 Feb 09:05.",)


def test_what_mrb_explains_says_who_moved_it() -> None:
    """One move, told once: the surer words, and the history with them."""
    moved = change(21, 4, 4, now=MRB)
    first = offered(reconciling([rec(11, 10)], {1: 14}, elsewhere=(rec(21, 4, at=MRB),), changes=(moved,)))[0]
    assert first.cause is Cause.STILL_AT_MRB
    assert first.evidence[-1] == "Record 21: 4 moved out to MRB-1 by Bo, 27 Feb 09:05."
    assert not found(reconciling([rec(11, 10)], {1: 14}, elsewhere=(rec(21, 4, at=MRB),), changes=(moved,)))


@pytest.mark.parametrize(
    ("record", "moved"),
    [
        (rec(21, 4, Status.KITTED, at=THERE), change(21, 4, 4, now=THERE)),
        (rec(21, 3, at=THERE), change(21, 4, 4, now=THERE)),
        (rec(21, 4, at=OTHER), change(21, 4, 4, now=THERE)),
        (rec(22, 4, lot="L2", at=THERE), change(21, 4, 4, now=THERE)),
    ],
)
def test_a_move_that_cannot_be_taken_back_is_asked_about(record: Any, moved: RecordChange) -> None:
    (only,) = found(reconciling([rec(11, 10)], {1: 14}, elsewhere=(record,), changes=(moved,)))
    assert (only.fix.kind, only.confidence) == (FixKind.HOLD, Confidence.LIKELY)
    assert only.fix.note == "ask Bo about the 4 of record 21, and put it right in ION"


def test_a_booking_of_just_as_many_is_possible_and_likely_when_it_was_taken_back() -> None:
    booked = change(11, 6, 10)
    (only,) = found(reconciling([rec(11, 10)], {1: 6}, changes=(booked,)))
    assert (only.confidence, only.fix.kind) == (Confidence.POSSIBLE, FixKind.HOLD)
    assert only.weakness == "the booking may be right, and the count came to as much by chance"
    taken = change(11, 10, 6, days_ago=5)
    (reversed_,) = found(reconciling([rec(11, 10)], {1: 6}, changes=(booked, taken)))
    assert reversed_.confidence is Confidence.LIKELY
    assert reversed_.evidence == (
        "Record 11: 6 became 10 by Bo, 27 Feb 09:05.",
        "Record 11: 10 became 6 by Bo, 25 Feb 09:05.",
    )


def test_what_was_taken_back_explains_nothing_any_more() -> None:
    changes = (change(11, 6, 10), change(11, 10, 6, days_ago=5))
    assert found(reconciling([rec(11, 10)], {1: 14}, changes=changes)) == []
    there_and_back = (change(12, 4, 4, was=THERE), change(12, 4, 4, days_ago=5, now=THERE))
    assert found(reconciling([rec(11, 10), rec(12, 4)], {1: 18}, changes=there_and_back)) == []


def test_a_split_is_no_movement_and_the_move_of_the_piece_is() -> None:
    split = change(11, 14, 10, days_ago=4)
    piece = change(21, None, 4, days_ago=4, was=None, origin_id=11)
    moved = change(21, 4, 4, now=THERE)
    count = reconciling([rec(11, 10)], {1: 14}, elsewhere=(rec(21, 4, at=THERE),), changes=(split, moved, piece))
    (only,) = found(count)
    assert only.fix.words == "Move 4 here from RACK-B"
    assert only.weakness == ""


def test_several_changes_of_just_as_many_are_no_more_than_possible() -> None:
    changes = tuple(change(record, 4, 4, was=place) for record, place in ((12, THERE), (13, OTHER)))
    records = [rec(11, 10), rec(12, 4), rec(13, 4)]
    assert [each.confidence for each in found(reconciling(records, {1: 14}, changes=changes))] == [
        Confidence.POSSIBLE
    ] * 2
    many = tuple(change(record, 4, 4, was=THERE) for record in range(12, 16))
    records = [rec(11, 10), *(rec(record, 4) for record in range(12, 16))]
    assert found(reconciling(records, {1: 22}, changes=many)) == []


def test_a_place_that_nothing_names_is_no_place_to_move_to() -> None:
    count = reconciling([rec(11, 10), rec(12, 4)], {1: 10}, changes=(change(12, 4, 4, was=Place(77, "")),))
    (only,) = found(count)
    assert only.fix.kind is FixKind.HOLD
    assert only.evidence == ("Record 12: 4 moved in by Bo, 27 Feb 09:05.",)


def test_a_record_that_was_made_is_no_booking() -> None:
    assert found(reconciling([rec(11, 10), rec(12, 4)], {1: 10}, changes=(change(12, None, 4, was=None),))) == []


@pytest.mark.parametrize(
    ("records", "floor", "sentence"),
    [
        ([rec(11, 10, on_hold=True)], 8, "Record 11 is on quality hold."),
        ([rec(11, 10, open_issues=(812, 813))], 8, "Record 11 has an open issue, 812."),
        ([rec(11, 10)], 8, "Record 11: 3 became 10 by Bo, 27 Feb 09:05."),
    ],
)
def test_what_is_known_of_the_records_stands_in_the_evidence(records: Any, floor: int, sentence: str) -> None:
    count = reconciling(records, {1: floor}, changes=(change(11, 3, 10), change(11, 4, 3, days_ago=6)))
    for suggestion in offered(count):
        assert (sentence in suggestion.evidence) is not suggestion.cause.is_reading
        assert len(set(suggestion.evidence)) == len(suggestion.evidence)


def test_of_several_records_those_are_told_that_a_suggestion_speaks_of() -> None:
    records = [rec(11, 10, on_hold=True), rec(12, 4, Status.KITTED, open_issues=(812,)), rec(121, 1)]
    kitted = next(each for each in offered(reconciling(records, {1: 11})) if each.cause is Cause.KITTED)
    assert kitted.evidence[-1] == "Record 12 has an open issue, 812."
    assert not [sentence for sentence in kitted.evidence if "quality hold" in sentence]


AMOUNTS = st.integers(0, 12)
PLACES = st.sampled_from([HERE, THERE, OTHER])


@given(
    floor=AMOUNTS,
    told=st.lists(st.tuples(st.sampled_from([11, 12]), AMOUNTS, AMOUNTS, PLACES, PLACES, st.booleans()), max_size=6),
)
def test_each_one_is_a_change_here_of_just_as_many_and_never_certain(floor: int, told: list[Any]) -> None:
    changes = tuple(
        change(record, None if made else before, after, days_ago=age, was=None if made else was, now=now)
        for age, (record, before, after, was, now, made) in enumerate(told, start=1)
    )
    count = reconciling([rec(11, 8), rec(12, 5)], {1: floor}, changes=changes, elsewhere=(rec(21, 5, at=THERE),))
    for suggestion in suggestions(count).get(1, ()):
        if suggestion.cause is not Cause.RECORDED_NOT_DONE:
            continue
        difference = floor - 13
        sentences = {each.words_at(HERE) for each in changes if each.effect_at(HERE) == -difference and not each.made}
        assert suggestion.evidence[0] in sentences
        assert suggestion.confidence in {Confidence.LIKELY, Confidence.POSSIBLE}
        assert suggestion.fix.kind in {FixKind.MOVE, FixKind.HOLD}
        assert sum(portion.quantity for portion in suggestion.fix.portions) in {0, abs(difference)}


@given(before=AMOUNTS, after=AMOUNTS, was=PLACES, now=PLACES)
def test_the_effects_at_all_places_make_up_the_change(before: int, after: int, was: Place, now: Place) -> None:
    one = change(11, before, after, was=was, now=now)
    effects = [one.effect_at(place) for place in (HERE, THERE, OTHER)]
    assert sum(each for each in effects if each is not None) == after - before
    assert one.moved == (was != now)
    assert one.touches(was)
