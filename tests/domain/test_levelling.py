"""Levelling: workdays only, within cadence and slack, within capacity where that can be, the same when done twice."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.levelled_schedule import Levelled
from cyclecount_tui.domain.levelling import levelled
from cyclecount_tui.domain.schedule import ScheduleRow, Standing, due_by_cadence, due_by_calendar, slack_of
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.workdays import Calendar

TODAY = date(2026, 3, 2)
FREE = frozenset({date(2026, 3, 9), date(2026, 4, 3), date(2026, 12, 25), date(2026, 12, 28)})
WEEK = Calendar(frozenset(range(5)), FREE)
CADENCES = {"A": 30, "B": 90, "C": 365, "": 7, "daily": 1, "other": 2}


def a_row(
    number: int, kind: str, ago: int | None, lines: int | None, standing: Standing, planned_in: int | None = None
) -> ScheduleRow:
    last = None if ago is None else TODAY - timedelta(days=ago)
    subject = Subject(number, f"RACK-{number}", SubjectKind.PART if number % 7 == 0 else SubjectKind.LOCATION)
    planned = None if planned_in is None else TODAY + timedelta(days=planned_in)
    return ScheduleRow(subject, kind, CADENCES[kind], last, planned_for=planned, lines=lines, standing=standing)


def some_rows(most: int = 40) -> st.SearchStrategy[list[ScheduleRow]]:
    one = st.tuples(
        st.sampled_from(sorted(CADENCES)),
        st.none() | st.integers(0, 400),
        st.none() | st.integers(0, 60),
        st.sampled_from([Standing.ACTIVE] * 8 + [Standing.PAUSED, Standing.RETIRED]),
        st.none() | st.integers(-10, 400),
    )
    return st.lists(one, max_size=most).map(lambda drawn: [a_row(n, *each) for n, each in enumerate(drawn)])


def some_rules() -> st.SearchStrategy[SchedulingRules]:
    return st.builds(
        SchedulingRules()._replace,
        daily_lines=st.none() | st.integers(1, 80),
        daily_minutes=st.none() | st.integers(1, 120),
        slack_days=st.integers(0, 21),
    )


def after(plan: Levelled, rows: Sequence[ScheduleRow]) -> list[ScheduleRow]:
    changed = {each.row.subject: each.levelled for each in plan.rows}
    return [changed.get(row.subject, row) for row in rows]


@given(some_rows(), some_rules())
def test_every_row_that_takes_part_gets_a_workday_from_today_on(
    rows: list[ScheduleRow], rules: SchedulingRules
) -> None:
    plan = levelled(rows, TODAY, WEEK, rules)
    taking_part = {row.subject for row in rows if row.standing is Standing.ACTIVE}
    assert {each.row.subject for each in plan.rows} == taking_part
    assert len(plan.rows) == len(taking_part)
    for each in plan.rows:
        assert WEEK.is_workday(each.planned)
        assert WEEK.is_workday(each.before) or each.before == each.row.planned_for
        assert each.planned >= TODAY
        assert each.row.last_counted is None or each.planned > each.row.last_counted


@given(some_rows(), some_rules())
def test_no_row_is_planned_beyond_its_slack(rows: list[ScheduleRow], rules: SchedulingRules) -> None:
    for each in levelled(rows, TODAY, WEEK, rules).rows:
        latest = each.due + timedelta(days=slack_of(each.row, rules.slack_days))
        days = ((latest - TODAY).days + 1) if latest >= TODAY else 0
        soonest = max(TODAY, (each.row.last_counted or TODAY - timedelta(days=1)) + timedelta(days=1))
        can_be_kept = any(WEEK.is_workday(day) for n in range(days) if (day := TODAY + timedelta(days=n)) >= soonest)
        assert each.planned <= latest or each.overdue or not can_be_kept
        if each.row.last_counted:
            assert each.due == due_by_cadence(each.row, TODAY)
            earliest = each.row.last_counted + timedelta(days=(each.row.cadence_days or 1) // 4)
            assert each.planned >= earliest or each.planned >= each.due


@given(some_rows(), some_rules())
def test_levelling_twice_changes_nothing(rows: list[ScheduleRow], rules: SchedulingRules) -> None:
    once = levelled(rows, TODAY, WEEK, rules)
    stored = after(once, rows)
    again = levelled(stored, TODAY, WEEK, rules)
    assert again.changed == ()
    assert again.moved == ()
    assert {each.row.subject: each.planned for each in again.rows} == {
        each.row.subject: each.planned for each in once.rows
    }
    shown = {row.subject: due_by_calendar(row, TODAY, WEEK, rules.slack_days) for row in stored}
    assert all(shown[each.row.subject] == each.planned for each in once.rows), "what is stored is what was planned"
    assert levelled(list(reversed(rows)), TODAY, WEEK, rules) == once


@given(some_rows(), some_rules())
def test_each_day_over_capacity_is_said_and_no_other(rows: list[ScheduleRow], rules: SchedulingRules) -> None:
    plan = levelled(rows, TODAY, WEEK, rules, horizon=400)
    lines: Counter[date] = Counter()
    minutes: dict[date, Decimal] = {}
    for each in plan.rows:
        lines[each.planned] += each.load.lines
        minutes[each.planned] = minutes.get(each.planned, Decimal(0)) + each.load.minutes
    over = {
        day
        for day in minutes
        if (rules.daily_lines is not None and lines[day] > rules.daily_lines)
        or (rules.daily_minutes is not None and minutes[day] > rules.daily_minutes)
    }
    assert {each.day for each in plan.over} == over
    assert all(each.why for each in plan.over)
    assert any("over capacity" in remark for remark in plan.remarks) == bool(over)


def feasible(plan: Levelled, rules: SchedulingRules, a_day: int) -> bool:
    """Whether counts of one size have a plan: room for them all between any two days (Hall's condition)."""
    windows = []
    for each in plan.rows:
        if not each.overdue:
            last, cadence = each.row.last_counted, each.row.cadence_days or 1
            earliest = max(TODAY, last + timedelta(days=max(1, cadence // 4))) if last else TODAY
            windows.append(
                (earliest, max(each.before, each.due + timedelta(days=slack_of(each.row, rules.slack_days))))
            )
    for first in {first for first, _ in windows}:
        for last in {last for _, last in windows}:
            within = sum(first <= begin and end <= last for begin, end in windows)
            days = range(max((last - first).days + 1, 0))
            if within > a_day * sum(WEEK.is_workday(first + timedelta(days=n)) for n in days):
                return False
    return True


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 100)), min_size=1, max_size=40),
    st.integers(1, 3),
    st.integers(0, 10),
)
def test_capacity_is_kept_where_counts_of_one_size_allow_it(
    drawn: list[tuple[str, int]], a_day: int, slack: int
) -> None:
    rows = [a_row(n, kind, ago, 10, Standing.ACTIVE) for n, (kind, ago) in enumerate(drawn)]
    rules = SchedulingRules(daily_lines=10 * a_day, slack_days=slack)
    plan = levelled(rows, TODAY, WEEK, rules)
    assert (plan.over == ()) == feasible(plan, rules, a_day)


@given(some_rows(), some_rules())
def test_overdue_counts_come_as_soon_as_there_is_room(rows: list[ScheduleRow], rules: SchedulingRules) -> None:
    same = [row._replace(lines=10, planned_for=None) for row in rows]
    plan = levelled(same, TODAY, WEEK, rules)
    late = [each for each in plan.rows if each.overdue]
    assert late == sorted(late, key=lambda each: (each.due, not each.row.count_class, each.row.count_class))
    assert [each.planned for each in late] == sorted(each.planned for each in late), "the longest overdue first"
    if late and rules.daily_lines:
        a_day = max(1, rules.daily_lines // 10)
        counts = Counter(each.planned for each in plan.rows)
        days = (late[-1].planned - TODAY).days
        before = [TODAY + timedelta(days=n) for n in range(days) if WEEK.is_workday(TODAY + timedelta(days=n))]
        by_minutes = rules.daily_minutes is not None and rules.daily_minutes < 15 * a_day
        assert by_minutes or all(counts[day] >= a_day for day in before), "no day before has room"


def test_a_plant_counted_at_the_end_of_the_year_is_spread_over_the_next() -> None:
    rows = [a_row(n, "C", 61, 10, Standing.ACTIVE) for n in range(500)]
    rules = SchedulingRules()
    plan = levelled(rows, TODAY, WEEK, rules)
    counts = [week.load.counts for week in plan.after]
    assert max(week.load.counts for week in plan.before) == 500
    assert max(counts) <= 15
    assert sum(counts) == 500
    assert any("No daily capacity is set" in remark for remark in plan.remarks)


def test_what_was_never_counted_is_spread_over_a_cadence_and_keeps_its_day() -> None:
    rows = [a_row(n, "C", None, 10, Standing.ACTIVE) for n in range(260)]
    rules = SchedulingRules(daily_minutes=480)
    plan = levelled(rows, TODAY, WEEK, rules)
    assert max(week.load.counts for week in plan.after) <= 7
    stored = after(plan, rows)
    assert all(row.first_due and row.planned_for for row in stored)
    later = levelled(stored, TODAY + timedelta(days=1), WEEK, rules)
    moved = [each for each in later.moved if each.before >= TODAY + timedelta(days=1)]
    assert moved == [], "tomorrow nobody begins anew"


def test_too_little_capacity_is_said_and_every_count_of_the_weeks_is_shown() -> None:
    rows = [a_row(n, "A", n % 30, 10, Standing.ACTIVE) for n in range(60)]
    plan = levelled(rows, TODAY, WEEK, SchedulingRules(daily_lines=20))
    workdays = sum(WEEK.is_workday(TODAY + timedelta(days=n)) for n in range(365))
    needed = -(-60 * 10 * 365 // (30 * workdays))
    assert plan.remarks[0] == (
        f"{needed} lines a day are needed, 20 are there: allow for more a day, or count less often."
    )
    assert plan.need.lines == needed
    lines = [week.load.lines for week in plan.after[1:-1]]
    assert min(lines) > 0, "each row comes back every 30 days"
    assert sum(lines) > 0.9 * 60 * 10 * 12
    assert levelled(rows, TODAY, WEEK, SchedulingRules(daily_lines=30)).remarks == ()
    minutes = levelled(rows, TODAY, WEEK, SchedulingRules(daily_minutes=40)).remarks[0]
    assert minutes.startswith("43 minutes a day are needed, 40 are there")


def test_the_weeks_hold_what_comes_again() -> None:
    rows = [a_row(1, "", 0, 4, Standing.ACTIVE), a_row(2, "C", 0, 9, Standing.ACTIVE)]
    plan = levelled(rows, TODAY, WEEK, SchedulingRules(), horizon=34)
    assert [week.load.lines for week in plan.before] == [0, 4, 4, 4, 4], "the 9th is a holiday: it is due on the 10th"


def test_a_row_larger_than_a_day_has_one_to_itself_and_is_said() -> None:
    rows = [a_row(n, "A", 25, 300 if n == 3 else 5, Standing.ACTIVE) for n in range(1, 6)]
    plan = levelled(rows, TODAY, WEEK, SchedulingRules(daily_minutes=60))
    (over,) = plan.over
    assert over.load.counts == 1
    assert over.why == "RACK-3 alone takes 300 lines and about 305 minutes."


def test_what_was_skipped_is_not_moved_up() -> None:
    day = date(2026, 6, 1)
    row = a_row(1, "B", 100, 10, Standing.ACTIVE)._replace(planned_for=day)
    assert levelled([row], TODAY, WEEK, SchedulingRules()).rows[0].planned == TODAY
    kept = levelled([row], TODAY, WEEK, SchedulingRules(), skipped={row.subject: day})
    assert kept.rows[0].planned == day
    assert kept.changed == ()


def test_beyond_the_horizon_nothing_moves() -> None:
    rows = [a_row(n, "C", 100, 10, Standing.ACTIVE) for n in range(50)]
    plan = levelled(rows, TODAY, WEEK, SchedulingRules(daily_minutes=60), horizon=90)
    assert plan.moved == ()
    assert levelled(rows, TODAY, WEEK, SchedulingRules(daily_minutes=60)).moved != ()


@pytest.mark.parametrize("today", [date(9999, 12, 20), date.max, date.min])
def test_the_calendar_may_end(today: date) -> None:
    rows = [ScheduleRow(Subject(n, f"R{n}"), "A", 30, lines=5) for n in range(9)]
    plan = levelled(rows, today, Calendar(), SchedulingRules(daily_lines=10))
    assert len(plan.rows) == 9
