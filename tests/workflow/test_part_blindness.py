"""Promise 1 where a part's count and a location's are of the same stock: neither tells the other's counter anything."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.workflow.blind_counts import ComparisonWaits, to_submit_first
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.found_places import found_place
from cyclecount_tui.workflow.opening import open_count, places_to_walk, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from cyclecount_tui.workflow.submitting import compared, submit
from tests.blindness import TELLTALE, leaks
from tests.factory import Factory
from tests.part_counts import closed_off, part, part_begun, part_counted

NUMBER = "FR-10048"
DIGITS = "48151623"


def marked(factory: Factory) -> int:
    """Gives a record of the part the telltale quantity; the id of its location."""
    plant = factory.simulator.plant
    parts = {item.id for item in plant.parts if item.part_number == NUMBER}
    record = next(item for item in plant.inventory if item.part_id in parts and item.quantity > 1)
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    assert record.location_id is not None
    return record.location_id


def kept(factory: Factory) -> str:
    return b"".join(path.read_bytes() for path in factory.folder.iterdir()).decode("latin-1")


def waits(factory: Factory, count: Count, *names: str) -> Count:
    """Submits a count that cannot be compared yet; the sentence names what it waits for."""
    with pytest.raises(ComparisonWaits, match="First submit") as refused:
        submit(factory.workplace, count, leaving="no time")
    assert all(name in refused.value.sentence for name in names)
    stands = factory.again(count)
    assert (stands.phase, stands.evidence) == (Phase.SUBMITTED, None)
    assert DIGITS not in kept(factory)
    return stands


def test_no_quantity_is_asked_for_or_kept_before_submission(
    factory: Factory, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    marked(factory)
    place = factory.workplace
    count = open_count(place, part(place, NUMBER))
    places_to_walk(place, count)
    count = read_sheet(place, count)
    count = enter(place, count, 1, "12*6+4")
    count = none_here(place, count, 2)
    where = found_place(place, count, "CYCLE-COUNT-DISCREPANCY")
    count = found_item(place, count, LineKey(NUMBER, "A", place=where), "3")
    sheet = sheet_csv(count)
    loaded = load_sheet(place, count, sheet.replace(",EA,,,\n", ",EA,7,torn,\n", 1))
    assert (loaded.counted, loaded.notes) == (1, 1)
    count = loaded.count
    asked = factory.simulator.requests
    assert {request.operation_name for request in asked} >= {"BlindSheetOfParts", "SheetParts"}
    assert not leaks(asked)
    printed = "".join(capfd.readouterr())
    for text in (sheet, caplog.text, printed, repr(count), kept(factory)):
        assert DIGITS not in text
    assert TELLTALE in repr(submit(place, count, leaving="no time").evidence)
    assert DIGITS in kept(factory)


def test_a_part_waits_for_the_locations_that_hold_it(factory: Factory) -> None:
    location_id = marked(factory)
    place = factory.workplace
    of_location = factory.counted(location_id)
    opened_only = next(item for item in part_begun(place, NUMBER).places if item.id != location_id)
    unread = open_count(place, factory.location(opened_only.id))
    of_part = part_counted(place, factory.simulator.plant, NUMBER)
    names = (of_location.subject.name, opened_only.name)
    of_part = waits(factory, of_part, f"the count of {names[0]}: it is blind and shares")
    unread = close_off(place, unread, "Bo", sign_up=False, transactions_stopped=False)
    of_part = waits(factory, of_part, *names, "they are blind and share stock")
    give_up(place, unread, "not today")
    of_part = waits(factory, of_part, names[0], "it is blind")
    submit(place, of_location)
    assert TELLTALE in repr(compared(place, of_part).evidence)


@pytest.mark.parametrize("read", [True, False])
def test_a_location_waits_for_a_part_of_its_lines(factory: Factory, read: bool) -> None:
    location_id = marked(factory)
    place = factory.workplace
    of_part = part_counted(place, factory.simulator.plant, NUMBER) if read else closed_off(place, NUMBER)
    of_location = waits(factory, factory.counted(location_id), NUMBER)
    if read:
        submit(place, of_part)
    else:
        give_up(place, of_part, "not today")
    assert TELLTALE in repr(compared(place, of_location).evidence)


def test_a_location_that_a_found_item_brings_in_is_waited_for(factory: Factory) -> None:
    place = factory.workplace
    of_part = part_begun(place, NUMBER)
    elsewhere = next(
        place for place in factory.simulator.plant.places if place.id not in {item.id for item in of_part.places}
    )
    read_sheet(place, open_count(place, factory.location(elsewhere.id)))
    where = found_place(place, of_part, elsewhere.name)
    waits(factory, found_item(place, of_part, LineKey(NUMBER, "A", place=where), "3"), elsewhere.name)


def test_nothing_is_kept_of_a_part_that_came_while_it_is_counted_elsewhere(factory: Factory) -> None:
    """The part was not here when either sheet was read; a record of it that arrived meanwhile is not looked at."""
    place, plant = factory.workplace, factory.simulator.plant
    of_part = part_begun(place, NUMBER)
    walked = {item.id for item in of_part.places}
    other = next(item for item in plant.places if item.id not in walked and plant.digital(item.id))
    of_location = factory.counted(other.id)
    record_id = of_part.lines[0].record_ids[0]
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=Decimal(TELLTALE), location_id=other.id)
    done = submit(place, of_location)
    assert done.evidence is not None
    assert done.evidence.withheld_parts == (NUMBER,)
    assert NUMBER in done.evidence.withheld_words
    assert DIGITS not in repr(done)
    assert DIGITS not in kept(factory)


def test_nothing_is_kept_of_a_location_that_a_part_came_to_while_it_is_counted(factory: Factory) -> None:
    place, plant = factory.workplace, factory.simulator.plant
    of_part = part_counted(place, plant, NUMBER)
    walked = {item.id for item in of_part.places}
    other = next(item for item in plant.places if item.id not in walked and plant.digital(item.id))
    blind = read_sheet(place, open_count(place, factory.location(other.id)))
    record_id = of_part.lines[0].record_ids[0]
    factory.simulator.faults.edit_behind_the_back(record_id, quantity=Decimal(TELLTALE), location_id=other.id)
    done = submit(place, of_part)
    assert done.evidence is not None
    assert [item.name for item in done.evidence.withheld] == [blind.subject.name]
    assert [moved.what for moved in done.movements if moved.record_id == record_id] == ["left"]
    assert DIGITS not in repr(done)
    assert DIGITS not in kept(factory)


def test_counts_without_common_stock_do_not_wait(factory: Factory) -> None:
    place, plant = factory.workplace, factory.simulator.plant
    of_part = part_counted(place, plant, NUMBER)
    apart = next(item for item in plant.places if item.id not in {walked.id for walked in of_part.places})
    read_sheet(place, open_count(place, factory.location(apart.id)))
    part_begun(place, "FR-10063")
    open_count(place, factory.location(of_part.places[0].id))
    assert submit(place, of_part).phase is Phase.RECONCILING


def test_whoever_begins_is_told_what_is_to_be_submitted_first(factory: Factory) -> None:
    place = factory.workplace
    of_location = factory.counted(marked(factory))
    unread = open_count(place, part(place, NUMBER))
    first = f"First submit or give up the count of {of_location.subject.name}: it is blind"
    assert to_submit_first(place, unread).startswith(first), "its sheet has the part"
    of_part = read_sheet(place, unread)
    assert to_submit_first(place, of_part).startswith(first)
    assert to_submit_first(place, of_location).startswith(f"First submit or give up the count of part {NUMBER}:")
