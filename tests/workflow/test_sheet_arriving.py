"""A long sheet is counted from its first page on: it comes whole, and blind, whatever ends the program meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import SheetGrew
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.inventory import Part, SheetRecord, Tracking
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.sheet_growth import GrowingSheet
from cyclecount_tui.simulator import Simulator, SimulatorOptions, plant_small
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.arriving import RECORDS_OF_AN_EVENT, grow_sheet, rest_of_sheet
from cyclecount_tui.workflow.errors import CountMoved, Refusal, Unreachable
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import begin_sheet, open_count, read_sheet
from cyclecount_tui.workflow.paper.sheet_content import paper_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from cyclecount_tui.workflow.sheets import sheet_csv
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.waiting import Wait, waited_for
from tests.blindness import TELLTALE, leaks
from tests.factory import NOW, Factory, factory_at
from tests.sweeps import some_by_default

ROWS = 3
"""Rows that a page has here, so that a shelf of a small plant has several."""


@contextmanager
def factory_of_short_pages(folder: Path, seed: int = 7) -> Iterator[Factory]:
    with serve(Simulator(plant_small(seed, now=NOW), SimulatorOptions(max_first=ROWS))) as server:
        factory = Factory(server, folder)
        try:
            yield factory
        finally:
            factory.workplace.close()


@pytest.fixture
def factory(tmp_path: Path) -> Iterator[Factory]:
    with factory_of_short_pages(tmp_path / "data") as factory:
        yield factory


def shelf_of(factory: Factory) -> int:
    """The location that holds most."""
    plant = factory.simulator.plant
    return max((place.id for place in plant.places), key=lambda place: len(plant.digital(place)))


def begun(factory: Factory, mode: CountMode | None = None) -> Count:
    place = factory.workplace
    return begin_sheet(place, open_count(place, factory.location(shelf_of(factory)), mode))


def all_came(factory: Factory, count: Count) -> Count:
    for records in rest_of_sheet(factory.workplace, count):
        count = grow_sheet(factory.workplace, count, records)
    return grow_sheet(factory.workplace, count, [], whole=True)


def asked(factory: Factory) -> int:
    return sum(request.operation_name == "BlindSheet" for request in factory.simulator.requests)


def kinds(factory: Factory, count: Count) -> list[str]:
    return [event.kind for event in factory.workplace.store.journal.events(count.id)]


def test_the_first_page_can_be_counted_after_one_answer(factory: Factory) -> None:
    count = begun(factory)
    assert (asked(factory), len(count.lines), count.phase, count.sheet_coming) == (1, ROWS, Phase.COUNTING, True)
    count = enter(factory.workplace, count, 1, "1")
    assert load(factory.workplace, count.id) == count
    rows = len(factory.workplace.ion.blind_sheet(count.subject.id))
    before = asked(factory)
    count = all_came(factory, count)
    assert asked(factory) - before == -(-(rows - ROWS) // (ROWS - 1))
    assert not count.sheet_coming
    assert count.floors == {1: 1}


def test_it_is_the_sheet_that_would_have_been_read_at_once(factory: Factory) -> None:
    count = all_came(factory, begun(factory))
    records = factory.workplace.ion.blind_sheet(count.subject.id)
    with factory_of_short_pages(factory.folder / "other") as other:
        whole = read_sheet(other.workplace, open_count(other.workplace, other.location(count.subject.id)))
    assert [line.key for line in count.to_count] == [line.key for line in whole.lines]
    assert sheet_csv(count).count("\n") == len(whole.lines) + 1
    assert {key for line in count.lines for key in line.records} == {(each.id, each.etag) for each in records}


def test_a_short_sheet_comes_whole_as_it_always_did(tmp_path: Path) -> None:
    with factory_at(tmp_path / "usual") as usual:
        count = begun(usual)
        assert (kinds(usual, count), count.sheet_coming) == (["count_opened", "sheet_read"], False)
        assert asked(usual) == 1


def test_training_has_its_sheet_whole(factory: Factory) -> None:
    count = begun(factory, CountMode.GUIDED)
    assert (kinds(factory, count)[-1], count.sheet_coming) == ("sheet_read", False)


def test_who_comes_back_goes_on_where_it_was_and_numbers_stay(factory: Factory) -> None:
    """As after a kill: all that is known of the count is its journal."""
    place, count = factory.workplace, begun(factory)
    pages = rest_of_sheet(place, count)
    next(pages)
    count = grow_sheet(place, count, next(pages))
    pages.close()
    count = enter(place, enter(place, count, 2, "1"), 4, "1")
    there = {line.key: line.number for line in count.lines}
    again = factory.another_workplace("Ann")
    try:
        back = begin_sheet(again, load(again, count.id))
        assert (back, back.sheet_coming) == (count, True)
    finally:
        again.close()
    count = all_came(factory, count)
    assert there.items() < {line.key: line.number for line in count.lines}.items()
    assert set(count.floors) == {2, 4}


def test_half_a_sheet_is_not_submitted_and_its_rest_can_be_read_at_once(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    for line in count.lines:
        count = none_here(place, count, line.number)
    for leaving in (None, "no time"):
        with pytest.raises(Refusal, match="has not come whole"):
            submit(place, count, leaving=leaving)
    assert load(place, count.id) == count
    count = read_sheet(place, count)
    assert len(count.open_lines) == len(count.lines) - ROWS
    with pytest.raises(Refusal, match="not counted"):
        submit(place, count)


@pytest.mark.parametrize("seed", some_by_default(map(str, range(12)), "0", "3", "5"))
def test_whatever_moves_meanwhile_what_lay_there_all_the_while_is_on_the_sheet(tmp_path: Path, seed: str) -> None:
    with factory_of_short_pages(tmp_path / "data", int(seed)) as factory:
        place, faults = factory.workplace, factory.simulator.faults
        count = begun(factory)
        count = enter(place, count, 1, "1")
        here, other = count.subject.id, next(each.id for each in factory.simulator.plant.places)
        stays = {record.id: record for record in place.ion.blind_sheet(here)}
        moves = [(min(stays), other), (max(stays), other)][: 1 + int(seed) % 2]
        for number, records in enumerate(rest_of_sheet(place, count)):
            count = grow_sheet(place, count, records)
            if number < len(moves):
                faults.edit_behind_the_back(moves[number][0], location_id=moves[number][1])
                stays.pop(moves[number][0])
        count = grow_sheet(place, count, [], whole=True)
        lying = {record_id: line.key for line in count.lines for record_id in line.record_ids}
        assert {record.id for record in place.ion.blind_sheet(here)} <= lying.keys()
        assert all(lying[record.id] == _key(record) for record in stays.values())
        assert len(lying) == sum(len(line.records) for line in count.lines), "each record is of one line"
        assert count.standing.keys() == {1}


def _key(record: SheetRecord) -> LineKey:
    return LineKey(record.part.number, record.part.revision, record.lot_number, record.serial_number)


def test_a_page_that_fails_is_asked_for_again_alone(factory: Factory) -> None:
    count = begun(factory)
    usual = asked(factory)
    rows = len(factory.workplace.ion.blind_sheet(count.subject.id))
    usual = asked(factory) - usual
    before = asked(factory)
    pages = rest_of_sheet(factory.workplace, count)
    first = next(pages)
    factory.simulator.faults.http_status(503, only="BlindSheet")
    records = [*first, *(record for page in pages for record in page)]
    assert len({record.id for record in records}) == rows
    assert asked(factory) - before == usual + 1 - 1, "one is asked for twice, and the first had come"


def test_while_ion_is_away_what_came_is_counted_and_the_rest_comes_later(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    factory.simulator.faults.drop_before(count=500)
    with pytest.raises(Unreachable):
        all_came(factory, count)
    count = enter(place, load(place, count.id), ROWS, "1")
    factory.simulator.faults.clear()
    assert all_came(factory, count).floors == {ROWS: 1}


def test_what_was_found_before_its_page_came_is_one_line(factory: Factory) -> None:
    place, count = factory.workplace, begun(factory)
    there = {line.key for line in count.lines}
    late = next(
        record
        for record in place.ion.blind_sheet(count.subject.id)
        if _key(record) not in there and not record.serial_number
    )
    count = found_item(place, count, _key(late), "3")
    number = count.lines[-1].number
    count = all_came(factory, count)
    assert [line.number for line in count.lines if line.key == _key(late)] == [number]
    assert (count.floors[number], late.id in count.lines[number - 1].record_ids) == (3, True)


def test_two_terminals_are_told_and_neither_loses_a_line(factory: Factory) -> None:
    place, count, other = factory.workplace, begun(factory), factory.another_workplace("Bo")
    try:
        theirs = read_sheet(other, load(other, count.id))
        with pytest.raises(CountMoved):
            grow_sheet(place, count, place.ion.blind_sheet(count.subject.id))
        assert read_sheet(place, load(place, count.id)) == theirs
        assert grow_sheet(place, theirs, []) is theirs
    finally:
        other.close()


def test_a_growing_sheet_is_blind(
    factory: Factory, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    place, shelf = factory.workplace, shelf_of(factory)
    marked = [each for each in factory.simulator.plant.inventory if each.location_id == shelf and each.quantity > 1]
    for record in (marked[0], marked[-1]):
        factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    count = begun(factory)
    count = enter(place, count, 1, "1")
    count = all_came(factory, count)
    paper = repr(paper_sheet(count, place.now()))
    assert not leaks(factory.simulator.requests)
    kept = b"".join(path.read_bytes() for path in factory.folder.iterdir()).decode("latin-1")
    for text in (sheet_csv(count), paper, caplog.text, "".join(capfd.readouterr()), repr(count), kept):
        assert "48151623" not in text
    assert TELLTALE in repr(submit(place, count, leaving="no time").evidence)


def test_what_comes_together_is_stored_in_small_pieces_and_keys_are_let_by_between_them(factory: Factory) -> None:
    place, count, let_by = factory.workplace, begun(factory), list[int]()
    part = Part(1, "FR-1", "A", "Bearing", Tracking.SERIAL, "EA")
    there = len(place.store.journal.events(count.id))
    more = [SheetRecord(10**6 + number, "e", part, "", f"SN-{number}") for number in range(2 * RECORDS_OF_AN_EVENT + 1)]
    with waited_for(Wait(give_way=lambda: let_by.append(len(place.store.journal.events(count.id))))):
        count = grow_sheet(place, count, more, known=GrowingSheet())
    assert let_by == [there] * 3, "between the pieces, before any of them is on the disk"
    grown = place.store.journal.events(count.id)[there:]
    assert [len(event.lines) for event in grown if isinstance(event, SheetGrew)] == [RECORDS_OF_AN_EVENT] * 2 + [1]
    assert load(place, count.id) == count
