"""What ION knew at the moment of submission: everything the comparison and the suggestions are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.incoming import OrderLine, Receipt
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.record_changes import RecordChange
from cyclecount_tui.domain.recount_rules import ToleranceApplied


@dataclass(frozen=True, slots=True)
class KitItem:
    """A position of an open kit: how many of a part it wants, how many it has, and which records those are."""

    kit_id: int
    kit_status: str
    part_id: int
    quantity: Decimal
    fulfilled: Decimal
    location: Place | None = None
    deliver_to: Place | None = None
    record_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """A part that an assembly in progress calls for, and how many of it are recorded as installed."""

    part_id: int
    quantity: Decimal
    installed: Decimal
    assembly_id: int
    assembly: str
    """Part number and serial of the assembly, for a sentence."""
    run_ids: tuple[int, ...] = ()

    @property
    def missing(self) -> Decimal:
        """How many are called for and not recorded as installed."""
        return max(self.quantity - self.installed, Decimal(0))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reading of ION for one count; kept with the count.

    That of a part's count holds all its locations at once; `causes.evidence_of_parts` gives what a line of one sees.
    """

    here: tuple[InventoryRecord, ...]
    """Every record at the location, whatever its status; for a part, every record of it wherever it lies."""
    gone: tuple[InventoryRecord, ...] = ()
    """Records of the sheet that are at another location by now."""
    vanished_ids: tuple[int, ...] = ()
    """Records of the sheet that ION no longer has (merged or deleted)."""
    elsewhere: tuple[InventoryRecord, ...] = ()
    """The same parts at other locations."""
    kit_items: tuple[KitItem, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    parts: tuple[Part, ...] = ()
    """ION's parts for the numbers of found items."""
    mrb: tuple[Place, ...] = ()
    """Locations that are MRB by the naming rule of the settings."""
    discrepancy_location: Place | None = None
    withheld: tuple[Place, ...] = ()
    """Locations that are being counted blind: what ION has there is not kept, so that nobody there can see it."""
    withheld_parts: tuple[str, ...] = ()
    """Part numbers that are being counted blind: what ION has of them is not kept either."""
    stopped_in_ion: tuple[int, ...] = ()
    """Records that ION shows as unavailable only because a count turned their location off: here as available."""
    earlier: tuple[LineResult, ...] = ()
    """What differed of the same parts at the same places in the two counts before this one, the newer count first."""
    nearby: tuple[LineResult, ...] = ()
    """What recent counts found of the same items: differences next door, and serials anywhere; the newest first."""
    tolerance: ToleranceApplied | None = None
    """How far a line of this count may be off; None in journals that are older than this."""

    read_at: datetime | None = None
    """When ION was read; None in journals that are older than this."""
    order_lines: tuple[OrderLine, ...] = ()
    """Open purchase lines of the parts that differ."""
    receipts: tuple[Receipt, ...] = ()
    """What was received lately of the parts that differ."""
    changes: tuple[RecordChange, ...] = ()
    """What happened to records of the parts that differ since `changes_since`, of each record the latest first."""
    changes_since: datetime | None = None
    """The last count, or as far back as is looked; None where histories were not read."""
    changes_cut: bool = False
    """Whether more records changed than were read."""
    lacking: tuple[str, ...] = ()
    """The names of the features that the tenant does not offer, of those that explain differences."""
    not_permitted: tuple[str, ...] = ()
    """Those of them that the tenant may offer, and not to this API key."""

    @property
    def happened(self) -> tuple[OrderLine | Receipt | RecordChange, ...]:
        """All that was told of parts besides their records, each with the places that it touches."""
        return (*self.order_lines, *self.receipts, *self.changes)

    @property
    def in_kits(self) -> frozenset[int]:
        """The ids of the records that open kits name."""
        return frozenset(record_id for item in self.kit_items for record_id in item.record_ids)

    @property
    def stopped_words(self) -> str:
        """The sentence about them; empty when there are none."""
        if not self.stopped_in_ion:
            return ""
        return (
            "Where a location is off in ION for a count, ION shows its records as unavailable; what is unavailable "
            "only for that counts as available here."
        )

    @property
    def cut_words(self) -> str:
        """The sentence about histories that were too long to read; empty where all was read."""
        if not self.changes_cut or self.changes_since is None:
            return ""
        since = f"{self.changes_since.astimezone():%-d %b %Y}"
        return (
            f"Of what happened since {since}, only the records that were changed last are told: "
            "two hundred for every hundred parts."
        )

    @property
    def withheld_words(self) -> str:
        """The sentence about them; empty when there are none."""
        named = [f"at {', '.join(place.name for place in self.withheld)}"] if self.withheld else []
        named += [f"of part {', '.join(self.withheld_parts)}"] if self.withheld_parts else []
        return f"Not used, because it is being counted blind: what ION has {' and '.join(named)}." if named else ""


def records_compared(evidence: Evidence | None) -> dict[int, InventoryRecord]:
    """Every record that a comparison saw, wherever it was, by record id; nothing before it."""
    if evidence is None:
        return {}
    return {record.id: record for record in (*evidence.elsewhere, *evidence.gone, *evidence.here)}
