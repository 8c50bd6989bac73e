"""Taking proposals into the schedule: classes, cadences and reasons change; what people entered stays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.schedule_change import ScheduleChange, ScheduleMoved
from cyclecount_tui.workflow.proposing import Proposal, begins_now
from cyclecount_tui.workflow.workplace import Workplace

BUILT = "built"
"""What the history of a row says of it."""

TRIES = 3


def take(workplace: Workplace, chosen: Iterable[Proposal]) -> tuple[ScheduleRow, ...]:
    """Stores the chosen proposals, all or none, and gives the rows that were changed.

    A part that is scheduled keeps its row, whatever id ION's lowest of that number is by now.
    The rows are read again first, so that last counts, counters, notes and standing stay as they are now, whatever
    happened since the proposals were made. A planned day falls away where the cadence changes. What nobody has counted
    or scheduled yet is due for the first time on the day that was proposed for it. The history of a row tells of a new
    class or cadence.

    Raises:
        StoreError: nothing was stored.
    """
    wanted = {proposal.subject: proposal for proposal in chosen}
    for _ in range(TRIES - 1):
        try:
            return _taken(workplace, wanted)
        except ScheduleMoved:  # somebody closed a count in this very moment: their date counts
            continue
    return _taken(workplace, wanted)


def _taken(workplace: Workplace, wanted: dict[Subject, Proposal]) -> tuple[ScheduleRow, ...]:
    today, before = workplace.today(), {row.subject: row for row in workplace.store.schedule.rows()}
    by_number = {subject.name: row for subject, row in before.items() if subject.is_part}
    proposed = [
        _row(proposal, (by_number.get(subject.name) if subject.is_part else None) or before.get(subject), today)
        for subject, proposal in wanted.items()
    ]
    rows = [row for row in proposed if row != before.get(row.subject)]
    at, by = workplace.now(), workplace.counter
    changes = [
        ScheduleChange(at, by, row.subject, BUILT, row.reason)
        for row in rows
        if _scheduled_as(row) != _scheduled_as(before.get(row.subject))
    ]
    workplace.store.schedule.replace_rows(rows, changes, expecting=before.values())
    return tuple(rows)


def _row(proposal: Proposal, now: ScheduleRow | None, today: date) -> ScheduleRow:
    row = now or ScheduleRow(proposal.subject)
    begins = proposal.first_due is not None and begins_now(now)
    return row._replace(
        subject=replace(row.subject, name=proposal.subject.name),
        count_class=proposal.count_class,
        cadence_days=proposal.cadence_days,
        first_due=max(today, proposal.first_due or today) if begins else row.first_due,
        planned_for=row.planned_for if row.cadence_days == proposal.cadence_days else None,
        reason=proposal.reason,
        lines=proposal.lines,
    )


def _scheduled_as(row: ScheduleRow | None) -> tuple[str, int | None] | None:
    return None if row is None else (row.count_class, row.cadence_days)
