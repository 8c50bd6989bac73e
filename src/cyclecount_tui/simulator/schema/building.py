"""Builds the executable schema from the texts beside this file."""

import re
from functools import lru_cache
from importlib import resources

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, build_schema

from cyclecount_tui.simulator.resolvers.fields import resolver_for
from cyclecount_tui.simulator.schema.features import paths_of
from cyclecount_tui.simulator.schema.generated import generated_sdl
from cyclecount_tui.simulator.schema.leaving_out import leave_out
from cyclecount_tui.simulator.schema.renaming import rename
from cyclecount_tui.simulator.schema.scalars import fit_scalars

TEXTS = ("inventory", "places", "work", "receiving", "people", "filters", "mutations")


def schema_text(*, adjust_inventory: bool = False) -> str:
    """The whole schema as SDL; each section says in a comment from which public source it is known."""
    texts = [_text(name) for name in TEXTS]
    extra = [_text("adjust_inventory")] if adjust_inventory else []
    return "\n".join([*texts, _issued_inventory(texts[0]), *extra, generated_sdl()])


@lru_cache(maxsize=32)
def executable_schema(
    *,
    naive_times: bool = False,
    without: frozenset[str] = frozenset(),
    renamed: tuple[tuple[str, str], ...] = (),
    adjust_inventory: bool = False,
) -> GraphQLSchema:
    """The schema with its resolvers.

    Args:
        naive_times: times go out without a zone.
        without: what to leave out: features by name, types, or fields as "Type.field".
        renamed: pairs of a field, as "Type.field", and the name it has instead.
        adjust_inventory: with the mutation `adjustInventory`.

    Raises:
        ValueError: `without` or `renamed` name something that the schema does not have.
    """
    text = schema_text(adjust_inventory=adjust_inventory)
    schema = build_schema(text, assume_valid=True, assume_valid_sdl=True)
    fit_scalars(schema, naive_times=naive_times)
    _give_resolvers(schema)
    if without:
        schema = leave_out(schema, paths_of(without))
    rename(schema, renamed)
    return schema


def _give_resolvers(schema: GraphQLSchema) -> None:
    for node in schema.type_map.values():
        if isinstance(node, GraphQLObjectType) and not node.name.startswith("__"):
            for name, field in node.fields.items():
                field.resolve = resolver_for(node, name, field)
    timeline = schema.type_map["Timeline"]
    assert isinstance(timeline, GraphQLInterfaceType)
    timeline.resolve_type = lambda _value, _info, _type: "PartInventoryEvents"


def _text(name: str) -> str:
    folder = resources.files("cyclecount_tui.simulator.schema")
    return (folder / f"{name}.graphql").read_text(encoding="utf-8")


def _issued_inventory(inventory_text: str) -> str:
    """The type of an issued record: a record's fields, but the issued quantity in place of its quantity."""
    record = re.search(r"^type PartInventory \{\n(.*?)^\}", inventory_text, re.DOTALL | re.MULTILINE)
    assert record is not None
    fields = record[1].replace("  quantity: Float!\n", "  issuedQuantity: Float\n")
    fields = fields.replace("timeline(filters: PartInventoryEventFilter)", "timeline")
    source = "# Source: ION's 2023 schema, where this type has a record's fields but for its quantity."
    return f"{source}\ntype IssuedPartInventory {{\n{fields}}}\n"
