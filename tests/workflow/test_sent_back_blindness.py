"""Promise 1 for lines that go back: what was compared stays in the journal, and nobody is shown any of it meanwhile."""

import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.store.event_text import written
from cyclecount_tui.workflow.blind_counts import ComparisonWaits
from cyclecount_tui.workflow.cause_report import cause_tally, causes_document
from cyclecount_tui.workflow.certifying import certified
from cyclecount_tui.workflow.choosing import Take, choose, take
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import enter, found_item, leave, note
from cyclecount_tui.workflow.recounting import refuse_recounting, what_comes_next
from cyclecount_tui.workflow.resuming import my_counts
from cyclecount_tui.workflow.schedule_files import export_csv
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.sending_back import mark, recount_lines, recount_marked
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.blindness import leaks
from tests.factory import Factory
from tests.part_counts import part_counted
from tests.recounts import RULES, counted_by, requiring

DIGITS = "4815162"
"""What every quantity of the marked location begins with; nobody types it."""

LAX = RULES._replace(required=False)


def marked(factory: Factory) -> Count:
    """A count of a location where ION's quantities are unmistakable, compared; Ann counted it, Bo looks at it."""
    place = requiring(factory.workplace, LAX)
    location_id = factory.planted("unexplained_shortage").location_id
    records = [item for item in factory.simulator.plant.inventory
               if item.location_id == location_id and item.quantity > 1 and not item.serial_number]  # fmt: skip
    assert len(records) > 3
    for number, record in enumerate(records):
        factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(f"{DIGITS}{number:02}"))
    count = read_sheet(place, open_count(place, factory.location(location_id)))
    count = counted_by(place, "Ann", count, {line.number: 1 if line.key.serial_number else 30 + line.number
                                             for line in count.lines})  # fmt: skip
    count = submit(place, count)
    assert count.phase is Phase.RECONCILING
    assert DIGITS in str(reconcile_document(count, offers(place, count)))
    place.counter = "Bo"
    return count


def told(place: Workplace, count: Count) -> str:
    """Everything that a counter's program could print, export or show of the count at this moment."""
    parts = (sheet_csv(count), repr(count), what_comes_next(place, count), repr(schedule(place)), export_csv(place),
             repr(my_counts(place)), reconcile_document(count, offers(place, count)),
             causes_document(cause_tally(place)))  # fmt: skip
    return "\n".join(map(str, parts))


def kept_but_events(factory: Factory) -> str:
    """All rows of all tables of the database but those of the journal's events."""
    (path,) = factory.folder.glob("*.db")
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert "event" in tables
        return repr([database.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "event"])


def test_nothing_but_the_journal_of_before_holds_a_quantity_until_the_recount_is_submitted(
    factory: Factory, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    place = factory.workplace
    count = marked(factory)
    first, *others = (row.line.number for row in count.rows if row.differs and not row.line.key.serial_number)
    count = post(place, plan(place, choose(place, count, first, 1))).count
    assert count.posted_lines == {first}
    count = take(place, count, Take.FIRST)
    so_far, requests = len(list(place.store.journal.events(count.id))), len(factory.simulator.requests)
    caplog.set_level(0)
    count = recount_lines(place, count, others[:2], "odd numbers")
    cy = requiring(factory.another_workplace("Cy"), LAX)
    count = load(cy, count.id)
    assert DIGITS not in told(cy, count)
    assert "odd numbers" not in sheet_csv(count) + what_comes_next(cy, count)
    for shows in (lambda: refuse_recounting(cy, count), lambda: certified(count), lambda: plan(cy, count)):
        with pytest.raises(Refusal) as refused:
            shows()
        assert DIGITS not in refused.value.sentence
    assert DIGITS not in kept_but_events(factory)
    count = load_sheet(cy, count, sheet_csv(count)).count
    serials = {line.number for line in count.lines if line.key.serial_number}
    count = counted_by(cy, "Cy", count, {line: 1 if line in serials else 50 + line for line in count.asked})
    count = found_item(cy, note(cy, count, others[0], "label torn"), LineKey("FR-10034", "B", "L-NEW"), "3")
    assert DIGITS not in told(cy, count) + kept_but_events(factory)
    since = list(place.store.journal.events(count.id))[so_far:]
    assert since[0].kind == "lines_sent_back"
    assert DIGITS not in "".join(written(event).body for event in since)
    sent = factory.simulator.requests[requests:]
    assert not leaks(sent), "nothing is asked for while lines are counted again"
    assert DIGITS not in repr([(request.query, request.variables) for request in sent])
    assert DIGITS not in caplog.text + "".join(capfd.readouterr())
    count = submit(cy, count)
    assert count.phase is Phase.RECONCILING
    assert DIGITS in str(reconcile_document(count, offers(cy, count)))
    cy.close()


@pytest.mark.slow
def test_being_asked_says_nothing_of_the_lines_that_agreed(factory: Factory) -> None:
    place = requiring(factory.workplace, LAX)
    count = factory.compared(factory.planted("unexplained_shortage").location_id)
    place.counter = "Bo"
    line = next(row.line.number for row in count.rows if row.differs)
    agreed = {row.line.number for row in count.rows if not row.differs}
    count = recount_lines(place, count, [line])
    assert len(count.asked & agreed) == RULES.decoys_least
    (event,) = [event for event in place.store.journal.events(count.id) if event.kind == "lines_sent_back"]
    assert set(event.lines) == count.asked


def test_other_counts_of_the_same_stock_wait_while_lines_are_counted_again(factory: Factory) -> None:
    count = marked(factory)
    place = factory.workplace
    line = next(row.line for row in count.rows if row.differs and not row.line.key.serial_number)
    recount_lines(place, count, [line.number])
    place.counter = "Dee"
    of_part = part_counted(place, factory.simulator.plant, line.key.part_number)
    with pytest.raises(ComparisonWaits, match=count.subject.name):
        submit(place, of_part)
    assert DIGITS not in kept_but_events(factory)


@pytest.mark.slow
def test_a_recount_that_is_left_out_keeps_its_counter_blind_to_the_end(factory: Factory) -> None:
    """What Cy left stays with its first count; nothing was shown until he submitted."""
    count = marked(factory)
    place = factory.workplace
    lines = [row.line.number for row in count.rows if row.differs and not row.line.key.serial_number][:2]
    count = recount_marked(place, take_recounts(place, count, lines))
    cy = requiring(factory.another_workplace("Cy"), LAX)
    count = enter(cy, load(cy, count.id), lines[0], "9")
    count = leave(cy, count, sorted(count.asked - {lines[0]}), "no ladder")
    assert DIGITS not in told(cy, count)
    before = count.attempts[-1].standing[lines[1]].quantity
    count = submit(cy, count)
    assert (count.floors[lines[1]], count.unsure) == (before, {lines[0]})
    cy.close()


def take_recounts(place: Workplace, count: Count, lines: list[int]) -> Count:
    for line in lines:
        count = mark(place, count, line)
    return count
