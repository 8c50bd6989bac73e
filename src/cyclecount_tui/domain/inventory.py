"""What ION says: locations, parts and inventory records, as the rest of the program sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """ION's derived status of an inventory record; never set, only read."""

    AVAILABLE = "AVAILABLE"
    INSTALLED = "INSTALLED"
    KITTED = "KITTED"
    ON_ORDER = "ON_ORDER"
    SCRAPPED = "SCRAPPED"
    UNAVAILABLE = "UNAVAILABLE"
    WIP = "WIP"
    UNKNOWN = "UNKNOWN"
    """A status this version does not know: shown, never adjusted."""

    @property
    def words(self) -> str:
        """The status in lower-case words: `on order`."""
        return "WIP" if self is Status.WIP else self.value.lower().replace("_", " ")


ADJUSTABLE = frozenset({Status.AVAILABLE, Status.UNAVAILABLE})
"""Records whose quantity may be changed; First Resonance's own recount script touches these two only."""


class Tracking(StrEnum):
    """How ION tracks a part; a part with neither is untracked."""

    SERIAL = "SERIAL"
    LOT = "LOT"


@dataclass(frozen=True, slots=True)
class Place:
    """A location as a fix or a sentence names it. The name may change in ION; the same id is the same place."""

    id: int
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Location:
    """A location in ION. `type` is ION's word (RACK, SHELF, ...); `available` false makes its records UNAVAILABLE."""

    id: int
    name: str
    type: str | None = None
    parent_id: int | None = None
    available: bool = True

    @property
    def place(self) -> Place:
        """Its id and name alone."""
        return Place(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Part:
    """A part and revision; `cost` is the value of one unit where ION knows it."""

    id: int
    number: str
    revision: str = ""
    description: str = ""
    tracking: Tracking | None = None
    uom: str = ""
    cost: Decimal | None = None


class SheetRecord(NamedTuple):
    """An inventory record as a counter may know it: what and where, never how much.

    A tuple, since a long sheet makes ten thousand of them at once. `location` is told for a count that walks several
    locations; None where the count is of one. `labels` are the uids of the labels that were printed for it.
    """

    id: int
    etag: str
    part: Part
    lot_number: str = ""
    serial_number: str = ""
    location: Place | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InventoryRecord:
    """An inventory record with its quantity; read at submission at the earliest."""

    id: int
    etag: str
    part: Part
    quantity: Decimal
    status: Status
    location: Place | None
    lot_number: str = ""
    serial_number: str = ""
    updated: datetime | None = None
    origin_id: int | None = None
    open_issues: tuple[int, ...] = ()
    open_runs: tuple[int, ...] = ()
    updated_by: str = ""
    """Who changed it last, where the tenant tells."""
    unit_of_part: str = ""
    """The part's unit of measure where the record has another one (`part.uom`); empty where both are the same."""
    held: Decimal = Decimal(0)
    """How much of it is kitted, installed or scrapped, where the tenant tells: ION may refuse to go below that."""

    on_hold: bool = False
    """Whether it is on quality hold, where the tenant tells."""

    @property
    def expected_on_shelf(self) -> bool:
        """The SOP's own rule: every record with a quantity that is not INSTALLED."""
        return self.quantity > 0 and self.status is not Status.INSTALLED
