"""The inventory of the whole plant as planning sees it: read for a moment, turned into classes, kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.inventory import Location


@dataclass(frozen=True, slots=True)
class StockPart:
    """A part and revision with the value of one unit; a cost of 0 or less says as little as none."""

    id: int
    number: str
    revision: str = ""
    cost: Decimal | None = None

    @property
    def has_cost(self) -> bool:
        """Whether its value is known."""
        return self.cost is not None and self.cost > 0


@dataclass(frozen=True, slots=True)
class Installed:
    """Pieces of a record were installed at a moment; `quantity` None where ION does not say how many."""

    at: datetime
    quantity: Decimal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class StockRecord:
    """An inventory record. `installed`: ION's status INSTALLED; `installations`: when pieces of it were installed.

    The quantity is left out of its representation, so that no message or log shows it.
    """

    id: int
    part_id: int
    location_id: int | None
    quantity: Decimal = field(repr=False)
    installed: bool = False
    lot_number: str = ""
    serial_number: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    origin_id: int | None = None
    installations: tuple[Installed, ...] = ()

    @property
    def on_sheet(self) -> bool:
        """Whether a count sheet lists it (cycle-counting SOP: everything above zero that is not installed)."""
        return self.quantity > 0 and not self.installed

    def changed_since(self, since: datetime) -> bool:
        """Whether anything about it changed from then on."""
        return self.updated is not None and self.updated >= since


@dataclass(frozen=True, slots=True)
class Kitted:
    """A record from which a kit was filled, and how much of it.

    `location_id` is where the kit is put together; both are None where ION does not say so.
    """

    record_id: int
    location_id: int | None = None
    quantity: Decimal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WentOut:
    """A record left a location, or became less there by so much; None where ION does not say how much."""

    record_id: int
    location_id: int
    quantity: Decimal | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Stock:
    """All of it, with what ION tells about movement since `since`.

    `kitted` and `went_out` are None where they were not read: the tenant does not offer them, or (of `went_out`) there
    are too many histories to read. `installing_known` and `costs_known`: whether the tenant tells of them at all.
    """

    since: datetime
    locations: tuple[Location, ...]
    parts: Mapping[int, StockPart]
    records: tuple[StockRecord, ...]
    kitted: tuple[Kitted, ...] | None = None
    went_out: tuple[WentOut, ...] | None = None
    histories_affordable: bool = True
    installing_known: bool = True
    costs_known: bool = True
