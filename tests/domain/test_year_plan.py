"""The counts of a year: exact per class, spread over the weeks with carried fractions."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.counting_year import CountingYear
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.year_plan import ClassYear, year_plan

TODAY = date(2026, 3, 2)
WEEK = Calendar(frozenset(range(5)), frozenset({date(2026, 12, 25), date(2027, 1, 1)}))


def of_class(name: str, subjects: int, cadence: int | None, **more: Any) -> list[ScheduleRow]:
    return [ScheduleRow(Subject(hash(name) + n, f"{name}-{n}"), name, cadence, **more) for n in range(subjects)]


def planned(rows: Sequence[ScheduleRow], first: date, calendar: Calendar) -> dict[str, ClassYear]:
    return dict(year_plan(rows, CountingYear(first), first, calendar).classes)


def rounded(exact: Fraction) -> int:
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return int(quotient.quantize(Decimal(1), ROUND_HALF_UP))


def test_once_a_year_is_not_rounded_up_every_day() -> None:
    """The example of Oracle's documentation: 1,249 items once a year, of which 51 were counted twice."""
    plan = planned(of_class("C", 1249, 365), TODAY, WEEK)["C"]
    assert plan.exact == plan.planned == 1249
    assert set(plan.weekly[1:-1]) <= {0, *range(14, 26)}
    assert max(plan.weekly) - min(plan.weekly[1:-2]) <= 12, "only holidays make a difference"


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 40), st.integers(1, 800)), max_size=6),
       st.dates(date(2000, 1, 1), date(2090, 1, 1)))  # fmt: skip
def test_a_year_has_exactly_the_counts_that_the_cadences_come_to(
    groups: Sequence[tuple[str, int, int]], first: date
) -> None:
    rows = [row for name, subjects, cadence in groups for row in of_class(name, subjects, cadence)]
    calendar = Calendar(frozenset(range(5)))
    plan = year_plan(rows, CountingYear(first), first, calendar)
    workdays = sum(calendar.is_workday(first + timedelta(days=n)) for n in range(365))
    for name in {row.count_class for row in rows}:
        exact = sum(
            (n * min(Fraction(365, cadence), Fraction(workdays)) for kind, n, cadence in groups if kind == name),
            Fraction(0),
        )
        assert plan.classes[name].exact == exact, "more than once a workday nobody counts"
        assert plan.classes[name].planned == rounded(exact), "rounded once a year"
        assert len(plan.classes[name].weekly) == len(plan.weeks)
        assert min(plan.classes[name].weekly) >= 0


def test_what_was_counted_is_not_owed_any_more_and_what_came_later_is_reckoned_from_then() -> None:
    rows = [*of_class("A", 20, 90), *of_class("B", 4, 365)]
    half = TODAY + timedelta(days=182)
    made = {rows[0].subject: 3, rows[1].subject: 1, Subject(-1, "retired"): 9}
    anew = {row.subject: half for row in rows[20:]}
    plan = year_plan(rows, CountingYear(TODAY, made, anew), half, WEEK)
    assert (plan.classes["A"].planned, plan.classes["A"].made, plan.classes["A"].owed) == (81, 4, 77)
    assert plan.classes["B"].exact == Fraction(4 * (365 - 182), 365)


@given(st.integers(1, 3000), st.integers(30, 365))
def test_full_weeks_differ_by_one_count_at_most(subjects: int, cadence: int) -> None:
    plan = planned(of_class("B", subjects, cadence), TODAY, Calendar(frozenset(range(5))))["B"]
    assert max(plan.weekly[:-1]) - min(plan.weekly[:-1]) <= 1


def test_what_does_not_take_part_needs_no_counts() -> None:
    rows = of_class("A", 1, 90, standing=Standing.PAUSED) + of_class("B", 1, None)
    assert planned(rows, TODAY, WEEK) == {}


def test_a_year_may_end_with_the_calendar() -> None:
    first = date(9999, 12, 1)
    plan = year_plan(of_class("A", 10, 365), CountingYear(first), first, WEEK)
    assert plan.classes["A"].planned == 10
    assert len(plan.weeks) == 5
