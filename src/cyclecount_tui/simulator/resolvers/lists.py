"""List queries: filter, order, and cut a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import GraphQLInputObjectType

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.table import Table
from cyclecount_tui.simulator.reading.candidates import candidates
from cyclecount_tui.simulator.reading.filters import matcher, matching
from cyclecount_tui.simulator.reading.links import Link
from cyclecount_tui.simulator.reading.listed_rows import ListedRows
from cyclecount_tui.simulator.reading.paging import Connection, page
from cyclecount_tui.simulator.reading.sorting import distinct, in_order
from cyclecount_tui.simulator.schema.listings import Listing
from cyclecount_tui.simulator.session import Info

Resolve = Callable[..., Any]


def list_resolver(listing: Listing, filter_type: GraphQLInputObjectType) -> Resolve:
    """What answers a list query."""

    def resolve(
        _: object,
        info: Info,
        filters: Mapping[str, Any] | None = None,
        sort: Sequence[str] | None = None,
        distinctOn: Sequence[str] | None = None,  # noqa: N803 - ION's argument
        **limits: Any,
    ) -> Connection:
        session = info.context
        session.restrictions.check_names(listing.query, session.operation_name)
        _check_limits(limits)
        plant = session.plant
        rows = _passing(plant, getattr(plant, listing.table), filter_type, filters)
        ordered = distinct(plant, in_order(plant, rows, listing.node, sort), listing.node, distinctOn)
        return page(ordered, max_first=session.options.max_first, **limits)

    return resolve


def _passing(
    plant: Plant, table: Table[Any], filter_type: GraphQLInputObjectType, filters: Mapping[str, Any] | None
) -> ListedRows:
    found = candidates(plant, table, filters)
    rows = ListedRows(table, found.ids)
    if found.exact:
        return rows
    return ListedRows(table, [row.id for row in matching(plant, rows, matcher(filter_type, filters))])


def single_resolver(listing: Listing) -> Resolve:
    """What answers a query for one row by id; null when there is none."""

    def resolve(_: object, info: Info, id: str) -> Any:  # noqa: A002 - ION's argument
        session = info.context
        session.restrictions.check_names(listing.one, session.operation_name)
        return getattr(session.plant, listing.table).get(int(id)) if id.isdigit() else None

    return resolve


def link_resolver(link: Link, filter_type: GraphQLInputObjectType | None) -> Resolve:
    """What answers a linked field, narrowed by its own filters."""

    def resolve(source: Any, info: Info, filters: Mapping[str, Any] | None = None) -> Any:
        plant = info.context.plant
        linked = link.follow(plant, source)
        if filters and filter_type is not None:
            linked = matching(plant, linked, matcher(filter_type, filters))
        if link.many:
            return linked
        return linked[0] if linked else None

    return resolve


def _check_limits(limits: Mapping[str, Any]) -> None:
    for name in ("first", "last"):
        if (limits.get(name) or 0) < 0:
            raise Refused(f'Argument "{name}" must not be negative.')
