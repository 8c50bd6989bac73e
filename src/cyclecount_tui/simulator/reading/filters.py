"""Filters: an input object becomes one test on a row; nested keys follow the links between the rows."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from graphql import GraphQLInputField, GraphQLInputObjectType

from cyclecount_tui.simulator.reading.columns import reader
from cyclecount_tui.simulator.reading.conditions import Test, condition
from cyclecount_tui.simulator.reading.links import LINKS, Link
from cyclecount_tui.simulator.reading.values import Read

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant

Matches = Callable[["Plant", Any], bool]
Filters = Mapping[str, Any]
RowT = TypeVar("RowT")

NODE_OF_FILTERS = {
    "PartInventoriesInputFilters": "PartInventory",
    "LocationsInputFilters": "Location",
    "PartsInputFilters": "Part",
    "PartKitsInputFilters": "PartKit",
    "PartKitItemsInputFilters": "PartKitItem",
    "RunsInputFilters": "Run",
    "IssueInputFilters": "Issue",
    "PurchaseOrderLinesInputFilters": "PurchaseOrderLine",
    "ReceiptsInputFilters": "Receipt",
    "ReceiptItemsInputFilters": "ReceiptItem",
    "UserInputFilters": "User",
    "UnitsOfMeasurementInputFilters": "UnitOfMeasurement",
    "CommentsInputFilters": "Comment",
    "RulesInputFilters": "Rule",
    "PartInventoryEventFilter": "PartInventoryEvents",
}


def matcher(filter_type: GraphQLInputObjectType, filters: Filters | None) -> Matches:
    """One test for a whole filter object; keys side by side must all hold, and no filter lets all through."""
    node = NODE_OF_FILTERS[filter_type.name]
    tests = [_key_test(node, filter_type, key, wanted) for key, wanted in (filters or {}).items() if wanted is not None]
    if len(tests) == 1:
        return tests[0]
    return lambda plant, row: all(test(plant, row) for test in tests)


def matching(plant: "Plant", rows: Iterable[RowT], matches: Matches) -> list[RowT]:
    """The rows that pass a test."""
    return [row for row in rows if matches(plant, row)]


def _key_test(node: str, filter_type: GraphQLInputObjectType, key: str, wanted: Any) -> Matches:
    if key in ("and_", "or_"):
        branches = [matcher(filter_type, branch) for branch in wanted if branch is not None]
        return _all_of(branches) if key == "and_" or not branches else _any_of(branches)
    value_type = _key_field(filter_type, key).type
    assert isinstance(value_type, GraphQLInputObjectType)
    link = LINKS.get(node, {}).get(key)
    if link is not None:
        return _linked(link, matcher(value_type, wanted))
    return _valued(reader(node, key), _conditions(value_type, wanted))


def _key_field(filter_type: GraphQLInputObjectType, key: str) -> GraphQLInputField:
    """The field that fills a key; a renamed field still fills the old one."""
    fields: Mapping[str, GraphQLInputField] = filter_type.fields
    return fields[key] if key in fields else next(each for each in fields.values() if each.out_name == key)


def _all_of(tests: list[Matches]) -> Matches:
    return lambda plant, row: all(test(plant, row) for test in tests)


def _any_of(tests: list[Matches]) -> Matches:
    return lambda plant, row: any(test(plant, row) for test in tests)


def _linked(link: Link, matches: Matches) -> Matches:
    return lambda plant, row: any(matches(plant, linked) for linked in link.follow(plant, row))


def _valued(read: Read, tests: list[Test]) -> Matches:
    def matches(plant: "Plant", row: Any) -> bool:
        value = read(plant, row)
        if isinstance(value, list):
            return any(all(test(item) for test in tests) for item in value)
        return all(test(value) for test in tests)

    return matches


def _conditions(value_type: GraphQLInputObjectType, wanted: Filters) -> list[Test]:
    is_id = value_type.name == "IDFilter"
    return [condition(name, value, is_id=is_id) for name, value in wanted.items()]
