"""Tenants whose schema lacks a feature or has other names: valid all the same, and all the rest still works."""

import pytest
from graphql import GraphQLSchema, build_client_schema, get_introspection_query, parse, validate, validate_schema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cyclecount_tui.ion import operations
from cyclecount_tui.simulator import EARLIER_NAMES, OPTIONAL_FEATURES, Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.schema.building import executable_schema
from tests.simulator.asking import UPDATE, Asker
from tests.simulator.records import available
from tests.sweeps import some_by_default

FULL = executable_schema()
REMOVABLE = sorted(
    name
    for name, node in FULL.type_map.items()
    if not name.startswith("__")
    and name not in {"Query", "Mutation", "PartInventory", "String", "Int", "Float", "Boolean", "ID", "IonPageInfo"}
)
# For each feature something that only a tenant with it can be asked.
QUESTIONS = {
    "timeline": "{ partInventory(id: 4001) { timeline { eventType } } }",
    "kits": "{ partKitItems(first: 1) { edges { node { partKit { id } } } } }",
    "buildRequirements": "{ partInventory(id: 4001) { buildRequirements { id } } }",
    "scanBarcode": '{ scanBarcode(barcode: "x") { entities { id } } }',
    "barcodeLabels": "{ partInventory(id: 4001) { entity { barcodeLabels { iuid } } } }",
    "comments": "{ partInventory(id: 4001) { comments { id } } }",
    "createComment": 'mutation { createComment(input: {entityId: "1", content: "x"}) { comment { id } } }',
    "issues": "{ partInventory(id: 4001) { issues { id } } }",
    "createIssue": 'mutation { createIssue(input: {title: "x"}) { issue { id } } }',
    "runs": "{ partInventory(id: 4001) { runs { id } } }",
    "purchaseOrderLines": "{ partInventory(id: 4001) { purchaseOrderLines { id } } }",
    "receipts": "{ receiptItems(first: 1) { edges { node { receipt { receivedAt } } } } }",
    "rules": "{ rules(first: 1) { edges { node { id } } } }",
    "permissionGroups": "{ me { permissionGroups { name } } }",
    "aggregates": "{ partInventories(first: 1) { aggregates { count } } }",
    "unavailable": "{ partInventory(id: 4001) { unavailable } }",
}


def problems(schema: GraphQLSchema, query: str) -> list[str]:
    return [error.message for error in validate(schema, parse(query))]


def lacking(*names: str) -> GraphQLSchema:
    return executable_schema(without=frozenset(names))


@pytest.mark.parametrize("name", operations.names())
def test_every_operation_of_the_program_fits_the_whole_schema(name: str) -> None:
    assert problems(FULL, operations.text_of(name)) == []


def test_every_feature_has_a_question() -> None:
    assert set(QUESTIONS) == set(OPTIONAL_FEATURES)


@pytest.mark.parametrize("feature", OPTIONAL_FEATURES)
def test_a_feature_is_gone_and_the_rest_is_valid(feature: str) -> None:
    schema = lacking(feature)
    assert validate_schema(schema) == []
    assert problems(FULL, QUESTIONS[feature]) == []
    assert problems(schema, QUESTIONS[feature])
    others = {name for name, question in QUESTIONS.items() if problems(schema, question)}
    # What is written or listed through another feature goes with it.
    assert others == {feature} | {"comments": {"createComment"}, "issues": {"createIssue"}}.get(feature, set())


@pytest.mark.parametrize("feature", some_by_default(OPTIONAL_FEATURES, "rules", "issues"))
def test_counting_works_without_a_feature(feature: str, plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(without=frozenset({feature}))))
    record = available(plant)
    page = """query($at: ID!) { partInventories(first: 500, sort: [ID_ASC], filters: {
        locationId: {eq: $at}, quantity: {gt: 0}, status: {neq: INSTALLED}}) { edges { node { id } } } }"""
    edges = ask.data(page, at=str(record.location_id))["partInventories"]["edges"]
    assert record.id in [edge["node"]["id"] for edge in edges]
    plain = "mutation($input: UpdatePartInventoryInput!) { updatePartInventory(input: $input) { __typename } }"
    ask.data(plain, input={"id": record.id, "etag": record.etag, "quantity": 3})
    assert record.quantity == 3


def test_all_features_at_once() -> None:
    schema = lacking(*OPTIONAL_FEATURES)
    assert validate_schema(schema) == []
    assert all(problems(schema, question) for question in QUESTIONS.values())
    assert "Run" not in schema.type_map
    assert "RunsInputFilters" not in schema.type_map
    assert "IssuedPartInventory" not in schema.type_map


def test_a_client_can_read_what_is_left(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(without=frozenset(OPTIONAL_FEATURES))))
    read = build_client_schema(ask.data(get_introspection_query()))
    assert validate_schema(read) == []
    assert set(read.type_map) == set(lacking(*OPTIONAL_FEATURES).type_map)


@settings(max_examples=10)
@given(st.sets(st.sampled_from(REMOVABLE), min_size=1, max_size=4))
@example({"PartInventoryEvents"})
def test_whatever_type_is_missing_the_schema_is_valid(names: set[str]) -> None:
    schema = executable_schema.__wrapped__(without=frozenset(names))
    assert validate_schema(schema) == []
    assert not names & set(schema.type_map)


def test_a_list_goes_with_what_it_lists() -> None:
    gone = set(FULL.type_map) - set(lacking("Rule").type_map)
    assert {"Rule", "RulesEdge", "RulesConnection", "RulesInputFilters", "RuleSortEnum", "RuleStatus"} <= gone


@pytest.mark.parametrize("name", ["Nonsense", "PartInventory.nonsense", "timelines", "InventoryStatus.WIP"])
def test_what_is_not_there_cannot_be_left_out(name: str) -> None:
    with pytest.raises(ValueError, match="The schema has no"):
        lacking(name)


@pytest.fixture
def renamed(plant: Plant) -> Asker:
    return Asker(Simulator(plant, SimulatorOptions(renamed=EARLIER_NAMES)))


def test_the_old_names_are_an_error_as_ion_words_it(renamed: Asker) -> None:
    message = renamed.error("{ me { id } }")["message"]
    assert message.startswith("Cannot query field 'me' on type 'Query'.")
    message = renamed.error("{ partInventory(id: 4001) { status } }")["message"]
    assert message.startswith("Cannot query field 'status' on type 'PartInventory'.")


def test_the_new_names_answer_as_the_old_ones_did(renamed: Asker, plant: Plant) -> None:
    record = available(plant)
    query = """{ currentUser { id } partInventories(first: 500, sort: [ID_ASC], filters: {state: {eq: AVAILABLE}}) {
        edges { node { id state availableQuantity } } } }"""
    answer = renamed.data(query)
    assert answer["currentUser"]["id"] == plant.me_id
    nodes = {edge["node"]["id"]: edge["node"] for edge in answer["partInventories"]["edges"]}
    assert nodes[record.id]["state"] == "AVAILABLE"
    given = {"id": record.id, "etag": record.etag, "newQuantity": 3}
    plain = UPDATE.replace(" status ", " state ")
    assert renamed.data(plain, input=given)["updatePartInventory"]["partInventory"]["quantity"] == 3


def test_the_renamed_schema_is_valid() -> None:
    assert validate_schema(executable_schema(renamed=tuple(EARLIER_NAMES.items()))) == []


@pytest.mark.parametrize(
    ("path", "new", "words"),
    [
        ("Part.nonsense", "x", "The schema has no Part.nonsense"),
        ("Part.id", "revision", "has a field revision already"),
    ],
)
def test_a_name_that_cannot_be_changed_is_said_so(path: str, new: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        executable_schema(renamed=((path, new),))
