"""Leaves types and fields out of a schema, and all that cannot be without them, so that a valid schema remains."""

from collections.abc import Iterable
from typing import TypeAlias

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_introspection_type,
)

Owner: TypeAlias = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
OWNERS = (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType)
# A connection is of no use without what it connects.
HEARTS = {"Edge": "node", "Connection": "edges"}


def leave_out(schema: GraphQLSchema, paths: Iterable[str]) -> GraphQLSchema:
    """The schema without some types ("Run") and fields ("Query.runs").

    What refers to a type that is gone goes too, and so does a type that nothing is left of or leads to.
    The given schema's types are changed.

    Raises:
        ValueError: a path names something that the schema does not have.
    """
    gone: set[str] = set()
    for path in paths:
        _take_out(schema, path, gone)
    while _take_out_what_refers(schema, gone):
        pass
    return _rebuilt(schema, gone)


def _take_out(schema: GraphQLSchema, path: str, gone: set[str]) -> None:
    type_name, _, field_name = path.partition(".")
    owner = schema.type_map.get(type_name)
    if owner is None or (field_name and (not isinstance(owner, OWNERS) or field_name not in owner.fields)):
        raise ValueError(f"The schema has no {path}; name a feature, a Type, or a field as Type.field.")
    if not field_name:
        gone.add(type_name)
    elif isinstance(owner, OWNERS):
        del owner.fields[field_name]


def _take_out_what_refers(schema: GraphQLSchema, gone: set[str]) -> bool:
    """One round; gives whether something more is gone now."""
    before = len(gone)
    for node in schema.type_map.values():
        if isinstance(node, OWNERS) and node.name not in gone and not is_introspection_type(node):
            _forget(node, gone)
            if _is_hollow(node) or _is_nobodys(schema, node, gone):
                gone.add(node.name)
    return len(gone) > before


def _forget(owner: Owner, gone: set[str]) -> None:
    for name, field in list(owner.fields.items()):
        if get_named_type(field.type).name in gone:
            del owner.fields[name]
            continue
        arguments = getattr(field, "args", {})
        for argument in [key for key, each in arguments.items() if get_named_type(each.type).name in gone]:
            del arguments[argument]


def _is_hollow(owner: Owner) -> bool:
    heart = next((heart for ending, heart in HEARTS.items() if owner.name.endswith(ending)), None)
    return not owner.fields or (heart is not None and heart not in owner.fields)


def _is_nobodys(schema: GraphQLSchema, owner: Owner, gone: set[str]) -> bool:
    """Whether it is an interface of which no type is left."""
    if not isinstance(owner, GraphQLInterfaceType):
        return False
    return all(each.name in gone for each in schema.get_possible_types(owner))


def _rebuilt(schema: GraphQLSchema, gone: set[str]) -> GraphQLSchema:
    """The schema again, of the types that can still be reached."""
    assert schema.query_type is not None
    reached = _schema_of(schema, ())
    behind: list[GraphQLNamedType] = [
        node
        for node in schema.type_map.values()
        if isinstance(node, GraphQLObjectType)
        and node.name not in gone
        and any(each.name in reached.type_map for each in node.interfaces)
    ]
    return _schema_of(schema, behind)


def _schema_of(schema: GraphQLSchema, types: Iterable[GraphQLNamedType]) -> GraphQLSchema:
    mutation = schema.mutation_type if schema.mutation_type and schema.mutation_type.fields else None
    return GraphQLSchema(
        query=schema.query_type,
        mutation=mutation,
        types=list(types),
        directives=schema.directives,
        assume_valid=True,
    )
