"""The plant of causes: the same for the same seed, and wrong only where a scenario says so."""

from decimal import Decimal

from cyclecount_tui.simulator import LineKey, Plant, plant_causes
from cyclecount_tui.simulator.planting.causes import every_scenario
from tests.factory import NOW

ZERO = Decimal(0)


def test_the_same_seed_and_moment_give_the_same_plant() -> None:
    text = plant_causes(seed=3, now=NOW).to_json()
    assert plant_causes(seed=3, now=NOW).to_json() == text
    assert plant_causes(seed=4, now=NOW).to_json() != text


def test_floor_and_records_differ_only_where_planted() -> None:
    plant = plant_causes(seed=3, now=NOW)
    wrong: dict[tuple[int, LineKey], tuple[Decimal, Decimal]] = {}
    for place in plant.places:
        digital, floor = plant.digital(place.id), plant.truth.get(place.id, {})
        for line in digital.keys() | floor.keys():
            if digital.get(line, ZERO) != floor.get(line, ZERO):
                wrong[place.id, line] = (digital.get(line, ZERO), floor.get(line, ZERO))
    noted = {(item.location_id, item.line): (item.digital, item.floor) for item in plant.discrepancies}
    assert {place: pair for place, pair in noted.items() if pair[0] != pair[1]} == wrong


def test_each_scenario_has_parts_of_its_own_that_no_slip_turns_into_others() -> None:
    by_part: dict[str, set[str]] = {}
    for item in plant_causes(seed=3, now=NOW).discrepancies:
        by_part.setdefault(item.part_number, set()).add(item.kind.removeprefix("mirror_of_").removeprefix("aside_of_"))
    assert all(len(kinds) == 1 for kinds in by_part.values())
    assert {kind for kinds in by_part.values() for kind in kinds} == {each.name for each in every_scenario()}


def test_a_kept_plant_keeps_what_its_scenarios_are_for() -> None:
    plant = plant_causes(seed=3, now=NOW)
    assert Plant.from_json(plant.to_json()).discrepancies == plant.discrepancies
    leading = [item for item in plant.discrepancies if item.expected_cause]
    assert {(item.kind, item.detector, item.deceptive) for item in leading} == {
        (each.name, each.detector, each.deceptive) for each in every_scenario()
    }
