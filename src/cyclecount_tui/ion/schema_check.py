"""The operations held against a tenant's own schema; needs graphql-core, so it is imported only for a check."""

from collections.abc import Mapping
from typing import Any, cast

from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    IntrospectionQuery,
    NoUnusedFragmentsRule,
    build_client_schema,
    parse,
    specified_rules,
    validate,
)

from cyclecount_tui.ion import operations
from cyclecount_tui.ion.errors import SchemaMismatch
from cyclecount_tui.ion.features import FEATURES, Feature

_RULES_FOR_A_PIECE = [rule for rule in specified_rules if rule is not NoUnusedFragmentsRule]


def missing_features(introspected: Mapping[str, Any]) -> dict[str, str]:
    """What the schema lacks: the reason by the feature's name. SchemaMismatch for what is no schema at all."""
    try:
        schema = build_client_schema(cast(IntrospectionQuery, introspected), assume_valid=True)
    except (GraphQLError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise SchemaMismatch(
            "ION's description of itself cannot be understood, so nothing could be checked; "
            "counting goes on, and what is missing shows when it is asked for."
        ) from error
    missing = {each.name: reason for each in FEATURES if each.fragment and (reason := _piece_lacks(schema, each))}
    left_out = frozenset(each.fragment for each in FEATURES if each.name in missing)
    for each in FEATURES:
        reason = "" if each.fragment else _lacks(schema, each, left_out)
        if reason:
            missing[each.name] = reason
    return missing


def _piece_lacks(schema: GraphQLSchema, feature: Feature) -> str:
    errors = validate(schema, parse(operations.fragment_text(feature.fragment)), _RULES_FOR_A_PIECE)
    return errors[0].message if errors else ""


def _lacks(schema: GraphQLSchema, feature: Feature, left_out: frozenset[str]) -> str:
    """The first thing that keeps a feature from working; empty when there is none."""
    for name in feature.operations:
        errors = validate(schema, parse(operations.text_of(name, left_out)))
        if errors:
            return f"{name}: {errors[0].message}"
    absent = [path for path in feature.fields if not _there_is(schema, path)]
    return f"There is no {absent[0]}." if absent else ""


def _there_is(schema: GraphQLSchema, path: str) -> bool:
    type_name, _, field_name = path.partition(".")
    roots = {"Query": schema.query_type, "Mutation": schema.mutation_type}
    owner = roots[type_name] if type_name in roots else schema.type_map.get(type_name)
    if not isinstance(owner, GraphQLObjectType | GraphQLInputObjectType | GraphQLInterfaceType):
        return False
    return field_name in owner.fields
