"""Scans where no count is open: a location or a part, by its label, its name or its number."""

from collections.abc import Iterator

import pytest

from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.domain.scans.layouts import through
from cyclecount_tui.domain.scans.patterns import code_pattern
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.places import subject_scanned
from cyclecount_tui.workflow.workplace import Practice, Workplace
from tests.blindness import leaks
from tests.factory import Factory
from tests.workflow.scanned import SHELF, cut_off, label_of_place, label_of_record


@pytest.fixture
def away(factory: Factory) -> Iterator[Workplace]:
    place = cut_off(factory)
    yield place
    place.close()


def found(place: Workplace, text: str) -> Subject:
    result = subject_scanned(place, text)
    assert isinstance(result, results.SubjectScanned), result
    return result.subject


def a_record(factory: Factory) -> tuple[int, str]:
    """A record with a place, and its part's number."""
    plant = factory.simulator.plant
    row = next(row for row in plant.inventory if row.location_id and row.quantity > 0)
    return row.id, plant.parts[row.part_id].part_number


def test_ion_knows_labels_locations_and_parts(factory: Factory) -> None:
    place, shelf = factory.workplace, factory.named(SHELF)
    record, number = a_record(factory)
    part = find_part(place, number)
    assert found(place, SHELF) == shelf
    assert found(place, label_of_place(factory, SHELF) + "\r\n") == shelf
    assert found(place, through(label_of_place(factory, SHELF), "AZERTY, French")) == shelf
    assert found(place, number) == part
    plant = factory.simulator.plant
    lies = plant.places[plant.inventory[record].location_id or 0].name
    either = subject_scanned(place, label_of_record(factory, record))
    assert isinstance(either, results.Ambiguous)
    assert either.subjects == (factory.named(lies), part), "where it lies, or wherever its part lies"
    assert found(place, f"]C1240{number}\x1d10L") == part
    assert part.kind is SubjectKind.PART
    assert not leaks(factory.simulator.requests)


def test_all_revisions_of_a_part_are_one(factory: Factory) -> None:
    numbers = [part.part_number for part in factory.simulator.plant.parts]
    number = next(number for number in numbers if numbers.count(number) > 1)
    assert found(factory.workplace, number) == find_part(factory.workplace, number)


def test_while_ion_is_away_known_names_are_found(factory: Factory, away: Workplace) -> None:
    away.store.schedule.replace_rows(factory.schedule())
    counted = factory.named("RECEIVING")
    open_count(factory.workplace, counted)
    assert found(away, SHELF) == factory.named(SHELF)
    assert found(away, "rack-b/shelf-04") == factory.named(SHELF)
    assert found(away, f"{SHELF}\t{SHELF}\t") == factory.named(SHELF)
    assert found(away, "RECEIVING") == counted
    result = subject_scanned(away, label_of_place(factory, SHELF))
    assert isinstance(result, results.Unknown)
    assert not result.asked_ion
    away.practice = Practice(scanning=ScanRules(patterns=(code_pattern("LOC:(?P<location>.+)"),)))
    assert found(away, f"LOC:{SHELF}") == factory.named(SHELF)


def test_cards_and_what_nobody_knows(factory: Factory) -> None:
    place = factory.workplace
    assert subject_scanned(place, "CC-HELP\r") == results.CommandScanned(command=Command.HELP, text="CC-HELP")
    assert subject_scanned(place, "CC-BY-Bo") == results.BadgeScanned(name="Bo", text="CC-BY-Bo")
    assert subject_scanned(place, "NO-SUCH-CODE\r") == results.Unknown(text="NO-SUCH-CODE")
    assert subject_scanned(place, "\r") == results.Unknown(asked_ion=False)


def test_names_alike_are_asked_about(factory: Factory, away: Workplace) -> None:
    for number, name in enumerate(("BIN 7", "bin-7"), start=901):
        open_count(factory.workplace, Subject(number, name))
    result = subject_scanned(away, "Bin_7")
    assert isinstance(result, results.Ambiguous)
    assert [subject.id for subject in result.subjects] == [901, 902]
    assert found(away, "bin-7").id == 902
