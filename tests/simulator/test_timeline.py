"""The timeline of a record: what changed, when, by whom."""

from typing import Any

from cyclecount_tui.simulator import Plant
from tests.simulator.asking import Asker
from tests.simulator.records import available

TIMELINE = """query($id: ID!, $filters: PartInventoryEventFilter) { partInventory(id: $id) {
    timeline(filters: $filters) { __typename timestamp eventType actor { name }
        changedAttributes { field oldValue newValue }
        ... on PartInventoryEvents {
            oldValues { quantity locationId } newValues { quantity locationId } } } } }"""


def timeline(ask: Asker, record_id: int, filters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = ask.data(TIMELINE, id=str(record_id), filters=filters)["partInventory"]["timeline"]
    return events


def test_a_write_is_remembered(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    before, place = float(record.quantity), record.location_id
    ask.update(record.id, quantity=5, locationId="101")
    created, updated = timeline(ask, record.id)
    assert (created["eventType"], created["oldValues"]) == ("CREATE", None)
    assert created["newValues"] == {"quantity": before, "locationId": place}
    assert updated["__typename"] == "PartInventoryEvents"
    assert updated["eventType"] == "UPDATE"
    assert updated["actor"] == {"name": "Cycle count service"}
    assert updated["oldValues"] == {"quantity": before, "locationId": place}
    assert updated["newValues"] == {"quantity": 5, "locationId": 101}
    changes = {change["field"]: change["newValue"] for change in updated["changedAttributes"]}
    assert changes == {"quantity": "5", "locationId": "101"}


def test_a_later_write_does_not_change_an_earlier_entry(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    for quantity in (5, 6):
        ask.update(record.id, quantity=quantity)
    assert [event["newValues"]["quantity"] for event in timeline(ask, record.id)[1:]] == [5, 6]


def test_an_entry_tells_all_values_as_of_its_time(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    place = record.location_id
    ask.update(record.id, quantity=5)
    ask.update(record.id, locationId="101")
    lessened, moved = timeline(ask, record.id)[1:]
    assert (lessened["oldValues"]["locationId"], lessened["newValues"]) == (place, {"quantity": 5, "locationId": place})
    assert (moved["oldValues"], moved["newValues"]["quantity"]) == ({"quantity": 5, "locationId": place}, 5)


def test_entries_are_filtered_by_time_and_kind(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.update(record.id, quantity=5)
    when = timeline(ask, record.id)[1]["timestamp"]
    assert len(timeline(ask, record.id, {"Updated": {"gte": when}})) == 1
    assert len(timeline(ask, record.id, {"eventType": {"eq": "CREATE"}})) == 1
    assert timeline(ask, record.id, {"Updated": {"gt": when}}) == []
    by_name = {"actor": {"name": {"eq": "Cycle count service"}}, "eventType": {"eq": "UPDATE"}}
    assert len(timeline(ask, record.id, by_name)) == 1


def test_rows_changed_since_a_time_are_found(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    newest = max(row.updated for row in plant.inventory)
    ask.update(record.id, quantity=5)
    query = """query($since: DateTime) { partInventories(filters: {_updated: {gt: $since}}) {
        edges { node { id updatedBy { name } } } } }"""
    edges = ask.data(query, since=newest.isoformat())["partInventories"]["edges"]
    assert edges == [{"node": {"id": record.id, "updatedBy": {"name": "Cycle count service"}}}]
