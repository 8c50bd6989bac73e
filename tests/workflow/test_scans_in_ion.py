"""Scans that the sheet does not know, resolved by the simulated ION over HTTP: what it is, not where or how much."""

from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.inventory import Part, Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.scans.layouts import through
from cyclecount_tui.domain.scans.scanned_things import ScannedRecord, ScannedThings
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.workflow.recording import found_item
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.places import subject_scanned
from cyclecount_tui.workflow.scanning.resolving import resolve, resolved_here
from cyclecount_tui.workflow.scanning.results import Why
from tests.blindness import TELLTALE, leaks
from tests.factory import Factory, factory_at
from tests.sweeps import some_by_default
from tests.workflow.scanned import (
    SHELF,
    label_of_place,
    label_of_record,
    opened,
    plain_line,
    scan,
    uid_of_record,
    with_lot,
    with_serial,
)

ELSEWHERE = "RACK-C / SHELF-02"


def asked(factory: Factory) -> list[str]:
    return [request.operation_name or "" for request in factory.simulator.requests]


def record_elsewhere(factory: Factory, *, serial: bool = False, lot: bool = False) -> int:
    """A record at another location, of a part with one revision that the shelf does not have."""
    plant = factory.simulator.plant
    here = {row.part_id for row in plant.inventory if row.location_id == factory.named(SHELF).id}
    numbers = [part.part_number for part in plant.parts]
    elsewhere = factory.named(ELSEWHERE).id
    return next(
        row.id
        for row in plant.inventory
        if row.location_id == elsewhere
        and row.part_id not in here
        and bool(row.serial_number) == serial
        and bool(row.lot_number) == lot
        and row.quantity > 0
        and numbers.count(plant.parts[row.part_id].part_number) == 1
    )


def key_of(factory: Factory, record_id: int) -> LineKey:
    row = factory.simulator.plant.inventory[record_id]
    part = factory.simulator.plant.parts[row.part_id]
    return LineKey(part.part_number, part.revision, row.lot_number or "", row.serial_number or "")


def test_what_the_sheet_knows_is_not_asked(factory: Factory) -> None:
    count = opened(factory)
    before = len(asked(factory))
    for text in (with_serial(count).key.serial_number, with_lot(count).key.lot_number, SHELF, "CC-NEXT"):
        assert resolved_here(factory.workplace, count, text) is not None
        count, _ = scan(factory.workplace, count, text)
    assert len(asked(factory)) == before


def test_the_label_of_a_record_elsewhere_is_a_found_item_and_does_not_say_where(factory: Factory) -> None:
    count = opened(factory)
    record = record_elsewhere(factory, serial=True)
    factory.simulator.faults.edit_behind_the_back(record, quantity=Decimal(TELLTALE))
    label = label_of_record(factory, record)
    for text in (label, through(label, "QWERTZ, German"), uid_of_record(factory, record)):
        same, result = scan(factory.workplace, count, text, at_line=2)
        assert same == count
        assert isinstance(result, results.NotOnSheet)
        assert (result.key, result.why) == (key_of(factory, record), Why.RECORDED_ELSEWHERE)
        assert ELSEWHERE not in repr(result)
        assert TELLTALE not in repr(result)
    assert not leaks(factory.simulator.requests)
    assert isinstance(result, results.NotOnSheet)
    count = found_item(factory.workplace, count, result.key, "1", scanned=label)
    count, again = scan(factory.workplace, count, label)
    assert isinstance(again, results.SerialAlready), "found, it is on the sheet"


def test_another_locations_label_and_name(factory: Factory) -> None:
    count = opened(factory)
    other = factory.named(ELSEWHERE)
    for text in (label_of_place(factory, ELSEWHERE), ELSEWHERE):
        _, result = scan(factory.workplace, count, text)
        assert isinstance(result, results.OtherLocation)
        assert (result.subject, result.subject.name) == (other, ELSEWHERE)
    _, result = scan(factory.workplace, count, label_of_place(factory, SHELF))
    assert isinstance(result, results.ThisLocation)


def test_a_part_that_only_ion_knows(factory: Factory) -> None:
    count = opened(factory)
    key = key_of(factory, record_elsewhere(factory))
    _, result = scan(factory.workplace, count, key.part_number)
    assert isinstance(result, results.NotOnSheet)
    assert (result.key, result.why) == (LineKey(key.part_number, key.revision), Why.OTHER_PART)
    assert result.part is not None
    assert result.part.number == key.part_number
    _, result = scan(factory.workplace, count, f"]C1240{key.part_number}\x1d10L-NEW")
    assert isinstance(result, results.NotOnSheet)
    assert (result.key.lot_number, result.why) == ("L-NEW", Why.OTHER_PART)


def test_a_part_number_that_only_looks_like_a_structured_code_is_one_as_a_whole(factory: Factory) -> None:
    plant = factory.simulator.plant
    part = plant.parts[plant.inventory[record_elsewhere(factory)].part_id]
    plant.parts.change(part, part_number="240-1005")
    _, result = scan(factory.workplace, opened(factory), "240-1005")
    assert isinstance(result, results.NotOnSheet)
    assert result.key == LineKey("240-1005", part.revision)
    assert isinstance(subject_scanned(factory.workplace, "240-1005"), results.SubjectScanned)


def test_a_part_with_several_revisions_leaves_the_revision_open(factory: Factory) -> None:
    count = opened(factory)
    plant = factory.simulator.plant
    here = {line.key.part_number for line in count.lines}
    numbers = [part.part_number for part in plant.parts if part.part_number not in here]
    number = next(number for number in numbers if numbers.count(number) > 1)
    _, result = scan(factory.workplace, count, number)
    assert isinstance(result, results.NotOnSheet)
    assert (result.key, result.part) == (LineKey(number), None)


def test_a_bare_serial_or_lot_that_ion_has_elsewhere(factory: Factory) -> None:
    count = opened(factory)
    serial = key_of(factory, record_elsewhere(factory, serial=True))
    _, result = scan(factory.workplace, count, serial.serial_number)
    assert isinstance(result, results.NotOnSheet)
    assert (result.key, result.why) == (serial, Why.RECORDED_ELSEWHERE)
    lot = key_of(factory, record_elsewhere(factory, lot=True))
    _, result = scan(factory.workplace, count, lot.lot_number)
    assert isinstance(result, results.NotOnSheet)
    assert result.key == lot
    assert not leaks(factory.simulator.requests)


def test_a_code_that_nobody_knows_is_asked_about_and_kept(factory: Factory) -> None:
    count = opened(factory)
    before = len(asked(factory))
    count, result = scan(factory.workplace, count, "NO-SUCH-CODE", at_line=1)
    assert isinstance(result, results.Unknown)
    assert (result.asked_ion, result.scan) == (True, count.scans[0])
    assert asked(factory)[before:] == ["ScanBarcode", "SheetParts", "RecordsCoded", "LocationsNamed"]
    unknown = '{"uid":"' + "0a" * 16 + '"}'
    count, result = scan(factory.workplace, count, unknown)
    assert isinstance(result, results.Unknown)
    assert [each.text for each in count.scans] == ["NO-SUCH-CODE", unknown]
    assert asked(factory)[-2:] == ["ScanBarcode", "ScanBarcode"], "the whole text, then the uid"


def test_the_text_of_a_label_is_asked_before_its_uid(factory: Factory) -> None:
    count = opened(factory)
    label = label_of_record(factory, record_elsewhere(factory))
    before = len(factory.simulator.requests)
    assert isinstance(resolve(factory.workplace, count, label), results.NotOnSheet)
    assert [request.variables for request in factory.simulator.requests[before:]] == [
        {"barcode": label, "places": False}
    ], "and not where it lies: that is for who does not count blind"


def test_a_line_that_breaks_leaves_what_the_sheet_knows(factory: Factory) -> None:
    count = opened(factory)
    factory.simulator.faults.drop_before(count=50)
    count, result = scan(factory.workplace, count, with_serial(count).key.serial_number)
    assert isinstance(result, results.SerialCounted)
    count, result = scan(factory.workplace, count, "NO-SUCH-CODE")
    assert isinstance(result, results.Unknown)
    assert (result.asked_ion, len(count.scans)) == (False, 1)


LACKING = {
    "nothing": frozenset[str](),
    "labels of records": frozenset({"barcodeLabels"}),
    "entities": frozenset({"PartInventory.entity"}),
    "barcodes": frozenset({"scanBarcode"}),
    "both": frozenset({"scanBarcode", "barcodeLabels"}),
    "looking for serials": frozenset({"PartInventoriesInputFilters.serialNumber"}),
}


@pytest.mark.parametrize("lacking", some_by_default(LACKING, "both", "labels of records"))
def test_a_tenant_that_lacks_something_is_asked_for_the_rest(tmp_path: Path, lacking: str) -> None:
    without = LACKING[lacking]
    with factory_at(tmp_path / "data", options=SimulatorOptions(without=without)) as factory:
        count = opened(factory)
        labels = not without & {"barcodeLabels", "PartInventory.entity"}
        assert any(line.labels for line in count.lines) == labels
        serial, plain = with_serial(count), plain_line(count)
        count, result = scan(factory.workplace, count, label_of_record(factory, plain.records[0][0]))
        if labels or "scanBarcode" not in without:
            assert isinstance(result, results.LineFound)
            assert (result.line, result.kind) == (plain, CodeKind.LABEL)
        else:
            assert isinstance(result, results.Unknown)
        count, result = scan(factory.workplace, count, serial.key.serial_number)
        assert isinstance(result, results.SerialCounted)
        _, result = scan(factory.workplace, count, key_of(factory, record_elsewhere(factory)).part_number)
        assert isinstance(result, results.NotOnSheet)


def test_a_label_of_a_serial_here_counts_it_even_where_the_sheet_brought_no_labels(tmp_path: Path) -> None:
    options = SimulatorOptions(without=frozenset({"barcodeLabels"}))
    with factory_at(tmp_path / "data", options=options) as factory:
        count = opened(factory)
        line = with_serial(count)
        count, result = scan(factory.workplace, count, label_of_record(factory, line.records[0][0]))
        assert isinstance(result, results.SerialCounted)
        assert count.standing[line.number].quantity == 1


def test_several_things_on_one_barcode_are_asked_about(factory: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    count = opened(factory)
    two = ScannedRecord(Part(1, "FR-1")), ScannedRecord(Part(2, "FR-2"), serial_number="S")
    for things, keys, subjects in [
        (ScannedThings(records=two), (LineKey("FR-1"), LineKey("FR-2", serial_number="S")), 0),
        (ScannedThings(places=(Place(1, "A"), Place(2, "B"))), (), 2),
        (ScannedThings(places=(Place(1, "A"),), records=two[:1]), (LineKey("FR-1"),), 1),
    ]:
        monkeypatch.setattr(Ion, "scan_barcode", lambda _self, _text, things=things, **_asked: things)
        _, result = scan(factory.workplace, count, "FOREIGN-1")
        assert isinstance(result, results.Ambiguous)
        assert (result.keys, len(result.subjects)) == (keys, subjects)
