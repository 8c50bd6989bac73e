"""Somebody else at work at a location: every n-th request finds a record there changed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.simulator import Plant, Simulator
from tests.simulator.asking import Asker
from tests.simulator.records import available

ME = "query Me { me { id } }"


def place_of(plant: Plant) -> int:
    place = available(plant).location_id
    assert place is not None
    return place


def etags(plant: Plant, place: int | None = None) -> dict[int, str]:
    return {record.id: record.etag for record in plant.inventory if place in (None, record.location_id)}


def test_every_third_request_finds_one_record_changed(ask: Asker, plant: Plant) -> None:
    place = place_of(plant)
    ask.simulator.faults.edit_randomly(3, place, by="0.5")
    elsewhere = {key: etag for key, etag in etags(plant).items() if plant.inventory[key].location_id != place}
    changed = []
    for _ in range(7):
        before = etags(plant, place)
        ask.reply(ME)
        after = etags(plant, place)
        changed.append(sum(after[key] != etag for key, etag in before.items()))
    assert changed == [0, 0, 1, 0, 0, 1, 0]
    assert ask.simulator.faults.struck == {"edit_randomly": 2}
    assert all(plant.inventory[key].etag == etag for key, etag in elsewhere.items())


def test_the_edit_is_somebody_elses(ask: Asker, plant: Plant) -> None:
    place = place_of(plant)
    before = {record.id: record.quantity for record in plant.inventory.by("location_id", place)}
    etags_before = etags(plant, place)
    ask.simulator.faults.edit_randomly(1, place, by=2, only="Me")
    ask.reply("{ users(first: 1) { edges { cursor } } }")
    assert etags(plant, place) == etags_before
    ask.reply(ME)
    (changed,) = [row for row in plant.inventory.by("location_id", place) if row.etag != etags_before[row.id]]
    assert abs(changed.quantity - before[changed.id]) == 2
    assert changed.updated_by_id != plant.me_id
    assert plant.changes.by("part_inventory_id", changed.id)[-1].event_type == "UPDATE"


def test_a_record_may_only_be_saved_again(ask: Asker, plant: Plant) -> None:
    place = place_of(plant)
    before, etags_before = plant.digital(place), etags(plant, place)
    ask.simulator.faults.edit_randomly(1, place, by=0)
    ask.reply(ME)
    assert plant.digital(place) == before
    assert etags(plant, place) != etags_before


def test_an_empty_location_stays_as_it_is(ask: Asker, plant: Plant) -> None:
    empty = next(place.id for place in plant.places if not plant.inventory.count_by("location_id", place.id))
    before = etags(plant)
    ask.simulator.faults.edit_randomly(1, empty)
    ask.reply(ME)
    assert etags(plant) == before
    assert not ask.simulator.faults.struck


def test_the_same_seed_gives_the_same_edits(planted_text: str) -> None:
    outcomes = []
    for _ in range(2):
        plant = Plant.from_json(planted_text)
        ask = Asker(Simulator(plant))
        ask.simulator.faults.edit_randomly(1, place_of(plant))
        for _ in range(5):
            ask.reply(ME)
        outcomes.append({record.id: record.quantity for record in plant.inventory})
    assert outcomes[0] == outcomes[1]


@given(by=st.decimals(0, 500, places=2), edits=st.integers(1, 12))
def test_nothing_ever_falls_below_what_is_committed(planted_text: str, by: Decimal, edits: int) -> None:
    plant = Plant.from_json(planted_text)
    place = place_of(plant)
    simulator = Simulator(plant)
    simulator.faults.edit_randomly(1, place, by=by)
    ask = Asker(simulator)
    for _ in range(edits):
        ask.reply(ME)
    for record in plant.inventory.by("location_id", place):
        held = sum((issue.quantity for issue in plant.kit_issues.by("part_inventory_id", record.id)), Decimal(0))
        assert record.quantity >= held
        assert record.serial_number is None or record.quantity == 1


@pytest.mark.parametrize("every", [1, 2, 5])
def test_clearing_ends_it(ask: Asker, plant: Plant, every: int) -> None:
    ask.simulator.faults.edit_randomly(every, place_of(plant))
    ask.simulator.faults.clear()
    before = etags(plant)
    for _ in range(every + 1):
        ask.reply(ME)
    assert etags(plant) == before
