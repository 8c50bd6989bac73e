"""The plants of other sizes: as many places and records as they promise, and wrong only where planted."""

from collections import Counter
from decimal import Decimal

import pytest

from cyclecount_tui.simulator import LineKey, Plant, plant_large, plant_medium, plant_of_size, plant_small
from tests.simulator.conftest import NOW

SAMPLE = {"locations": 120, "records": 2_000, "crowded": 150}


@pytest.fixture(scope="module")
def sample() -> Plant:
    return plant_of_size(**SAMPLE, seed=3, now=NOW)


def crowds(plant: Plant) -> Counter[int]:
    return Counter(record.location_id or 0 for record in plant.inventory)


def wrong_lines(plant: Plant) -> dict[tuple[int, LineKey], tuple[Decimal, Decimal]]:
    wrong = {}
    for place in plant.places:
        digital, floor = plant.digital(place.id), plant.truth.get(place.id, {})
        for line in digital.keys() | floor.keys():
            pair = digital.get(line, Decimal(0)), floor.get(line, Decimal(0))
            if pair[0] != pair[1]:
                wrong[place.id, line] = pair
    return wrong


def check_plant(plant: Plant, locations: int, records: int, crowded: int) -> None:
    """What holds for every size."""
    assert (len(plant.places), len(plant.inventory)) == (locations, records)
    ((crowded_place, most),) = crowds(plant).most_common(1)
    assert most == crowded
    here = plant.inventory.by("location_id", crowded_place)
    assert all(record.serial_number and record.quantity == 1 for record in here)
    assert len({record.serial_number for record in here}) == crowded
    noted = {(found.location_id, found.line): (found.digital, found.floor) for found in plant.discrepancies}
    assert wrong_lines(plant) == noted
    names = [place.name for place in plant.places]
    assert len(names) == len(set(names))
    assert {"MRB-1", "CYCLE-COUNT-DISCREPANCY", "RACK-A / SHELF-01", "RACK-0001 / SHELF-01"} <= set(names)


def test_a_small_sample_has_the_size_asked_for(sample: Plant) -> None:
    check_plant(sample, **SAMPLE)


def test_the_small_plants_differences_are_in_it(sample: Plant) -> None:
    assert sample.discrepancies == plant_small(seed=3, now=NOW).discrepancies


def test_serial_numbers_and_lots_are_what_the_parts_ask_for(sample: Plant) -> None:
    seen: set[tuple[int, str]] = set()
    for record in sample.inventory:
        tracking = sample.parts[record.part_id].tracking_type
        assert (record.serial_number is not None) is (tracking == "SERIAL")
        assert (record.lot_number is not None) is (tracking == "LOT")
        if record.serial_number:
            assert (record.part_id, record.serial_number) not in seen
            seen.add((record.part_id, record.serial_number))
    assert len({part.part_number + part.revision for part in sample.parts}) == len(sample.parts)


def test_the_shelves_are_scheduled(sample: Plant) -> None:
    scheduled = {row.location_id for row in sample.schedule_rows()}
    shelves = {place.id for place in sample.places if place.type == "SHELF"}
    assert shelves <= scheduled
    assert {row.count_class for row in sample.schedule_rows()} == {"A", "B", "C"}
    assert all(row.last_counted is None or row.last_counted <= NOW.date() for row in sample.schedule_rows())


def test_the_same_seed_gives_the_same_plant(sample: Plant) -> None:
    text = sample.to_json()
    assert plant_of_size(**SAMPLE, seed=3, now=NOW).to_json() == text
    assert plant_of_size(**SAMPLE, seed=4, now=NOW).to_json() != text
    assert Plant.from_json(text).to_json() == text


@pytest.mark.parametrize("changes", [{"locations": 24}, {"records": 300}, {"crowded": 1_990}])
def test_less_than_the_small_plant_cannot_be_planted(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="is too small; give more of both"):
        plant_of_size(**{**SAMPLE, **changes}, now=NOW)


@pytest.mark.slow
def test_the_medium_plant() -> None:
    check_plant(plant_medium(seed=2, now=NOW), locations=2_000, records=50_000, crowded=500)


@pytest.mark.slow
def test_the_large_plant() -> None:
    check_plant(plant_large(seed=2, now=NOW), locations=10_000, records=300_000, crowded=5_000)
