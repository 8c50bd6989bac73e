"""Promise 1 through recounts: from the opening to the last submission nothing holds a quantity of ION's lines asked."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.simulator import ReceivedRequest
from cyclecount_tui.store.event_text import written
from cyclecount_tui.workflow.blind_counts import ComparisonWaits
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, note
from cyclecount_tui.workflow.recounting import refuse_recounting, waive, what_comes_next
from cyclecount_tui.workflow.schedule_files import export_csv
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from cyclecount_tui.workflow.submitting import submit
from tests.blindness import leaks
from tests.factory import Factory
from tests.part_counts import part_counted
from tests.recounts import RULES, again_by, counted_by, requiring

DIGITS = "4815162"
"""What every quantity of the marked location begins with; nobody types it."""


def marked(factory: Factory) -> int:
    """A location where each record that has no serial got a quantity of its own that is unmistakable; gives its id."""
    location_id = factory.planted("unexplained_shortage").location_id
    records = [
        item for item in factory.simulator.plant.inventory
        if item.location_id == location_id and item.quantity > 1 and not item.serial_number
    ]  # fmt: skip
    assert len(records) > 3
    for place, record in enumerate(records):
        factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(f"{DIGITS}{place:02}"))
    return location_id


def files(factory: Factory) -> str:
    """All that stands in the data folder, the write-ahead log included."""
    paths = list(factory.folder.iterdir())
    assert any(path.name.endswith("-wal") for path in paths)
    return b"".join(path.read_bytes() for path in paths).decode("latin-1")


def shown(factory: Factory, count: Count) -> str:
    """Everything that could be printed, exported or kept of the count at this moment."""
    place = factory.workplace
    events = "".join(written(event).body for event in place.store.journal.events(count.id))
    entries = schedule(place)
    parts = (files(factory), events, sheet_csv(count), repr(count), what_comes_next(place, count), repr(entries))
    return "\n".join([*parts, export_csv(place)])


def bodies(requests: list[ReceivedRequest]) -> str:
    return repr([(request.query, request.variables) for request in requests])


def test_no_quantity_is_kept_until_the_last_recount_is_submitted(
    factory: Factory, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    place = requiring(factory.workplace, RULES)
    location_id = marked(factory)
    count = read_sheet(place, open_count(place, factory.location(location_id)))
    count = counted_by(place, "Ann", count, {line.number: 30 + line.number for line in count.lines
                                             if not line.key.serial_number})  # fmt: skip
    count = counted_by(place, "Ann", count, {line.number: 1 for line in count.open_lines})
    count = found_item(place, count, LineKey(factory.planted("found_not_recorded").part_number), "3")
    for name, other in (("Ben", 500), ("Cy", 900)):
        count = submit(place, count)
        assert count.phase is Phase.RECOUNTING
        before = len(factory.simulator.requests)
        assert DIGITS not in shown(factory, count)
        with pytest.raises(Refusal) as refused:
            refuse_recounting(place, count)
        assert DIGITS not in refused.value.sentence
        place.counter = name
        count = load_sheet(place, count, sheet_csv(count)).count
        tracked = {number for number in count.asked if count.lines[number - 1].key.serial_number}
        count = counted_by(place, name, count, {number: 1 if number in tracked else other + number
                                                for number in sorted(count.asked)})  # fmt: skip
        count = note(place, count, min(count.asked), "label torn")
        assert not leaks(factory.simulator.requests[before:]), "nothing is asked for while lines are counted again"
        assert DIGITS not in shown(factory, count)
    printed = "".join(capfd.readouterr())
    for text in (caplog.text, printed, bodies(factory.simulator.requests)):
        assert DIGITS not in text
    count = submit(place, count)
    assert count.phase is Phase.RECONCILING
    assert count.unsure, "three counts that disagree"
    assert DIGITS in repr(count.evidence)
    assert DIGITS in files(factory)


def test_differences_of_lines_that_are_not_asked_are_all_that_is_kept(factory: Factory) -> None:
    place = requiring(factory.workplace, RULES)
    count = submit(place, factory.counted(factory.planted("unexplained_shortage").location_id))
    asked = next(event for event in place.store.journal.events(count.id) if event.kind == "recount_asked")
    assert {line for line, _ in asked.settled}.isdisjoint(asked.lines)
    assert {line for line, _ in asked.seals} == set(asked.lines)
    assert {line for line, _ in asked.settled} | set(asked.lines) == set(count.counted)
    zero_among_asked = [line for line in asked.lines if count.counted[line].quantity == _digital(factory, count, line)]
    assert len(zero_among_asked) == RULES.decoys_least, "being asked says nothing"


def _digital(factory: Factory, count: Count, line: int) -> Decimal:
    ids = count.lines[line - 1].record_ids
    return sum((item.quantity for item in factory.simulator.plant.inventory if item.id in ids), Decimal(0))


def both_counted(factory: Factory) -> tuple[Count, Count]:
    """A location's count and that of a part that lies there, both counted and not submitted yet."""
    count = factory.counted(marked(factory))
    number = next(
        line.key.part_number for line in count.lines
        if line.records and _digital(factory, count, line.number) > 4_000_000
    )  # fmt: skip
    return count, part_counted(factory.workplace, factory.simulator.plant, number)


def test_of_two_counts_of_the_same_stock_neither_is_compared_while_the_other_is_counted_again(factory: Factory) -> None:
    place = requiring(factory.workplace, RULES)
    of_location, of_part = both_counted(factory)
    with pytest.raises(ComparisonWaits):
        submit(place, of_location)
    assert submit(place, of_part).phase is Phase.RECOUNTING, "judged first; the location waits for it"
    with pytest.raises(ComparisonWaits, match=of_part.subject.name):
        submit(place, factory.again(of_location))
    assert DIGITS not in files(factory)


def test_a_submitted_count_of_the_same_stock_is_asked_first(factory: Factory) -> None:
    """The part is counted twice alike; what it holds is not kept, for the location turns out to need a recount."""
    place = requiring(factory.workplace, RULES)
    of_location, of_part = both_counted(factory)
    with pytest.raises(ComparisonWaits):
        submit(place, of_location)
    submit(place, of_part)
    with pytest.raises(ComparisonWaits, match=of_location.subject.name):
        again_by(place, "Ben", factory.again(of_part), {})
    assert [factory.again(each).phase for each in (of_location, of_part)] == [Phase.RECOUNTING, Phase.SUBMITTED]
    assert DIGITS not in files(factory)
    of_location = again_by(place, "Ben", factory.again(of_location), {})
    assert [factory.again(each).phase for each in (of_location, of_part)] == [Phase.RECONCILING, Phase.RECONCILING]
    assert DIGITS in files(factory)


def test_what_lies_at_a_submitted_location_is_not_kept_while_lines_of_it_may_be_asked(factory: Factory) -> None:
    place = requiring(factory.workplace, RULES)
    here, mirror = factory.planted("at_mrb"), factory.planted("mirror_of_at_mrb")
    record = next(
        item for item in factory.simulator.plant.inventory
        if item.location_id == here.location_id and item.lot_number == here.lot_number
    )  # fmt: skip
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(f"{DIGITS}77"))
    waiting = factory.counted(here.location_id)
    factory.simulator.faults.drop_before(count=9)
    with pytest.raises(IonError):
        submit(place, waiting)
    factory.simulator.faults.clear()
    requiring(place, RULES._replace(required=False))
    other = factory.counted(mirror.location_id)
    requiring(place, RULES)
    other = waived_if_asked(factory, submit(place, other))
    assert other.phase is Phase.RECONCILING
    assert DIGITS not in files(factory)


def waived_if_asked(factory: Factory, count: Count) -> Count:
    return waive(factory.workplace, count, "not today") if count.phase is Phase.RECOUNTING else count


def test_a_waived_recount_is_where_quantities_are_first_kept(factory: Factory) -> None:
    place = requiring(factory.workplace, RULES)
    count = submit(place, factory.counted(marked(factory)))
    place.counter = "Ben"
    count = enter(place, count, min(number for number in count.asked if count.counted[number].quantity > 1), "7")
    assert DIGITS not in files(factory)
    assert DIGITS in repr(waive(place, count, "night shift").evidence)
