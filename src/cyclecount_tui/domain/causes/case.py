"""One discrepancy with everything a detector may look at."""

from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Self

from cyclecount_tui.domain.attempts_told import AttemptTold
from cyclecount_tui.domain.causes.groups import Group
from cyclecount_tui.domain.causes.opposites import Opposite
from cyclecount_tui.domain.comparing import Movement, Row
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Fix, FixKind, Portion
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import LineKey, is_of, part_of
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.domain.which_records import adjustable, portions_of

_ALONE = Opposite()


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
    differences: frozenset[Decimal] = frozenset()
    """Those of this row and of all `others`."""
    opposite: Opposite = _ALONE
    """The rows of other lots, revisions and like part numbers at the same place that differ the other way round."""
    places_together: Group | None = None
    """The places that this count walked of which one differs as much as several together; this row is among them."""
    lots_together: Group | None = None
    """The same of the lots of its part at its place."""
    entry: Entry | None = None
    """What was entered for the line, where it is still what counts: no stock moved since."""
    agreed: bool = False
    """Whether two counts found the same difference, so that no slip of one counter explains it."""
    counts: tuple[AttemptTold, ...] = ()
    """Every count of the line, in order."""
    nearby: tuple[LineResult, ...] = ()
    """What recent counts of other locations found of the same item, the newest first."""
    running: str = ""
    """The sentence about three counts running that were off the same way; empty where they were not."""

    def beside(self, opposite: Opposite, lots_together: Group | None) -> Self:
        """The same with what was found of other rows; what it knows of itself is not looked for again."""
        other = copy(self)
        vars(other).update(opposite=opposite, lots_together=lots_together)
        return other

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

    @cached_property
    def adjustable(self) -> tuple[InventoryRecord, ...]:
        """Records here that may be changed, the least committed first."""
        return adjustable(self.row.records)

    @cached_property
    def elsewhere(self) -> tuple[InventoryRecord, ...]:
        """What `recorded_elsewhere` holds that may explain the difference.

        A place where this count has counted the same item without an opposite difference explains nothing.
        """
        settled = {record.id for other in self.others if self._is_settled(other) for record in other.records}
        if not settled:
            return self.recorded_elsewhere
        return tuple(record for record in self.recorded_elsewhere if record.id not in settled)

    def _is_settled(self, other: Row) -> bool:
        """Whether a counted place explains nothing here: it has no difference the other way, or a closer match."""
        if other.difference * self.row.difference >= 0:
            return True
        return -other.difference in self.differences and other.difference != -self.row.difference

    @cached_property
    def recorded_elsewhere(self) -> tuple[InventoryRecord, ...]:
        """Records of exactly this line at other locations that did not move during the count, by location name."""
        moved = {record.id for record in self.evidence.gone}
        away = [record for record in self.evidence.elsewhere if record.location and record.location.id != self.here.id]
        return tuple(record for record in away if record.id not in moved and is_of(record, self.key))

    def is_mrb(self, place: Place | None) -> bool:
        """Whether a location is MRB."""
        return place is not None and place in self.evidence.mrb

    def is_ordinary(self, place: Place | None) -> bool:
        """Whether a location is neither MRB nor the discrepancy location."""
        evidence = self.evidence
        return place is not None and place not in evidence.mrb and place != evidence.discrepancy_location

    def move_away(self, quantity: Decimal, to: Place, kind: FixKind = FixKind.MOVE) -> Fix | None:
        """Takes a quantity from the line's records to another location; None if they do not hold so much."""
        portions = self.portions_of(self.row.records, quantity)
        return None if portions is None else Fix(kind, quantity, portions, to=to)

    def portions_of(self, records: tuple[InventoryRecord, ...], quantity: Decimal) -> tuple[Portion, ...] | None:
        """So much of which of the records makes up the quantity; None if those that may be changed hold less."""
        return portions_of(records, quantity, self.evidence.in_kits if len(records) > 1 else frozenset())

    def move_here(self, record: InventoryRecord, quantity: Decimal) -> Fix:
        """Takes a quantity of a record at another location to this one."""
        source = record.location.name if record.location else "no location"
        return Fix(FixKind.MOVE, quantity, (Portion(record.id, quantity),), to=self.here, from_name=source)
