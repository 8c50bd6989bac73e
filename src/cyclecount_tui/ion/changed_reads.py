"""Reads of what changed at locations since a time: where and when, never how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import TypedDict

from cyclecount_tui.ion.asking import BATCH, Asking
from cyclecount_tui.ion.moments import as_ion_reads
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.wire_shapes import Moment, Page


class ChangedNode(TypedDict):
    """A record that changed: its id, its location and when."""

    id: int
    locationId: int | None
    updated: Moment | None


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """An inventory record at a location, and when it last changed; `updated` is aware."""

    id: int
    location_id: int
    updated: datetime


_CHANGED = Listing("ChangedRecords", "partInventories", ReplyShape(Page[ChangedNode]), FLAT_ROWS)


class ChangedReads(Asking):
    """What happened at locations, without any quantity: may be asked for a place that is being counted."""

    def changed_records(self, location_ids: Iterable[int], since: datetime) -> list[ChangedRecord] | None:
        """The records at these locations that changed since then; of more than a hundred locations the first hundred.

        A page of five hundred records a request. None on a tenant that cannot filter by it. The list is read once: a
        record more or less decides nothing.
        """
        first = list(dict.fromkeys(location_ids))[:BATCH]
        if not first:
            return []
        variables = {"locations": first, "since": as_ion_reads(since)}
        rows = self._where_offered("changes", lambda: self._pages.read_once(_CHANGED, variables))
        if not self._graphql.offered.features.has("changes"):
            return None
        return [
            ChangedRecord(row["id"], row["locationId"], row["updated"])
            for row in rows
            if row["locationId"] is not None and row["updated"] is not None
        ]
