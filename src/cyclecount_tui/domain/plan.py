"""A plan: the chosen fixes as exact writes to ION, in order, each with what it expects to find."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from cyclecount_tui.domain.inventory import Place, Status
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import ZERO, plain
from cyclecount_tui.domain.record_seen import RecordSeen


class WriteKind(StrEnum):
    """What a write does in ION."""

    SET_QUANTITY = "set_quantity"
    MOVE = "move"
    SPLIT_AND_MOVE = "split_and_move"
    CREATE = "create"

    @property
    def moves(self) -> bool:
        """Whether it takes parts to another place, and not just more or fewer of them into the books."""
        return self in {WriteKind.MOVE, WriteKind.SPLIT_AND_MOVE}


class Step(StrEnum):
    """One request of a write. Splitting and moving are two; all others are one."""

    SET = "set"
    MOVE = "move"
    SPLIT = "split"
    MOVE_SPLIT = "move_split"
    CREATE = "create"


_STEPS = {
    WriteKind.SET_QUANTITY: (Step.SET,),
    WriteKind.MOVE: (Step.MOVE,),
    WriteKind.SPLIT_AND_MOVE: (Step.SPLIT, Step.MOVE_SPLIT),
    WriteKind.CREATE: (Step.CREATE,),
}


@dataclass(frozen=True, slots=True)
class Write:
    """One exact write. Quantities in the record's own unit of measure.

    `quantity` is the whole new quantity (set), the quantity that moves (move, split and move) or the first
    quantity (create). `before` is what the record holds when the plan is made, guarded by `etag`; `status` and `held`
    are what ION says of it then: its status, and how much is kitted, installed or scrapped.
    """

    number: int
    kind: WriteKind
    line: int
    key: LineKey
    quantity: Decimal
    before: Decimal = ZERO
    record_id: int | None = None
    etag: str = ""
    at: Place | None = None
    to: Place | None = None
    part_id: int | None = None
    uom: str = ""
    warning: str = ""
    status: Status | None = None
    held: Decimal = ZERO

    @property
    def after(self) -> Decimal:
        """What the record holds when the write is done; one that moves as it is keeps its quantity."""
        return self.before - self.quantity if self.kind is WriteKind.SPLIT_AND_MOVE else self.quantity

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its requests, in order."""
        return _STEPS[self.kind]

    @property
    def words(self) -> str:
        """The write as the operator reads it."""
        where = self.to.name if self.to else "no location"
        amount = f"{plain(self.quantity)} {self.uom}".rstrip()
        match self.kind:
            case WriteKind.SET_QUANTITY:
                return f"Set record {self.record_id} from {plain(self.before)} to {amount}"
            case WriteKind.MOVE:
                return f"Move record {self.record_id} ({amount}) to {where}"
            case WriteKind.SPLIT_AND_MOVE:
                return f"Split {amount} of {plain(self.before)} off record {self.record_id}, move it to {where}"
            case WriteKind.CREATE:
                return f"Create a record of {amount} at {where}"


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """A chosen fix that cannot be written as things stand, and why. `gone`: ION no longer has a record it needs."""

    line: int
    sentence: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """A discrepancy that the fixes of other lines put right, as a move from one counted place to another does.

    `by` are the lines whose fixes have to be posted for that.
    """

    line: int
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IonRule:
    """A rule of ION's own that is asked about some of the writes and may refuse them.

    `event` is ION's word for what it looks at, CREATE or UPDATE. `places` are the ids of the locations among those of
    the plan that it names; one that names none is asked wherever it is.
    """

    title: str
    event: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Writes in the order in which they are sent, the chosen fixes that got none, and what needs no fix of its own.

    `rules` are ION's own that may refuse a write; `rules_unread` says why they are not known.
    """

    writes: tuple[Write, ...] = ()
    not_planned: tuple[NotPlanned, ...] = ()
    covered: tuple[Covered, ...] = ()
    rules: tuple[IonRule, ...] = ()
    rules_unread: str = ""


class Progress(StrEnum):
    """How far one step of a write is, as the journal knows it."""

    STARTED = "started"
    DONE = "done"
    REFUSED = "refused"
    UNCLEAR = "unclear"

    @property
    def unsettled(self) -> bool:
        """Whether ION must be read before anything else is written."""
        return self in {Progress.STARTED, Progress.UNCLEAR}


@dataclass(frozen=True, slots=True)
class StepState:
    """Where one step of one write stands.

    `started_at` is when it was last about to be sent. `known_ids` are the records that a split or create could be
    mistaken for, listed before it was sent; `record_id` is the record that a finished step left behind. `in_doubt`: the
    record changed so that nobody can tell from it whether the step was carried out; its line is never planned again, a
    person has to look.
    """

    progress: Progress
    started_at: datetime
    known_ids: tuple[int, ...] = ()
    record_id: int | None = None
    etag: str = ""
    reason: str = ""
    stale: bool = False
    in_doubt: bool = False
    by: str = ""
    """Who posted a finished step, and when it was known to be finished."""
    ended_at: datetime | None = None
    then: RecordSeen | None = None
    """Of a refused step whose record was another one by then: as it was planned upon, and as it was found."""
    now: RecordSeen | None = None
    gone: bool = False
    """Whether ION no longer had the record."""


def come_to_its_end(states: Sequence[StepState | None]) -> bool:
    """Whether nothing more is to be sent for a write, by the states of its steps: all done, or one refused."""
    if any(state is not None and state.progress is Progress.REFUSED for state in states):
        return True
    return all(state is not None and state.progress is Progress.DONE for state in states)
