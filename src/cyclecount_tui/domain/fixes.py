"""Fixes: what can be done about a discrepancy, and causes: why it may be there."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO, plain, signed


class FixKind(StrEnum):
    """The six things that can be done about a discrepancy."""

    MOVE = "move"
    SET_QUANTITY = "set_quantity"
    CREATE = "create"
    HOLD = "hold"
    PARK = "park"
    LEAVE = "leave"

    @property
    def writes(self) -> bool:
        """Whether the fix changes anything in ION."""
        return self in {FixKind.MOVE, FixKind.SET_QUANTITY, FixKind.CREATE, FixKind.PARK}

    @property
    def moves(self) -> bool:
        """Whether it takes parts to another place, and not just more or fewer of them into the books."""
        return self in {FixKind.MOVE, FixKind.PARK}


@dataclass(frozen=True, slots=True)
class Portion:
    """So much of one inventory record."""

    record_id: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Fix:
    """What to do; which fields count depends on `kind`.

    Move and park take `portions` to `to`; set quantity changes the line by `quantity` (a difference, may be negative);
    create makes a record of `quantity`; hold and leave write nothing and carry a `note`.
    """

    kind: FixKind
    quantity: Decimal = ZERO
    portions: tuple[Portion, ...] = ()
    to: Place | None = None
    from_name: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The fix as the operator reads it: `Move 4 to MRB-1`."""
        amount, to = plain(self.quantity), self.to.name if self.to else ""
        match self.kind:
            case FixKind.MOVE if self.from_name:
                return f"Move {amount} here from {self.from_name}"
            case FixKind.MOVE:
                return f"Move {amount} to {to}"
            case FixKind.PARK:
                return f"Park {amount} in {to}"
            case FixKind.SET_QUANTITY:
                return f"Set quantity, {signed(self.quantity)}"
            case FixKind.CREATE:
                return f"Create a record of {amount}"
            case FixKind.HOLD:
                return f"Hold: {self.note}"
            case _:
                return f"Leave: {self.note}"


class Confidence(StrEnum):
    """How sure a suggestion is; words, never a made-up percentage."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    LAST = "last"

    @property
    def rank(self) -> int:
        """0 for certain, 3 for last resort."""
        return list(Confidence).index(self)


class Cause(StrEnum):
    """Why digital and floor differ. `words` follow the SOP's table of potential causes."""

    COUNTS_DISAGREE = "counts_disagree"
    MOVED_SINCE = "moved_after_it_was_counted"
    MOVED_MEANWHILE = "moved_during_the_count"
    ON_ORDER = "status_on_order"
    UNAVAILABLE = "status_unavailable"
    KITTED = "status_kitted"
    WIP = "status_wip"
    SCRAPPED = "status_scrapped"
    INSTALLED = "status_installed"
    STATUSES = "status_several"
    NOT_CONSUMED = "not_consumed_onto_abom"
    AT_MRB = "at_mrb"
    SCANNED_HERE = "scanned_here_by_accident"
    MOVED_AWAY = "moved_away_not_recorded"
    UNEXPLAINED_SHORTAGE = "unexplained_shortage"
    KIT_NOT_FILLED = "kit_not_filled"
    STILL_AT_MRB = "still_at_mrb"
    MOVED_HERE = "moved_but_not_recorded"
    SERIAL_ELSEWHERE = "serial_recorded_elsewhere"
    UNEXPLAINED_SURPLUS = "unexplained_surplus"
    FOUND_UNRECORDED = "found_not_recorded"
    UNKNOWN_PART = "unknown_part"
    UNKNOWN_REVISION = "unknown_revision"
    UNIT_MIXED = "unit_of_measure_mixed"
    PACK_SIZE = "pack_size_factor"
    DIGITS_SWAPPED = "digits_swapped"
    DIGIT_SLIPPED = "digit_doubled_or_missing"
    EMPTY_NOT_CONFIRMED = "empty_bin_not_confirmed"
    LOTS_MIXED = "lots_mixed_up"
    REVISIONS_MIXED = "revisions_mixed_up"
    NUMBERS_MIXED = "part_numbers_mixed_up"
    CHOSEN = "chosen_by_hand"

    @property
    def words(self) -> str:
        """The cause as the operator reads it."""
        return _WORDS[self]

    @property
    def is_reading(self) -> bool:
        """Whether it is a slip or a mix-up, which only counting again can show, and nothing that ION records."""
        return self in _READINGS


_READINGS = frozenset({
    Cause.UNIT_MIXED, Cause.PACK_SIZE, Cause.DIGITS_SWAPPED, Cause.DIGIT_SLIPPED, Cause.EMPTY_NOT_CONFIRMED,
    Cause.LOTS_MIXED, Cause.REVISIONS_MIXED, Cause.NUMBERS_MIXED,
})  # fmt: skip

_WORDS = {
    Cause.COUNTS_DISAGREE: "Two counts disagree, and nobody has chosen yet",
    Cause.MOVED_SINCE: "Part moved in the records after it was counted",
    Cause.MOVED_MEANWHILE: "Part moved in the records while the count went on",
    Cause.ON_ORDER: "Part status: on order, not on the shelf yet",
    Cause.UNAVAILABLE: "Part status: unavailable",
    Cause.KITTED: "Part status: kitted, and the kit was carried off",
    Cause.WIP: "Part status: in work (WIP)",
    Cause.SCRAPPED: "Part status: scrapped",
    Cause.INSTALLED: "Part status: installed in the records, on the shelf in truth",
    Cause.STATUSES: "Part status: several statuses together explain it",
    Cause.NOT_CONSUMED: "Part not consumed onto an assembly (aBOM)",
    Cause.AT_MRB: "Part taken to MRB, not moved in the records",
    Cause.SCANNED_HERE: "Part scanned to this location by accident",
    Cause.MOVED_AWAY: "Part not moved correctly",
    Cause.UNEXPLAINED_SHORTAGE: "Nothing explains the missing parts",
    Cause.KIT_NOT_FILLED: "Part not put into a kit correctly",
    Cause.STILL_AT_MRB: "Part back from MRB, not moved in the records",
    Cause.MOVED_HERE: "Part moved physically, not digitally",
    Cause.SERIAL_ELSEWHERE: "Serial is recorded at another location",
    Cause.UNEXPLAINED_SURPLUS: "Nothing explains the extra parts",
    Cause.FOUND_UNRECORDED: "Part has no inventory record",
    Cause.UNKNOWN_PART: "ION does not know the part number",
    Cause.UNKNOWN_REVISION: "ION does not know this revision of the part",
    Cause.UNIT_MIXED: "Unit of measure mixed up",
    Cause.PACK_SIZE: "Packs and single pieces mixed up",
    Cause.DIGITS_SWAPPED: "Two digits swapped",
    Cause.DIGIT_SLIPPED: "A digit doubled, left out or too many",
    Cause.EMPTY_NOT_CONFIRMED: "Nobody confirmed that there is none",
    Cause.LOTS_MIXED: "Two lots mixed up",
    Cause.REVISIONS_MIXED: "Two revisions mixed up",
    Cause.NUMBERS_MIXED: "Two part numbers mixed up that look alike",
    Cause.CHOSEN: "Chosen by hand",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One possible cause of a discrepancy, how sure it is, what speaks for it, and the fix that follows.

    `weakness` says what does not quite fit, as part of a sentence; `lost` why another suggestion comes first.
    """

    cause: Cause
    confidence: Confidence
    evidence: tuple[str, ...]
    fix: Fix
    weakness: str = ""
    lost: str = ""
