"""Labels looked up in the simulated ION: locations and inventory records, and what is neither."""

from collections.abc import Callable

import pytest

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.labelled import Labelled, LabelledRecord
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import NotPermitted
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions


def test_the_label_of_a_location(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    place = next(iter(plant.places))
    label = plant.label(place.entity_id)
    found = [Labelled("Location", (Place(place.id, place.name),))]
    assert ion.on_label(label) == found
    assert ion.on_label(label.split('"')[3]) == found, "its digits alone"
    assert [request.operation_name for request in simulator.requests] == ["ScanBarcode", "ScanBarcode"]


def test_the_label_of_an_inventory_record(ion: Ion, plant: Plant) -> None:
    record = next(record for record in plant.inventory if record.location_id is not None)
    part, place = plant.parts[record.part_id], plant.places[record.location_id or 0]
    (found,) = ion.on_label(plant.label(record.entity_id)) or []
    assert found == Labelled(
        "PartInventory", (), (LabelledRecord(record.id, part.part_number, Place(place.id, place.name)),)
    )
    assert found.records[0].place is not None
    assert found.records[0].place.name == place.name


def test_a_record_that_lies_nowhere(ion: Ion, plant: Plant) -> None:
    record = next(iter(plant.inventory))
    record.location_id = None
    (found,) = ion.on_label(plant.label(record.entity_id)) or []
    assert [each.place for each in found.records] == [None]


def test_the_label_of_a_kit_is_on_nothing_that_is_counted(ion: Ion, plant: Plant) -> None:
    assert ion.on_label(plant.label(next(iter(plant.kits)).entity_id)) == [Labelled("PartKit")]


def test_a_label_that_ion_does_not_know(ion: Ion) -> None:
    assert ion.on_label('{"uid":"0123456789abcdef0123456789abcdef"}') == []


def test_a_tenant_that_looks_no_labels_up_is_asked_once(plant: Plant, ion_of: Callable[[Simulator], Ion]) -> None:
    simulator = Simulator(plant, SimulatorOptions(without=frozenset({"scanBarcode"})))
    ion = ion_of(simulator)
    assert ion.on_label("RACK") is None
    assert not ion.features.has("scan")
    assert ion.on_label("RACK") is None
    assert [request.operation_name for request in simulator.requests] == ["ScanBarcode"]


def test_a_missing_permission_is_said(ion: Ion, simulator: Simulator) -> None:
    simulator.faults.forbid("scanBarcode")
    with pytest.raises(NotPermitted):
        ion.on_label("RACK")
