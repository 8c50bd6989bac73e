"""Building the schedule: what is proposed, what taking it changes and leaves, and that no quantity stays anywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.errors import StoreError
from cyclecount_tui.store.schedule_table import ScheduleChange
from cyclecount_tui.workflow import stock_reading
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.finding import find_location
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.proposing import Proposal, Proposals
from cyclecount_tui.workflow.taking import take
from cyclecount_tui.workflow.waiting import Wait, waited_for
from tests.blindness import TELLTALE
from tests.factory import NOW, Factory, factory_at
from tests.workflow.busy_plant import WINDOW, expected, keep_busy, records_changed, transactions, used_value
from tests.workflow.test_posting import mutations

TODAY = NOW.date()
SHELF = "RACK-A / SHELF-01"


def named(built: Proposals, name: str) -> Proposal:
    return next(row for row in built.rows if row.subject.name == name)


def row_of(factory: Factory, name: str) -> ScheduleRow:
    row = factory.workplace.store.schedule.row(factory.named(name))
    assert row is not None
    return row


def classes(built: Proposals) -> dict[int, tuple[str, int]]:
    return {row.subject.id: (row.count_class, row.lines) for row in built.rows}


@pytest.fixture
def busy(factory: Factory) -> Factory:
    """A factory where things move."""
    keep_busy(factory.simulator.plant, moves=150, now=NOW)
    return factory


def test_where_ion_tells_little_changed_records_decide(factory: Factory) -> None:
    plant = factory.simulator.plant
    built = proposals(factory.workplace)
    right = expected(plant, records_changed(plant, NOW - WINDOW))
    assert classes(built) == {place: right[place] for place in classes(built)}
    assert built.remarks == (
        "Movement is the number of records changed in 90 days: of what was installed, kitted or moved out in that "
        "time, this ION tells only 6.",
        "Value is value on hand: this ION does not tell how much is used.",
        "4 locations that only hold other locations are left out.",
    )


def test_transactions_decide_where_ion_tells_them(busy: Factory) -> None:
    plant = busy.simulator.plant
    built = proposals(busy.workplace)
    right = expected(plant, transactions(plant, NOW - WINDOW), used_value(plant, NOW - WINDOW))
    assert classes(built) == {place: right[place] for place in classes(built)}
    assert right != expected(plant, transactions(plant, NOW - WINDOW)), "what is used is not what is there"
    assert built.remarks[:2] == (
        "Movement is what was installed, kitted and moved out in 90 days.",
        "Value is annual value: what was used in 90 days, at cost, over a year.",
    )
    assert all("% of annual value" in row.reason for row in built.rows if row.lines)
    assert mutations(busy) == []
    assert busy.workplace.store.schedule.rows() == [], "a proposal stores nothing"


def test_the_history_of_records_tells_of_whole_records_that_left(busy: Factory) -> None:
    plant = busy.simulator.plant
    plant.clock = lambda: NOW
    here, there = busy.named(SHELF).id, busy.named("RECEIVING").id
    before = transactions(plant, NOW - WINDOW)[here]
    moved = [record for record in plant.inventory.by("location_id", here) if record.origin_part_inventory_id is None]
    for record in moved[:3]:
        busy.simulator.faults.edit_behind_the_back(record.id, location_id=there)
    busy.simulator.faults.edit_behind_the_back(moved[0].id, location_id=here)
    busy.simulator.faults.edit_behind_the_back(moved[4].id, quantity=moved[4].quantity + 1)
    busy.simulator.faults.edit_behind_the_back(moved[4].id, quantity=Decimal(1))
    pieces = [each.origin_part_inventory_id for each in plant.inventory if each.created >= NOW - WINDOW]
    still_counted = transactions(plant, NOW - WINDOW)[here] - before
    assert not set(pieces) & {record.id for record in moved[:3]}, "otherwise the split is counted at another place"
    assert f"{before + still_counted + 4} moves" in named(proposals(busy.workplace), SHELF).reason


def test_too_many_histories_are_not_read(busy: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock_reading, "MOST_HISTORIES", 10)
    built = proposals(busy.workplace)
    assert built.remarks[1].startswith("More than 10 records were changed, too many to read the history of each:")
    assert "RecordHistories" not in {request.operation_name for request in busy.simulator.requests}


def test_a_location_and_all_below_it(factory: Factory) -> None:
    whole = proposals(factory.workplace)
    under = proposals(factory.workplace, find_location(factory.workplace, "RACK-B"))
    names = {row.subject.name for row in under.rows}
    assert names == {f"RACK-B / SHELF-0{number}" for number in range(1, 5)}
    assert set(under.rows) <= set(whole.rows), "a class means the same everywhere"
    assert "1 location that only holds other locations is left out." in under.remarks


def test_what_holds_only_locations_is_proposed_where_it_is_scheduled(factory: Factory) -> None:
    factory.workplace.store.schedule.put(ScheduleRow(factory.named("RACK-B"), "B", 60))
    built = proposals(factory.workplace)
    assert named(built, "RACK-B").reason == "C: nothing there to count, 0 records changed in 90 days"
    assert (named(built, "RACK-B").count_class, named(built, "RACK-B").state) == ("C", "changed")
    assert "RACK-A" not in {row.subject.name for row in built.rows}


def test_an_archived_location_is_none(factory: Factory) -> None:
    assert "OLD-CAGE" not in {row.subject.name for row in proposals(factory.workplace).rows}


def test_taking_leaves_what_people_entered(factory: Factory) -> None:
    store, place = factory.workplace.store, factory.named(SHELF)
    before = ScheduleRow(
        place,
        "C",
        365,
        date(2026, 2, 1),
        None,
        "Bo",
        "beside the door",
        date(2026, 5, 5),
        "as ever",
        3,
        Standing.PAUSED,
    )
    store.schedule.put(before)
    built = proposals(factory.workplace)
    proposal = named(built, SHELF)
    assert (proposal.today, proposal.is_new, proposal.changed) == (before, False, True)
    counted = before._replace(last_counted=date(2026, 2, 27), assigned_to="Cy")
    store.schedule.put(counted)  # somebody counts while the proposals are looked at
    (row,) = take(factory.workplace, [proposal])
    assert row == row_of(factory, SHELF)
    assert row == counted._replace(
        count_class="A", cadence_days=90, planned_for=None, reason=proposal.reason, lines=proposal.lines
    )
    assert store.schedule.changes(place) == [ScheduleChange(NOW, "Ann", place, "built", proposal.reason)]
    assert len(store.schedule.rows()) == 1, "one row was taken"


def test_a_planned_day_stays_with_its_cadence(factory: Factory) -> None:
    planned = ScheduleRow(factory.named(SHELF), "B", 90, date(2026, 2, 1), planned_for=date(2026, 5, 5))
    factory.workplace.store.schedule.put(planned)
    take(factory.workplace, [named(proposals(factory.workplace), SHELF)])
    assert row_of(factory, SHELF).planned_for == planned.planned_for


def test_taking_the_same_again_changes_nothing(factory: Factory) -> None:
    built = proposals(factory.workplace)
    assert all(row.state == "new" for row in built.rows)
    assert len(take(factory.workplace, built.rows)) == len(built.rows)
    again = proposals(factory.workplace)
    assert {row.state for row in again.rows} == {"same"}
    assert take(factory.workplace, again.rows) == ()
    assert len(factory.workplace.store.schedule.changes(factory.named(SHELF))) == 1


def test_first_counts_are_spread_over_the_cadence(factory: Factory) -> None:
    store = factory.workplace.store
    store.schedule.put(ScheduleRow(factory.named("MRB-1"), last_counted=date(2026, 2, 20)))  # a spot count, unscheduled
    store.schedule.put(ScheduleRow(factory.named("LINE-1"), "B", 60))  # scheduled and never counted: due at once
    take(factory.workplace, proposals(factory.workplace).rows)
    rows = {row.subject.name: row for row in store.schedule.rows()}
    assert rows["MRB-1"].first_due is rows["LINE-1"].first_due is None
    for count_class, days in (("A", 90), ("C", 365)):
        first = sorted(
            row.first_due for row in rows.values() if row.count_class == count_class and row.first_due is not None
        )
        assert first == [TODAY + timedelta(days=place * days // len(first)) for place in range(len(first))]
        assert len(first) > 1


def test_taken_one_by_one_they_have_the_same_first_days_as_together(factory: Factory, tmp_path: Path) -> None:
    built = proposals(factory.workplace)
    for row in reversed(built.rows):
        take(factory.workplace, [row])
    one_by_one = {row.subject: row.first_due for row in factory.workplace.store.schedule.rows()}
    with factory_at(tmp_path / "other") as other:
        together = {row.subject: row.first_due for row in take(other.workplace, proposals(other.workplace).rows)}
    assert one_by_one == together == {row.subject: row.first_due for row in built.rows}
    assert sum(day == TODAY for day in one_by_one.values()) == len({row.count_class for row in built.rows})


def test_a_first_day_that_is_over_when_it_is_taken_is_today(factory: Factory) -> None:
    rows = proposals(factory.workplace).rows
    factory.now = NOW + timedelta(days=20)
    taken = take(factory.workplace, rows)
    assert min(row.first_due or TODAY for row in taken) == TODAY + timedelta(days=20)


def test_the_history_tells_of_another_class_or_cadence_only(factory: Factory) -> None:
    place, (first, *_) = factory.workplace, proposals(factory.workplace).rows
    take(place, [first])
    (row,) = take(place, [replace(first, reason="A: 5 % of value on hand", lines=first.lines + 1)])
    assert row.reason == "A: 5 % of value on hand"
    assert len(place.store.schedule.changes(first.subject)) == 1
    take(place, [replace(first, cadence_days=30)])
    assert len(place.store.schedule.changes(first.subject)) == 2


def test_a_count_that_closes_while_taking_is_not_lost(factory: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    store = factory.workplace.store
    proposal = named(proposals(factory.workplace), SHELF)
    counted = ScheduleRow(factory.named(SHELF), last_counted=date(2026, 3, 1))
    read = store.schedule.rows

    def read_and_then_somebody_counts() -> list[ScheduleRow]:
        rows = read()
        monkeypatch.setattr(store.schedule, "rows", read)
        store.schedule.put(counted)
        return rows

    monkeypatch.setattr(store.schedule, "rows", read_and_then_somebody_counts)
    (row,) = take(factory.workplace, [proposal])
    assert (row.last_counted, row.first_due) == (counted.last_counted, None)


def test_nothing_is_taken_where_one_row_cannot_be_stored(factory: Factory) -> None:
    rows = proposals(factory.workplace).rows
    with pytest.raises(StoreError):
        take(factory.workplace, [*rows[1:], replace(rows[0], cadence_days=0)])
    assert factory.workplace.store.schedule.rows() == []


def test_rows_that_come_and_go_while_it_reads_do_no_harm(factory: Factory) -> None:
    plant = factory.simulator.plant

    def somebody_works(_read: int, _total: int) -> None:
        for record in list(plant.inventory)[:3]:
            plant.inventory.remove(record)

    with waited_for(Wait(somebody_works)):
        assert len(proposals(factory.workplace).rows) > 15


def test_a_subject_without_a_row_of_its_own_is_new() -> None:
    subject = Subject(1, "SHELF")
    proposal = Proposal(subject, ScheduleRow(subject, last_counted=TODAY), "A", 90, "A: 4 % of value", 3)
    assert proposal.state == "new"
    assert replace(proposal, today=ScheduleRow(subject, "A", 90)).state == "same"
    assert replace(proposal, today=ScheduleRow(subject, "A", 91)).state == "changed"
    assert replace(proposal, today=ScheduleRow(subject, "B", None)).state == "changed"


@pytest.fixture
def telltale(factory: Factory) -> Callable[[str], list[str]]:
    """A record with a quantity that nobody types, at a location being counted blind; gives what a text tells of it."""
    place = factory.named(SHELF)
    record = next(each for each in factory.simulator.plant.inventory.by("location_id", place.id) if each.quantity > 1)
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))
    part = factory.simulator.plant.parts[record.part_id]
    assert part.cost is not None
    read_sheet(factory.workplace, open_count(factory.workplace, place))
    telling = [TELLTALE.partition(".")[0], str(Decimal(TELLTALE) * part.cost).partition(".")[0]]
    return lambda text: [digits for digits in telling if digits in text or f"{int(digits):,}" in text]


def test_no_quantity_and_no_value_is_kept_or_said(
    factory: Factory,
    telltale: Callable[[str], list[str]],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(0)
    seen: list[tuple[int, int]] = []
    with waited_for(Wait(lambda read, total: seen.append((read, total)))):
        built = proposals(factory.workplace)
    take(factory.workplace, built.rows)
    assert "PlantRecords" in {request.operation_name for request in factory.simulator.requests}
    kept = b"".join(path.read_bytes() for path in factory.folder.iterdir()).decode("latin-1")
    assert SHELF in kept, "the schedule is in there"
    printed = "".join(capfd.readouterr())
    for text in (kept, repr(built), repr(seen), caplog.text, printed):
        assert telltale(text) == []
    assert telltale(f"{TELLTALE}") != []


def test_an_error_while_building_shows_no_quantity(
    factory: Factory, telltale: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = stock_reading.read_stock(factory.workplace)
    assert telltale(repr(stock)) == []
    assert telltale(str(sorted(record.quantity for record in stock.records))) != []
