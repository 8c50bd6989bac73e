"""The schedule out of the database: in its order and whole, with only those rows made that somebody looks at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.phase import Phase
from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.scheduling_rules import SchedulingRules
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.schedule_columns import Same
from cyclecount_tui.workflow import schedule_entry, stored_entries
from cyclecount_tui.workflow.calendar import calendar_if_known
from cyclecount_tui.workflow.schedule_entry import ScheduleEntry
from cyclecount_tui.workflow.scheduling import in_due_order, schedule
from cyclecount_tui.workflow.workplace import Practice, Workplace

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PAGE = 22
OPENED_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)

DAYS = st.none() | st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
ROWS = st.lists(
    st.builds(
        ScheduleRow,
        st.builds(
            Subject,
            st.integers(1, 60),
            st.sampled_from(["A-1", "a-1", "A-01", "B 2", "B 10", "Ä-1", "", "9", "10", "part 9"]),
            st.sampled_from(SubjectKind),
        ),
        st.sampled_from(["", "A"]),
        st.none() | st.integers(1, 30),
        DAYS,
        DAYS,
        planned_for=DAYS,
        standing=st.sampled_from(Standing),
        paused_until=DAYS,
        assigned_to=st.sampled_from(["", "Ann"]),
        notes=st.just(""),
        reason=st.just(""),
        lines=st.none() | st.integers(0, 1000),
    ),
    max_size=40,
    unique_by=lambda row: row.subject,
)
COUNTED = st.lists(st.builds(Subject, st.integers(55, 65), st.just("C-3"), st.sampled_from(SubjectKind)), unique=True)


def never() -> NoReturn:
    raise AssertionError("the schedule asks nothing of ION")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace with an empty schedule, where nobody works on Sundays."""
    rules = SchedulingRules(workdays=frozenset(range(6)))
    return Workplace(open_store(tmp_path), never, lambda: NOW, "Ann", Practice(scheduling=rules))


def under_way(subject: Subject) -> OpenCount:
    return OpenCount(f"{subject.kind}-{subject.id}", subject, OPENED_AT, "Ann", Phase.COUNTING, 1, 2)


def at_once(place: Workplace, rows: list[ScheduleRow], counts: list[OpenCount]) -> list[ScheduleEntry]:
    """Every entry made, then sorted."""
    of = {count.subject: count for count in counts}
    stored = {row.subject for row in rows}
    every = [*rows, *(ScheduleRow(subject) for subject in of if subject not in stored)]
    calendar = calendar_if_known(place)
    assert calendar is not None
    slack = place.practice.scheduling.slack_days
    made = [ScheduleEntry(row, of.get(row.subject), TODAY, calendar, slack, other_counter=True) for row in every]
    return sorted(made, key=standing)


def standing(entry: ScheduleEntry) -> tuple[object, ...]:
    """Where it stands: by its day, then by its name; what has one name by its id, and a location before a part."""
    subject = entry.row.subject
    return entry.days is None, entry.days or 0, entry.walk, subject.name, subject.id, subject.is_part


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, counted=COUNTED)
def test_each_page_is_that_of_the_whole(
    place: Workplace, rows: list[ScheduleRow], counted: list[Subject], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = [under_way(subject) for subject in counted]
    place.store.database.write(lambda connection: connection.execute("DELETE FROM schedule"))
    place.store.schedule.replace_rows(rows)
    monkeypatch.setattr(type(place.store.journal), "open_counts", lambda _journal: counts)
    expected, found = at_once(place, rows, counts), schedule(place)
    assert found[:PAGE] == expected[:PAGE]
    assert found[-3:] == expected[-3:]
    assert list(found) == expected
    assert [found.place_of(each.row.subject) for each in expected] == list(range(len(expected)))
    assert found.place_of(Subject(99, "")) is None
    assert sorted(found.days, key=str) == sorted((each.days for each in expected), key=str)
    assert sorted(found.names) == sorted(called(each.row.subject) for each in expected)
    assert list(in_due_order(expected[::-1])) == expected, "entries that were made before stand as those of the disk"


def shelves(number: int) -> list[ScheduleRow]:
    """Due on ninety different days."""
    return [
        ScheduleRow(Subject(place + 1, f"RACK-{place // 20} / {place % 20}"), "A", 90, TODAY - timedelta(place % 90))
        for place in range(number)
    ]  # fmt: skip


class Made:
    """How often what a row costs is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = dict.fromkeys(("ScheduleEntry", "natural", "due_by_calendar"), 0)
        for module, name in ((stored_entries, "ScheduleEntry"), (stored_entries, "natural"),
                             (schedule_entry, "natural"), (stored_entries, "due_by_calendar"),
                             (schedule_entry, "due_by_calendar")):  # fmt: skip
            self._count(monkeypatch, module, name)

    def _count(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        real = getattr(module, name)

        def counted(*given: object, **named: object) -> object:
            self.calls[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(module, name, counted)


def test_ten_times_as_many_rows_make_hardly_more_of_a_page(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {}
    for number in (1_000, 10_000):
        place.store.schedule.replace_rows(shelves(number))
        with monkeypatch.context() as patched:
            made = Made(patched)
            assert len(schedule(place)[:PAGE]) == PAGE
            found[number] = made.calls
    assert found[1_000]["ScheduleEntry"] == found[10_000]["ScheduleEntry"] == PAGE
    assert found[10_000]["due_by_calendar"] == found[1_000]["due_by_calendar"] == 90 + PAGE, "days, and those shown"
    assert found[10_000]["natural"] <= 10_000 // 90 + 1, "the names of one day"


def test_all_of_it_is_one_statement_that_gives_one_row(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.store.schedule.replace_rows(shelves(50))
    asked: list[str] = []
    place.store.database.call(lambda connection: connection.set_trace_callback(asked.append))
    assert len(place.store.schedule.columns()) == 50
    (statement,) = asked
    found = place.store.database.call(lambda connection: connection.execute(statement).fetchall())
    assert len(found) == 1


def test_equal_values_are_one_object(place: Workplace) -> None:
    place.store.schedule.replace_rows([*shelves(200), ScheduleRow(Subject(999, "X"), assigned_to="Ann B")])
    columns = place.store.schedule.columns()
    assert len({id(day) for day in columns.last_counted}) == 91
    assert len({id(name) for name in columns.assigned_to}) == 2
    assert isinstance(columns.standings, Same), "a column of one value is that value"


@given(times=st.integers(0, 5), at=st.integers(-7, 7), to=st.integers(-7, 7))
def test_one_value_many_times_is_read_as_a_list_of_it(times: int, at: int, to: int) -> None:
    same, listed = Same("x", times), ["x"] * times
    assert (len(same), list(same), same[at:to]) == (times, listed, listed[at:to])
    if -times <= at < times:
        assert same[at] == "x"
    else:
        with pytest.raises(IndexError):
            same[at]


def test_a_name_that_was_sorted_by_is_not_worked_out_again_for_its_entry(place: Workplace) -> None:
    place.store.schedule.replace_rows(shelves(10))
    with pytest.MonkeyPatch.context() as patched:
        made = Made(patched)
        assert all(entry.walk for entry in schedule(place))
        assert made.calls["natural"] == 10
