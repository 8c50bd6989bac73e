"""Reads of what happened to the records of parts since a time: who changed how much, where and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.record_changes import RecordChange
from cyclecount_tui.ion.asking import Asking, batches
from cyclecount_tui.ion.history_shapes import PartHistoryNode, changes_of
from cyclecount_tui.ion.moments import as_ion_reads
from cyclecount_tui.ion.paging import NESTED_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.side_by_side import side_by_side
from cyclecount_tui.ion.wire_shapes import Page

MOST_RECORDS = 2 * NESTED_ROWS
"""So many records for each hundred parts, those changed last: two pages of a list that may be endless."""

MOST_CHANGES = 20
"""So many changes of one record, the latest."""

_HISTORIES = Listing("PartHistories", "partInventories", ReplyShape(Page[PartHistoryNode]))


@dataclass(frozen=True, slots=True)
class Histories:
    """Changes of records, latest first for each, and the places that the records lie at now.

    `cut`: there are more records than were read.
    """

    changes: tuple[RecordChange, ...] = ()
    places: tuple[Place, ...] = ()
    cut: bool = False


class HistoryReads(Asking):
    """Timelines of many records at a time. They tell quantities: never for a count that is not submitted."""

    def changes_of_parts(self, part_ids: Iterable[int], since: datetime) -> Histories:
        """What happened to the parts' records since then, wherever they lie; nothing where the tenant does not tell.

        Two pages of records for each hundred parts at most, those that were changed last.
        """
        cut: list[bool] = []

        def first(batch: list[int | str]) -> list[PartHistoryNode]:
            variables = {"parts": batch, "since": as_ion_reads(since)}
            rows, total = self._pages.read_first(_HISTORIES, variables, MOST_RECORDS)
            cut.append(total > len(rows))
            return rows

        def read() -> list[PartHistoryNode]:
            found = side_by_side([partial(first, batch) for batch in batches(part_ids)])
            return [row for rows in found for row in rows]

        rows = self._where_given("timeline", read)
        changes = tuple(change for row in rows for change in changes_of(row, MOST_CHANGES))
        places = {place["id"]: Place(place["id"], place["name"]) for row in rows if (place := row["location"])}
        return Histories(changes, tuple(places.values()), any(cut))
