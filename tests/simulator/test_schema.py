"""The schema has ION's names, types and nullability, and every field of it can be asked for."""

import re
from importlib import resources

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_client_schema,
    get_introspection_query,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    validate_schema,
)

from cyclecount_tui.simulator import Plant, Simulator, SimulatorOptions
from cyclecount_tui.simulator.schema.building import TEXTS as TEXT_NAMES
from cyclecount_tui.simulator.schema.building import executable_schema, schema_text
from cyclecount_tui.simulator.schema.generated import generated_sdl
from cyclecount_tui.simulator.schema.listings import LISTINGS
from tests.simulator.asking import Asker
from tests.simulator.reference_types import EXPECTED

ENUMS = {
    "InventoryStatus": "AVAILABLE INSTALLED KITTED ON_ORDER SCRAPPED UNAVAILABLE WIP",
    "Partkitstatusenum": "CANCELED COMPLETED DELIVERED DRAFT IN_PROGRESS REQUESTED",
    "RunStatus": "CANCELED COMPLETE FAILED HOLD IN_PROGRESS PARTIAL_COMPLETE REDLINE TODO",
    "Locationtypeenum": "RACK SHELF TOTE WAREHOUSE WORKCENTER",
    "Trackingtypeenum": "LOT SERIAL",
    "Parttypeenum": "PART TOOL",
}
SCHEMA = executable_schema()


@pytest.mark.parametrize("line", EXPECTED.split("\n")[1:-1])
def test_a_field_has_the_type_of_the_reference(line: str) -> None:
    path, expected = line.split(": ")
    owner, field = path.split(".")
    assert str(SCHEMA.type_map[owner].fields[field].type) == expected  # type: ignore[attr-defined] # types with fields


@pytest.mark.parametrize("name", ENUMS)
def test_an_enumeration_has_the_values_of_the_reference(name: str) -> None:
    values = SCHEMA.type_map[name].values  # type: ignore[attr-defined] # enumerations have values
    assert " ".join(sorted(values)) == ENUMS[name]


def test_the_schema_is_valid() -> None:
    assert validate_schema(SCHEMA) == []


def test_what_ion_no_longer_has_is_not_there() -> None:
    record = SCHEMA.type_map["PartInventory"]
    assert isinstance(record, GraphQLObjectType)
    assert not {"abomItems", "abomChildren", "abomParents"} & record.fields.keys()
    issued = SCHEMA.type_map["IssuedPartInventory"]
    assert isinstance(issued, GraphQLObjectType)
    assert "quantity" not in issued.fields
    assert SCHEMA.mutation_type is not None
    assert "adjustInventory" not in SCHEMA.mutation_type.fields


def test_nothing_in_the_schema_speaks_of_the_truth() -> None:
    for node in SCHEMA.type_map.values():
        fields = getattr(node, "fields", {})
        assert not [name for name in fields if name in ("truth", "floor", "discrepancies", "digital")]


def test_introspection_is_on(ask: Asker) -> None:
    client_schema = build_client_schema(ask.data(get_introspection_query()))
    assert "PartInventory" in client_schema.type_map


def selection(field: GraphQLField, depth: int) -> str:
    """All fields below a field that need no arguments, down to a depth."""
    node = get_named_type(field.type)
    if is_leaf_type(node):
        return ""
    if isinstance(node, GraphQLInterfaceType):
        events = SCHEMA.type_map["PartInventoryEvents"]
        assert isinstance(events, GraphQLObjectType)
        return "{ __typename ... on PartInventoryEvents " + all_fields(events, depth) + " }"
    assert isinstance(node, GraphQLObjectType)
    return all_fields(node, depth)


def all_fields(node: GraphQLObjectType, depth: int) -> str:
    parts = ["__typename"]
    for name, field in node.fields.items():
        needs_arguments = any(is_required_argument(argument) for argument in field.args.values())
        if not needs_arguments and (depth > 0 or is_leaf_type(get_named_type(field.type))):
            parts.append(f"{name} {selection(field, depth - 1)}")
    return "{ " + " ".join(parts) + " }"


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.query)
def test_every_field_answers(listing: object, plant: Plant, ask: Asker) -> None:
    query_name = listing.query  # type: ignore[attr-defined] # a Listing
    assert SCHEMA.query_type is not None
    page = selection(SCHEMA.query_type.fields[query_name], depth=4)
    answer = ask.data(f"{{ {query_name}(last: 6) {page} }}")[query_name]
    assert answer["pageInfo"]["totalCount"] == len(getattr(plant, listing.table))  # type: ignore[attr-defined]


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.query)
def test_every_sort_order_and_every_filter_key_answers(listing: object, ask: Asker) -> None:
    name = listing.query  # type: ignore[attr-defined] # a Listing
    orders = SCHEMA.type_map[listing.sort_enum].values  # type: ignore[attr-defined]
    for order in orders:
        ask.data(f"{{ {name}(first: 1, sort: [{order}], distinctOn: [{order}]) {{ edges {{ cursor }} }} }}")
    keys = SCHEMA.type_map[listing.filters].fields  # type: ignore[attr-defined]
    for key in keys.keys() - {"or_", "and_"}:
        inner = "{ isnull: true }" if "isnull" in keys[key].type.fields else "{ id: { isnull: false } }"
        ask.data(f"{{ {name}(first: 1, filters: {{ {key}: {inner} }}) {{ edges {{ cursor }} }} }}")


def test_a_tenant_may_lack_fields(plant: Plant) -> None:
    lacking = frozenset({"PartInventory.buildRequirements", "CreateIssueInput.partInventoryIds", "Query.rules"})
    ask = Asker(Simulator(plant, SimulatorOptions(without=lacking)))
    error = ask.error("{ partInventories(first: 1) { edges { node { buildRequirements { id } } } } }")
    assert "Cannot query field 'buildRequirements' on type 'PartInventory'" in error["message"]
    assert "Cannot query field 'rules'" in ask.error("{ rules { edges { cursor } } }")["message"]


def test_a_field_that_is_not_there_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match=r"The schema has no PartInventory\.nonsense; name a feature"):
        executable_schema(without=frozenset({"PartInventory.nonsense"}))


def test_times_may_come_without_a_zone(plant: Plant) -> None:
    ask = Asker(Simulator(plant, SimulatorOptions(naive_times=True)))
    query = "{ partInventories(first: 1) { edges { node { _created } } } }"
    created = ask.data(query)["partInventories"]["edges"][0]["node"]["_created"]
    assert "+" not in created
    assert len(created) == len("2026-03-16T14:30:00")


PUBLIC_SOURCES = (
    "ION's 2023 schema",
    "the current documentation",
    "the official examples",
    "a page of the earlier documentation",
)
TEXTS = [*TEXT_NAMES, "adjust_inventory"]


def text_of(name: str) -> str:
    return (resources.files("cyclecount_tui.simulator.schema") / f"{name}.graphql").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_every_section_of_a_text_names_its_source(name: str) -> None:
    text = text_of(name)
    assert text.startswith("# Source: ")
    named = re.findall(r"^# Source: (.*)$", text, re.MULTILINE)
    assert all(any(source in each for source in PUBLIC_SOURCES) for each in named), named
    assert '"""' not in text


def test_the_generated_part_names_its_sources_too() -> None:
    assert generated_sdl().count("# Source: ") == 6
    assert "# Source: " in schema_text().split("type IssuedPartInventory")[0].rsplit("\n", 2)[1]
