"""What all reads share: one connection, whole lists, and ids in batches so that the number of requests stays small."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from cyclecount_tui.ion.errors import NotPermitted, SchemaMismatch
from cyclecount_tui.ion.paging import Listing, Pages, Row
from cyclecount_tui.ion.side_by_side import side_by_side
from cyclecount_tui.ion.transport import GraphQL
from cyclecount_tui.ion.wire_shapes import Node

BATCH = 100

NO_OTHERS: Mapping[str, Any] = MappingProxyType({})


class Asking:
    """A part of the client that asks ION."""

    def __init__(self, graphql: GraphQL) -> None:
        self._graphql = graphql
        self._pages = Pages(graphql)

    def _read_for(
        self,
        listing: Listing[Node, Row],
        variable: str,
        values: Iterable[int] | Iterable[str],
        others: Mapping[str, Any] = NO_OTHERS,
    ) -> list[Row]:
        """Every row for the values, a hundred values a request; no request at all for none."""
        questions = [partial(self._pages.read, listing, {**others, variable: batch}) for batch in batches(values)]
        return [row for rows in side_by_side(questions) for row in rows]

    def _where_offered(self, feature: str, read: Callable[[], list[Node]]) -> list[Node]:
        """The rows; none where the tenant lacks the feature, as may turn out only now."""
        offered = self._graphql.offered
        if not offered.features.has(feature):
            return []
        try:
            return read()
        except SchemaMismatch as error:
            offered.learn(feature, error.sentence)
            return []

    def _where_given(self, feature: str, read: Callable[[], list[Node]]) -> list[Node]:
        """As `_where_offered`, and none where the API key may not read it either: for what only helps."""
        try:
            return self._where_offered(feature, read)
        except NotPermitted as error:
            self._graphql.offered.learn(feature, error.sentence, refused=True)
            return []


def batches(values: Iterable[int] | Iterable[str]) -> Iterator[list[int | str]]:
    """The values, each once and in order, in lists of at most a hundred."""
    distinct: list[int | str] = list(dict.fromkeys(values))
    for start in range(0, len(distinct), BATCH):
        yield distinct[start : start + BATCH]
