"""Finds what answers each field: a query, a write, a link, a rule of its own, or a column."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    default_field_resolver,
)

from cyclecount_tui.simulator.reading.columns import reader
from cyclecount_tui.simulator.reading.links import LINKS
from cyclecount_tui.simulator.resolvers import inventory
from cyclecount_tui.simulator.resolvers.barcodes import labels_of, scan_barcode
from cyclecount_tui.simulator.resolvers.lists import link_resolver, list_resolver, single_resolver
from cyclecount_tui.simulator.resolvers.people import ORGANIZATION, me, permission_groups
from cyclecount_tui.simulator.resolvers.writes import WRITES, write_resolver
from cyclecount_tui.simulator.schema.listings import LISTINGS
from cyclecount_tui.simulator.session import Info

Resolve = Callable[..., Any]
Answer = Callable[[Any, Any], Any]

OTHER_QUERIES: dict[str, Resolve] = {"me": me, "scanBarcode": scan_barcode}
LISTS = {listing.query: listing for listing in LISTINGS}
SINGLES = {listing.one: listing for listing in LISTINGS if listing.one}

# Types whose objects are dicts or dataclasses with the very names of the fields.
PAYLOADS = frozenset(name[0].upper() + name[1:] for name in WRITES)
PLAIN_TYPES = PAYLOADS | {
    "SumField",
    "AggregatesField",
    "ChangedAttributes",
    "ScanBarcode",
    "BarcodeLabel",
    "Organization",
    "Role",
    "Team",
    "PermissionGroup",
    "Label",
    "FileAttachment",
    "PartAttribute",
    "PartSubtype",
    "PartInventoryAttribute",
    "LocationSubtype",
    "LocationAttribute",
    "Supplier",
    "RunStep",
}
OWN_RULES: dict[tuple[str, str], Answer] = {
    ("PartInventoriesConnection", "aggregates"): inventory.aggregates,
    ("PartInventoryEvents", "changedAttributes"): inventory.changed_attributes,
    ("PartInventoryEvents", "oldValues"): inventory.old_values,
    ("PartInventoryEvents", "newValues"): inventory.new_values,
    ("PartInventory", "_PartKitsCount"): lambda session, row: _count(session, row, "partKits"),
    ("PartInventory", "_PartKitItemsCount"): lambda session, row: _count(session, row, "partKitItems"),
    ("PartInventory", "_IssuesCount"): lambda session, row: _count(session, row, "issues"),
    ("PartInventory", "_RunsCount"): lambda session, row: _count(session, row, "runs"),
    ("PartInventory", "_CommentsCount"): lambda session, row: _count(session, row, "comments"),
    ("PartInventory", "supplier"): lambda _session, _row: None,
    ("Location", "locationSubtype"): lambda _session, _row: None,
    ("Entity", "type"): lambda _session, entity: entity.node,
    ("Entity", "locations"): lambda _session, entity: inventory.entity_rows("Location", entity),
    ("Entity", "partInventories"): lambda _session, entity: inventory.entity_rows("PartInventory", entity),
    ("Entity", "partKits"): lambda _session, entity: inventory.entity_rows("PartKit", entity),
    ("Entity", "barcodeLabels"): labels_of,
    ("User", "organization"): lambda _session, _row: ORGANIZATION,
    ("User", "roles"): lambda _session, _row: [],
    ("User", "teams"): lambda _session, _row: [],
    ("User", "permissionGroups"): permission_groups,
}


def resolver_for(parent: GraphQLObjectType, name: str, field: GraphQLField) -> Resolve:
    """What answers a field of an object type."""
    if parent.name == "Query":
        return _query(name, field)
    if parent.name == "Mutation":
        return write_resolver(name)
    if parent.name == "IssuedPartInventory":
        return _issued(name, field)
    return _of_node(parent.name, name, field)


def _query(name: str, field: GraphQLField) -> Resolve:
    if name in LISTS:
        filter_type = _filter_type(field)
        assert filter_type is not None
        return list_resolver(LISTS[name], filter_type)
    if name in SINGLES:
        return single_resolver(SINGLES[name])
    return OTHER_QUERIES[name]


def _of_node(node: str, name: str, field: GraphQLField) -> Resolve:
    own_rule = OWN_RULES.get((node, name))
    if own_rule is not None:
        return lambda source, info, **_: own_rule(info.context, source)
    link = LINKS.get(node, {}).get(name)
    if link is not None:
        return link_resolver(link, _filter_type(field))
    if node in PLAIN_TYPES:
        return _plain
    return _column(node, name)


def _plain(source: Any, info: Info, **arguments: Any) -> Any:
    return default_field_resolver(source, info, **arguments)


def _column(node: str, name: str) -> Resolve:
    if name == "LastSessionId":
        return lambda _source, _info: None
    if name == "entity":
        return lambda source, _info: inventory.entity_of(node, source)
    read = reader(node, name)
    return lambda source, info: read(info.context.plant, source)


def _issued(name: str, field: GraphQLField) -> Resolve:
    if name == "issuedQuantity":
        return lambda issue, _info: issue.quantity
    of_record = _of_node("PartInventory", name, field)

    def resolve(issue: Any, info: Info, **arguments: Any) -> Any:
        return of_record(info.context.plant.inventory[issue.part_inventory_id], info, **arguments)

    return resolve


def _filter_type(field: GraphQLField) -> GraphQLInputObjectType | None:
    argument = field.args.get("filters")
    if argument is None:
        return None
    assert isinstance(argument.type, GraphQLInputObjectType)
    return argument.type


def _count(session: Any, row: Any, link: str) -> int:
    return len(LINKS["PartInventory"][link].follow(session.plant, row))
