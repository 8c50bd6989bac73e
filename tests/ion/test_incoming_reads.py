"""Purchase lines, receipts and histories of parts, against the simulated ION over real HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.ion import history_reads
from cyclecount_tui.ion.asking import BATCH
from cyclecount_tui.ion.client import Ion
from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.plant.rows import Inventory
from cyclecount_tui.simulator.planting.deliveries import ordered, received
from cyclecount_tui.simulator.planting.past_changes import changed_before
from cyclecount_tui.simulator.planting.stockroom import Stockroom
from tests.ion.test_simulated_reads import asked

NOW = datetime(2025, 11, 22, 9, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
IonOf = Callable[[Simulator], Ion]


@pytest.fixture
def room(plant: Plant) -> Stockroom:
    return Stockroom(plant, Random(1), NOW)


def some_record(plant: Plant) -> Inventory:
    """A record that nothing happened to in the last month."""
    return next(row for row in plant.inventory if row.quantity > 1 and row.location_id and row.updated < SINCE)


def test_open_purchase_lines_with_the_records_they_bring(ion: Ion, plant: Plant, room: Stockroom) -> None:
    record = some_record(plant)
    part = plant.parts[record.part_id]
    line = ordered(room, part, Decimal(12), record=record, received=Decimal("4.5"), expected_in_days=3)
    for status in ("RECEIVED", "CANCELED"):
        ordered(room, part, Decimal(1), status=status)
    draft = ordered(room, part, Decimal(2), status="DRAFT")
    found = {each.id: each for each in ion.open_order_lines([part.id])}
    assert set(found) == {line.id, draft.id}
    mine = found[line.id]
    assert (mine.order_id, mine.part_id, mine.quantity, mine.outstanding) == (
        line.purchase_order_id, part.id, 12, Decimal("7.5"),
    )  # fmt: skip
    assert mine.expected == NOW + timedelta(days=3)
    (awaited,) = mine.records
    assert (awaited.record_id, awaited.quantity, awaited.lot_number) == (
        record.id, record.quantity, record.lot_number or "",
    )  # fmt: skip
    assert mine.places == {Place(record.location_id or 0, "")}
    assert mine.ordered
    assert not found[draft.id].ordered
    assert ion.open_order_lines([]) == []


def test_recent_receipts_with_and_without_a_record(ion: Ion, plant: Plant, room: Stockroom) -> None:
    record = some_record(plant)
    part = plant.parts[record.part_id]
    line = ordered(room, part, Decimal(9))
    mine = received(room, Decimal(6), record=record, days_ago=2)
    loose = received(room, Decimal(3), line=line, days_ago=1)
    received(room, Decimal(7), record=record, days_ago=40)
    found = {each.id: each for each in ion.receipts_since([part.id], SINCE)}
    assert set(found) == {mine.id, loose.id}
    whose = plant.people[plant.receipts[mine.receipt_id].received_by_id or 0]
    assert found[mine.id].words == f"Receipt {mine.receipt_id} by {whose.name}, 20 Nov 09:00"
    assert (found[mine.id].record_id, found[mine.id].quantity) == (record.id, 6)
    assert found[mine.id].places == {Place(record.location_id or 0, "")}
    assert (found[loose.id].record_id, found[loose.id].order_line_id, found[loose.id].places) == (
        None, line.id, frozenset(),
    )  # fmt: skip
    other = next(each for each in plant.parts if each.id != part.id)
    assert ion.receipts_since([other.id], SINCE) == []
    assert ion.receipts_since([], SINCE) == []


def test_what_happened_to_the_records_of_a_part_as_of_each_time(ion: Ion, plant: Plant, room: Stockroom) -> None:
    record = some_record(plant)
    here = plant.places[record.location_id or 0]
    there = next(place for place in plant.places if place.id != here.id)
    changed_before(room, record, days_ago=60, had=Decimal(99), got=Decimal(10))
    changed_before(room, record, days_ago=9, had=Decimal(10))
    changed_before(room, record, days_ago=4, came_from=there)
    found = ion.changes_of_parts([record.part_id], SINCE)
    moved, became = found.changes
    assert moved.moved
    assert (moved.before, moved.after) == (record.quantity, record.quantity)
    assert (became.before, became.after, became.was_at, became.is_at) == (
        10, record.quantity, Place(there.id, ""), Place(there.id, ""),
    )  # fmt: skip
    assert (moved.at, became.at) == (NOW - timedelta(days=4), NOW - timedelta(days=9))
    by = plant.people[record.updated_by_id].name
    named = {place.id: place for place in found.places}
    assert named[here.id].name == here.name
    assert moved.words_at(Place(here.id, "")) == (
        f"Record {record.id}: {record.quantity.normalize():f} moved in by {by}, 18 Nov 09:00."
    )
    assert not found.cut
    assert ion.changes_of_parts([], SINCE).changes == ()


def test_a_long_history_is_cut_and_says_so(
    ion_of: IonOf, plant: Plant, room: Stockroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_reads, "MOST_RECORDS", 8)
    part = plant.parts[some_record(plant).part_id]
    place = next(iter(plant.places))
    records = [room.stock(part, place, Decimal(3)) for _ in range(12)]
    for age, record in enumerate(records, start=1):
        record.updated = SINCE
        changed_before(room, record, days_ago=age, had=Decimal(4))
    simulator = Simulator(plant, SimulatorOptions(max_first=4))
    found = ion_of(simulator).changes_of_parts([part.id], SINCE)
    assert found.cut
    assert [each.record_id for each in found.changes if not each.made] == [record.id for record in records[:8]]
    assert asked(simulator) == ["PartHistories"] * 2


def test_a_hundred_parts_go_into_a_request(ion: Ion, simulator: Simulator) -> None:
    ids = range(1, 2 * BATCH + 2)
    ion.open_order_lines(ids)
    ion.receipts_since(ids, SINCE)
    ion.changes_of_parts(ids, SINCE)
    assert sorted(asked(simulator)) == sorted(["OpenOrderLines", "RecentReceipts", "PartHistories"] * 3)


@pytest.mark.parametrize(
    ("lacks", "feature"),
    [("purchaseOrderLines", "order_lines"), ("receipts", "receipts"), ("timeline", "timeline")],
)
def test_a_tenant_without(ion_of: IonOf, plant: Plant, lacks: str, feature: str) -> None:
    ion = ion_of(Simulator(plant, SimulatorOptions(without=frozenset({lacks}))))
    ids = [part.id for part in plant.parts][:5]
    ion.open_order_lines(ids)
    assert ion.receipts_since(ids, SINCE) == []
    ion.changes_of_parts(ids, SINCE)
    missing = {feature, "receipts"} if lacks == "purchaseOrderLines" else {feature}
    assert set(ion.features.missing) == missing
    assert ion.locations(), "everything else goes on"


def test_a_tenant_without_quality_holds(ion_of: IonOf, plant: Plant) -> None:
    held = next(row for row in plant.inventory if row.unavailable)
    assert [record.on_hold for record in ion_of(Simulator(plant)).records([held.id])] == [True]
    ion = ion_of(Simulator(plant, SimulatorOptions(without=frozenset({"unavailable"}))))
    assert [record.on_hold for record in ion.records([held.id])] == [False]
    assert set(ion.features.missing) == {"quality_holds"}
