"""A proposed class and cadence beside today's row of the schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cyclecount_tui.domain.classifying import Classed
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import days_after


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a build proposes for a subject. `today` is its row of the schedule, None when it is not on it.

    It knows shares and numbers of moves in its reason, never a quantity or a value. `first_due`: the day of the first
    count of what nobody has counted or scheduled yet; None for anything else. `above`: the ids of the locations that a
    location is in.
    """

    subject: Subject
    today: ScheduleRow | None
    count_class: str
    cadence_days: int | None
    reason: str
    lines: int
    first_due: date | None = None
    above: tuple[int, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nobody scheduled it yet: it has no row, or one that only remembers its last count."""
        return self.today is None or (self.today.cadence_days is None and not self.today.count_class)

    @property
    def changed(self) -> bool:
        """Whether it is new, or its class or cadence would be others than today."""
        if self.today is None or self.is_new:
            return True
        return (self.today.count_class, self.today.cadence_days) != (self.count_class, self.cadence_days)

    @property
    def state(self) -> str:
        """`new`, `changed` or `same`."""
        return "new" if self.is_new else "changed" if self.changed else "same"


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a build proposes, most worth counting first, and the sentences that say what it went by.

    `gone` are scheduled locations that are no longer in ION.
    """

    rows: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()
    gone: tuple[Subject, ...] = ()

    def under(self, location_id: int) -> "Proposals":
        """Only those of this location and all below it."""
        rows = (row for row in self.rows if location_id in {row.subject.id, *row.above})
        return replace(self, rows=tuple(rows))


def proposal(
    subject: Subject, classed: Classed, today: Mapping[Subject, ScheduleRow], above: tuple[int, ...] = ()
) -> Proposal:
    """A subject's class as a proposal."""
    return Proposal(
        subject,
        today.get(subject),
        classed.count_class,
        classed.cadence_days,
        classed.reason,
        classed.lines,
        above=above,
    )


def begins_now(row: ScheduleRow | None) -> bool:
    """Whether a subject with this row of the schedule has no date to go on from when it gets a cadence."""
    return row is None or (row.cadence_days is None and row.last_counted is None and row.first_due is None)


def with_first_days(rows: Sequence[Proposal], today: date) -> tuple[Proposal, ...]:
    """The first counts of what is new, spread over the cadence: of each class the first today, the others after it.

    A row has its day from here on, so that it makes no difference whether it is taken alone or with others: a new
    schedule begins without a mountain of counts on one day.
    """
    waiting: dict[str, list[Proposal]] = {}
    for row in rows:
        if row.cadence_days is not None and begins_now(row.today):
            waiting.setdefault(row.count_class, []).append(row)
    days = {
        row.subject: days_after(today, place * (row.cadence_days or 0) // len(alike))
        for alike in waiting.values()
        for place, row in enumerate(alike)
    }
    return tuple(replace(row, first_due=days.get(row.subject)) for row in rows)
