"""What the schedule shows of a location: cells, tone, what a filter finds, and the orders to sort by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.workflow.scheduling import ScheduleEntry, in_due_order

NARROW = 60
"""Below this width the table has two columns: where, and what is to be known of it."""

COLUMNS = (
    Column("location", "Location", 17, flexible=True),
    Column("class", "Class", 5, drop_order=2),
    Column("cadence", "Every", 5, align="right", drop_order=3),
    Column("last", "Last counted", 12, drop_order=5),
    Column("next", "Next due", 10, drop_order=4),
    Column("due", "Due", 16),
    Column("count", "Count", 17),
    Column("assigned", "Assigned to", 11, flexible=True, drop_order=1),
)

NARROW_COLUMNS = (Column("location", "Location", 17, flexible=True), Column("due", "Due / count", 17))


def cells(entry: ScheduleEntry) -> tuple[str, ...]:
    """The strings for `COLUMNS`."""
    row = entry.row
    cadence = "" if row.cadence_days is None else f"{row.cadence_days} d"
    return (
        row.location_name,
        row.count_class,
        cadence,
        _day(row.last_counted),
        _day(entry.next_due),
        entry.due,
        entry.state,
        row.assigned_to,
    )


def sentence(entry: ScheduleEntry) -> str:
    """All that is known of a location, for the line below the table: what a narrow table has no column for."""
    row = entry.row
    said = []
    if row.cadence_days is not None:
        said.append(f"class {row.count_class or '-'}, every {row.cadence_days} days")
    said.append(f"counted {row.last_counted}" if row.last_counted else "never counted here")
    if entry.next_due is not None:
        said.append(f"due {entry.next_due}")
    if row.assigned_to:
        said.append(row.assigned_to)
    text = ", ".join(said)
    return text[0].upper() + text[1:]


def narrow_cells(entry: ScheduleEntry) -> tuple[str, ...]:
    """The strings for `NARROW_COLUMNS`: a count under way says more than when it was due."""
    return entry.row.location_name, entry.state or entry.due


def tone(entry: ScheduleEntry) -> str:
    """A count under way is good, overdue is bad, due today a warning; what is not scheduled steps back."""
    if entry.open_count is not None:
        return "good"
    if entry.days is None:
        return "muted"
    return "" if entry.days > 0 else ("bad" if entry.days < 0 else "warn")


def title_texts(entries: Sequence[ScheduleEntry]) -> tuple[str, str]:
    """What is due today and being counted; and, the last to go on a narrow screen, what is overdue."""
    days = [entry.days for entry in entries]
    counted = sum(entry.open_count is not None for entry in entries)
    today = sum(day == 0 for day in days)
    overdue = sum(day is not None and day < 0 for day in days)
    return f"{today} due today   {counted} being counted", f"{overdue} overdue"


def with_known_locations(
    entries: Iterable[ScheduleEntry], known: Iterable[ScheduleRow], today: date
) -> tuple[ScheduleEntry, ...]:
    """The entries, and the locations that were known before and are not among them, most overdue first."""
    added = {row.location_id: ScheduleEntry(row, None, today) for row in known}
    present = {entry.row.location_id: entry for entry in entries}
    return in_due_order((added | present).values())


def matches(entry: ScheduleEntry, wanted: str) -> bool:
    """Whether each word of `wanted` stands in the location, class, person, state of the count or due date's words."""
    row = entry.row
    text = f"{row.location_name} {row.count_class} {row.assigned_to} {entry.state} {entry.due}".casefold()
    return all(word in text for word in wanted.casefold().split())


@dataclass(frozen=True)
class Sorting:
    """An order of the schedule, and its name for a sentence."""

    words: str
    key: Callable[[ScheduleEntry], Any]


def _by_name(entry: ScheduleEntry) -> Any:
    return natural(entry.row.location_name)


SORTINGS = (
    Sorting("due date", lambda entry: (entry.days is None, entry.days or 0, _by_name(entry))),
    Sorting("location", _by_name),
    Sorting("class", lambda entry: (not entry.row.count_class, entry.row.count_class, _by_name(entry))),
    Sorting("last count, longest ago first", lambda entry: (entry.row.last_counted or date.min, _by_name(entry))),
)


def shown_order(entries: Sequence[ScheduleEntry], sorting: Sorting, wanted: str) -> list[int]:
    """The places in `entries` of those that match, sorted."""
    found = [place for place, entry in enumerate(entries) if matches(entry, wanted)]
    return sorted(found, key=lambda place: sorting.key(entries[place]))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
