"""Assigning, skipping, pausing, resuming and retiring: all or none, with a reason, on record, never under a count."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.workflow.errors import Refusal, StoreError
from cyclecount_tui.workflow.levelling import level
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.schedule_changes import assign, pause, resume, retire, skip
from cyclecount_tui.workflow.scheduled_rows import scheduled_rows
from cyclecount_tui.workflow.scheduling import entry_of
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW, Factory

TODAY = NOW.date()
LAST = TODAY - timedelta(days=30)

Doing = Callable[[Workplace, list[ScheduleRow]], list[ScheduleRow]]
NEEDS_NO_COUNT: dict[str, Doing] = {
    "skipped": lambda place, rows: skip(place, rows, "audit"),
    "paused": lambda place, rows: pause(place, rows, "audit"),
    "retired": lambda place, rows: retire(place, rows, "audit"),
}


@pytest.fixture
def place(factory: Factory) -> Workplace:
    rows = [
        ScheduleRow(Subject(11, "RACK-A"), "A", 90, LAST, assigned_to="Ann"),
        ScheduleRow(Subject(12, "RACK-B"), "B", 30, LAST),
        ScheduleRow(Subject(13, "11"), "C", 365),
        ScheduleRow(Subject(14, "SHELF"), "C", None),
        ScheduleRow(Subject(15, "TWIN"), "C", 365),
        ScheduleRow(Subject(16, "TWIN"), "C", 365),
        ScheduleRow(Subject(11, "FR-100", SubjectKind.PART), "A", 90, LAST),
    ]
    factory.workplace.store.schedule.replace_rows(rows)
    return factory.workplace


def history(place: Workplace, row: ScheduleRow) -> list[tuple[str, str, str]]:
    return [(change.what, change.reason, change.by) for change in place.store.schedule.changes(row.subject)]


def test_rows_are_found_by_id_name_and_part_number(place: Workplace) -> None:
    found = scheduled_rows(place, ["RACK-A", "12", " 13 ", "RACK-A"], ["FR-100"])
    assert [(row.subject.id, row.subject.is_part) for row in found] == [
        (11, False),
        (12, False),
        (13, False),
        (11, True),
    ]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("RACK-C", "The schedule has no location 'RACK-C'. Nearest: RACK-A; RACK-B."),
        ("FR-100", "The schedule has no location 'FR-100': put it there with cyclecount schedule build or import."),
        ("TWIN", "say which by its id: 15 (TWIN); 16 (TWIN)."),
        ("11", "say which by its id: 11 (RACK-A); 13 (11)."),
        (" ", "No location was named"),
    ],
)
def test_what_is_not_one_row_is_refused(place: Workplace, wanted: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        scheduled_rows(place, ["RACK-A", wanted])
    assert words in str(refused.value)


def test_nothing_named_is_refused(place: Workplace) -> None:
    with pytest.raises(Refusal, match="Nothing was named"):
        scheduled_rows(place, [])


def test_assigning_reassigning_and_unassigning(place: Workplace) -> None:
    rows = scheduled_rows(place, ["RACK-A", "RACK-B"])
    changed = assign(place, rows, " Bea ", "shift change")
    assert {row.assigned_to for row in changed} == {"Bea"}
    assert assign(place, changed, "Bea") == []
    unassigned = assign(place, changed, "")
    assert {row.assigned_to for row in unassigned} == {""}
    assert history(place, rows[0]) == [
        ("assigned to nobody, taken from Bea", "", "Ann"),
        ("assigned to Bea, taken from Ann", "shift change", "Ann"),
    ]


def test_a_skipped_count_goes_to_the_next_date_by_cadence(place: Workplace) -> None:
    rows = scheduled_rows(place, ["RACK-B"], ["FR-100"])
    skipped = skip(place, rows, " line is down ")
    assert [row.planned_for for row in skipped] == [date(2026, 4, 1), date(2026, 7, 30)]
    assert history(place, rows[0]) == [("skipped to 2026-04-01", "line is down", "Ann")]
    (again,) = skip(place, skipped[:1], "still down", until=date(2026, 3, 12))
    assert again.planned_for == date(2026, 3, 12)
    with pytest.raises(Refusal, match="after today"):
        skip(place, [again], "why not", until=TODAY)
    with pytest.raises(Refusal, match="has no cadence"):
        skip(place, scheduled_rows(place, ["SHELF"]), "why not")


def test_a_pause_ends_by_itself_after_its_last_day(factory: Factory, place: Workplace) -> None:
    rows, last_day = scheduled_rows(place, ["RACK-B"]), TODAY + timedelta(days=10)
    with pytest.raises(Refusal, match="would have been over on 2026-03-01 already"):
        pause(place, rows, "audit", TODAY - timedelta(days=1))
    (paused,) = pause(place, rows, "audit", last_day)
    assert history(place, paused) == [("paused until 2026-03-12", "audit", "Ann")]
    factory.now = NOW + timedelta(days=10)
    assert entry_of(place, paused).due == "paused"
    assert entry_of(place, paused).paused == "paused until 2026-03-12"
    factory.now = NOW + timedelta(days=11)
    entry = entry_of(place, paused)
    assert (entry.next_due, entry.due, entry.paused) == (LAST + timedelta(days=30), "overdue 11 days", "")
    assert {each.row.subject for each in level(place).rows} >= {paused.subject}
    with pytest.raises(Refusal, match="nothing to resume"):
        resume(place, [paused])
    (again,) = pause(place, [paused], "again")
    assert (again.standing, again.paused_until) == (Standing.PAUSED, None)


@pytest.mark.parametrize(("planned_in", "stays"), [(10, False), (11, True)])
def test_a_day_planned_within_a_pause_falls_away(place: Workplace, planned_in: int, stays: bool) -> None:
    (row,) = scheduled_rows(place, ["RACK-B"])
    planned = row._replace(planned_for=TODAY + timedelta(days=planned_in))
    place.store.schedule.put(planned)
    (paused,) = pause(place, [planned], "audit", TODAY + timedelta(days=10))
    assert paused.planned_for == (planned.planned_for if stays else None)


def test_resuming_and_retiring_end_a_pause_before_its_day(place: Workplace) -> None:
    rows = scheduled_rows(place, ["RACK-A", "RACK-B"])
    paused = pause(place, rows, "audit", TODAY + timedelta(days=10))
    changed = [*resume(place, paused[:1]), *retire(place, paused[1:], "scrapped")]
    assert [row.paused_until for row in changed] == [None, None]


def test_pausing_resuming_and_retiring(place: Workplace) -> None:
    rows = scheduled_rows(place, ["RACK-A"])
    paused = pause(place, rows, "moved to the new hall")
    assert paused[0].standing is Standing.PAUSED
    with pytest.raises(Refusal, match="RACK-A is paused, so it cannot be skipped: resume it first"):
        skip(place, paused, "audit")
    with pytest.raises(Refusal, match="RACK-A is paused, so it cannot be paused"):
        pause(place, paused, "again")
    resumed = resume(place, paused)
    assert resumed == rows
    with pytest.raises(Refusal, match="nothing to resume"):
        resume(place, resumed)
    retired = retire(place, resumed, "scrapped")
    assert retired[0].standing is Standing.RETIRED
    with pytest.raises(Refusal, match="retired already"):
        retire(place, retired, "scrapped")
    assert resume(place, retired)[0].standing is Standing.ACTIVE
    assert [what for what, _, _ in history(place, rows[0])] == [
        "resumed, was retired", "retired", "resumed, was paused", "paused",
    ]  # fmt: skip


@pytest.mark.parametrize("done", NEEDS_NO_COUNT)
def test_while_it_is_counted_a_row_stays_as_it_is(place: Workplace, done: str) -> None:
    rows = scheduled_rows(place, ["RACK-B", "RACK-A"])
    open_count(place, rows[1].subject)
    with pytest.raises(Refusal, match=f"RACK-A is being counted by Ann, so it cannot be {done}"):
        NEEDS_NO_COUNT[done](place, rows)
    assert [place.store.schedule.row(row.subject) for row in rows] == rows, "all or none"
    assert history(place, rows[0]) == []
    assign(place, rows, "Bea")


@pytest.mark.parametrize("doing", [skip, pause, retire])
def test_a_reason_is_needed(place: Workplace, doing: Callable[[Workplace, list[ScheduleRow], str], object]) -> None:
    with pytest.raises(Refusal, match="needs a reason"):
        doing(place, scheduled_rows(place, ["RACK-A"]), "  ")


def test_what_another_terminal_changed_is_not_overwritten(place: Workplace) -> None:
    rows = scheduled_rows(place, ["RACK-A", "RACK-B"])
    assign(place, rows[1:], "Bea")
    with pytest.raises(StoreError, match="meanwhile"):
        pause(place, rows, "audit")
    assert place.store.schedule.row(rows[0].subject) == rows[0]
    stale = scheduled_rows(place, ["RACK-A"])
    assign(place, stale, "Zed")
    with pytest.raises(StoreError, match="meanwhile"):
        assign(place, stale, stale[0].assigned_to)
