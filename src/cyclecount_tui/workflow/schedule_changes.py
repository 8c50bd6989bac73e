"""Changing rows of the schedule by hand: who counts, skipping, pausing, resuming, retiring; each stays on record."""

from collections.abc import Callable, Sequence
from datetime import date

from cyclecount_tui.domain.schedule import ScheduleRow, Standing, standing_on
from cyclecount_tui.domain.skipping import day_after_skipping, skipped_words
from cyclecount_tui.store.schedule_change import ScheduleChange
from cyclecount_tui.workflow.calendar import calendar_here
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

Change = Callable[[ScheduleRow], tuple[ScheduleRow, str]]
"""From a row to the changed row and what was done, in a few words. Raises Refusal."""


def assign(workplace: Workplace, rows: Sequence[ScheduleRow], to: str, reason: str = "") -> list[ScheduleRow]:
    """Gives rows to a counter, whoever had them; to nobody where `to` is empty.

    Raises:
        StoreError: a row was changed meanwhile; nothing was stored. So with the other changes below.
    """
    name = to.strip()

    def change(row: ScheduleRow) -> tuple[ScheduleRow, str]:
        taken = f", taken from {row.assigned_to}" if row.assigned_to and row.assigned_to != name else ""
        return row._replace(assigned_to=name), f"assigned to {name or 'nobody'}{taken}"

    return _changed(workplace, rows, change, reason)


def skip(
    workplace: Workplace, rows: Sequence[ScheduleRow], reason: str, until: date | None = None
) -> list[ScheduleRow]:
    """Puts the next count off to the date after it by cadence, or to `until`; levelling does not move it up again.

    Raises:
        Refusal: no reason, a row that is not scheduled or being counted, or a day that is not after today.
    """
    _refuse_without_reason(reason, "Skipping a count")
    today, slack_days = workplace.today(), workplace.practice.scheduling.slack_days
    if until is not None and until <= today:
        raise Refusal(f"A count can be put off to a day after today, not to {until}: give a later one.")
    calendar = calendar_here(workplace, until)

    def change(row: ScheduleRow) -> tuple[ScheduleRow, str]:
        _refuse_not_active(row, "skipped", today)
        day = until or day_after_skipping(row, today, calendar, slack_days)
        if day is None:
            raise Refusal(f"{row.subject.name} has no cadence, so there is no count to skip.")
        return row._replace(planned_for=day), skipped_words(day)

    return _changed(workplace, _not_being_counted(workplace, rows, "skipped"), change, reason)


def pause(
    workplace: Workplace, rows: Sequence[ScheduleRow], reason: str, until: date | None = None
) -> list[ScheduleRow]:
    """Takes rows out of the schedule for the time being; their dates go on to follow from cadence and last count.

    After the day `until` they are back by themselves; a day planned up to then falls away.

    Raises:
        Refusal: no reason, a day that is over, or a row that is paused, retired or being counted.
    """
    _refuse_without_reason(reason, "Pausing")
    today = workplace.today()
    if until is not None and until < today:
        raise Refusal(f"The pause would have been over on {until} already: give today or a later day.")

    def change(row: ScheduleRow) -> tuple[ScheduleRow, str]:
        _refuse_not_active(row, "paused", today)
        planned = row.planned_for if until is None or row.planned_for is None or row.planned_for > until else None
        paused = row._replace(standing=Standing.PAUSED, paused_until=until, planned_for=planned)
        return paused, "paused" if until is None else f"paused until {until}"

    return _changed(workplace, _not_being_counted(workplace, rows, "paused"), change, reason)


def resume(workplace: Workplace, rows: Sequence[ScheduleRow], reason: str = "") -> list[ScheduleRow]:
    """Brings paused or retired rows back into the schedule; a planned day that is over by now falls away.

    Raises:
        Refusal: a row that is neither paused nor retired.
    """
    today = workplace.today()

    def change(row: ScheduleRow) -> tuple[ScheduleRow, str]:
        if standing_on(row, today) is Standing.ACTIVE:
            raise Refusal(f"{row.subject.name} is neither paused nor retired, so there is nothing to resume.")
        planned = row.planned_for if row.planned_for is not None and row.planned_for >= today else None
        resumed = row._replace(standing=Standing.ACTIVE, paused_until=None, planned_for=planned)
        return resumed, f"resumed, was {row.standing}"

    return _changed(workplace, rows, change, reason)


def retire(workplace: Workplace, rows: Sequence[ScheduleRow], reason: str) -> list[ScheduleRow]:
    """Takes rows out of the schedule for good; what is known of them stays.

    Raises:
        Refusal: no reason, or a row that is retired or being counted.
    """
    _refuse_without_reason(reason, "Retiring")

    def change(row: ScheduleRow) -> tuple[ScheduleRow, str]:
        if row.standing is Standing.RETIRED:
            raise Refusal(f"{row.subject.name} is retired already.")
        return row._replace(standing=Standing.RETIRED, paused_until=None, planned_for=None), "retired"

    return _changed(workplace, _not_being_counted(workplace, rows, "retired"), change, reason)


def _changed(workplace: Workplace, rows: Sequence[ScheduleRow], change: Change, reason: str) -> list[ScheduleRow]:
    """The changed rows, stored all or none; of those that were so already it is only made sure that they still are."""
    at, by = workplace.now(), workplace.counter
    made = [(row, *change(row)) for row in rows]
    new = [(before, after, what) for before, after, what in made if before != after]
    changes = [ScheduleChange(at, by, after.subject, what, reason.strip()) for _, after, what in new]
    workplace.store.schedule.replace_rows([after for _, after, _ in made], changes, expecting=rows)
    return [after for _, after, _ in new]


def _refuse_without_reason(reason: str, doing: str) -> None:
    if not reason.strip():
        raise Refusal(f"{doing} needs a reason: say why with --reason.")


def _refuse_not_active(row: ScheduleRow, done: str, today: date) -> None:
    if standing_on(row, today) is not Standing.ACTIVE:
        raise Refusal(f"{row.subject.name} is {row.standing}, so it cannot be {done}: resume it first.")


def _not_being_counted(workplace: Workplace, rows: Sequence[ScheduleRow], done: str) -> Sequence[ScheduleRow]:
    under_way = {count.subject: count for count in workplace.store.journal.open_counts()}
    for row in rows:
        count = under_way.get(row.subject)
        if count is not None:
            raise Refusal(
                f"{row.subject.name} is being counted by {count.opened_by}, so it cannot be {done}: "
                "finish that count or give it up first."
            )
    return rows
