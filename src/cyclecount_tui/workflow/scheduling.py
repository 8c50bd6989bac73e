"""The schedule as the first screen shows it: what is due, what is being counted, and what ION has besides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.schedule import ScheduleRow, days_until_due, due_words, next_due
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A location with its place in the schedule and its open count, if any."""

    row: ScheduleRow
    open_count: OpenCount | None
    today: date

    @property
    def next_due(self) -> date | None:
        """When it is due; None when it is not scheduled."""
        return next_due(self.row, self.today)

    @property
    def days(self) -> int | None:
        """Days until it is due; below zero when overdue."""
        return days_until_due(self.row, self.today)

    @property
    def due(self) -> str:
        """`overdue 3 days`, `due today`, `in 12 days`, `not scheduled`."""
        return due_words(self.row, self.today)

    @property
    def state(self) -> str:
        """Where its open count stands: `counting 12 of 37`; empty without one."""
        if self.open_count is None:
            return ""
        if self.open_count.phase == Phase.COUNTING:
            return f"counting {self.open_count.counted} of {self.open_count.total}"
        return Phase(self.open_count.phase).words


def schedule(workplace: Workplace) -> tuple[ScheduleEntry, ...]:
    """What the database knows of: scheduled locations and open counts, most overdue first. Asks nothing of ION."""
    rows = {row.location_id: row for row in workplace.store.schedule.rows()}
    return _entries(workplace, rows)


def with_all_locations(workplace: Workplace) -> tuple[ScheduleEntry, ...]:
    """The same, and the locations ION has that are not on the schedule, so that any of them can be counted."""
    rows = {location.id: ScheduleRow(location.id, location.name) for location in workplace.ion.locations()}
    rows |= {row.location_id: row for row in workplace.store.schedule.rows()}
    return _entries(workplace, rows)


def _entries(workplace: Workplace, rows: dict[int, ScheduleRow]) -> tuple[ScheduleEntry, ...]:
    today = workplace.today()
    counts = {count.location_id: count for count in workplace.store.journal.open_counts()}
    for count in counts.values():
        rows.setdefault(count.location_id, ScheduleRow(count.location_id, count.location_name))
    return in_due_order(ScheduleEntry(row, counts.get(row.location_id), today) for row in rows.values())


def in_due_order(entries: Iterable[ScheduleEntry]) -> tuple[ScheduleEntry, ...]:
    """Most overdue first, then by walking order; what is not scheduled comes last."""
    return tuple(sorted(entries, key=_due_first))


def _due_first(entry: ScheduleEntry) -> tuple[bool, int, tuple[tuple[int, int, str], ...]]:
    days = entry.days
    return days is None, days or 0, natural(entry.row.location_name)
