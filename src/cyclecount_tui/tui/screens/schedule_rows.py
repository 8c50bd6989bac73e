"""What the schedule shows of a location: cells, tone, what a filter finds, and the orders to sort by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from cyclecount_tui.domain.subject_words import called, called_first
from cyclecount_tui.tui.screens.row_order import Group
from cyclecount_tui.tui.screens.schedule_sorting import Ranked
from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.tui.widgets.sparkline import share_signs
from cyclecount_tui.workflow.schedule_entries import ScheduleEntries
from cyclecount_tui.workflow.scheduling import ScheduleEntry

NARROW = 60
"""Below this width the table has two columns: where, and what is to be known of it."""

COLUMNS = (
    Column("location", "Location", 17, flexible=True, names=True),
    Column("class", "Class", 5, drop_order=2),
    Column("cadence", "Every", 5, align="right", drop_order=4),
    Column("last", "Last counted", 12, drop_order=6),
    Column("next", "Next due", 10, drop_order=5),
    Column("due", "Due", 16),
    Column("accuracy", "IRA", 5, drop_order=3),
    Column("count", "Count", 17),
    Column("assigned", "Assigned to", 11, flexible=True, drop_order=1),
)

NARROW_COLUMNS = (Column("location", "Location", 17, flexible=True, names=True), Column("due", "Due/count", 17))

_GONE = "not in ION"
_UP, _DOWN, _ASCII_UP, _ASCII_DOWN = "▲", "▼", "^", "v"


def sorted_columns(
    columns: Sequence[Column], sorted_by: str, *, backwards: bool, ascii_only: bool
) -> tuple[Column, ...]:
    """The columns, the one they are sorted by with a sign at its head: `▲` from the least on, `▼` from the most."""
    up, down = (_ASCII_UP, _ASCII_DOWN) if ascii_only else (_UP, _DOWN)
    sign = down if backwards else up
    return tuple(
        each._replace(title=f"{each.title}{sign}", width=max(each.width, len(each.title) + 1))
        if each.key == sorted_by
        else each
        for each in columns
    )


def cells(each: Ranked, *, ascii_only: bool = False) -> tuple[str, ...]:
    """The strings for `COLUMNS`."""
    entry, row = each.entry, each.entry.row
    cadence = "" if row.cadence_days is None else f"{row.cadence_days} d"
    return (
        name(entry),
        row.count_class,
        cadence,
        _day(row.last_counted),
        _day(entry.next_due),
        entry.due,
        share_signs(each.accuracy, ascii_only=ascii_only),
        entry.state or _GONE * bool(entry.missing),
        row.assigned_to,
    )


def heading(group: Group, ranked: Sequence[Ranked], *, folded: bool, ascii_only: bool) -> str:
    """`▼ RACK-B   12 rows   2 due today   1 overdue`; `►` above rows that are folded away."""
    days = [ranked[place].days for place in group.places]
    today, overdue = days.count(0), sum(day is not None and day < 0 for day in days)
    rows = "1 row" if len(days) == 1 else f"{len(days)} rows"
    sign = ("+" if folded else "-") if ascii_only else ("►" if folded else "▼")
    said = [f"{sign} {group.name}", rows]
    said += [f"{today} due today"] if today else []
    said += [f"{overdue} overdue"] if overdue else []
    return "   ".join(said)


def name(entry: ScheduleEntry) -> str:
    """The name of the location; `part FR-10034` for a part, which nobody can tell by its number alone."""
    return called(entry.row.subject)


def sentence(each: Ranked, *, named: bool = False) -> str:
    """All that is known of a location, for the line below the table: what a narrow table has no column for.

    `named`: beginning with its whole name, for a table that had to shorten it.
    """
    entry, row = each.entry, each.entry.row
    said = []
    if row.cadence_days is not None:
        said.append(f"class {row.count_class or '-'}, every {row.cadence_days} days")
    said.append(f"counted {row.last_counted}" if row.last_counted else "never counted here")
    said = [*notices(entry), *said]
    if entry.next_due is not None:
        said.append(f"due {entry.next_due}")
    if row.assigned_to:
        said.append(row.assigned_to)
    if each.accuracy:
        said.append(accuracy_words(each.accuracy))
    if row.reason:
        said.append(row.reason)
    text = ", ".join(said)
    return f"{called_first(row.subject)}: {text}" if named else text[0].upper() + text[1:]


def notices(entry: ScheduleEntry) -> list[str]:
    """What a narrow table must say in words, too: who may not count again, not in ION, closed off, paused."""
    return [words for words in (entry.not_by, entry.missing, entry.closed_off, entry.paused) if words]


def accuracy_words(shares: Sequence[Fraction]) -> str:
    """`last 3 counts 88, 94, 100 % right`; only what is right altogether is 100 %."""
    percents = ", ".join(str(int(share * 100)) for share in shares)
    return f"last count {percents} % right" if len(shares) == 1 else f"last {len(shares)} counts {percents} % right"


def is_due_for(each: Ranked, counter: str) -> bool:
    """Whether it is due today or overdue, and assigned to this counter or to nobody."""
    assigned = each.entry.row.assigned_to
    return each.days is not None and each.days <= 0 and assigned.casefold() in {"", counter.casefold()}


def narrow_cells(entry: ScheduleEntry) -> tuple[str, ...]:
    """The strings for `NARROW_COLUMNS`: a count under way says more than when it was due."""
    return name(entry), entry.state or _GONE * bool(entry.missing) or entry.due


def tone(entry: ScheduleEntry) -> str:
    """A count under way is good, overdue is bad, due today a warning; what is not scheduled steps back."""
    if entry.open_count is not None:
        return "warn" if entry.open_count.to_reopen else "good"
    if entry.days is None:
        return "muted"
    return "" if entry.days > 0 else ("bad" if entry.days < 0 else "warn")


def title_texts(entries: ScheduleEntries) -> tuple[str, str]:
    """What is due today and being counted; and, the last to go on a narrow screen, what is overdue."""
    counts = entries.open_counts
    today = entries.days.count(0)
    overdue = sum(day is not None and day < 0 for day in entries.days)
    reopen = sum(count.to_reopen for count in counts)
    to_reopen = f"   {reopen} to reopen" if reopen else ""
    return f"{today} due today   {len(counts)} being counted{to_reopen}", f"{overdue} overdue"


def searched_text(each: Ranked) -> str:
    """What the filter looks into: location, area, class, person, state of the count, the due date's words, notes."""
    entry, row = each.entry, each.entry.row
    said = (
        name(entry),
        each.area,
        row.count_class,
        row.assigned_to,
        entry.state,
        entry.missing,
        entry.closed_off,
        entry.not_by,
        entry.due,
        row.notes,
    )
    return "\n".join(said)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
