"""What comes in and what happened since the last count, from a simulated ION to the evidence of a compared count."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path as Folder
from random import Random

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, FixKind, Suggestion
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.simulator.plant.rows import Part, Place
from cyclecount_tui.simulator.planting.deliveries import ordered, received
from cyclecount_tui.simulator.planting.past_changes import changed_before
from cyclecount_tui.simulator.planting.stockroom import Stockroom
from cyclecount_tui.workflow.blind_counts import compared_before
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.reading_remarks import reading_remarks
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.what_happened import FURTHEST_BACK, since_last_count
from tests.blindness import TELLTALE
from tests.factory import NOW, SEED, Factory, factory_at
from tests.workflow.test_part_blindness import DIGITS, kept

KIND = "unexplained_surplus"
OPERATIONS = {"OpenOrderLines", "RecentReceipts", "PartHistories"}


@pytest.fixture
def room(factory: Factory) -> Stockroom:
    return Stockroom(factory.simulator.plant, Random(1), NOW)


def surplus(factory: Factory) -> tuple[Part, Place, Decimal]:
    """A part of which more lies on a shelf than is recorded, the shelf, and how many more."""
    planted, plant = factory.planted(KIND), factory.simulator.plant
    part = next(each for each in plant.parts if (each.part_number, each.revision) == planted.line[:2])
    return part, plant.places[planted.location_id], planted.floor - planted.digital


def place_named(factory: Factory, name: str) -> Place:
    return next(place for place in factory.simulator.plant.places if place.name == name)


def first_for(count: Count, part: Part) -> Suggestion:
    line = next(row.line.number for row in count.rows if row.line.key.part_number == part.part_number)
    return suggestions(count)[line][0]


def test_an_open_delivery_explains_a_surplus(factory: Factory, room: Stockroom) -> None:
    part, shelf, extra = surplus(factory)
    line = ordered(room, part, extra, expected_in_days=-1)
    count = factory.compared(shelf.id)
    first = first_for(count, part)
    assert (first.cause, first.fix.kind) == (Cause.RECEIVED_NOT_RECORDED, FixKind.HOLD)
    assert f"Purchase line {line.id} of order {line.purchase_order_id}" in first.evidence[0]
    assert factory.again(count).evidence == count.evidence


def test_what_was_received_is_moved_here_and_then_digital_is_right(factory: Factory, room: Stockroom) -> None:
    part, shelf, extra = surplus(factory)
    record = room.stock(part, place_named(factory, "RECEIVING"), extra)
    received(room, extra, record=record, days_ago=2)
    count = factory.compared(shelf.id)
    assert first_for(count, part).cause is Cause.RECEIVED_NOT_MOVED
    posted = post(factory.workplace, plan(factory.workplace, take(factory.workplace, count, Take.FIRST)))
    assert posted.stopped_by is None
    digital = factory.simulator.plant.digital(shelf.id)
    assert {key: amount for key, amount in digital.items() if key.part_number == part.part_number} == {
        key: amount
        for key, amount in factory.simulator.plant.truth[shelf.id].items()
        if key.part_number == part.part_number
    }


def test_what_was_recorded_since_the_last_count_goes_back(factory: Factory, room: Stockroom) -> None:
    part, shelf, extra = surplus(factory)
    other = place_named(factory, "LINE-1")
    record = room.stock(part, other, extra)
    record.updated = NOW - timedelta(days=50)
    changed_before(room, record, days_ago=2, came_from=shelf)
    first = first_for(factory.compared(shelf.id), part)
    assert (first.cause, first.fix.words) == (
        Cause.RECORDED_NOT_DONE, f"Move {plain(extra)} here from LINE-1",
    )  # fmt: skip
    by = factory.simulator.plant.people[record.updated_by_id].name
    assert f"moved out to LINE-1 by {by}, 28 Feb" in first.evidence[0]


def test_what_happened_before_the_last_count_is_not_told(factory: Factory, room: Stockroom) -> None:
    part, shelf, extra = surplus(factory)
    record = room.stock(part, place_named(factory, "LINE-1"), extra)
    record.updated = NOW - timedelta(days=50)
    changed_before(room, record, days_ago=20, came_from=shelf)
    row = factory.workplace.store.schedule.row(factory.location(shelf.id)) or ScheduleRow(
        factory.location(shelf.id), "A", 30, None
    )
    factory.workplace.store.schedule.put(row._replace(last_counted=date(2026, 2, 20)))
    count = factory.compared(shelf.id)
    assert first_for(count, part).cause is not Cause.RECORDED_NOT_DONE
    assert count.evidence is not None
    assert count.evidence.changes_since == datetime(2026, 2, 20).astimezone()
    assert not [change for change in count.evidence.changes if change.record_id == record.id]


def test_how_far_back_it_goes(factory: Factory) -> None:
    place = factory.workplace
    location = factory.location(factory.planted(KIND).location_id)
    count = open_count(place, location)
    assert since_last_count(place, count) == NOW - FURTHEST_BACK
    give_up(place, count, "not today")
    quiet = factory.named("RACK-C / SHELF-04")
    done = factory.compared(quiet.id)
    assert post(place, plan(place, take(place, done, Take.FIRST))).count.ended
    factory.now = NOW + timedelta(days=3)
    again = open_count(place, quiet)
    assert since_last_count(place, again) == datetime(2026, 3, 2).astimezone()
    factory.now = NOW + timedelta(days=300)
    assert since_last_count(place, again) == factory.now - FURTHEST_BACK


def told_at(factory: Factory, room: Stockroom, blind: Place) -> set[int]:
    """Of the part with a surplus, records that are at another place or were: an order, a receipt, histories tell it."""
    part, _, _ = surplus(factory)
    record = room.stock(part, blind, Decimal(TELLTALE))
    record.updated = NOW - timedelta(days=50)
    line = ordered(room, part, Decimal(TELLTALE), record=record)
    received(room, Decimal(TELLTALE), record=record, line=line)
    changed_before(room, record, days_ago=2, had=Decimal(1))
    gone = room.stock(part, place_named(factory, "LINE-1"), Decimal(1))
    gone.updated = NOW - timedelta(days=50)
    changed_before(room, gone, days_ago=3, had=Decimal(TELLTALE), came_from=blind)
    return {record.id, gone.id}


def told(count: Count, records: set[int]) -> set[str]:
    """What kinds of things the evidence tells of these records, orders and receipts among them."""
    assert count.evidence is not None
    changes = {"change" for each in count.evidence.changes if each.record_id in records}
    orders = {"order" for line in count.evidence.order_lines for each in line.records if each.record_id in records}
    return changes | orders | {"receipt" for each in count.evidence.receipts if each.record_id in records}


def test_what_is_counted_blind_elsewhere_is_not_told(factory: Factory, room: Stockroom) -> None:
    place, (_, shelf, _) = factory.workplace, surplus(factory)
    elsewhere = place_named(factory, "RACK-C / SHELF-04")
    records = told_at(factory, room, elsewhere)
    blind = read_sheet(place, open_count(place, factory.location(elsewhere.id)))
    count = factory.compared(shelf.id)
    assert DIGITS not in kept(factory) + repr(count)
    assert count.evidence is not None
    assert [hidden.id for hidden in count.evidence.withheld] == [elsewhere.id]
    assert told(count, records) == set()
    give_up(place, count, "once more")
    give_up(place, blind, "not today")
    assert told(factory.compared(shelf.id), records) == {"change", "order", "receipt"}
    assert DIGITS in kept(factory)
    begun = open_count(place, factory.location(elsewhere.id))
    assert shelf.name in compared_before(place, begun)


def test_nothing_of_it_is_asked_before_the_submission_nor_where_all_lines_match(factory: Factory) -> None:
    _, shelf, _ = surplus(factory)
    count = factory.counted(shelf.id)
    asked = {request.operation_name for request in factory.simulator.requests}
    assert not asked & OPERATIONS
    submit(factory.workplace, count)
    quiet = factory.named("RACK-C / SHELF-04")
    before = len(factory.simulator.requests)
    assert not [row for row in factory.compared(quiet.id).rows if row.differs]
    assert not {each.operation_name for each in factory.simulator.requests[before:]} & OPERATIONS


@pytest.mark.parametrize("lacks", ["receipts", "timeline", "unavailable"])
def test_what_a_tenant_lacks_is_said_with_the_reconciliation(tmp_path: Folder, lacks: str) -> None:
    names = {"receipts": "receipts", "timeline": "timeline", "unavailable": "quality_holds"}
    with factory_at(tmp_path / "data", SEED, SimulatorOptions(without=frozenset({lacks}))) as factory:
        count = factory.compared(surplus(factory)[1].id)
        assert count.evidence is not None
        assert count.evidence.lacking == (names[lacks],)
        (sentence,) = reading_remarks(factory.again(count))
        assert sentence.startswith("This ION does not offer")
        document = reconcile_document(count, suggestions(count))
        assert document["not_offered"] == [{"feature": names[lacks], "sentence": sentence}]
        assert (document["history_since"] is None) == (lacks == "timeline")
        assert document["history_cut"] is False


@pytest.mark.parametrize(
    ("query", "feature", "words"),
    [
        ("purchaseOrderLines", "order_lines", "open purchase order lines: open purchase orders are not offered as"),
        ("receiptItems", "receipts", "receipts: what was received lately is not offered as"),
        ("partKitItems", "kits", "open kits: what kits hold is not offered as"),
    ],
)
def test_what_the_api_key_may_not_read_is_said_and_the_rest_goes_on(
    factory: Factory, query: str, feature: str, words: str
) -> None:
    factory.simulator.faults.forbid(query)
    count = factory.compared(surplus(factory)[1].id)
    assert count.evidence is not None
    assert (count.evidence.lacking, count.evidence.not_permitted) == ((feature,), (feature,))
    (sentence,) = reading_remarks(count)
    assert sentence.startswith(f"The API key is not permitted to read {words}")


def test_a_history_that_was_cut_is_said(factory: Factory) -> None:
    count = factory.compared(surplus(factory)[1].id)
    assert reading_remarks(count) == ()
    assert count.evidence is not None
    cut = replace(count, evidence=replace(count.evidence, changes_cut=True))
    assert reading_remarks(cut) == (
        "Of what happened since 2 Dec 2025, only the records that were changed last are told: "
        "two hundred for every hundred parts.",
    )
