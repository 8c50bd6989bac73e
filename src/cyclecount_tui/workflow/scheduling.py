"""The schedule as the first screen shows it: what is due, what is being counted, and what ION has besides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.workflow.calendar import calendar_if_known
from cyclecount_tui.workflow.gone_locations import gone_locations
from cyclecount_tui.workflow.schedule_entries import MadeEntries, ScheduleEntries
from cyclecount_tui.workflow.schedule_entry import ScheduleEntry as ScheduleEntry
from cyclecount_tui.workflow.stored_entries import StoredEntries
from cyclecount_tui.workflow.workplace import Workplace


def schedule(workplace: Workplace) -> ScheduleEntries:
    """What the database knows of: scheduled locations and open counts, most overdue first. Asks nothing of ION.

    All is read; of a row an entry is made when it is first asked for.
    """
    return ScheduleEntries(StoredEntries(workplace, workplace.store.schedule.columns()))


def with_all_locations(workplace: Workplace) -> ScheduleEntries:
    """The same, and the locations ION has that are not on the schedule, so that any of them can be counted.

    What is on the schedule and no longer in ION, or archived there, is marked as gone.
    """
    locations = list(workplace.ion.locations())
    stored = {row.subject: row for row in workplace.store.schedule.rows()}
    rows = {location_subject(location.place): ScheduleRow(location_subject(location.place)) for location in locations}
    names = {location.id: location.name for location in locations}
    parents = {location_subject(each.place): names.get(each.parent_id or 0, "") for each in locations}
    gone = set(gone_locations(stored.values(), locations))
    counts = {count.subject: count for count in workplace.store.journal.open_counts()}
    for subject in counts:
        rows.setdefault(subject, ScheduleRow(subject))
    today, calendar = workplace.today(), calendar_if_known(workplace)
    slack, other = workplace.practice.scheduling.slack_days, workplace.practice.recount.other_counter
    return in_due_order(
        ScheduleEntry(
            row, counts.get(subject), today, calendar, slack, parents.get(subject, ""), subject in gone, other
        )
        for subject, row in (rows | stored).items()
    )


def entry_of(workplace: Workplace, row: ScheduleRow) -> ScheduleEntry:
    """A row as the schedule shows it while nobody counts it."""
    slack_days = workplace.practice.scheduling.slack_days
    return ScheduleEntry(row, None, workplace.today(), calendar_if_known(workplace), slack_days)


def in_due_order(entries: Iterable[ScheduleEntry]) -> ScheduleEntries:
    """Most overdue first, then by walking order; what is not scheduled comes last."""
    return ScheduleEntries(MadeEntries(entries))


def with_known_locations(entries: ScheduleEntries, known: Iterable[ScheduleEntry], today: date) -> ScheduleEntries:
    """The entries, and the locations that were known before and are not among them.

    What was not in ION when it was asked stays marked.
    """
    if not known:
        return entries
    present = {entry.row.subject: entry for entry in entries}
    both = [_as_known(present.pop(entry.row.subject, None), entry, today) for entry in known]
    return in_due_order([*both, *present.values()])


def _as_known(entry: ScheduleEntry | None, known: ScheduleEntry, today: date) -> ScheduleEntry:
    if entry is None:
        return ScheduleEntry(known.row, None, today)
    return entry if entry.gone == known.gone else replace(entry, gone=known.gone)
