"""Levelling the stored schedule: shown first, stored all or none, on record, and the same when done again."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, counted
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.calendar import workdays_here
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.coming_weeks import coming_weeks
from cyclecount_tui.workflow.errors import Refusal, StoreError
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.levelling import level, store_levelled
from cyclecount_tui.workflow.schedule_changes import pause, resume, skip
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW, Factory

TODAY = NOW.date()


def heap(place: Workplace, number: int = 60) -> list[ScheduleRow]:
    """Rows that were all counted on one day, stored."""
    rows = [
        ScheduleRow(Subject(n, f"RACK-{n}"), "B", 90, TODAY - timedelta(days=60), lines=10) for n in range(1, number)
    ]
    place.store.schedule.replace_rows(rows)
    place.practice = place.practice._replace(scheduling=SchedulingRules(daily_minutes=60))
    return rows


def stored(place: Workplace) -> dict[int, date | None]:
    return {row.subject.id: row.planned_for for row in place.store.schedule.rows()}


def test_a_heap_is_levelled_stored_and_on_record(factory: Factory) -> None:
    place = factory.workplace
    rows = heap(place)
    plan = level(place)
    assert set(stored(place).values()) == {None}, "nothing is stored before somebody says so"
    assert plan.over == ()
    assert max(week.load.minutes for week in plan.after) <= 5 * 60 < max(week.load.minutes for week in plan.before)
    changed = store_levelled(place, plan)
    assert {each.row.subject.id: each.planned for each in changed}.items() <= stored(place).items()
    assert {entry.row.subject: entry.next_due for entry in schedule(place)} == {
        each.row.subject: each.planned for each in plan.rows
    }
    moved = plan.moved[0]
    (change,) = place.store.schedule.changes(moved.row.subject)
    assert (change.what, change.reason, change.by) == (f"levelled to {moved.planned}", f"was {moved.before}", "Ann")
    again = level(place)
    assert again.changed == again.moved == ()
    assert len(again.rows) == len(rows)


def test_a_count_that_is_closed_meanwhile_is_not_lost(factory: Factory) -> None:
    place = factory.workplace
    heap(place)
    plan = level(place)
    victim = plan.moved[3].row
    place.store.schedule.put(counted(victim, TODAY))
    with pytest.raises(StoreError, match="meanwhile"):
        store_levelled(place, plan)
    assert set(stored(place).values()) == {None}
    store_levelled(place, level(place))
    row = place.store.schedule.row(victim.subject)
    assert row is not None
    assert row.last_counted == TODAY


def test_a_skipped_row_is_not_moved_up_until_it_is_counted(factory: Factory) -> None:
    place = factory.workplace
    rows = heap(place)
    (skipped,) = skip(place, rows[:1], "rack being rebuilt")
    assert skipped.planned_for is not None
    store_levelled(place, level(place))
    assert stored(place)[1] == skipped.planned_for
    store_levelled(place, level(place, afresh=True))
    assert stored(place)[1] == skipped.planned_for
    row = place.store.schedule.row(rows[0].subject)
    assert row is not None
    factory.now = NOW + timedelta(days=1)
    place.store.schedule.put(counted(row, place.today()))
    planned = next(each for each in level(place).rows if each.row.subject == row.subject)
    assert planned.due == place.today() + timedelta(days=90)


def test_a_skip_to_a_near_day_is_kept_too(factory: Factory) -> None:
    place = factory.workplace
    rows = heap(place)
    day = TODAY + timedelta(days=35)
    skip(place, rows[:1], "visitors", until=day)
    assert stored(place)[1] == day
    planned = next(each for each in level(place).rows if each.row.subject.id == 1)
    assert planned.planned >= day


def test_what_does_not_take_part_gets_no_day(factory: Factory) -> None:
    place = factory.workplace
    rows = heap(place)
    pause(place, rows[:5], "line is down")
    assert len(level(place).rows) == len(rows) - 5
    assert level(place).year.classes["B"].subjects == len(rows) - 5
    resume(place, [row for row in place.store.schedule.rows() if row.subject.id <= 5])
    assert len(level(place).rows) == len(rows)


def test_the_strip_of_the_schedule_and_the_level_screen_agree(factory: Factory) -> None:
    place = factory.workplace
    heap(place)
    weekly = [ScheduleRow(Subject(100 + n, f"W-{n}"), "A", 7, TODAY - timedelta(days=n), lines=3) for n in range(9)]
    never = [ScheduleRow(Subject(200 + n, f"N-{n}"), "C", 365, lines=None) for n in range(4)]
    place.store.schedule.replace_rows([*weekly, *never])
    pause(place, weekly[:1], "line is down")
    shown = coming_weeks(schedule(place), place.practice.scheduling, TODAY, workdays_here(place))
    assert shown == level(place).before[: len(shown)]
    assert sum(week.load.counts for week in shown) > 60 + 9 * 7


def counts_at(factory: Factory, subject: Subject, day: date) -> None:
    """A count of a location, opened and closed on a day."""
    place, factory.now = factory.workplace, datetime.combine(day, time(9), UTC)
    submit(place, factory.counted(subject.id))
    count = load(place, place.store.journal.latest_count_of(subject) or "")
    if not count.phase.ended:
        reopen(place, count, "left for this test")


def test_the_year_goes_on_from_when_it_was_first_levelled_with_what_was_counted(factory: Factory) -> None:
    place = factory.workplace
    rows = [row._replace(count_class="A", cadence_days=90, lines=5) for row in factory.schedule()]
    place.store.schedule.replace_rows(rows)
    assert level(place).year.first == TODAY
    store_levelled(place, level(place))
    counts_at(factory, rows[0].subject, TODAY + timedelta(days=3))
    counts_at(factory, rows[1].subject, TODAY + timedelta(days=9))
    counts_at(factory, rows[1].subject, TODAY + timedelta(days=40))
    year = level(place).year
    assert (year.first, year.classes["A"].made) == (TODAY, 3)
    assert year.classes["A"].planned == round(len(rows) * 365 / 90)
    row = place.store.schedule.row(rows[1].subject)
    assert row is not None
    skip(place, [row], "rack being rebuilt")
    anew = level(place).year.classes["A"]
    assert anew.made == 2, "what was skipped is reckoned from then: only what was counted on that day counts"
    assert anew.exact == Fraction((len(rows) - 1) * 365 + 325, 90)
    factory.now = NOW + timedelta(days=365 + 12)
    again = level(place).year
    assert (again.first, again.classes["A"].made) == (TODAY + timedelta(days=365), 0)


@pytest.mark.parametrize("horizon", [0, -1, 3661])
def test_a_horizon_without_reason_is_refused(factory: Factory, horizon: int) -> None:
    with pytest.raises(Refusal, match="1 to 3660 days ahead"):
        level(factory.workplace, horizon)


@pytest.mark.slow
def test_ten_thousand_rows_are_levelled(factory: Factory) -> None:
    place = factory.workplace
    classes = [("A", 90), ("B", 180), ("C", 365)]
    place.store.schedule.replace_rows(
        ScheduleRow(
            Subject(n, f"RACK-{n}"), *classes[n % 3], TODAY - timedelta(days=n * 7 % classes[n % 3][1]), lines=n % 40
        )
        for n in range(10_000)
    )
    place.practice = place.practice._replace(scheduling=SchedulingRules(daily_minutes=2400, country="US"))
    plan = level(place)
    assert plan.over == ()
    assert len(store_levelled(place, plan)) == len(plan.changed) > 1000
    assert level(place).changed == ()
