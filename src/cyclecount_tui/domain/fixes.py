"""Fixes: what can be done about a discrepancy, and causes: why it may be there."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO, plain, signed


class FixKind(StrEnum):
    """The few things that can be done about a discrepancy."""

    MOVE = "move"
    SET_QUANTITY = "set_quantity"
    CREATE = "create"
    HOLD = "hold"
    RECOUNT = "recount"
    PARK = "park"
    LEAVE = "leave"

    @property
    def writes(self) -> bool:
        """Whether the fix changes anything in ION."""
        return self in {FixKind.MOVE, FixKind.SET_QUANTITY, FixKind.CREATE, FixKind.PARK}

    @property
    def decides(self) -> bool:
        """Whether choosing it is all there is to do: nothing is to be written, and nothing counted again."""
        return self in {FixKind.HOLD, FixKind.LEAVE}

    @property
    def moves(self) -> bool:
        """Whether it takes parts to another place, and not just more or fewer of them into the books."""
        return self in {FixKind.MOVE, FixKind.PARK}


@dataclass(frozen=True, slots=True)
class Portion:
    """So much of one inventory record."""

    record_id: int
    quantity: Decimal


class AwaitedKind(StrEnum):
    """The open transactions in ION that a hold may wait for."""

    KIT = "kit"
    """An open kit still wants them: they went into it, and nobody recorded that."""
    KIT_RETURN = "kit_return"
    """An open kit wants them or says it has them, and they lie here."""
    ASSEMBLY = "assembly"
    """An assembly in progress calls for them: they went into it, and nobody recorded that."""
    DELIVERY = "delivery"
    """An open purchase line brings them: they came, and nobody received them."""
    RECEIPT = "receipt"
    """A receipt took them in: they are not where its record says, or it has none."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """So much of a part at an open position in ION.

    The id is that of the kit, of the assembly's record, of the purchase line or of the receipt's position.
    """

    kind: AwaitedKind
    id: int
    part_id: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Fix:
    """What to do; which fields count depends on `kind`.

    Move and park take `portions` to `to`; set quantity changes the line by `quantity` (a difference, may be negative),
    to `wanted` where somebody typed that;
    create makes a record of `quantity`; hold, recount and leave write nothing and carry a `note`. A recount asks for
    the line to be counted again by somebody else, and `also` for other lines with it: a mix-up shows in both only.
    """

    kind: FixKind
    quantity: Decimal = ZERO
    portions: tuple[Portion, ...] = ()
    to: Place | None = None
    from_name: str = ""
    note: str = ""
    also: tuple[int, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    """What a hold waits for; as with portions, nobody else's fix can count on the same."""
    wanted: Decimal | None = None
    """Of a set quantity, the number that a person typed: what ION shall have here afterwards, and no other."""

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
                typed = "" if self.wanted is None else f", to {plain(self.wanted)}"
                return f"Set quantity, {signed(self.quantity)}{typed}"
            case FixKind.CREATE:
                return f"Create a record of {amount}"
            case FixKind.HOLD:
                return f"Hold: {self.note}"
            case FixKind.RECOUNT:
                return f"Count again: {self.note}" if self.note else "Count again"
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
        return _RANKS[self]


_RANKS = {confidence: rank for rank, confidence in enumerate(Confidence)}


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
    RECEIVED_NOT_RECORDED = "received_not_recorded"
    RECEIVED_NOT_MOVED = "received_not_moved"
    NOT_PUT_AWAY = "received_not_put_away"
    RECORDED_NOT_DONE = "recorded_not_done"
    OPPOSITE_NEXT_DOOR = "opposite_difference_next_door"
    POSTED_NEXT_DOOR = "adjusted_next_door"
    SERIAL_COUNTED = "serial_counted_elsewhere"
    COUNTS_AGREE = "two_counts_agree"
    WITHIN_TOLERANCE = "within_tolerance"
    BEYOND_TOLERANCE = "beyond_tolerance_at_first_count"
    SAME_SIGN = "same_sign_three_counts_running"
    DEALT_WITH = "dealt_with_by_another_fix"
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
    Cause.RECEIVED_NOT_RECORDED: "Part delivered, not recorded in ION yet",
    Cause.RECEIVED_NOT_MOVED: "Part received in ION, brought here without a move",
    Cause.NOT_PUT_AWAY: "Part received in ION, not put away here yet",
    Cause.RECORDED_NOT_DONE: "Changed in ION since the last count, not on the floor",
    Cause.OPPOSITE_NEXT_DOOR: "Part moved to or from a neighbouring location, not digitally",
    Cause.POSTED_NEXT_DOOR: "Part moved next door, and only the other location was adjusted",
    Cause.SERIAL_COUNTED: "Serial was counted at another location",
    Cause.COUNTS_AGREE: "Two counts agree, and nothing explains it",
    Cause.WITHIN_TOLERANCE: "Within tolerance: too little to look for a cause",
    Cause.BEYOND_TOLERANCE: "Beyond tolerance, and counted only once",
    Cause.SAME_SIGN: "Off the same way three counts running",
    Cause.DEALT_WITH: "Another fix deals with it already",
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
    other_counts: tuple[str, ...] = ()
    """The ids of other counts that it speaks of."""

    def saying(self, *sentences: str) -> "Suggestion":
        """The same with more evidence behind its own."""
        evidence = (*self.evidence, *sentences)
        return Suggestion(self.cause, self.confidence, evidence, self.fix, self.weakness, self.lost, self.other_counts)

    def losing(self, why: str) -> "Suggestion":
        """The same with why another suggestion comes first."""
        return Suggestion(self.cause, self.confidence, self.evidence, self.fix, self.weakness, why, self.other_counts)
