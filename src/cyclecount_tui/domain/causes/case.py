"""One discrepancy with everything a detector may look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cyclecount_tui.domain.causes.opposites import Opposite
from cyclecount_tui.domain.comparing import Movement, Row
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Fix, FixKind, Portion
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Part, Place, Status
from cyclecount_tui.domain.lines import LineKey, key_of, part_of
from cyclecount_tui.domain.quantities import ZERO

_ALONE = Opposite()

_ORDER = {Status.AVAILABLE: 0, Status.UNAVAILABLE: 1}


@dataclass(frozen=True)
class Case:
    """A row that differs, the location it was counted at, and ION's evidence as it is seen from there."""

    row: Row
    key: LineKey
    """Part, revision, lot and serial of the line, wherever it lies, as ION has them by now."""
    here: Place
    evidence: Evidence
    moved: tuple[Movement, ...] = ()
    """What happened to the records of this line while the count went on."""
    others: tuple[Row, ...] = ()
    """The rows of the same part, lot and serial at other places that this count walked."""
    opposite: Opposite = _ALONE
    """The rows of other lots, revisions and like part numbers at the same place that differ the other way round."""
    entry: Entry | None = None
    """What was entered for the line, where it is still what counts: no stock moved since."""
    agreed: bool = False
    """Whether two counts found the same difference, so that no slip of one counter explains it."""

    @cached_property
    def missing(self) -> Decimal:
        """How many digital has too many; 0 when floor has more."""
        return max(-self.row.difference, ZERO)

    @cached_property
    def extra(self) -> Decimal:
        """How many floor has too many; 0 when digital has more."""
        return max(self.row.difference, ZERO)

    @cached_property
    def part(self) -> Part | None:
        """The part as ION knows it; None when it does not (a found item with an unknown number)."""
        if self.row.records:
            return self.row.records[0].part
        line = self.row.line
        known = part_of(line, self.evidence.parts)
        if known is not None or line.part_id is None:
            return known
        return Part(line.part_id, line.key.part_number, line.key.revision, line.description, uom=line.uom)

    @property
    def adjustable(self) -> tuple[InventoryRecord, ...]:
        """Records here that may be changed, available before unavailable, large before small."""
        return adjustable(self.row.records)

    @cached_property
    def elsewhere(self) -> tuple[InventoryRecord, ...]:
        """What `recorded_elsewhere` holds that may explain the difference.

        A place where this count has counted the same item without an opposite difference explains nothing.
        """
        settled = {record.id for other in self.others if self._is_settled(other) for record in other.records}
        return tuple(record for record in self.recorded_elsewhere if record.id not in settled)

    def _is_settled(self, other: Row) -> bool:
        """Whether a counted place explains nothing here: it has no difference the other way, or a closer match."""
        if other.difference * self.row.difference >= 0:
            return True
        paired = any(third.difference == -other.difference for third in self.others)
        return paired and other.difference != -self.row.difference

    @cached_property
    def recorded_elsewhere(self) -> tuple[InventoryRecord, ...]:
        """Records of exactly this line at other locations that did not move during the count, by location name."""
        moved = {record.id for record in self.evidence.gone}
        return tuple(
            record
            for record in self.evidence.elsewhere
            if key_of(record) == self.key and record.location not in {None, self.here} and record.id not in moved
        )

    def is_mrb(self, place: Place | None) -> bool:
        """Whether a location is MRB."""
        return place is not None and any(place.id == mrb.id for mrb in self.evidence.mrb)

    def is_ordinary(self, place: Place | None) -> bool:
        """Whether a location is neither MRB nor the discrepancy location."""
        return place is not None and not self.is_mrb(place) and place != self.evidence.discrepancy_location

    def move_away(self, quantity: Decimal, to: Place, kind: FixKind = FixKind.MOVE) -> Fix | None:
        """Takes a quantity from the line's records to another location; None if they do not hold so much."""
        portions = portions_of(self.adjustable, quantity)
        return None if portions is None else Fix(kind, quantity, portions, to=to)

    def move_here(self, record: InventoryRecord, quantity: Decimal) -> Fix:
        """Takes a quantity of a record at another location to this one."""
        source = record.location.name if record.location else "no location"
        return Fix(FixKind.MOVE, quantity, (Portion(record.id, quantity),), to=self.here, from_name=source)


def adjustable(records: Iterable[InventoryRecord]) -> tuple[InventoryRecord, ...]:
    """Those of the records that may be changed, available before unavailable, large before small."""
    changeable = (record for record in records if record.status in ADJUSTABLE)
    return tuple(sorted(changeable, key=lambda record: (_ORDER[record.status], -record.quantity, record.id)))


def portions_of(records: tuple[InventoryRecord, ...], quantity: Decimal) -> tuple[Portion, ...] | None:
    """So much of each record, in order, that it makes up the quantity; None if all of them hold less.

    A record of exactly the quantity is taken whole, so that nothing needs to be split.
    """
    for record in records:
        if record.quantity == quantity:
            return (Portion(record.id, quantity),)
    portions, left = [], quantity
    for record in records:
        if left <= 0:
            break
        taken = min(record.quantity, left)
        portions.append(Portion(record.id, taken))
        left -= taken
    return tuple(portions) if left <= 0 else None
