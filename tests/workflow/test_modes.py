"""How much a counter is told: blind, double-blind, and in training everything, of which nothing ever comes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.past_results import past_accuracy
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import enter, found_item
from cyclecount_tui.workflow.sheets import load_sheet
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.training import expected
from tests.factory import Factory

SHELF = "RACK-B / SHELF-04"


def begun(factory: Factory, mode: CountMode | None = None) -> Count:
    place = factory.workplace
    return read_sheet(place, open_count(place, factory.named(SHELF), mode))


def counted_wrong(factory: Factory, count: Count) -> Count:
    for line in count.lines:
        count = enter(factory.workplace, count, line.number, "1")
    return submit(factory.workplace, count)


def test_the_settings_say_how_a_count_begins(factory: Factory) -> None:
    assert begun(factory).mode is CountMode.BLIND
    place = factory.workplace
    place.practice = place.practice._replace(mode=CountMode.DOUBLE_BLIND)
    assert open_count(place, factory.named("RACK-A / SHELF-01")).mode is CountMode.DOUBLE_BLIND
    assert open_count(place, factory.named("RACK-A / SHELF-02"), CountMode.BLIND).mode is CountMode.BLIND


def test_an_open_count_keeps_its_mode(factory: Factory) -> None:
    count = begun(factory, CountMode.DOUBLE_BLIND)
    assert begun(factory).id == count.id
    with pytest.raises(Refusal, match="is being counted already, double-blind: go on with that count"):
        begun(factory, CountMode.GUIDED)


def test_only_training_is_told_what_ion_has(factory: Factory) -> None:
    count = begun(factory)
    with pytest.raises(Refusal, match="what ION has is not shown"):
        expected(factory.workplace, count)


def test_training_shows_ions_quantities_and_keeps_none(factory: Factory) -> None:
    count = begun(factory, CountMode.GUIDED)
    told = expected(factory.workplace, count)
    inventory = factory.simulator.plant.inventory
    assert told == {line.number: sum(Decimal(str(inventory[each].quantity)) for each in line.record_ids)
                    for line in count.lines}  # fmt: skip
    assert [event.kind for event in factory.workplace.store.journal.events(count.id)] == ["count_opened", "sheet_read"]


def test_nothing_comes_of_training(factory: Factory) -> None:
    place = factory.workplace
    before = place.store.schedule.row(factory.named(SHELF))
    count = counted_wrong(factory, begun(factory, CountMode.GUIDED))
    assert count.phase is Phase.RECONCILING, "training was counted again"
    assert reconcile_document(count, offers(place, count))["mode"] == "guided"
    with pytest.raises(Refusal, match="was for training"):
        plan(place, count)
    with pytest.raises(Refusal, match="was for training"):
        post(place, count)
    count = reopen(place, count, "training")
    assert count.phase is Phase.CLOSED
    assert place.store.schedule.row(factory.named(SHELF)) == before
    assert factory.named(SHELF) not in past_accuracy(place)


def test_training_is_for_locations(factory: Factory) -> None:
    part = replace(factory.named(SHELF), kind=type(factory.named(SHELF).kind).PART)
    with pytest.raises(Refusal, match="Training is for one location"):
        open_count(factory.workplace, part, CountMode.GUIDED)


# Units of which there are no fractions


def of_unit(count: Count, *units: str) -> int:
    return next(line.number for line in count.lines if line.uom.upper() in units and not line.key.serial_number)


@pytest.mark.parametrize("typed", ["2.5", "5/2", "1.5+1"])
def test_a_fraction_of_a_whole_unit_is_refused(factory: Factory, typed: str) -> None:
    count = begun(factory)
    line = of_unit(count, "EA")
    with pytest.raises(DomainError, match=r"is counted in whole EA, and 2\.5 is not whole: count it again"):
        enter(factory.workplace, count, line, typed)
    assert enter(factory.workplace, count, line, "2.5*2").counted[line].quantity == 5


def test_halves_that_are_added_to_a_whole_are_refused(factory: Factory) -> None:
    count = begun(factory)
    line = of_unit(count, "EA")
    count = enter(factory.workplace, count, line, "2")
    with pytest.raises(DomainError, match=r"3\.5 is not whole"):
        enter(factory.workplace, count, line, "+1.5")


def test_which_units_are_whole_is_set(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    place.practice = place.practice._replace(whole_units=frozenset())
    line = of_unit(count, "EA")
    assert enter(place, count, line, "2.5").counted[line].quantity == Decimal("2.5")


def test_a_found_item_and_a_sheet_are_held_to_it_too(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    line = count.lines[of_unit(count, "EA") - 1]
    with pytest.raises(DomainError, match="not whole"):
        found_item(place, count, LineKey(line.key.part_number, line.key.revision, "NEW-LOT"), "0.5")
    filled = f"line,part_number,floor_count\n{line.number},{line.key.part_number},0.5\n"
    with pytest.raises(Refusal, match="not whole"):
        load_sheet(place, count, filled)
    assert place.store.journal.events(count.id)[-1].kind == "sheet_read"
