"""Reads of inventory records: the blind sheet before submission, and the records with their quantities after it."""

from collections.abc import Generator, Iterable
from decimal import Decimal

from cyclecount_tui.domain.inventory import InventoryRecord, SheetRecord
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.paging import Listing
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.sheet_reader import sheet_reader
from cyclecount_tui.ion.wire import records, sheet_records
from cyclecount_tui.ion.wire_shapes import AmountNode, Page, RecordNode, SheetRecordNode

SHEET = Listing(
    "BlindSheet",
    "partInventories",
    ReplyShape(Page[SheetRecordNode]),
    rows_made=sheet_records,
    quick_reader=sheet_reader("partInventories"),
)
_TRAINING = Listing("TrainingQuantities", "partInventories", ReplyShape(Page[AmountNode]))
_RECORD_PAGE = ReplyShape(Page[RecordNode])


def _record_list(operation: str) -> Listing[RecordNode, InventoryRecord]:
    return Listing(operation, "partInventories", _RECORD_PAGE, rows_made=records)


class RecordReads(Asking):
    """Inventory records. Only what is called `blind_sheet` may be called for a count that is not submitted.

    `training_quantities` is for a guided count, which is submitted to nobody.
    """

    def blind_sheet(self, location_id: int) -> list[SheetRecord]:
        """What should lie at the location (the SOP's rule), without asking ION for any quantity."""
        return self._pages.read(SHEET, {"location": location_id})

    def blind_sheet_begun(self, location_id: int) -> tuple[list[SheetRecord], bool]:
        """The first page of the blind sheet, and whether it is all of it."""
        return self._pages.first(SHEET, {"location": location_id})

    def blind_sheet_arriving(self, location_id: int) -> Generator[list[SheetRecord], None, None]:
        """The blind sheet page by page; at its end all of it has come. Records may come again, as `Pages.arriving`."""
        return self._pages.arriving(SHEET, {"location": location_id})

    def training_quantities(self, location_id: int) -> dict[int, Decimal]:
        """The quantity of each record of the blind sheet, by record id: for a guided count (training) and no other."""
        return {row["id"]: row["quantity"] for row in self._pages.read(_TRAINING, {"location": location_id})}

    def records_at(self, location_id: int) -> list[InventoryRecord]:
        """Every record at the location, whatever its status and quantity."""
        return self._pages.read(_record_list("RecordsAt"), {"location": location_id})

    def records(self, ids: Iterable[int]) -> list[InventoryRecord]:
        """The records with these ids; an id that ION no longer has (merged, deleted) is simply missing."""
        return self._read_for(_record_list("Records"), "ids", ids)

    def records_of_parts(self, part_ids: Iterable[int]) -> list[InventoryRecord]:
        """Where the parts are in any location: quantity above zero, not installed."""
        return self._read_for(_record_list("RecordsOfParts"), "parts", part_ids)

    def records_with_serials(self, serials: Iterable[str]) -> list[InventoryRecord]:
        """The records with these serial numbers, of any part, place, status and quantity."""
        return self._read_for(_record_list("RecordsWithSerials"), "serials", serials)

    def children(self, record_id: int) -> list[InventoryRecord]:
        """The records that were split off this one."""
        return self._pages.read(_record_list("Children"), {"origin": record_id})

    def records_matching(
        self, part_id: int, lot_number: str, serial_number: str, location_id: int
    ) -> list[InventoryRecord]:
        """The records of a part at a location with exactly this lot and serial: shows whether a create went through."""
        variables = {"part": part_id, "location": location_id}
        found = self._pages.read(_record_list("RecordsMatching"), variables)
        wanted = (lot_number, serial_number)
        return [record for record in found if (record.lot_number, record.serial_number) == wanted]
