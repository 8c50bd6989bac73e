"""One surplus that is the sum of several shortages, and the other way round."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.groups import MOST_IN_QUESTION, Group, groups_of_lots, groups_of_places
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Portion
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.plan import WriteKind
from tests.domain.building import HERE, OTHER, THERE, rec
from tests.domain.test_promises import all_first, two_lots
from tests.domain.test_several_places import planned, reconciling


def row(number: int, difference: int, place: int | None = None, lot: str = "") -> Row:
    """A line of FR-1 that differs by so many."""
    at = None if place is None else Place(place, f"RACK-{place}")
    return Row(Line(number, LineKey("FR-1", "A", lot, place=at)), Decimal(100), Decimal(100 + difference), ())


def at_places(*differences: int) -> list[Row]:
    return [row(number, difference, number) for number, difference in enumerate(differences, start=1)]


def told(groups: dict[int, Group]) -> set[tuple[int, tuple[int, ...], bool]]:
    return {
        (each.whole.line.number, tuple(part.line.number for part in each.parts), each.alone) for each in groups.values()
    }


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ((10, -4, -6), {(1, (2, 3), True)}),
        ((-10, 4, 6), {(1, (2, 3), True)}),
        ((10, -4, -6, 3), {(1, (2, 3), False)}),
        ((10, -1, -2, -3, -4), {(1, (2, 3, 4, 5), True)}),
        ((15, -1, -2, -3, -4, -5), set()),
        ((10, -4, -6, -3, -7), set()),
        ((10, -4, -6, 4), set()),
        ((10, -10), set()),
        ((10, 4, 6), set()),
        ((0, -4, -6), set()),
    ],
)
def test_which_lines_make_up_another(differences: tuple[int, ...], expected: set[object]) -> None:
    """Two to four of them, in one way only; five are chance, and who has an exact opposite is nobody's part."""
    assert told(dict(groups_of_places(at_places(*differences)))) == expected


def test_lots_are_put_together_at_one_place_and_places_for_one_lot() -> None:
    lots = [row(1, 10, lot="L1"), row(2, -4, lot="L2"), row(3, -6, lot="L3")]
    assert told(dict(groups_of_lots(lots))) == {(1, (2, 3), True)}
    assert not groups_of_places(lots)
    apart = [row(1, 10, 1, "L1"), row(2, -4, 2, "L2"), row(3, -6, 3, "L3")]
    assert not groups_of_places(apart)
    assert not groups_of_lots(apart)


@given(st.lists(st.integers(-9, 9), max_size=9), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference_and_every_group_adds_up(differences: list[int], mixed: random.Random) -> None:
    rows = at_places(*differences)
    found = groups_of_places(rows)
    mixed.shuffle(rows)
    assert groups_of_places(rows) == found
    for line, group in found.items():
        assert sum(each.difference for each in group.rows) == 0
        assert line in {each.line.number for each in group.rows}
        assert all(found[each.line.number] is group for each in group.rows)


def test_of_many_lines_none_are_tried() -> None:
    found = groups_of_places(at_places(MOST_IN_QUESTION + 3, *([-1] * MOST_IN_QUESTION), -2))
    assert not found


def three_places(*floors: int) -> Count:
    return reconciling([rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)], list(floors))


def test_what_is_extra_at_one_place_is_brought_from_several() -> None:
    count = three_places(6, 30, 3)
    offered = suggestions(count)
    whole = offered[2][0]
    assert (whole.cause, whole.confidence) == (Cause.MOVED_HERE, Confidence.LIKELY)
    assert whole.fix.words == "Move 10 here from RACK-A and RACK-C"
    assert whole.fix.portions == (Portion(1, Decimal(4)), Portion(3, Decimal(6)))
    assert whole.evidence == (
        "RACK-B has 10 more than ION says.",
        "4 at RACK-A and 6 at RACK-C are missing, together just as many.",
    )
    assert [offered[line][0].fix.words for line in (1, 3)] == ["Move 4 to RACK-B", "Move 6 to RACK-B"]
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)]
    plan = planned(all_first(count), records).plan
    assert plan is not None
    assert [(write.record_id, write.quantity, write.to) for write in plan.writes] == [(1, 4, THERE), (3, 6, THERE)]
    assert {item.line for item in plan.covered} >= {2}
    assert not plan.not_planned


def test_what_is_missing_at_one_place_went_to_several() -> None:
    count = three_places(10, 10, 19)
    assert suggestions(count)[2][0].fix.words == "Move 10 to RACK-C"
    count = three_places(14, 10, 15)
    offered = suggestions(count)
    assert [offered[line][0].fix.words for line in (1, 2, 3)] == [
        "Move 4 here from RACK-B",
        "Hold: the moves of lines 1 and 3 bring it right: choose those",
        "Move 6 here from RACK-B",
    ]


def test_each_part_gets_records_of_its_own_where_one_is_too_small() -> None:
    records = [rec(1, 10, at=HERE), rec(21, 5, at=THERE), rec(22, 5, at=THERE), rec(3, 9, at=OTHER)]
    count = reconciling(records, [14, 0, 15])
    offered = suggestions(count)
    assert offered[1][0].fix.portions == (Portion(21, Decimal(4)),)
    assert offered[3][0].fix.portions == (Portion(21, Decimal(1)), Portion(22, Decimal(5)))


def test_where_more_differs_it_is_only_possible() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER), rec(4, 9, at=Place(7, "RACK-D"))]
    first = suggestions(reconciling(records, [6, 30, 3, 12]))[2][0]
    assert (first.confidence, first.weakness) == (Confidence.POSSIBLE, "other places differ as well")


def test_three_lots_are_counted_again_together() -> None:
    offered = suggestions(two_lots(20, 6, 4))
    first = offered[1][0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.LOTS_MIXED, Confidence.LIKELY, FixKind.RECOUNT)
    assert first.fix.note == "lot L1, lot L2 and lot L3 of FR-1 rev A, each by the lot on its label"
    assert first.fix.also == (2, 3)
    assert first.evidence == (
        "Lot L1 differs by 10, and the other way round lot L2 by 4 and lot L3 by 6: together just as many.",
    )
    assert [offered[line][0].fix.also for line in (2, 3)] == [(1, 3), (1, 2)]


def test_writes_of_a_group_are_moves_only() -> None:
    count = all_first(three_places(6, 30, 3))
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)]
    plan = planned(count, records).plan
    assert plan is not None
    assert {write.kind for write in plan.writes} == {WriteKind.SPLIT_AND_MOVE}
