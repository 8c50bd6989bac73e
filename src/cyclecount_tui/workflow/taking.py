"""Taking proposals into the schedule: classes, cadences and reasons change; what people entered stays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.schedule_change import ScheduleChange, ScheduleMoved
from cyclecount_tui.workflow.proposing import Proposal
from cyclecount_tui.workflow.workplace import Workplace

BUILT = "built"
"""What the history of a row says of it."""

TRIES = 3


def take(workplace: Workplace, chosen: Iterable[Proposal]) -> tuple[ScheduleRow, ...]:
    """Stores the chosen proposals, all or none, and gives the rows that were changed.

    The rows are read again first, so that last counts, counters, notes and standing stay as they are now, whatever
    happened since the proposals were made. A planned day falls away where the cadence changes. What nobody has counted
    or scheduled yet is due for the first time on days spread over its cadence, the first of each class today, so that
    a new schedule begins without a mountain of overdue counts.

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
    before = {row.subject: row for row in workplace.store.schedule.rows()}
    proposed = [_row(proposal, before.get(subject)) for subject, proposal in wanted.items()]
    dated = _with_first_days(proposed, before, workplace.today())
    rows = [row for row in dated if row != before.get(row.subject)]
    at, by = workplace.now(), workplace.counter
    changes = [ScheduleChange(at, by, row.subject, BUILT, row.reason) for row in rows]
    workplace.store.schedule.replace_rows(rows, changes, expecting=before.values())
    return tuple(rows)


def _row(proposal: Proposal, now: ScheduleRow | None) -> ScheduleRow:
    row = now or ScheduleRow(proposal.subject)
    return replace(
        row,
        subject=proposal.subject,
        count_class=proposal.count_class,
        cadence_days=proposal.cadence_days,
        planned_for=row.planned_for if row.cadence_days == proposal.cadence_days else None,
        reason=proposal.reason,
        lines=proposal.lines,
    )


def _with_first_days(rows: list[ScheduleRow], before: dict[Subject, ScheduleRow], today: date) -> list[ScheduleRow]:
    waiting: dict[str, list[ScheduleRow]] = {}
    for row in rows:
        if _begins_now(row, before.get(row.subject)):
            waiting.setdefault(row.count_class, []).append(row)
    first_days = {
        row.subject: today + timedelta(days=place * (row.cadence_days or 0) // len(alike))
        for alike in waiting.values()
        for place, row in enumerate(alike)
    }
    return [replace(row, first_due=first_days.get(row.subject, row.first_due)) for row in rows]


def _begins_now(row: ScheduleRow, before: ScheduleRow | None) -> bool:
    """Whether it comes on the schedule for the first time and has no date to go on from."""
    scheduled = before is not None and before.cadence_days is not None
    return not scheduled and row.cadence_days is not None and row.last_counted is None and row.first_due is None
