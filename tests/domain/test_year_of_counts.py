"""A year of levelling, counting and levelling again: each class gets exactly the counts that the year plans for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.counting_year import CountingYear
from cyclecount_tui.domain.levelling import levelled
from cyclecount_tui.domain.schedule import ScheduleRow, counted, due_by_cadence, due_by_calendar, slack_of
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.workdays import Calendar
from cyclecount_tui.domain.year_plan import year_plan

FIRST = date(2026, 3, 2)
WEEK = Calendar(frozenset(range(5)), frozenset({date(2026, 4, 3), date(2026, 7, 3), date(2026, 12, 25), FIRST}))


@dataclass
class Year:
    """A year at a factory that levels every so many days and counts what is due on each workday."""

    rows: dict[Subject, ScheduleRow]
    rules: SchedulingRules
    every: int
    made: Counter[Subject] = field(default_factory=Counter)
    beyond_slack: int = 0
    lines: Counter[date] = field(default_factory=Counter)

    def goes_by(self) -> None:
        for number in range(365):
            today = FIRST + timedelta(days=number)
            if number % self.every == 0:
                self.level(today)
            if WEEK.is_workday(today):
                self.count(today)

    def level(self, today: date) -> None:
        year = CountingYear(FIRST, dict(self.made))
        plan = levelled(self.rows.values(), today, WEEK, self.rules, year=year)
        self.rows |= {each.row.subject: each.levelled for each in plan.changed}

    def count(self, today: date) -> None:
        for subject, row in list(self.rows.items()):
            day, due = due_by_calendar(row, today, WEEK, self.rules.slack_days), due_by_cadence(row, today)
            assert day is not None
            assert due is not None
            if day <= today:
                self.beyond_slack += today > due + timedelta(days=slack_of(row, self.rules.slack_days))
                self.rows[subject] = counted(row, today)
                self.made[subject] += 1
                self.lines[today] += row.lines or 0

    def by_class(self) -> dict[str, int]:
        found = Counter[str]()
        for subject, number in self.made.items():
            found[self.rows[subject].count_class] += number
        return dict(found)


def a_year(groups: Sequence[tuple[str, int, Sequence[int]]], rules: SchedulingRules, every: int = 7) -> Year:
    """Rows of a class and a cadence, each with the days since its last count; none for what was never counted."""
    rows: dict[Subject, ScheduleRow] = {}
    for name, cadence, ago in groups:
        for days in ago:
            subject = Subject(len(rows) + 1, f"RACK-{len(rows) + 1}")
            last = None if days < 0 else FIRST - timedelta(days=days)
            rows[subject] = ScheduleRow(subject, name, cadence, last, lines=5 + len(rows) % 4 * 10)
    return Year(rows, rules, every)


def planned(year: Year) -> dict[str, int]:
    """What the cadences of each class come to, worked out here and as the product says it."""
    exact: dict[str, Fraction] = {}
    for row in year.rows.values():
        rate = Fraction(365, row.cadence_days or 1)
        exact[row.count_class] = exact.get(row.count_class, Fraction(0)) + rate
    found = {
        name: int((Decimal(sum_.numerator) / sum_.denominator).quantize(Decimal(1), ROUND_HALF_UP))
        for name, sum_ in exact.items()
    }
    said = year_plan(year.rows.values(), CountingYear(FIRST), FIRST, WEEK).classes
    assert {name: each.planned for name, each in said.items()} == found
    return found


def some_groups() -> st.SearchStrategy[list[tuple[str, int, list[int]]]]:
    """Up to three cadences, each counted at random within one, all on one day, or never.

    None so lately that it may not be counted at once: then there may be no days from which the year comes out exactly.
    """

    def rows(cadence: int) -> st.SearchStrategy[list[int]]:
        at_random = st.lists(st.integers(cadence // 4, cadence - 1), min_size=1, max_size=12)
        day = st.just(-1) | st.integers(cadence // 4, cadence - 1)
        together = st.builds(lambda days, number: [days] * number, day, st.integers(1, 12))
        return at_random | together

    one = st.sampled_from([30, 45, 90, 120, 180, 365]).flatmap(
        lambda cadence: st.tuples(st.sampled_from("ABC"), st.just(cadence), rows(cadence))
    )
    return st.lists(one, min_size=1, max_size=3)


@settings(max_examples=12)
@given(some_groups(), st.sampled_from([3, 7, 14]))
def test_each_class_gets_exactly_the_counts_of_its_year(groups: list[tuple[str, int, list[int]]], every: int) -> None:
    year = a_year(groups, SchedulingRules(), every)
    wanted = planned(year)
    year.goes_by()
    assert year.by_class() == wanted
    assert year.beyond_slack == 0


SPREAD = [("A", 90, [n * 17 % 90 for n in range(20)]), ("B", 180, [n * 53 % 180 for n in range(30)]),
          ("C", 365, [n * 101 % 365 for n in range(50)])]  # fmt: skip
HEAP = [("A", 90, [61] * 20), ("B", 180, [61] * 30), ("C", 365, [61] * 50)]
OVERDUE = [("A", 90, [90 + n for n in range(20)]), ("B", 180, [200 + n for n in range(30)]), ("C", 365, [300] * 50)]


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param(SPREAD, id="spread"),
        pytest.param(HEAP, id="heap", marks=pytest.mark.slow),
        pytest.param(OVERDUE, id="overdue", marks=pytest.mark.slow),
    ],
)
def test_a_factory_with_three_classes_gets_them_too(groups: list[tuple[str, int, list[int]]]) -> None:
    year = a_year(groups, SchedulingRules())
    assert planned(year) == {"A": 81, "B": 61, "C": 50}
    year.goes_by()
    assert year.by_class() == {"A": 81, "B": 61, "C": 50}


def test_capacity_is_kept_all_year_and_each_class_has_its_counts() -> None:
    year = a_year(SPREAD, SchedulingRules(daily_lines=60))
    year.goes_by()
    assert year.by_class() == {"A": 81, "B": 61, "C": 50}
    assert max(year.lines.values()) <= 60
    assert year.beyond_slack == 0


def test_the_next_year_begins_without_debts() -> None:
    year = a_year(SPREAD, SchedulingRules(), every=14)
    year.goes_by()
    shown = levelled(
        year.rows.values(), FIRST + timedelta(days=365), WEEK, SchedulingRules(),
        year=CountingYear(FIRST + timedelta(days=365)),
    )  # fmt: skip
    assert {name: each.planned for name, each in shown.year.classes.items()} == {"A": 81, "B": 61, "C": 50}
    assert dict(shown.coming) == {"A": 81, "B": 61, "C": 50}


def test_cadences_of_one_class_help_each_other() -> None:
    """The nine rows alone cannot have the nineteenth count within their windows; the twelve others can have it."""
    others = [22, 7, 21, 37, 10, 8, 1, 24, 5, 2, 1, 10]
    year = a_year([("A", 180, [8] * 9), ("A", 45, others)], SchedulingRules(), every=14)
    year.goes_by()
    assert year.by_class() == planned(year) == {"A": 116}


def test_what_was_missed_is_not_made_up_by_counting_faster_than_the_cadence() -> None:
    """Half a year without counts: the classes come short of the year, and that is said."""
    rows = a_year([("A", 90, [0] * 10)], SchedulingRules()).rows
    today = FIRST + timedelta(days=190)
    plan = levelled(rows.values(), today, WEEK, SchedulingRules(), year=CountingYear(FIRST))
    assert plan.year.classes["A"].planned == 41
    assert plan.coming["A"] <= 10 * 175 / 90 + 10
    (said,) = [remark for remark in plan.remarks if remark.startswith("A comes to")]
    number = plan.coming["A"]
    assert said == (
        f"A comes to {number} counts from 2026-03-02 to 2027-03-01, not to 41: its dates cannot be moved that far."
    )
