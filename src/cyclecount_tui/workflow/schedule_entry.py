"""One row of the schedule as people see it: when it is due, and how its open count stands."""

from dataclasses import dataclass, field
from datetime import date

from cyclecount_tui.domain.earlier_counters import named
from cyclecount_tui.domain.natural_order import NaturalKey, natural
from cyclecount_tui.domain.phase import Phase
from cyclecount_tui.domain.schedule import ScheduleRow, Standing, due_by_calendar, standing_on, words_for
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.store.count_row import OpenCount


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A location or part with its place in the schedule and its open count, if any.

    What sorting asks of all rows again and again is worked out once: `walk`, where it stands among others by its name
    (given where it is known already), `next_due`, None when it is not scheduled, and `days` until then, below zero
    when overdue.
    `calendar` and `slack_days` move a due date to a workday; without a calendar every day is one. `parent` is the name
    of the location it is in, and `gone` whether ION does not have it any more, where ION was asked. `other_counter`:
    whoever counted before may not count again.
    """

    row: ScheduleRow
    open_count: OpenCount | None
    today: date
    calendar: Calendar | None = None
    slack_days: int = 0
    parent: str = ""
    gone: bool = False
    other_counter: bool = False
    walk: NaturalKey = field(default="", repr=False, compare=False)
    next_due: date | None = field(init=False, repr=False, compare=False)
    days: int | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        due = due_by_calendar(self.row, self.today, self.calendar, self.slack_days)
        if not self.walk:
            object.__setattr__(self, "walk", natural(self.row.subject.name))
        object.__setattr__(self, "next_due", due)
        object.__setattr__(self, "days", None if due is None else (due - self.today).days)

    @property
    def due(self) -> str:
        """`overdue 3 days`, `due today`, `in 12 days`, `not scheduled`."""
        return words_for(self.row, self.days, self.today)

    @property
    def standing(self) -> Standing:
        """Whether it takes part in the schedule today."""
        return standing_on(self.row, self.today)

    @property
    def paused(self) -> str:
        """`paused until 2026-06-30`; empty where it is not paused or nobody said until when."""
        until = self.row.paused_until if self.standing is Standing.PAUSED else None
        return "" if until is None else f"paused until {until}"

    @property
    def missing(self) -> str:
        """`not in ION: retire it`; empty for what ION has, or what is retired."""
        return "not in ION: retire it" if self.gone and self.standing is not Standing.RETIRED else ""

    @property
    def state(self) -> str:
        """Where its open count stands: `counting 12 of 37`; empty without one."""
        if self.open_count is None:
            return ""
        if self.open_count.to_reopen:
            return "done, reopen it"
        phase = Phase(self.open_count.phase)
        if phase.entering:
            return f"{phase.words} {self.open_count.counted} of {self.open_count.total}"
        return phase.words

    @property
    def may_not_count(self) -> tuple[str, ...]:
        """Who may not count it again."""
        return self.open_count.counted_before if self.open_count is not None and self.other_counter else ()

    @property
    def not_by(self) -> str:
        """`counted again by somebody other than Ann`; empty where anybody may count."""
        names = self.may_not_count
        return f"counted again by somebody other than {named(names)}" if names else ""

    @property
    def closed_off(self) -> str:
        """`closed off since 09:05, reopen it`, with the date where that was not today; empty when it is not."""
        count = self.open_count
        if count is None or count.closed_off_at is None:
            return ""
        since = count.closed_off_at.astimezone()
        when = f"{since:%H:%M}" if since.date() == self.today else f"{since:%Y-%m-%d %H:%M}"
        in_ion = ", off in ION" if count.stopped_in_ion else ""
        return f"closed off since {when}{in_ion}{', reopen it' if count.to_reopen else ''}"
