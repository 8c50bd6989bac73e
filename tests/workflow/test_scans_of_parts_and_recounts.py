"""Scans while one part is counted wherever it lies, and while some lines are counted again."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.domain.recount_events import RecountAsked
from cyclecount_tui.domain.scans.sheet_codes import CodeKind
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.recording import found_item
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.results import Why
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory
from tests.part_counts import part_begun
from tests.workflow.scanned import SHELF, label_of_place, label_of_record, scan, with_serial


def part_in_two_places(factory: Factory, *, serials: bool) -> Count:
    """A count of a part that lies at two locations at least."""
    plant = factory.simulator.plant
    for part in plant.parts:
        held = [row for row in plant.inventory if row.part_id == part.id and row.quantity > 0 and row.location_id]
        if len({row.location_id for row in held}) > 1 and all(bool(row.serial_number) == serials for row in held):
            count = part_begun(factory.workplace, part.part_number)
            if len(count.places) > 1:
                return count
    raise AssertionError("no part lies at two locations")


def test_a_location_leads_to_the_lines_that_lie_there(factory: Factory) -> None:
    count = part_in_two_places(factory, serials=False)
    place = count.places[1]
    there = tuple(line for line in count.lines if line.key.place == place)
    for text in (place.name, place.name.lower(), label_of_place(factory, place.name)):
        same, result = scan(factory.workplace, count, text, at_line=1)
        assert same == count
        assert isinstance(result, results.LineFound | results.SeveralLines)
        assert (result.line, result.kind) == (there[0], CodeKind.LOCATION)
    empty = next(each for each in factory.simulator.plant.places if each.name == "RACK-A")
    _, result = scan(factory.workplace, count, "RACK-A")
    assert isinstance(result, results.OtherLocation)
    assert result.subject.id == empty.id


def test_the_part_itself_stays_at_the_place_where_the_counter_is(factory: Factory) -> None:
    count = part_in_two_places(factory, serials=False)
    last = count.lines[-1]
    _, result = scan(factory.workplace, count, count.subject.name, at_line=last.number)
    assert isinstance(result, results.SeveralLines)
    assert result.line == last
    _, result = scan(factory.workplace, count, count.subject.name)
    assert isinstance(result, results.SeveralLines)
    assert result.line == count.lines[0]


def test_a_label_counts_the_serial_at_its_place(factory: Factory) -> None:
    count = part_in_two_places(factory, serials=True)
    line = count.lines[-1]
    count, result = scan(factory.workplace, count, label_of_record(factory, line.records[0][0]), at_line=1)
    assert isinstance(result, results.SerialCounted)
    assert list(count.standing) == [line.number]


def test_a_serial_of_the_part_that_is_on_no_sheet_gets_the_place_of_the_counter(factory: Factory) -> None:
    count = part_in_two_places(factory, serials=True)
    at = count.lines[-1]
    _, result = scan(factory.workplace, count, f"]C1240{count.subject.name}\x1d21SN-NEW", at_line=at.number)
    assert isinstance(result, results.NotOnSheet)
    assert (result.why, result.key.place, result.key.serial_number) == (Why.OTHER_SERIAL, at.key.place, "SN-NEW")
    assert result.key.revision == at.key.revision
    found = found_item(factory.workplace, count, result.key, "1", scanned="SN-NEW")
    assert found.lines[-1].key == result.key
    _, result = scan(factory.workplace, count, f"]C1240{count.subject.name}\x1d21SN-NEW")
    assert isinstance(result, results.NotOnSheet)
    assert result.key.place is None


def test_another_part_belongs_to_another_count(factory: Factory) -> None:
    count = part_in_two_places(factory, serials=False)
    plant = factory.simulator.plant
    other = next(row for row in plant.inventory if row.part_id != count.subject.id and row.serial_number)
    number = plant.parts[other.part_id].part_number
    for text in (number, label_of_record(factory, other.id)):
        same, result = scan(factory.workplace, count, text, at_line=1)
        assert same == count
        assert isinstance(result, results.AnotherPart)
        assert result.key.part_number == number


def counted_again(factory: Factory) -> Count:
    """A count whose first line and first serial are counted again, by somebody else."""
    place = factory.workplace
    count = factory.counted(factory.named(SHELF).id)
    submitted = record(place, count, Submitted(at=factory.now, by="Ann", counted_on=place.today()))
    lines = (1, with_serial(submitted).number)
    asked = record(place, submitted, RecountAsked(at=factory.now, by="Ann", lines=lines, salt="s", seals=()))
    place.counter = "Bo"
    return asked


def test_a_recount_takes_the_scans_of_its_own_lines(factory: Factory) -> None:
    count = counted_again(factory)
    asked, first = with_serial(count), count.lines[0]
    assert {line.number for line in count.to_count} == {first.number, asked.number}
    _, result = scan(factory.workplace, count, first.key.part_number)
    assert isinstance(result, results.LineFound)
    count, result = scan(factory.workplace, count, asked.key.serial_number)
    assert isinstance(result, results.SerialCounted), "that it was counted before is of no account"
    assert list(count.standing) == [asked.number]


def test_a_recount_says_which_lines_are_not_its_own_and_stores_nothing(factory: Factory) -> None:
    count = counted_again(factory)
    asked = {line.number for line in count.to_count}
    serial = next(line for line in count.lines if line.key.serial_number and line.number not in asked)
    label = label_of_record(factory, serial.records[0][0]) if serial.records else serial.key.serial_number
    for text in (serial.key.serial_number, label, f"]C121{serial.key.serial_number}"):
        for each in (False, True):
            same, result = scan(factory.workplace, count, text, at_line=1, each=each)
            assert same == count
            assert isinstance(result, results.NotInRecount)
            assert result.line == serial


def test_what_is_in_no_attempt_is_found_in_a_recount_as_ever(factory: Factory) -> None:
    count = counted_again(factory)
    count, result = scan(factory.workplace, count, "NO-SUCH-CODE", at_line=1)
    assert isinstance(result, results.Unknown)
    assert len(count.open_scans) == 1


def test_a_count_that_is_over_takes_no_scan(factory: Factory) -> None:
    count = submit(factory.workplace, factory.counted(factory.named(SHELF).id))
    serial = with_serial(count)
    for text in (serial.key.serial_number, "NO-SUCH-CODE", serial.key.part_number):
        same, _ = scan(factory.workplace, count, text, at_line=serial.number, each=True)
        assert same == count
    assert not count.phase.entering
