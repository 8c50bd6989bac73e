"""A count from open to closed: a frozen model, folded from its journal and never loaded any other way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from cyclecount_tui.domain.close_off import CloseOff, Reopened, Stop, Told
from cyclecount_tui.domain.comparing import Movement, Row, compare, movements
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.lines import Line, LineKey, by_walk
from cyclecount_tui.domain.plan import Plan, Progress, Step, StepState, Write
from cyclecount_tui.domain.subject import Subject


class Phase(StrEnum):
    """Where a count stands."""

    OPENED = "opened"
    COUNTING = "counting"
    SUBMITTED = "submitted"
    RECONCILING = "reconciling"
    CLOSED = "closed"
    GIVEN_UP = "given_up"

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen."""
        return self in {Phase.CLOSED, Phase.GIVEN_UP}

    @property
    def words(self) -> str:
        """For a sentence: `given up`."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing entry: the last one of a line is its floor quantity. `none`: confirmed that there is none."""

    line: int
    quantity: Decimal
    expression: str
    at: datetime
    by: str
    none: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """Who submitted when; `counted_on` is the local date of the count, from which the schedule goes on."""

    by: str
    at: datetime
    counted_on: date


@dataclass(frozen=True, slots=True)
class Choice:
    """The fix chosen for a line, and why."""

    fix: Fix
    cause: Cause
    by: str
    at: datetime
    confidence: Confidence | None = None
    suggested: int | None = None


StepKey = tuple[int, Step]
"""A write's number and one of its steps."""


@dataclass(frozen=True)
class Count:
    """One count of a location, or of a part at all its locations.

    `version` is the journal's sequence number of the last event folded.
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
    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    submission: Submission | None = None
    evidence: Evidence | None = None
    compared_at: int | None = None
    """The end of the journal just before ION was read for the comparison."""
    choices: Mapping[int, Choice] = field(default_factory=lambda: MappingProxyType({}))
    plan: Plan | None = None
    written: Mapping[int, Write] = field(default_factory=lambda: MappingProxyType({}))
    """Every write of this count that was ever started, by number, across its plans."""
    steps: Mapping[StepKey, StepState] = field(default_factory=lambda: MappingProxyType({}))
    posted_lines: frozenset[int] = frozenset()
    """Lines whose chosen fix is wholly in ION."""
    ended: Phase | None = None
    ended_reason: str = ""
    reopened: Reopened | None = None

    @property
    def phase(self) -> Phase:
        """Where the count stands."""
        if self.ended is not None:
            return self.ended
        if self.evidence is not None:
            return Phase.RECONCILING
        if self.submission is not None:
            return Phase.SUBMITTED
        return Phase.COUNTING if self.sheet_read else Phase.OPENED

    @property
    def closed_off_since(self) -> datetime | None:
        """Since when the location is closed off, or off in ION; None when nobody has to reopen it."""
        if self.phase.ended:
            return None
        if self.close_off is not None and not self.close_off.skipped:
            return self.close_off.at
        return (self.stop.at or self.opened_at) if self.stop is not None and self.stop.to_put_back else None

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
        """The entry that counts for each counted line, by line number."""
        return {entry.line: entry for entry in self.entries}

    @cached_property
    def floors(self) -> Mapping[int, Decimal]:
        """Floor quantity by line number; a line that was not counted is missing."""
        return {number: entry.quantity for number, entry in self.standing.items()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Digital beside floor; empty until the count was compared."""
        return compare(self.lines, self.floors, self.evidence) if self.evidence else ()

    @cached_property
    def rows_by_line(self) -> Mapping[int, Row]:
        """The same by line number."""
        return {row.line.number: row for row in self.rows}

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What moved between the reading of the sheet and the submission."""
        return movements(self.lines, self.evidence) if self.evidence else ()

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
    def records_here(self) -> dict[int, InventoryRecord]:
        """What ION had where this was counted, by record id; of a part, at all its places."""
        return {record.id: record for record in (self.evidence.here if self.evidence else ())}

    @cached_property
    def records_compared(self) -> dict[int, InventoryRecord]:
        """Every record that the comparison saw, wherever it was, by record id."""
        evidence = self.evidence
        others = (*evidence.elsewhere, *evidence.gone) if evidence else ()
        return {record.id: record for record in others} | self.records_here

    @property
    def not_counted(self) -> tuple[Line, ...]:
        """Lines without an entry: they are never posted."""
        return tuple(line for line in self.lines if line.number not in self.standing)

    def line(self, number: int) -> Line | None:
        """The line of that number."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    @property
    def unresolved(self) -> tuple[Row, ...]:
        """Discrepancies without a chosen fix, or with one that is not wholly in ION yet."""
        return tuple(row for row in self.rows if row.differs and not self._resolved(row.line.number))

    def _resolved(self, line: int) -> bool:
        choice = self.choices.get(line)
        return line in self.posted_lines or (choice is not None and not choice.fix.kind.writes)

    @property
    def unsettled(self) -> tuple[StepKey, ...]:
        """Steps of writes of which it is not known whether ION carried them out."""
        return tuple(key for key, state in self.steps.items() if state.progress.unsettled)

    @property
    def outstanding(self) -> tuple[Write, ...]:
        """Writes of the present plan that are neither finished nor refused, in order."""
        return tuple(write for write in (self.plan.writes if self.plan else ()) if not self.finished(write))

    def finished(self, write: Write) -> bool:
        """Whether nothing more is to be sent for a write: all steps done, or one refused."""
        states = [self.steps.get((write.number, step)) for step in write.steps]
        if any(state and state.progress is Progress.REFUSED for state in states):
            return True
        return all(state and state.progress is Progress.DONE for state in states)

    @property
    def next_write_number(self) -> int:
        """Numbers of writes go on across plans, so that the journal never means two things by one number."""
        return max(self.written, default=0) + 1
