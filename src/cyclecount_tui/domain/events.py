"""What happens in a count, as past-tense facts; the journal is a list of these and nothing else."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cyclecount_tui.domain.approval_events import ApprovalEvent
from cyclecount_tui.domain.close_off_events import CloseOffEvent
from cyclecount_tui.domain.counting_events import CountingEvent
from cyclecount_tui.domain.digital_after import LineAfter
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fact import Fact
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix
from cyclecount_tui.domain.plan import Plan, Step
from cyclecount_tui.domain.record_seen import RecordSeen
from cyclecount_tui.domain.recount_events import RecountEvent
from cyclecount_tui.domain.remark_events import RemarkEvent
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.successor_events import SuccessorEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOpened(Fact):
    """A count of a location began. Nothing was read from ION yet but the location itself."""

    location_id: int
    location_name: str
    mode: CountMode = CountMode.BLIND
    kind: Literal["count_opened"] = "count_opened"

    @property
    def subject(self) -> Subject:
        """What is counted."""
        return Subject(self.location_id, self.location_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCountOpened(Fact):
    """A count of a part at all its locations began; the part stands for all its revisions."""

    part_id: int
    part_number: str
    mode: CountMode = CountMode.BLIND
    kind: Literal["part_count_opened"] = "part_count_opened"

    @property
    def subject(self) -> Subject:
        """What is counted."""
        return Subject(self.part_id, self.part_number, SubjectKind.PART)


Opening = CountOpened | PartCountOpened
"""How a count begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Fact):
    """ION was read for the comparison; the evidence is kept with the count.

    `journal_position`: the end of the whole journal just before that, so that later writes of other counts are told
    apart; None in journals that are older than this. After a recount, `settled` are lines with the difference that
    stands, `disputed` those of which no two counts agree, `stale` those counted once, before stock moved.
    """

    evidence: Evidence
    journal_position: int | None = None
    settled: tuple[tuple[int, Decimal], ...] = ()
    disputed: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    kind: Literal["compared"] = "compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixChosen(Fact):
    """A fix was chosen for a line.

    `suggested` is the rank (from 1) of the suggestion taken, None for a fix made by hand. `first_cause` and
    `first_confidence` are what was suggested first at that moment, None in journals that are older than this.
    """

    line: int
    fix: Fix
    cause: Cause
    confidence: Confidence | None = None
    suggested: int | None = None
    first_cause: Cause | None = None
    first_confidence: Confidence | None = None
    kind: Literal["fix_chosen"] = "fix_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixCleared(Fact):
    """The choice for a line was taken back."""

    line: int
    kind: Literal["fix_cleared"] = "fix_cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(Fact):
    """The chosen fixes were turned into exact writes on records read at this moment."""

    plan: Plan
    kind: Literal["planned"] = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteStarted(Fact):
    """A step of a write is about to be sent. `known_ids`: see `StepState`."""

    write: int
    step: Step
    known_ids: tuple[int, ...] = ()
    kind: Literal["write_started"] = "write_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDone(Fact):
    """A step of a write is in ION, by its answer or by reading the record afterwards (`found_by_reading`)."""

    write: int
    step: Step
    record_id: int
    etag: str
    quantity: Decimal
    found_by_reading: bool = False
    kind: Literal["write_done"] = "write_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRefused(Fact):
    """A step of a write was not carried out.

    `stale`: the record had changed meanwhile. `in_doubt`: it changed so that nobody can tell whether the step was
    carried out before that. `then` and `now` are the record as it was planned upon and as it was found; one that ION
    no longer has (`gone`) has no `now`.
    """

    write: int
    step: Step
    reason: str
    stale: bool = False
    in_doubt: bool = False
    then: RecordSeen | None = None
    now: RecordSeen | None = None
    gone: bool = False
    kind: Literal["write_refused"] = "write_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteUnclear(Fact):
    """A step of a write was sent and its answer never came, or could not be settled by reading yet."""

    write: int
    step: Step
    reason: str
    kind: Literal["write_unclear"] = "write_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalReadAgain(Fact):
    """ION was read once more after a posting: `lines` are what it has now, or `failure` says why it was not read."""

    lines: tuple[LineAfter, ...] = ()
    failure: str = ""
    kind: Literal["digital_read_again"] = "digital_read_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClosed(Fact):
    """The count is over: the location is open again and the schedule moved on.

    `sign_down`: the sign was taken down. `told`: who was told that it is open again.
    """

    sign_down: bool = False
    told: str = ""
    kind: Literal["count_closed"] = "count_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGivenUp(Fact):
    """The count was ended without a result, for a stated reason; the schedule stays as it was."""

    reason: str
    kind: Literal["count_given_up"] = "count_given_up"


Event = (
    CountOpened
    | PartCountOpened
    | CloseOffEvent
    | CountingEvent
    | RecountEvent
    | Compared
    | FixChosen
    | FixCleared
    | Planned
    | ApprovalEvent
    | SuccessorEvent
    | WriteStarted
    | WriteDone
    | WriteRefused
    | WriteUnclear
    | RemarkEvent
    | DigitalReadAgain
    | CountClosed
    | CountGivenUp
)
"""Everything a journal may hold. A new kind of event is added here, folded in `folding.py`, and nowhere else."""
