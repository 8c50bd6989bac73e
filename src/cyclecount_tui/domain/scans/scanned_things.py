"""What ION knows a code for: places, and records as a blind counter may know them, never how much."""

from dataclasses import dataclass

from cyclecount_tui.domain.inventory import Part, Place
from cyclecount_tui.domain.lines import LineKey


@dataclass(frozen=True, slots=True)
class CodedRecord:
    """An inventory record as its label names it."""

    part: Part
    lot_number: str = ""
    serial_number: str = ""

    @property
    def key(self) -> LineKey:
        """The line it would be, wherever it lies."""
        return LineKey(self.part.number, self.part.revision, self.lot_number, self.serial_number)


@dataclass(frozen=True, slots=True)
class ScannedRecord(CodedRecord):
    """An inventory record whose label was scanned, and where it lies, if anywhere and if that was asked."""

    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ScannedThings:
    """What a barcode is stuck on, as far as ION says; it may be several things, or nothing.

    `kinds` are ION's words for them (`Location`, `PartInventory`, `PartKit`, ...); only locations and inventory records
    are in the other two.
    """

    kinds: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    records: tuple[ScannedRecord, ...] = ()
