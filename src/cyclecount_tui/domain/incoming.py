"""Stock on its way in: open purchase order lines and what was received lately, as ION has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO

NOT_ORDERED_YET = frozenset({"DRAFT", "REQUESTED", "APPROVED"})
"""States of an open purchase line in which no supplier was asked to deliver."""


@dataclass(frozen=True, slots=True)
class OrderedRecord:
    """An inventory record that a purchase line brings; it is ON_ORDER until it is received."""

    record_id: int
    quantity: Decimal
    lot_number: str = ""
    serial_number: str = ""
    location: Place | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An open purchase order line of a part. `expected` is its estimated arrival, where somebody said one."""

    id: int
    order_id: int
    part_id: int
    quantity: Decimal
    received: Decimal = ZERO
    status: str = ""
    expected: datetime | None = None
    records: tuple[OrderedRecord, ...] = ()
    """The inventory records that it brings."""

    @property
    def places(self) -> frozenset[Place]:
        """Where ION has the records that it brings."""
        return frozenset(record.location for record in self.records if record.location is not None)

    @property
    def outstanding(self) -> Decimal:
        """How many are ordered and not received in ION; never below zero."""
        return max(self.quantity - self.received, ZERO)

    @property
    def ordered(self) -> bool:
        """Whether a supplier may be delivering it."""
        return self.status not in NOT_ORDERED_YET


@dataclass(frozen=True, slots=True)
class Receipt:
    """One thing that a receipt took in. `id` is ION's receipt item; `record_id` None: no record stands for it.

    `location`, lot and serial are those of the record as it is now; `at` is aware, None where ION does not tell.
    """

    id: int
    receipt_id: int
    part_id: int
    quantity: Decimal
    at: datetime | None = None
    by: str = ""
    order_line_id: int | None = None
    record_id: int | None = None
    lot_number: str = ""
    serial_number: str = ""
    location: Place | None = None

    @property
    def places(self) -> frozenset[Place]:
        """Where ION has the record that stands for it."""
        return frozenset(() if self.location is None else (self.location,))

    @property
    def words(self) -> str:
        """`Receipt 1101 by Ann, 3 Nov 14:02` (local time), as far as ION tells."""
        who = f" by {self.by}" if self.by else ""
        when = f", {self.at.astimezone():%-d %b %H:%M}" if self.at else ""
        return f"Receipt {self.receipt_id}{who}{when}"
