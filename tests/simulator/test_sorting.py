"""Sort orders: several at once, empty values last, and none at all."""

from typing import Any

from cyclecount_tui.simulator import Plant
from tests.simulator.asking import Asker
from tests.simulator.records import available


def nodes(ask: Asker, arguments: str, fields: str, name: str = "partInventories") -> list[dict[str, Any]]:
    answer = ask.data(f"{{ {name}({arguments}) {{ edges {{ node {{ {fields} }} }} }} }}")[name]
    return [edge["node"] for edge in answer["edges"]]


def test_by_several_columns(ask: Asker) -> None:
    found = nodes(ask, "sort: [LOCATION_ID_DESC, QUANTITY_ASC]", "id locationId quantity")
    keys = [(-node["locationId"], node["quantity"], node["id"]) for node in found]
    assert keys == sorted(keys)


def test_empty_values_come_last_going_up_and_first_going_down(ask: Asker) -> None:
    up = [node["lotNumber"] for node in nodes(ask, "sort: [LOT_NUMBER_ASC]", "lotNumber")]
    down = [node["lotNumber"] for node in nodes(ask, "sort: [LOT_NUMBER_DESC]", "lotNumber")]
    assert up[-1] is None
    assert up[0] is not None
    assert down[0] is None
    assert sorted(lot for lot in up if lot) == [lot for lot in up if lot]


def test_by_derived_status(ask: Asker) -> None:
    statuses = [node["status"] for node in nodes(ask, "sort: [_STATUS_ASC]", "status")]
    assert statuses == sorted(statuses)
    assert len(set(statuses)) == 7


def test_locations_by_name(ask: Asker) -> None:
    names = [node["name"] for node in nodes(ask, "sort: [NAME_ASC]", "name", "locations")]
    assert names == sorted(names)


def test_without_an_order_the_last_written_comes_last(ask: Asker, plant: Plant) -> None:
    record = available(plant)
    ask.update(record.id, quantity=17)
    assert nodes(ask, "last: 1", "id") == [{"id": record.id}]


def test_distinct_keeps_the_first_of_each(ask: Asker, plant: Plant) -> None:
    found = nodes(ask, "sort: [ID_ASC], distinctOn: [LOCATION_ID_ASC]", "id locationId")
    places = [node["locationId"] for node in found]
    assert len(places) == len(set(places)) == len({record.location_id for record in plant.inventory})
