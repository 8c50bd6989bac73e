"""A count from open to closed: a frozen model, folded from its journal and never loaded any other way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from cyclecount_tui.domain.approvals import NONE_GIVEN, Approvals
from cyclecount_tui.domain.close_off import CloseOff, Reopened, Stop, Told, off_since
from cyclecount_tui.domain.comparing import Movement, Row, movements
from cyclecount_tui.domain.digital_after import DigitalAfter
from cyclecount_tui.domain.entries import (
    Attempt,
    CountMode,
    Entry,
    HandOver,
    Left,
    ScanOutcome,
    Submission,
    UnknownScan,
    merged,
)
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix
from cyclecount_tui.domain.hidden import NOTHING_HIDDEN, Hidden
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import Line, LineKey, by_walk
from cyclecount_tui.domain.phase import Phase as Phase
from cyclecount_tui.domain.plan import Plan, Step, StepState, Write
from cyclecount_tui.domain.remarks import RemarkKey, RemarkState
from cyclecount_tui.domain.sent_back import NEVER, SentBack, compared_rows, without_own_writes
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.succession import Succession
from cyclecount_tui.domain.writes_under_way import WritesUnderWay


@dataclass(frozen=True, slots=True)
class Choice:
    """The fix chosen for a line, and why."""

    fix: Fix
    cause: Cause
    by: str
    at: datetime
    confidence: Confidence | None = None
    suggested: int | None = None
    first_cause: Cause | None = None
    """What was suggested first when it was chosen, however sure; None where the journal does not tell."""
    first_confidence: Confidence | None = None


StepKey = tuple[int, Step]
"""A write's number and one of its steps."""


@dataclass(frozen=True)
class Count(WritesUnderWay):
    """One count of a location, or of a part at all its locations.

    `version` is the journal's sequence number of the last event folded. A count that is made to be shown goes
    without what is `hidden`, since it is being counted blind elsewhere.
    """

    id: str
    subject: Subject
    opened_by: str
    opened_at: datetime
    version: int = 1
    close_off: CloseOff | None = None
    told: tuple[Told, ...] = ()
    stop: Stop | None = None
    sheet_read: bool = False
    """Whether there is a sheet to count."""
    sheet_coming: bool = False
    """Whether more of the sheet is to come: what there is can be counted, and nothing submitted."""
    lines: tuple[Line, ...] = ()
    """By number."""
    walk: tuple[int, ...] = ()
    """The numbers of the sheet's lines in reading order; empty where they have it by themselves."""
    entries: tuple[Entry, ...] = ()
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    mode: CountMode = CountMode.BLIND
    left: Mapping[int, Left] = field(default_factory=lambda: MappingProxyType({}))
    """Lines left uncounted, by line number."""
    scans: tuple[UnknownScan, ...] = ()
    handovers: tuple[HandOver, ...] = ()
    submission: Submission | None = None
    attempts: tuple[Attempt, ...] = ()
    """The attempts that were finished and followed by a recount; the present one is `entries`."""
    asked: frozenset[int] = frozenset()
    """The lines that are counted again, by number; empty at the first attempt."""
    settled: Mapping[int, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    """Differences of lines that needed no further count when a recount was asked."""
    waived: str = ""
    """Why a recount that was asked is not waited for."""
    chosen_attempts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    """Which attempt is right, by line number, where no two agreed and somebody decided."""
    attempts_chosen_by: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """Who decided that, by line number."""
    disputed: frozenset[int] = frozenset()
    """Lines of which no two counts agreed when they were compared."""
    stale: frozenset[int] = frozenset()
    """Lines that were to be counted again and were not, and of which stock moved since they were counted."""
    evidence: Evidence | None = None
    compared_at: int | None = None
    """The end of the journal just before ION was read for the comparison."""
    sent_back: SentBack = NEVER
    choices: Mapping[int, Choice] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    plan: Plan | None = None
    approvals: Approvals = field(default=NONE_GIVEN, repr=False)
    written: Mapping[int, Write] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """Every write of this count that was ever started, by number, across its plans."""
    steps: Mapping[StepKey, StepState] = field(default_factory=lambda: MappingProxyType({}))
    successors: Mapping[int, Succession] = field(default_factory=lambda: MappingProxyType({}))
    """What stands for records that ION merged away, by the id of the one that is gone."""
    posted_lines: frozenset[int] = frozenset()
    """Lines whose chosen fix is wholly in ION."""
    digital_after: DigitalAfter | None = None
    remarks: Mapping[RemarkKey, RemarkState] = field(default_factory=lambda: MappingProxyType({}))
    ended: Phase | None = None
    ended_reason: str = ""
    reopened: Reopened | None = None
    hidden: Hidden = NOTHING_HIDDEN

    @property
    def phase(self) -> Phase:
        """Where the count stands."""
        if self.ended is not None:
            return self.ended
        if self.evidence is not None or self.submission is not None:
            return Phase.SUBMITTED if self.evidence is None else Phase.RECONCILING
        if self.asked:
            return Phase.RECOUNTING
        return Phase.COUNTING if self.sheet_read else Phase.OPENED

    @property
    def closed_off_since(self) -> datetime | None:
        """Since when the location is closed off, or off in ION; None when nobody has to reopen it."""
        return None if self.phase.ended else off_since(self.close_off, self.stop, self.opened_at)

    @property
    def closed_off(self) -> bool:
        """Whether the location is closed off, so that somebody has to reopen it."""
        return self.closed_off_since is not None

    @property
    def to_reopen(self) -> bool:
        """Whether nothing is left to do but to reopen a location that was closed off."""
        waiting = self.unresolved or self.unsettled or self.outstanding
        return self.closed_off and self.phase is Phase.RECONCILING and not waiting

    @cached_property
    def standing(self) -> Mapping[int, Entry]:
        """The entry that counts for each line counted in the present attempt, by line number."""
        return {entry.line: entry for entry in self.entries}

    @cached_property
    def counted(self) -> Mapping[int, Entry]:
        """The entry that counts for each line over all attempts, the last one that counted it, by line number."""
        return merged(self.attempts, self.standing, self.chosen_attempts)

    @cached_property
    def floors(self) -> Mapping[int, Decimal]:
        """Floor quantity by line number; a line that was not counted is missing."""
        return {number: entry.quantity for number, entry in self.counted.items()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Digital beside floor; empty until the count was compared."""
        known = self.evidence
        return compared_rows(_shown_lines(self), self.floors, self.settled, known, self.sent_back) if known else ()

    @cached_property
    def rows_by_line(self) -> Mapping[int, Row]:
        """The same by line number."""
        return {row.line.number: row for row in self.rows}

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What moved between the reading of the sheet and the submission."""
        found = movements(_shown_lines(self), self.evidence) if self.evidence else ()
        return without_own_writes(found, self.sent_back, self.written, self.steps)

    def place_of(self, key: LineKey) -> Place:
        """Where a line lies: its own place in a count of a part, else the location that is counted."""
        place = key.place or self.subject.place
        assert place is not None, "each line of a count of a part has its place"
        return place

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The locations that are walked: the one that is counted, or those of a part's lines, in walking order."""
        if self.subject.place is not None:
            return (self.subject.place,)
        return tuple(sorted({self.place_of(line.key) for line in self.lines}, key=by_walk))

    @cached_property
    def in_order(self) -> tuple[Line, ...]:
        """The lines as they are read, and behind them what was found."""
        if not self.walk:
            return self.lines
        found = (line for line in self.lines if line.found)
        return (*(self.lines[number - 1] for number in self.walk), *found)

    @cached_property
    def to_count(self) -> tuple[Line, ...]:
        """The lines of the present attempt: all, or those that are counted again and what was found meanwhile."""
        if not self.asked:
            return self.in_order
        return tuple(line for line in self.in_order if line.number in self.asked or line.number in self.standing)

    @cached_property
    def not_counted(self) -> tuple[Line, ...]:
        """Lines of the present attempt without an entry; once it is compared, of all. They are never posted."""
        lines, known = (_shown_lines(self), self.counted) if self.evidence else (self.to_count, self.standing)
        return tuple([line for line in lines if line.number not in known]) if known else lines

    @cached_property
    def open_lines(self) -> tuple[Line, ...]:
        """Lines of the present attempt that are neither counted nor left uncounted with a reason."""
        left = self.left
        return tuple([line for line in self.not_counted if line.number not in left]) if left else self.not_counted

    @property
    def open_scans(self) -> tuple[UnknownScan, ...]:
        """Unknown scans that nobody has said anything about yet."""
        return tuple(scan for scan in self.scans if scan.outcome is ScanOutcome.OPEN)

    @property
    def attempt(self) -> int:
        """The number of the present attempt, from 1."""
        return len(self.attempts) + 1

    def line(self, number: int) -> Line | None:
        """The line of that number."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    @cached_property
    def unsure(self) -> frozenset[int]:
        """Lines of which the difference is not known: nothing is written for them before somebody decides."""
        return (self.disputed - self.chosen_attempts.keys()) | self.stale

    @cached_property
    def discrepancies(self) -> tuple[Row, ...]:
        """The rows that differ, and those of which nobody knows whether they do."""
        return tuple(row for row in self.rows if row.differs or row.line.number in self.unsure)

    @cached_property
    def unresolved(self) -> tuple[Row, ...]:
        """Discrepancies without a chosen fix, or with one that is not wholly in ION yet."""
        return tuple(row for row in self.discrepancies if not self._resolved(row.line.number))

    def _resolved(self, line: int) -> bool:
        choice = self.choices.get(line)
        return line in self.posted_lines or (choice is not None and choice.fix.kind.decides)


def _shown_lines(count: Count) -> tuple[Line, ...]:
    lines = count.in_order
    hidden = count.hidden.lines
    return tuple(line for line in lines if line.number not in hidden) if hidden else lines
