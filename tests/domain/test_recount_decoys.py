"""Lines that agreed and are counted again all the same: at every attempt, and nothing comes of them."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.attempts_told import attempts_told, story_of_counts
from cyclecount_tui.domain.inventory import InventoryRecord, Part
from cyclecount_tui.domain.recount_events import RecountWaived
from cyclecount_tui.domain.recount_rules import RecountRules
from tests.domain.building import FACT, rec
from tests.domain.recount_building import RULES, Shelf, asked_but

ONE = RULES._replace(decoys_percent=Decimal(0), decoys_least=1)
FLOOR = {1: 80, 2: 40, 3: 30, 4: 20}


def bolts() -> list[InventoryRecord]:
    return [
        rec(10 + line, quantity, part=Part(100 + line, f"FR-{line}", "A", uom="EA", cost=Decimal("2.50")))
        for line, quantity in FLOOR.items()
    ]


def counted_twice(rules: RecountRules = RULES) -> tuple[Shelf, set[int]]:
    """Ann and Ben say different things of line 1; the lines that are asked besides at the third count."""
    shelf = Shelf(bolts(), rules)
    first = shelf.counted("Ann", FLOOR | {1: 70}).again
    second = shelf.counted("Ben", {line: FLOOR[line] for line in first} | {1: 75})
    besides = asked_but(second, [1])
    assert 1 in second.again
    assert besides <= asked_but(second, [1]) & set(first)
    return shelf, besides


def test_the_third_counter_is_not_told_either_which_line_is_in_doubt() -> None:
    shelf, besides = counted_twice()
    assert len(besides) == RULES.decoys_least
    assert not shelf.count.settled.keys() & besides
    assert not shelf.counted("Cy", {line: FLOOR[line] for line in besides} | {1: 75}).again
    assert {line: shelf.row(line).difference for line in FLOOR} == {1: -5, 2: 0, 3: 0, 4: 0}
    assert not shelf.count.unsure


@pytest.mark.parametrize("third", [3, -3, 30])
def test_a_third_count_does_not_unsettle_what_two_found(third: int) -> None:
    shelf, besides = counted_twice(ONE)
    (line,) = besides
    shelf.moves({10 + line: 5})
    shelf.counted("Cy", {line: FLOOR[line] + 5 + third, 1: 75})
    assert (shelf.row(line).difference, shelf.count.unsure) == (0, frozenset())
    assert story_of_counts(shelf.count, line).endswith("1st and 2nd agree")
    assert [each.agrees for each in attempts_told(shelf.count, line)] == [True, True, False]


def test_nor_does_a_third_count_that_nobody_made() -> None:
    left, besides = counted_twice(ONE)
    (line,) = besides
    left.counted("Cy", {1: 75, line: None})
    waived, _ = counted_twice(ONE)
    waived.take(RecountWaived(**FACT, reason="night shift"))
    waived.followed_by()
    for shelf, unsure in ((left, set()), (waived, {1})):
        assert (shelf.row(line).difference, shelf.count.unsure) == (0, unsure)
        assert story_of_counts(shelf.count, line).endswith("they agree")


def test_a_line_that_two_counts_found_different_is_asked_for_its_own_sake() -> None:
    """It agreed at first, and then it did not."""
    shelf = Shelf(bolts(), ONE)
    (besides,) = asked_but(shelf.counted("Ann", FLOOR | {1: 70}), [1])
    second = shelf.counted("Ben", {1: 70, besides: 3})
    assert second.again == (besides,), "nothing else that agreed was asked the second time"
    shelf.counted("Cy", {besides: 3})
    assert shelf.row(besides).difference == 3 - FLOOR[besides]
