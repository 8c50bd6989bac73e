"""A spot count by ION's own label: the location it is on, or the location and the part of its inventory record."""

from pathlib import Path

import pytest

from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.ion.errors import Refused
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.workflow.errors import NotPermitted, Refusal
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.spot_counts import what_is_meant
from cyclecount_tui.workflow.workplace import Workplace
from tests.blindness import leaks
from tests.factory import SEED, Factory, factory_at

NAME = "RACK-A / SHELF-01"
UNKNOWN = '{"uid":"0123456789abcdef0123456789abcdef"}'


def label_of(factory: Factory, name: str = NAME) -> str:
    place = next(place for place in factory.simulator.plant.places if place.name == name)
    return factory.simulator.plant.label(place.entity_id)


def asked(factory: Factory) -> list[str | None]:
    return [request.operation_name for request in factory.simulator.requests if request.operation_name]


def test_the_label_of_a_location_means_it(factory: Factory) -> None:
    meant = what_is_meant(factory.workplace, f" {label_of(factory)}\r\n")
    assert meant.exactly == (factory.named(NAME),)
    assert meant.exactly[0].name == NAME
    assert asked(factory) == ["ScanBarcode"]
    dashed = label_of(factory).split('"')[3].upper()
    dashed = f"{dashed[:8]}-{dashed[8:12]}-{dashed[12:16]}-{dashed[16:20]}-{dashed[20:]}"
    assert what_is_meant(factory.workplace, f'{{"uid": "{dashed}"}}').exactly == meant.exactly
    assert asked(factory)[1:] == ["ScanBarcode", "ScanBarcode"], "as it was scanned, then its digits alone"


def test_the_label_of_an_inventory_record_means_its_location_and_its_part(factory: Factory) -> None:
    plant = factory.simulator.plant
    record = next(record for record in plant.inventory if record.location_id == factory.named(NAME).id)
    number = plant.parts[record.part_id].part_number
    place, part = what_is_meant(factory.workplace, plant.label(record.entity_id)).exactly
    assert (place, part) == (factory.named(NAME), find_part(factory.workplace, number))
    assert (part.kind, part.name) == (SubjectKind.PART, number)
    assert not leaks(factory.simulator.requests)
    record.location_id = None
    assert what_is_meant(factory.workplace, plant.label(record.entity_id)).exactly == (part,)


def test_a_part_that_is_being_counted_is_that_part(factory: Factory) -> None:
    plant = factory.simulator.plant
    record = next(record for record in plant.inventory if record.location_id == factory.named(NAME).id)
    part = Subject(99, plant.parts[record.part_id].part_number, SubjectKind.PART)
    open_count(factory.workplace, part)
    assert part in what_is_meant(factory.workplace, plant.label(record.entity_id)).exactly


def refused(place: Workplace, text: str) -> str:
    with pytest.raises(Refusal) as refusal:
        what_is_meant(place, text)
    return refusal.value.sentence


def test_a_label_that_leads_nowhere_is_said_in_one_sentence(factory: Factory) -> None:
    kit = next(iter(factory.simulator.plant.kits))
    said = refused(factory.workplace, factory.simulator.plant.label(kit.entity_id))
    assert said == (
        "The label is on a kit, which is not counted: scan the label of a location or of an inventory record."
    )
    assert refused(factory.workplace, UNKNOWN).startswith(
        "ION does not know the label 0123456789abcdef0123456789abcdef: scan it again, or type the name"
    )


def test_a_tenant_that_looks_no_labels_up_says_so(tmp_path: Path) -> None:
    with factory_at(tmp_path, SEED, SimulatorOptions(without=frozenset({"scanBarcode"}))) as factory:
        said = refused(factory.workplace, label_of(factory))
        assert said.startswith("This ION does not tell what a label is stuck on: type the name or id")
        assert what_is_meant(factory.workplace, NAME).exactly == (factory.named(NAME),)


def test_a_missing_permission_is_ions_own_sentence(factory: Factory) -> None:
    factory.simulator.faults.forbid("scanBarcode")
    with pytest.raises(NotPermitted):
        what_is_meant(factory.workplace, label_of(factory))


def test_where_ion_refuses_the_text_the_digits_are_asked_for(factory: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    ion, by_label = factory.workplace.ion, factory.workplace.ion.scan_barcode

    def digits_only(barcode: str, *, places: bool = False) -> object:
        if barcode.startswith("{"):
            raise Refused("ION said no: badly formed barcode.")
        return by_label(barcode, places=places)

    monkeypatch.setattr(ion, "scan_barcode", digits_only)
    assert what_is_meant(factory.workplace, label_of(factory)).exactly == (factory.named(NAME),)
