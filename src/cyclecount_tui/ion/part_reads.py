"""Reads for the count of a part: its number, the blind sheet over all locations, and what is installed at some."""

from collections.abc import Iterable

from cyclecount_tui.domain.inventory import InventoryRecord, Part, SheetRecord
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.paging import NESTED_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire import records, sheet_part_of, sheet_records
from cyclecount_tui.ion.wire_shapes import Page, RecordNode, SheetPartNode, SheetRecordNode

_SHEET = Listing("BlindSheetOfParts", "partInventories", ReplyShape(Page[SheetRecordNode]), rows_made=sheet_records)
_INSTALLED = Listing("InstalledAt", "partInventories", ReplyShape(Page[RecordNode]), rows_made=records)
_PART_PAGE = ReplyShape(Page[SheetPartNode])


class PartReads(Asking):
    """Parts by number and where they lie. Nothing but `installed_at` asks for a quantity."""

    def parts_like(self, pattern: str) -> list[Part]:
        """Some parts with a number like the SQL pattern (`%` any text), whatever the case: one page of them."""
        data = self._graphql.ask("PartsLike", {"pattern": pattern, "first": NESTED_ROWS, "after": None})
        page = field_of(_PART_PAGE, "PartsLike", "parts", data)
        return [sheet_part_of(edge["node"]) for edge in page["edges"]]

    def blind_sheet_of_parts(self, part_ids: Iterable[int]) -> list[SheetRecord]:
        """Where the parts should lie (the SOP's rule), each record with its location, without any quantity."""
        return self._pages.read(_SHEET, {"parts": sorted(set(part_ids))})

    def installed_at(self, part_ids: Iterable[int], location_ids: Iterable[int]) -> list[InventoryRecord]:
        """Records of the parts that are INSTALLED and recorded at one of the locations."""
        parts, locations = sorted(set(part_ids)), sorted(set(location_ids))
        return self._pages.read(_INSTALLED, {"parts": parts, "locations": locations}) if parts and locations else []
