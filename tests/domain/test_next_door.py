"""What counts of neighbouring locations found of the same item: one move, or the other half of what was posted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord, Status
from cyclecount_tui.domain.line_result import LineResult
from tests.domain.building import HERE, MRB, OTHER, PARKING, THERE, rec, reconciling
from tests.domain.counts_beside import found

NEXT_DOOR = {Cause.OPPOSITE_NEXT_DOOR, Cause.POSTED_NEXT_DOOR, Cause.SERIAL_COUNTED}


def offered(
    record: InventoryRecord, floor: int, nearby: tuple[LineResult, ...], *elsewhere: InventoryRecord
) -> list[Suggestion]:
    """The suggestions for one line that counts of neighbours have a part in, and the first one of all."""
    count = reconciling([record], {1: floor}, nearby=nearby, elsewhere=elsewhere)
    return list(suggestions(count)[1])


def beside(told: list[Suggestion]) -> list[Suggestion]:
    return [each for each in told if each.cause in NEXT_DOOR]


def test_what_is_missing_here_is_too_many_next_door() -> None:
    first, *_ = offered(rec(11, 30), 26, (found(4, is_open=True),), rec(21, 10, at=THERE))
    assert (first.cause, first.confidence) == (Cause.OPPOSITE_NEXT_DOOR, Confidence.LIKELY)
    assert (first.fix.kind, first.fix.quantity, first.fix.to) == (FixKind.MOVE, Decimal(4), THERE)
    assert first.evidence == (
        "RACK-B was counted on 1 Mar by Bo: 4 too many of it (14 counted, 10 recorded).",
        "It is not posted there yet: one move puts both right, and neither is adjusted.",
    )
    assert first.other_counts == ("c-2-1",)


def test_what_is_extra_here_is_missing_next_door() -> None:
    first, *_ = offered(rec(11, 30), 34, (found(-4),), rec(21, 10, at=THERE))
    assert (first.cause, first.fix.kind) == (Cause.OPPOSITE_NEXT_DOOR, FixKind.MOVE)
    assert (first.fix.to, first.fix.from_name, [each.record_id for each in first.fix.portions]) == (
        HERE,
        "RACK-B",
        [21],
    )
    assert first.evidence[-1].startswith("Nothing was posted there")
    assert first.other_counts == ()


@pytest.mark.parametrize(
    ("nearby", "there", "weakness"),
    [
        ((found(4), found(4, OTHER)), 10, "2 other counts fit"),
        ((found(4),), 14, "stock moved at RACK-B since it was counted there"),
        ((found(4),), 0, "stock moved at RACK-B since it was counted there"),
    ],
)
def test_what_does_not_quite_fit_is_only_possible(nearby: tuple[LineResult, ...], there: int, weakness: str) -> None:
    told = beside(offered(rec(11, 30), 26, nearby, *([rec(21, there, at=THERE)] if there else [])))
    assert {(each.confidence, each.weakness) for each in told[:1]} == {(Confidence.POSSIBLE, weakness)}


@pytest.mark.parametrize(
    "nearby",
    [
        found(3),
        found(-4),
        found(4, lot="L-9"),
        found(4, part=replace(rec(1, 1).part, id=7, number="FR-7")),
        found(4, next_to=(OTHER.id,)),
        found(4, posted=FixKind.MOVE),
    ],
    ids=["another amount", "the same way", "another lot", "another part", "not next to here", "moved already"],
)
def test_what_does_not_fit_says_nothing(nearby: LineResult) -> None:
    assert not beside(offered(rec(11, 30), 26, (nearby,), rec(21, 10, at=THERE)))


@pytest.mark.parametrize("posted", [FixKind.SET_QUANTITY, FixKind.CREATE])
def test_what_was_added_next_door_already_is_taken_off_here(posted: FixKind) -> None:
    first, *_ = offered(rec(11, 30), 26, (found(4, posted=posted),), rec(21, 14, at=THERE))
    assert (first.cause, first.confidence) == (Cause.POSTED_NEXT_DOOR, Confidence.LIKELY)
    assert (first.fix.kind, first.fix.quantity) == (FixKind.SET_QUANTITY, Decimal(-4))
    assert first.evidence[-1] == "+4 was posted there already: -4 here makes one movement of both."


def test_what_was_taken_off_next_door_already_is_added_here() -> None:
    first, *_ = offered(rec(11, 30), 34, (found(-4, posted=FixKind.SET_QUANTITY),), rec(21, 6, at=THERE))
    assert (first.cause, first.fix.kind, first.fix.quantity) == (
        Cause.POSTED_NEXT_DOOR, FixKind.SET_QUANTITY, Decimal(4),
    )  # fmt: skip


def test_what_was_parked_next_door_comes_from_where_it_waits() -> None:
    parked = (rec(21, 6, at=THERE), rec(22, 4, at=PARKING))
    first, *_ = offered(rec(11, 30), 34, (found(-4, posted=FixKind.PARK),), *parked)
    assert (first.cause, first.fix.kind, first.fix.from_name) == (Cause.POSTED_NEXT_DOOR, FixKind.MOVE, PARKING.name)
    assert [(each.record_id, each.quantity) for each in first.fix.portions] == [(22, Decimal(4))]
    assert not beside(offered(rec(11, 30), 34, (found(-4, posted=FixKind.PARK),), parked[0])), "it waits there no more"


def test_a_missing_serial_that_was_counted_anywhere_goes_there() -> None:
    seen = found(1, OTHER, serial="S1", next_to=(), digital=Decimal(0), floor=Decimal(1), is_open=True)
    first, *_ = offered(rec(11, 1, serial="S1"), 0, (seen,))
    assert (first.cause, first.confidence, first.fix.to) == (Cause.SERIAL_COUNTED, Confidence.LIKELY, OTHER)
    assert first.fix.kind is FixKind.MOVE


def test_a_missing_serial_that_is_recorded_where_it_was_counted_is_taken_off_here() -> None:
    seen = found(0, OTHER, serial="S1", next_to=(), digital=Decimal(1), floor=Decimal(1))
    told = offered(rec(11, 1, serial="S1"), 0, (seen,), rec(21, 1, at=OTHER, serial="S1"))
    (suggestion,) = beside(told)
    assert (suggestion.fix.kind, suggestion.fix.quantity) == (FixKind.SET_QUANTITY, Decimal(-1))


def test_a_serial_that_is_missing_there_as_well_says_nothing() -> None:
    gone = found(-1, serial="S1", digital=Decimal(1), floor=Decimal(0))
    assert not beside(offered(rec(11, 1, serial="S1"), 0, (gone,)))


def test_what_ion_explains_for_sure_comes_first() -> None:
    ordered = reconciling(
        [rec(11, 30), rec(12, 4, Status.ON_ORDER)], {1: 30}, nearby=(found(4),), elsewhere=(rec(21, 10, at=THERE),)
    )
    assert suggestions(ordered)[1][0].confidence is Confidence.CERTAIN
    assert suggestions(ordered)[1][0].cause is Cause.ON_ORDER


@given(
    st.integers(1, 60), st.integers(0, 60), st.integers(-9, 9), st.sampled_from([None, *FixKind]),
    st.integers(0, 20), st.booleans(),
)  # fmt: skip
def test_no_neighbour_is_certain_and_every_fix_is_just_the_difference(
    digital: int, floor: int, theirs: int, posted: FixKind | None, there: int, is_open: bool
) -> None:
    records = [rec(21, there, at=THERE)] if there else []
    if digital == floor:
        return
    told = beside(offered(rec(11, digital), floor, (found(theirs, posted=posted, is_open=is_open),), *records))
    assert not told or theirs == digital - floor
    for each in told:
        assert each.confidence in {Confidence.LIKELY, Confidence.POSSIBLE}
        assert abs(each.fix.quantity) == abs(floor - digital)
        assert sum(portion.quantity for portion in each.fix.portions) in {0, each.fix.quantity}
        assert each.fix.kind is not FixKind.MOVE or posted in {None, FixKind.PARK, FixKind.HOLD, FixKind.LEAVE}


def test_the_same_move_from_another_detector_is_told_once_with_the_count_next_door() -> None:
    """MRB explains it, and next door it was counted: one suggestion, which knows of both."""
    count = reconciling([rec(11, 30)], {1: 26}, nearby=(found(4, MRB, is_open=True),), elsewhere=(rec(21, 10, at=MRB),))
    moves = [each for each in suggestions(count)[1] if each.fix.to == MRB]
    assert [(each.cause, each.other_counts) for each in moves] == [(Cause.AT_MRB, ("c-8-1",))]
    assert any("was counted on 1 Mar by Bo" in sentence for sentence in moves[0].evidence)
