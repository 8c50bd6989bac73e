"""The reads of a part's count against the simulated ION over real HTTP, compared with what the plant truly holds."""

import re

from cyclecount_tui.domain.inventory import Place, Status
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.simulator import Plant, Simulator


def part_ids(plant: Plant, number: str) -> set[int]:
    return {part.id for part in plant.parts if part.part_number == number}


def test_the_blind_sheet_of_a_part_has_its_places_and_no_quantity(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    parts = part_ids(plant, next(part.part_number for part in plant.parts if part.revision == "B"))
    sheet = ion.blind_sheet_of_parts(parts)
    there = [row for row in plant.inventory if row.part_id in parts and row.quantity > 0]
    lying = [row for row in there if plant.status_of(row) != "INSTALLED"]
    names = {place.id: place.name for place in plant.places}
    assert len(sheet) == len(lying) > 1
    for record, row in zip(sheet, sorted(lying, key=lambda row: row.id), strict=True):
        assert (record.id, record.etag, record.part.id) == (row.id, row.etag, row.part_id)
        assert row.location_id is not None
        assert record.location == Place(row.location_id, "whatever it is called")
        assert record.location is not None
        assert record.location.name == names[row.location_id]
        assert record.part.cost is None
    (request,) = simulator.requests
    assert not re.search("quantity|cost|aggregates", request.query.partition("pageInfo")[2], re.IGNORECASE)


def test_parts_like_a_pattern_are_one_page(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    found = {part.number for part in ion.parts_like("fr-1%")}
    everything = {part.part_number for part in plant.parts if part.part_number.startswith("FR-1")}
    assert found <= everything
    assert len(found) > 10
    assert len(simulator.requests) == 1
    assert ion.parts_like("no such part%") == []


def test_what_is_installed_at_some_places(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    installed = [row for row in plant.inventory if plant.status_of(row) == "INSTALLED" and row.location_id]
    row = installed[0]
    assert row.location_id is not None
    (record,) = [each for each in ion.installed_at([row.part_id], [row.location_id]) if each.id == row.id]
    assert (record.status, record.quantity) == (Status.INSTALLED, row.quantity)
    elsewhere = next(place.id for place in plant.places if place.id != row.location_id)
    assert all(each.id != row.id for each in ion.installed_at([row.part_id], [elsewhere]))
    asked = len(simulator.requests)
    assert ion.installed_at([], [elsewhere]) == ion.installed_at([row.part_id], []) == []
    assert len(simulator.requests) == asked, "nothing asked for nothing"
