"""Reads of the whole plant, for planning the schedule: long flat lists, a page of five hundred rows a request."""

from datetime import datetime

from cyclecount_tui.domain.stock import Kitted, StockPart, StockRecord, WentOut
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.moments import as_ion_reads
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.plant_shapes import (
    FilledKitItemNode,
    HistoryNode,
    PlantPartNode,
    PlantRecordNode,
    kitted_of,
    stock_part_of,
    stock_record_of,
    went_out_of,
)
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.wire_shapes import Page

_RECORDS = Listing("PlantRecords", "partInventories", ReplyShape(Page[PlantRecordNode]), FLAT_ROWS)
_PARTS = Listing("PlantParts", "parts", ReplyShape(Page[PlantPartNode]), FLAT_ROWS)
_KIT_ITEMS = Listing("FilledKitItems", "partKitItems", ReplyShape(Page[FilledKitItemNode]))
_HISTORIES = Listing("RecordHistories", "partInventories", ReplyShape(Page[HistoryNode]))


class PlantReads(Asking):
    """Quantities and costs of the whole plant. Only planning may call these, and it keeps none of them.

    A list is read once: rows that come and go meanwhile may be missed, which decides no class.
    """

    def stock_records(self) -> list[StockRecord]:
        """Every inventory record, whatever its place, status and quantity."""
        return [stock_record_of(row) for row in self._pages.read_once(_RECORDS, {})]

    def stock_parts(self) -> list[StockPart]:
        """Every part in every revision."""
        return [stock_part_of(row) for row in self._pages.read_once(_PARTS, {})]

    def kitted_since(self, since: datetime) -> list[Kitted] | None:
        """What the kits that changed since then were filled from; None on a tenant that does not tell."""
        variables = {"since": as_ion_reads(since)}
        rows = self._where_offered("kit_filling", lambda: self._pages.read_once(_KIT_ITEMS, variables))
        told = self._graphql.offered.features.has("kit_filling")
        return [each for row in rows for each in kitted_of(row)] if told else None

    def went_out_since(self, since: datetime) -> list[WentOut] | None:
        """What records changed since then left, by their histories; None on a tenant that does not tell."""
        variables = {"since": as_ion_reads(since)}
        rows = self._where_offered("timeline", lambda: self._pages.read_once(_HISTORIES, variables))
        told = self._graphql.offered.features.has("timeline")
        return [each for row in rows for each in went_out_of(row)] if told else None
