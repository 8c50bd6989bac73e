"""The factory's calendar: holidays of a country, wrong codes with the nearest, and where due dates are shown by it."""

from datetime import date, timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.calendar import calendar_of, calendar_trouble
from cyclecount_tui.workflow.closing import closing_words, next_due_of, reopen
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import leave, none_here
from cyclecount_tui.workflow.scheduling import schedule
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import Factory

TODAY = date(2026, 3, 2)


def test_without_a_country_only_weekends_are_off() -> None:
    calendar = calendar_of(SchedulingRules(), TODAY)
    assert calendar.holidays == frozenset()
    assert calendar.is_workday(date(2026, 12, 25))
    assert not calendar.is_workday(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("country", "subdivision", "holiday", "workday"),
    [
        ("US", "", date(2026, 7, 3), date(2026, 7, 2)),
        ("us", "ca", date(2026, 3, 31), date(2026, 3, 30)),
        ("DE", "BY", date(2026, 6, 4), date(2026, 6, 5)),
        ("DEU", "", date(2027, 1, 1), date(2026, 6, 4)),
    ],
)
def test_holidays_are_those_of_the_country(country: str, subdivision: str, holiday: date, workday: date) -> None:
    calendar = calendar_of(SchedulingRules(country=country, subdivision=subdivision), TODAY)
    assert not calendar.is_workday(holiday)
    assert calendar.is_workday(workday)


def test_holidays_reach_as_far_as_somebody_plans() -> None:
    rules = SchedulingRules(country="US")
    assert date(2040, 12, 25) not in calendar_of(rules, TODAY).holidays
    assert date(2040, 12, 25) in calendar_of(rules, TODAY, date(2040, 1, 1)).holidays


@pytest.mark.parametrize(
    ("country", "subdivision", "words"),
    [
        ("Germany", "", "No holidays are known for the country 'Germany': give its code, for example DE (Germany)."),
        ("ZZZZZ", "", "'ZZZZZ': give its two letters, such as US or DE."),
        ("DE", "BX", "the subdivision 'BX' of DE: use one such as HB, BY, BW, or none."),
        ("FJ", "X", "the subdivision 'X' of FJ: leave the subdivision empty, this country has none."),
    ],
)
def test_an_unknown_code_is_said_with_the_nearest(country: str, subdivision: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        calendar_of(SchedulingRules(country=country, subdivision=subdivision), TODAY)
    assert words in str(refused.value)


def by_rules(place: Workplace, rules: SchedulingRules) -> Workplace:
    place.practice = place.practice._replace(scheduling=rules)
    return place


def test_due_dates_are_shown_by_the_calendar_once_there_is_one(factory: Factory) -> None:
    place = factory.workplace
    saturday = date(2026, 7, 4)
    row = ScheduleRow(Subject(1, "RACK"), "A", 30, saturday - timedelta(days=30))
    place.store.schedule.put(row)
    assert schedule(place)[0].next_due == saturday
    (shown,) = schedule(by_rules(place, SchedulingRules(country="US")))
    assert shown.next_due == date(2026, 7, 6)
    assert shown.due == f"in {(date(2026, 7, 6) - place.today()).days} days"
    (early,) = schedule(by_rules(place, SchedulingRules(country="US", slack_days=0)))
    assert early.next_due == date(2026, 7, 2), "Friday the 3rd is a holiday"
    (always,) = schedule(by_rules(place, SchedulingRules(workdays=frozenset(range(7)))))
    assert always.next_due == saturday


@pytest.mark.parametrize("rules", [SchedulingRules(country="US"), SchedulingRules(country="US", slack_days=0)])
def test_a_count_that_is_closed_is_due_next_when_the_schedule_says(factory: Factory, rules: SchedulingRules) -> None:
    place = by_rules(factory.workplace, rules)
    subject, saturday = factory.named("RACK-A / SHELF-01"), date(2026, 7, 4)
    place.store.schedule.put(ScheduleRow(subject, "A", (saturday - TODAY).days))
    closed = reopen(place, factory.compared(subject.id), "left as it is")
    (shown,) = schedule(place)
    assert next_due_of(place, closed) == shown.next_due != saturday


def test_the_end_of_a_count_says_what_was_left_out_of_it(factory: Factory) -> None:
    place, subject = factory.workplace, factory.named("RACK-A / SHELF-01")
    place.store.schedule.put(ScheduleRow(subject, "A", 30))
    due = place.today() + timedelta(days=30)

    def end_with(lines: int) -> tuple[int, str]:
        count = read_sheet(place, open_count(place, subject))
        for line in count.lines[:lines]:
            count = none_here(place, count, line.number)
        count = leave(place, count, [line.number for line in count.open_lines], "no time")
        count = reopen(place, submit(place, count), "left as it is")
        return len(count.lines), closing_words(place, count)

    total, said = end_with(1)
    assert said == (
        f"{subject.name} is open again. {total - 1} of {total} lines were not counted; the next count is due {due}."
    )
    assert f" 1 of {total} lines was not counted; the next count" in end_with(total - 1)[1]
    assert end_with(total)[1] == f"{subject.name} is open again. Next count due {due}."
    place.store.schedule.put(ScheduleRow(subject))
    assert end_with(1)[1].endswith(f"{total - 1} of {total} lines were not counted. It is not on the schedule.")


def test_a_country_that_is_not_known_empties_no_schedule(factory: Factory) -> None:
    place = by_rules(factory.workplace, SchedulingRules(country="XX"))
    saturday = date(2026, 7, 4)
    place.store.schedule.put(ScheduleRow(Subject(1, "RACK"), "A", 30, saturday - timedelta(days=30)))
    assert [entry.next_due for entry in schedule(place)] == [saturday]
    assert "No holidays are known for the country 'XX'" in calendar_trouble(place)
    assert calendar_trouble(by_rules(place, SchedulingRules(country="US"))) == ""


def test_a_count_is_closed_and_due_next_where_the_country_is_not_known(factory: Factory) -> None:
    place, subject = by_rules(factory.workplace, SchedulingRules(country="Germany")), factory.named("RACK-A / SHELF-01")
    place.store.schedule.put(ScheduleRow(subject, "A", 30))
    closed = reopen(place, factory.compared(subject.id), "left as it is")
    assert next_due_of(place, closed) == schedule(place)[0].next_due == place.today() + timedelta(days=30)
