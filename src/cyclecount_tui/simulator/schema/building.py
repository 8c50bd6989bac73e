"""Builds the executable schema from the texts beside this file."""

import re
from functools import lru_cache
from importlib import resources

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)

from cyclecount_tui.simulator.resolvers.fields import resolver_for
from cyclecount_tui.simulator.schema.generated import generated_sdl
from cyclecount_tui.simulator.schema.scalars import fit_scalars

TEXTS = ("inventory", "places", "work", "people", "filters", "mutations")


def schema_text() -> str:
    """The whole schema as SDL."""
    folder = resources.files("cyclecount_tui.simulator.schema")
    texts = [(folder / f"{name}.graphql").read_text(encoding="utf-8") for name in TEXTS]
    return "\n".join([*texts, _issued_inventory(texts[0]), generated_sdl()])


@lru_cache(maxsize=8)
def executable_schema(*, naive_times: bool = False, without: frozenset[str] = frozenset()) -> GraphQLSchema:
    """The schema with its resolvers.

    Args:
        naive_times: times go out without a zone.
        without: fields to leave out, as "Type.field".

    Raises:
        ValueError: `without` names a field that the schema does not have.
    """
    schema = build_schema(schema_text(), assume_valid=True, assume_valid_sdl=True)
    fit_scalars(schema, naive_times=naive_times)
    _leave_out(schema, without)
    for node in schema.type_map.values():
        if isinstance(node, GraphQLObjectType) and not node.name.startswith("__"):
            for name, field in node.fields.items():
                field.resolve = resolver_for(node, name, field)
    timeline = schema.type_map["Timeline"]
    assert isinstance(timeline, GraphQLInterfaceType)
    timeline.resolve_type = lambda _value, _info, _type: "PartInventoryEvents"
    return schema


def _issued_inventory(inventory_text: str) -> str:
    """The type of an issued record: a record's fields, but the issued quantity in place of its quantity."""
    record = re.search(r"^type PartInventory \{\n(.*?)^\}", inventory_text, re.DOTALL | re.MULTILINE)
    assert record is not None
    fields = record[1].replace("  quantity: Float!\n", "  issuedQuantity: Float\n")
    fields = fields.replace("timeline(filters: PartInventoryEventFilter)", "timeline")
    return f"type IssuedPartInventory {{\n{fields}}}\n"


def _leave_out(schema: GraphQLSchema, without: frozenset[str]) -> None:
    for path in sorted(without):
        type_name, _, field_name = path.partition(".")
        owner = schema.type_map.get(type_name)
        if not isinstance(owner, GraphQLObjectType | GraphQLInputObjectType) or field_name not in owner.fields:
            raise ValueError(f"The schema has no {path}; name a field as Type.field.")
        del owner.fields[field_name]
