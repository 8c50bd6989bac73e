"""Promise 1: until a count is submitted, nothing that runs for it asks ION for a quantity, so nothing holds one."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.paper.sheet_content import paper_sheet
from cyclecount_tui.workflow.paper.sheet_pdf import sheet_pdf
from cyclecount_tui.workflow.recording import enter, found_item, none_here, note, undo
from cyclecount_tui.workflow.scheduling import schedule, with_all_locations
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from cyclecount_tui.workflow.submitting import submit
from tests.blindness import TELLTALE, leaks
from tests.factory import Factory
from tests.pdf_reading import unpacked


@pytest.fixture
def marked(factory: Factory) -> int:
    """A location with a record of the telltale quantity; gives its id."""
    location_id = factory.planted("unexplained_shortage").location_id
    record = next(
        item
        for item in factory.simulator.plant.inventory
        if item.location_id == location_id and item.quantity > 1 and not item.serial_number
    )
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    return location_id


def test_no_quantity_is_asked_for_or_kept_before_submission(
    factory: Factory, marked: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    place = factory.workplace
    place.store.schedule.replace_rows(factory.schedule())
    schedule(place)
    with_all_locations(place)
    count = open_count(place, factory.location(marked))
    count = close_off(place, count, "all of LINE-1", sign_up=True, transactions_stopped=True)
    count = read_sheet(place, count)
    count = enter(place, count, 1, "12*6+4")
    count = none_here(place, count, 2)
    count = undo(place, count)
    count = note(place, count, 1, "label torn")
    count = found_item(place, count, LineKey(factory.planted("found_not_recorded").part_number), "3")
    sheet = sheet_csv(count)
    paper = "".join(unpacked(sheet_pdf(paper_sheet(count, place.now()))))
    loaded = load_sheet(place, count, sheet.replace(",EA,,,\n", ",EA,7,torn,\n", 1))
    assert (loaded.counted, loaded.notes) == (1, 1)
    count = loaded.count

    asked = factory.simulator.requests
    assert {request.operation_name for request in asked} >= {"BlindSheet", "Locations"}
    assert not leaks(asked)

    kept = b"".join(path.read_bytes() for path in factory.folder.iterdir())
    printed = "".join(capfd.readouterr())
    for text in (sheet, paper, caplog.text, printed, repr(count), kept.decode("latin-1")):
        assert "48151623" not in text

    submitted = submit(place, count, leaving="no time")
    assert TELLTALE in repr(submitted.evidence)
    assert b"48151623" in b"".join(path.read_bytes() for path in factory.folder.iterdir())


def test_another_locations_comparison_does_not_give_it_away(factory: Factory) -> None:
    """A movement between two locations: while one end is counted blind, comparing the other end keeps nothing of it."""
    place = factory.workplace
    here, mirror = factory.planted("at_mrb"), factory.planted("mirror_of_at_mrb")
    record = next(
        item
        for item in factory.simulator.plant.inventory
        if item.location_id == here.location_id and item.lot_number == here.lot_number
    )
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    blind = read_sheet(place, open_count(place, factory.location(here.location_id)))
    compared = factory.compared(mirror.location_id)
    assert [item.name for item in compared.evidence.withheld] == [blind.subject.name] if compared.evidence else False
    assert "48151623" not in repr(compared)
    assert b"48151623" not in b"".join(path.read_bytes() for path in factory.folder.iterdir())
