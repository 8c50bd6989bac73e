"""Reads for a scanned code: what its label is stuck on, and which records have it as their serial or lot."""

from typing import Annotated

from pydantic import BeforeValidator
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.scanned_things import CodedRecord, ScannedThings
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.paging import NESTED_ROWS
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire import coded_record_of, scanned_record_of
from cyclecount_tui.ion.wire_shapes import CodedRecordNode, Page, ScannedEntityNode, what_is_there


class _Scanned(TypedDict):
    entities: Annotated[list[ScannedEntityNode], BeforeValidator(what_is_there)]


_SCANNED: ReplyShape[_Scanned | None] = ReplyShape(_Scanned | None)
_CODED_PAGE = ReplyShape(Page[CodedRecordNode])


class ScanReads(Asking):
    """Codes that a counter scanned. Of a record no quantity is asked."""

    def scan_barcode(self, barcode: str, *, places: bool = False) -> ScannedThings:
        """What the barcode is stuck on; nothing where ION does not know it, or does not offer to resolve barcodes.

        Where its records lie is asked for `places` only: who counts blind is not to know it.
        """
        entities = self._where_offered("scan", lambda: self._entities(barcode, places))
        stuck_on = {each["id"]: Place(each["id"], each["name"]) for entity in entities for each in entity["locations"]}
        records = {each["id"]: each for entity in entities for each in entity["partInventories"]}
        kinds = dict.fromkeys(entity["type"] for entity in entities)
        return ScannedThings(tuple(kinds), tuple(stuck_on.values()), tuple(map(scanned_record_of, records.values())))

    def records_with_code(self, code: str) -> list[CodedRecord]:
        """Some records with exactly this serial number or this lot number: a page of each at most."""
        found = self._where_offered("serials_and_lots", lambda: self._coded(code))
        return [coded_record_of(node) for node in found if code in {node["serialNumber"], node["lotNumber"]}]

    def _entities(self, barcode: str, places: bool) -> list[ScannedEntityNode]:
        data = self._graphql.ask("ScanBarcode", {"barcode": barcode, "places": places})
        scanned = field_of(_SCANNED, "ScanBarcode", "scanBarcode", data)
        return scanned["entities"] if scanned else []

    def _coded(self, code: str) -> list[CodedRecordNode]:
        data = self._graphql.ask("RecordsCoded", {"code": code, "first": NESTED_ROWS, "after": None})
        pages = [field_of(_CODED_PAGE, "RecordsCoded", name, data) for name in ("serials", "lots")]
        rows = {edge["node"]["id"]: edge["node"] for page in pages for edge in page["edges"]}
        return list(rows.values())
