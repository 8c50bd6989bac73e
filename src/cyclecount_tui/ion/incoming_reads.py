"""Reads of stock on its way in: open purchase order lines and recent receipts of parts."""

from collections.abc import Iterable
from datetime import datetime

from cyclecount_tui.domain.incoming import OrderLine, Receipt
from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.incoming_shapes import OrderLineNode, ReceiptItemNode, order_line_of, receipt_of
from cyclecount_tui.ion.moments import as_ion_reads
from cyclecount_tui.ion.paging import Listing
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.wire_shapes import Page

_ORDER_LINES = Listing("OpenOrderLines", "purchaseOrderLines", ReplyShape(Page[OrderLineNode]))
_RECEIPTS = Listing("RecentReceipts", "receiptItems", ReplyShape(Page[ReceiptItemNode]))


class IncomingReads(Asking):
    """What is ordered and what came; a hundred parts a request."""

    def open_order_lines(self, part_ids: Iterable[int]) -> list[OrderLine]:
        """The purchase lines of the parts that are open; nothing on a tenant without purchase lines."""
        rows = self._where_given("order_lines", lambda: self._read_for(_ORDER_LINES, "parts", part_ids))
        return [line for row in rows if (line := order_line_of(row)) is not None]

    def receipts_since(self, part_ids: Iterable[int], since: datetime) -> list[Receipt]:
        """What was received of the parts since then; nothing on a tenant without receipts."""
        told = {"since": as_ion_reads(since)}
        rows = self._where_given("receipts", lambda: self._read_for(_RECEIPTS, "parts", part_ids, told))
        return [receipt for row in rows if (receipt := receipt_of(row)) is not None]
