"""Every read against the simulated ION over real HTTP, compared with what the plant truly holds."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from graphql import parse, validate

from cyclecount_tui.domain.inventory import InventoryRecord, Place, Status
from cyclecount_tui.domain.lines import LineKey, key_of
from cyclecount_tui.ion import operations
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.waiting import Wait, waited_for
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.schema.building import executable_schema

Line = tuple[str, str, str, str]


def asked(simulator: Simulator) -> list[str]:
    return [request.operation_name or "" for request in simulator.requests]


def ids_where(plant: Plant, wanted: Callable[[Inventory], bool]) -> set[int]:
    return {row.id for row in plant.inventory if wanted(row)}


def ids_of(records: list[InventoryRecord]) -> set[int]:
    return {record.id for record in records}


@pytest.mark.parametrize("name", operations.names())
def test_every_operation_fits_the_schema(name: str) -> None:
    assert validate(executable_schema(), parse(operations.text_of(name))) == []


def test_me(ion: Ion, plant: Plant) -> None:
    assert ion.me() == plant.people[plant.me_id].name


def test_locations(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    told: list[tuple[int, int]] = []
    archived = next(iter(plant.places))
    archived.archived = True
    with waited_for(Wait(lambda done, total: told.append((done, total)))):
        locations = ion.locations()
    there = {place.id: place for place in plant.places if not place.archived}
    assert {location.id: location.name for location in locations} == {place.id: place.name for place in there.values()}
    assert all(location.available == there[location.id].available for location in locations)
    assert all(location.parent_id == there[location.id].parent_id for location in locations)
    assert not all(location.available for location in locations), "MRB is not available"
    assert told == [(len(there), len(there))]
    assert len(simulator.requests) == 1


def test_one_location(ion: Ion, plant: Plant) -> None:
    place = next(iter(plant.places))
    location = ion.location(place.id)
    assert location is not None
    assert location.place == Place(place.id, place.name)
    assert ion.location(10**6) is None


def test_locations_by_name(ion: Ion) -> None:
    mrb = ion.locations_named("MRB-1")
    assert [location.name for location in mrb] == ["MRB-1"]
    assert ion.locations_named("mrb-1") == []
    assert ion.locations_like("mrb%") == mrb
    assert ion.locations_like("no such place%") == []


def test_locations_by_their_ids_come_in_one_request(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    wanted = [place for place in plant.places if place.parent_id is not None][:5]
    found = ion.locations_by_id([*(each.id for each in wanted), 10**6])
    assert {location.id: location.parent_id for location in found} == {place.id: place.parent_id for place in wanted}
    assert asked(simulator) == ["LocationsById"]
    assert ion.locations_by_id([]) == []
    assert len(simulator.requests) == 1


def test_the_blind_sheet_has_every_line_and_no_quantity(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    for place in plant.places:
        sheet = ion.blind_sheet(place.id)
        lines = {(line[0], line[1], line[2] or "", line[3] or "") for line in plant.digital(place.id)}
        assert {_line(key_of(record)) for record in sheet} == lines
        assert all(record.part.cost is None for record in sheet)
        assert all(record.etag == plant.inventory[record.id].etag for record in sheet)
    for request in simulator.requests:
        selected = request.query.partition("pageInfo")[2]
        assert not re.search("quantity|cost|aggregates", selected, re.IGNORECASE)
    assert set(asked(simulator)) == {"BlindSheet"}


def test_records_at_a_location_are_complete(ion: Ion, plant: Plant) -> None:
    statuses = set()
    for place in plant.places:
        records = ion.records_at(place.id)
        assert ids_of(records) == {row.id for row in plant.inventory if row.location_id == place.id}
        on_shelf: dict[Line, Decimal] = {}
        for record in records:
            statuses.add(record.status)
            assert record.status == plant.status_of(plant.inventory[record.id])
            assert record.location == Place(place.id, place.name)
            if record.expected_on_shelf:
                line = _line(key_of(record))
                on_shelf[line] = on_shelf.get(line, Decimal(0)) + record.quantity
        digital = {tuple(each or "" for each in line): total for line, total in plant.digital(place.id).items()}
        assert on_shelf == digital
    assert statuses >= {Status.AVAILABLE, Status.UNAVAILABLE, Status.KITTED, Status.WIP, Status.ON_ORDER}


def test_records_carry_what_the_plant_knows(ion: Ion, plant: Plant) -> None:
    rows = list(plant.inventory)
    for record in ion.records(row.id for row in rows):
        row = plant.inventory[record.id]
        part = plant.parts[row.part_id]
        assert record.etag == row.etag
        assert record.quantity == row.quantity
        assert record.updated == row.updated
        assert record.origin_id == row.origin_part_inventory_id
        assert (record.part.number, record.part.description) == (part.part_number, part.description)
        assert record.part.cost == part.cost
        assert record.part.tracking == part.tracking_type
        open_issues = {i.id for i in plant.issues if record.id in i.part_inventory_ids and i.status != "RESOLVED"}
        assert set(record.open_issues) == open_issues


def test_ids_go_out_in_batches_and_missing_ones_are_missing(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    there = sorted(ids_where(plant, lambda _: True))[:150]
    records = ion.records([*there, *there, 10**6, *range(2 * 10**6, 2 * 10**6 + 99)])
    assert [record.id for record in records] == there
    assert sorted(len(request.variables["ids"]) for request in simulator.requests) == [50, 100, 100]
    assert ion.records([]) == []
    assert len(simulator.requests) == 3, "nothing asked for nothing"


def test_records_of_parts_are_what_lies_anywhere(ion: Ion, plant: Plant) -> None:
    parts = {row.part_id for row in plant.inventory if row.id % 3 == 0}
    assert ids_of(ion.records_of_parts(parts)) == ids_where(
        plant,
        lambda row: row.part_id in parts and row.quantity > 0 and plant.status_of(row) != "INSTALLED",
    )


def test_records_with_serials(ion: Ion, plant: Plant) -> None:
    serials = [row.serial_number for row in plant.inventory if row.serial_number][:5]
    assert serials
    found = ion.records_with_serials([*serials, "no such serial"])
    assert {record.serial_number for record in found} == set(serials)


def test_parts_by_number(ion: Ion, plant: Plant) -> None:
    numbers = sorted({part.part_number for part in plant.parts})[:10]
    costed = ion.parts_numbered([*numbers, "no such part"])
    assert {part.id for part in costed} == {part.id for part in plant.parts if part.part_number in numbers}
    assert any(part.cost is not None for part in costed)
    plain = ion.sheet_parts(numbers)
    assert {part.id for part in plain} == {part.id for part in costed}
    assert all(part.cost is None for part in plain)


def test_open_kit_items(ion: Ion, plant: Plant) -> None:
    items = ion.open_kit_items(part.id for part in plant.parts)
    open_kits = {kit.id: kit for kit in plant.kits if kit.status in {"REQUESTED", "IN_PROGRESS", "DELIVERED"}}
    wanted = sorted((i.part_kit_id, i.part_id, i.quantity) for i in plant.kit_items if i.part_kit_id in open_kits)
    assert wanted
    assert sorted((item.kit_id, item.part_id, item.quantity) for item in items) == wanted
    for item in items:
        kit = open_kits[item.kit_id]
        assert (item.location and item.location.id) == kit.location_id
        assert (item.deliver_to and item.deliver_to.id) == kit.delivery_location_id
    assert {id_ for item in items for id_ in item.record_ids} <= ids_where(plant, lambda _: True)
    assert any(item.record_ids for item in items)


def test_open_requirements(ion: Ion, plant: Plant) -> None:
    planted = [
        (row.part_id, row.quantity, row.part_inventory_id)
        for row in plant.requirements
        if plant.status_of(plant.inventory[row.part_inventory_id]) == "WIP"
    ]
    assert planted
    found = ion.open_requirements({part_id for part_id, _, _ in planted})
    assert sorted((each.part_id, each.quantity, each.assembly_id) for each in found) == sorted(planted)
    assert all(each.run_ids for each in found)
    only = planted[0][0]
    assert {each.part_id for each in ion.open_requirements([only])} == {only}
    assert ion.open_requirements([]) == []


def test_rows_that_leave_while_a_list_is_read(ion_of: Callable[[Simulator], Ion], plant: Plant) -> None:
    """A merge by ION's own job deletes rows on a page that was read already."""
    simulator = Simulator(plant, SimulatorOptions(max_first=3))
    place_id = max(plant.places, key=lambda place: len(plant.digital(place.id))).id
    rows = [row for row in plant.inventory if row.location_id == place_id]
    leaving = min(rows, key=lambda row: row.id)
    elsewhere = next(place.id for place in plant.places if place.id != place_id)
    moved: list[int] = []

    def move_away(done: int, total: int) -> None:
        if not moved and done < total:
            simulator.faults.edit_behind_the_back(leaving.id, location_id=elsewhere)
            moved.append(leaving.id)

    with waited_for(Wait(move_away)):
        records = ion_of(simulator).records_at(place_id)
    assert moved == [leaving.id]
    assert ids_of(records) == {row.id for row in rows} - {leaving.id}


@pytest.mark.parametrize(
    "options",
    [
        SimulatorOptions(max_first=7),
        SimulatorOptions(naive_times=True),
        SimulatorOptions(auth_prefix=True),
        SimulatorOptions(error_statuses=True),
    ],
    ids=["a page cap", "times without a zone", "the older sign-in", "HTTP statuses"],
)
def test_tenants_differ(ion_of: Callable[[Simulator], Ion], plant: Plant, options: SimulatorOptions) -> None:
    ion = ion_of(Simulator(plant, options))
    place_id = max(plant.places, key=lambda place: len(plant.digital(place.id))).id
    records = ion.records_at(place_id)
    assert len(records) > 7
    assert all(record.updated == plant.inventory[record.id].updated for record in records)
    assert ion.location(10**6) is None


def test_a_tenant_without_build_requirements(ion_of: Callable[[Simulator], Ion], plant: Plant) -> None:
    ion = ion_of(Simulator(plant, SimulatorOptions(without=frozenset({"PartInventory.buildRequirements"}))))
    assert ion.open_requirements([1]) == []
    assert "buildRequirements" in ion.features.missing["build_requirements"]
    assert ion.locations(), "everything else goes on"


def _line(key: LineKey) -> Line:
    return key.part_number, key.revision, key.lot_number, key.serial_number
