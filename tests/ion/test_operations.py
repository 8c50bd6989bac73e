"""The operation files: whole documents, and blind where a count is not submitted."""

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    visit,
)

from cyclecount_tui.ion import operations

BEFORE_SUBMISSION = {
    "AnyLocation",
    "AnyRecord",
    "Availability",
    "ChangedRecords",
    "BlindSheet",
    "BlindSheetOfParts",
    "Introspection",
    "Location",
    "Locations",
    "LocationsLike",
    "LocationsNamed",
    "Me",
    "PartsLike",
    "Permissions",
    "RecordsCoded",
    "RulesInForce",
    "ScanBarcode",
    "SetAvailability",
    "SheetParts",
    "UnavailableRecords",
}
AFTER_SUBMISSION = {
    "Children",
    "Create",
    "InstalledAt",
    "IssuesTitled",
    "LeaveComment",
    "LocationsById",
    "Move",
    "OpenKitItems",
    "OpenOrderLines",
    "OpenRequirements",
    "PartHistories",
    "PartsNumbered",
    "RaiseIssue",
    "RecentReceipts",
    "RecordComments",
    "Records",
    "RecordsAt",
    "RecordsMatching",
    "RecordsOfParts",
    "RecordsWithSerials",
    "SetQuantity",
    "Split",
}
TRAINING = {"TrainingQuantities"}
"""Quantities for a guided count, which nothing ever comes of."""

PLANNING = {"FilledKitItems", "PlantParts", "PlantRecords", "RecordHistories"}
"""Quantities for the classes of the schedule: of the whole plant, for no count."""

ORDERS = {"PartHistories": ["_UPDATED_DESC"]}
"""Lists that are cut and never read whole: what was changed last comes first."""

WRITES = {"Create", "LeaveComment", "Move", "RaiseIssue", "SetAvailability", "SetQuantity", "Split"}
TELLING = ("quantity", "cost", "aggregates", "_partinventoriescount", "kitted", "installed", "timeline")


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.operations: list[OperationDefinitionNode] = []
        self.fields: list[str] = []
        self.defined: list[str] = []
        self.spread: list[str] = []
        self.lists: list[FieldNode] = []

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: object) -> None:
        self.operations.append(node)

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.fields.append(node.name.value)
        if any(
            isinstance(inner, FieldNode) and inner.name.value == "pageInfo"
            for inner in (node.selection_set.selections if node.selection_set else ())
        ):
            self.lists.append(node)

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> None:
        self.defined.append(node.name.value)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.spread.append(node.name.value)


def names_in(operation: str) -> _Names:
    names = _Names()
    visit(parse(operations.text_of(operation)), names)
    return names


def test_every_operation_is_for_planning_or_before_or_after_submission() -> None:
    assert set(operations.names()) == BEFORE_SUBMISSION | AFTER_SUBMISSION | PLANNING | TRAINING


@pytest.mark.parametrize("name", operations.names())
def test_a_document_is_whole(name: str) -> None:
    names = names_in(name)
    assert [operation.name and operation.name.value for operation in names.operations] == [name]
    assert sorted(names.defined) == sorted(set(names.spread)), "every fragment once, and none unused"
    assert (names.operations[0].operation.value == "mutation") == (name in WRITES)


@pytest.mark.parametrize("name", operations.names())
def test_every_list_has_a_size_and_a_stable_order(name: str) -> None:
    for field in names_in(name).lists:
        arguments = {argument.name.value: argument.value.to_dict() for argument in field.arguments or ()}
        assert {"first", "after", "sort"} <= set(arguments)
        assert [each["value"] for each in arguments["sort"]["values"]] == ORDERS.get(name, ["ID_ASC"])


@pytest.mark.parametrize("name", sorted(BEFORE_SUBMISSION))
def test_nothing_before_submission_asks_for_a_quantity(name: str) -> None:
    told = [field for field in names_in(name).fields if any(word in field.lower() for word in TELLING)]
    assert told == []


def test_the_check_above_sees_through_fragments() -> None:
    assert "quantity" in names_in("RecordsAt").fields
    assert "cost" in names_in("RecordsAt").fields


def test_an_operation_is_read_once() -> None:
    assert operations.text_of("BlindSheet") is operations.text_of("BlindSheet")
