"""Reads for scanned codes: labels that come with the sheet, what a barcode is stuck on, records by serial or lot."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.scanned_things import ScannedThings
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import NotFound, Refused
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.plant.entities import barcode_uid
from tests.ion.scripted import ScriptedIon, data, errors

UID = "4f0c9a17e2b84d6390ab7c15d8e6f320"


def sheet_page(*records: dict[str, Any]) -> Any:
    edges = [{"node": record} for record in records]
    info = {"hasNextPage": False, "endCursor": None, "totalCount": len(records)}
    return data(partInventories={"pageInfo": info, "edges": edges})


def sheet_record(**more: Any) -> dict[str, Any]:
    part = {"id": 1, "partNumber": "FR-1", "revision": "A", "description": None, "trackingType": None}
    record = {"id": 7, "etag": "e", "lotNumber": None, "serialNumber": None, "unitOfMeasure": None}
    return {**record, "part": {**part, "unitOfMeasure": None}, **more}


def label(uid: str | None, deactivated: bool | None = False) -> dict[str, Any]:
    return {"iuid": uid, "deactivated": deactivated}


LABELS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "two": ({"entity": {"barcodeLabels": [label(UID.upper()), label("0" * 32, None)]}}, (UID, "0" * 32)),
    "one out of use": ({"entity": {"barcodeLabels": [label(UID, True), label("0" * 32)]}}, ("0" * 32,)),
    "one without digits": ({"entity": {"barcodeLabels": [label(None), None]}}, ()),
    "no list": ({"entity": {"barcodeLabels": None}}, ()),
    "no entity": ({"entity": None}, ()),
    "not offered": ({}, ()),
}


@pytest.mark.parametrize(("told", "labels"), LABELS.values(), ids=LABELS.keys())
def test_the_labels_of_a_record_on_the_sheet(told: dict[str, Any], labels: tuple[str, ...]) -> None:
    (record,) = Ion(ScriptedIon([sheet_page(sheet_record(**told))]).graphql()).blind_sheet(1)
    assert record.labels == labels


def test_a_label_leads_to_what_it_is_stuck_on(ion: Ion, plant: Plant) -> None:
    place = next(place for place in plant.places if place.name == "RACK-A / SHELF-01")
    for text in (plant.label(place.entity_id), barcode_uid(plant, place.entity_id)):
        assert ion.scan_barcode(text) == ScannedThings(("Location",), (Place(place.id, place.name),))
    kit = next(iter(plant.kits))
    assert ion.scan_barcode(plant.label(kit.entity_id)) == ScannedThings(("PartKit",))
    row = next(row for row in plant.inventory if row.serial_number)
    (blind,) = ion.scan_barcode(plant.label(row.entity_id)).records
    assert blind.place is None, "where it lies is not asked by itself"
    (record,) = ion.scan_barcode(plant.label(row.entity_id), places=True).records
    assert (record.serial_number, record.part.number) == (row.serial_number, plant.parts[row.part_id].part_number)
    assert row.location_id is not None
    assert record.place == Place(row.location_id, plant.places[row.location_id].name)
    row.location_id = None
    assert [record.place for record in ion.scan_barcode(plant.label(row.entity_id), places=True).records] == [None]
    assert ion.scan_barcode("FR-1") == ScannedThings()


@pytest.mark.parametrize("answer", [None, {"entities": None}, {"entities": []}, {"entities": [None]}])
def test_nothing_is_stuck_on_a_foreign_barcode(answer: object) -> None:
    assert Ion(ScriptedIon([data(scanBarcode=answer)]).graphql()).scan_barcode("x") == ScannedThings()


def test_a_refusal_is_no_answer() -> None:
    for reply, error in [(errors("Barcode not recognised"), Refused), (errors("Barcode not found"), NotFound)]:
        with pytest.raises(error):
            Ion(ScriptedIon([reply]).graphql()).scan_barcode("x")


def test_records_by_serial_and_by_lot(ion: Ion, plant: Plant, simulator: Simulator) -> None:
    serial = next(row.serial_number for row in plant.inventory if row.serial_number)
    lot = next(row.lot_number for row in plant.inventory if row.lot_number)
    for code in (serial, lot):
        found = ion.records_with_code(code)
        held = [row for row in plant.inventory if code in {row.serial_number, row.lot_number}]
        assert len(found) == len(held)
        assert {record.part.id for record in found} == {row.part_id for row in held}
    assert ion.records_with_code("no such code") == []
    assert [request.operation_name for request in simulator.requests] == ["RecordsCoded"] * 3
    assert "quantity" not in simulator.requests[0].query


def test_a_tenant_that_offers_neither_is_asked_once(plant: Plant, ion_of: Callable[[Simulator], Ion]) -> None:
    without = frozenset({"scanBarcode", "PartInventoriesInputFilters.lotNumber"})
    simulator = Simulator(plant, SimulatorOptions(without=without))
    ion = ion_of(simulator)
    for _ in range(2):
        assert ion.scan_barcode("x") == ScannedThings()
        assert ion.records_with_code("x") == []
    assert len(simulator.requests) == 2
    assert {"scan", "serials_and_lots"} <= set(ion.features.missing)


@pytest.mark.parametrize("without", ["barcodeLabels", "PartInventory.entity", "BarcodeLabel.deactivated"])
def test_a_sheet_without_labels_is_read_all_the_same(
    plant: Plant, ion_of: Callable[[Simulator], Ion], without: str
) -> None:
    simulator = Simulator(plant, SimulatorOptions(without=frozenset({without})))
    ion = ion_of(simulator)
    row = next(row for row in plant.inventory if row.location_id and row.quantity > Decimal(0))
    assert row.location_id is not None
    records = ion.blind_sheet(row.location_id)
    assert records
    assert all(record.labels == () for record in records)
    assert "labels" in ion.features.missing
    before = len(simulator.requests)
    ion.blind_sheet(row.location_id)
    assert len(simulator.requests) == before + 1, "it is found out once"
