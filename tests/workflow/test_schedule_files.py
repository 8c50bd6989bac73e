"""The schedule as a file: what it says is taken, what it does not speak of stays."""

from datetime import date, timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.schedule_change import ScheduleMoved
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.schedule_files import FileRefused, Preview, export_csv, preview_of, take
from tests.factory import NOW, Factory

SHELF = "RACK-A / SHELF-01"
LAST = date(2026, 2, 20)


@pytest.fixture
def stored(factory: Factory) -> ScheduleRow:
    """A row with something in every column."""
    row = ScheduleRow(factory.named(SHELF), "A", 30, LAST, None, "Bo", "beside the door", reason="by value", lines=7)
    factory.workplace.store.schedule.put(row)
    return row


def imported(factory: Factory, header: str, *cells: str) -> Preview:
    preview = preview_of(factory.workplace, f"{header}\n{','.join((SHELF, *cells))}\n", "plan.csv")
    take(factory.workplace, preview)
    return preview


def row_now(factory: Factory) -> ScheduleRow:
    row = factory.workplace.store.schedule.row(factory.named(SHELF))
    assert row is not None
    return row


def test_what_the_file_has_no_column_for_stays(factory: Factory, stored: ScheduleRow) -> None:
    assert imported(factory, "location,cadence", "90").remarks == ()
    because = "Taken from plan.csv on 2026-03-02."
    assert row_now(factory) == stored._replace(cadence_days=90, reason=because)
    imported(factory, "location,class,notes", "B", "by the gate")
    assert row_now(factory) == stored._replace(cadence_days=90, count_class="B", notes="by the gate", reason=because)


def test_an_empty_cell_clears_what_a_person_set(factory: Factory, stored: ScheduleRow) -> None:
    imported(factory, "location,cadence,class,assigned to,notes", "", "", "", "")
    assert row_now(factory) == stored._replace(
        cadence_days=None, count_class="", assigned_to="", notes="", reason="Taken from plan.csv on 2026-03-02."
    )


def test_a_first_date_stays_without_its_column(factory: Factory, stored: ScheduleRow) -> None:
    first = stored._replace(last_counted=None, first_due=date(2026, 4, 1))
    factory.workplace.store.schedule.put(first)
    imported(factory, "location,cadence", "30")
    assert row_now(factory) == first


@pytest.mark.parametrize("said", ["2026-01-31", ""])
def test_an_older_last_count_is_kept_out_and_said(factory: Factory, stored: ScheduleRow, said: str) -> None:
    (remark,) = imported(factory, "location,last counted", said).remarks
    assert row_now(factory) == stored
    assert remark.startswith(f"Row 2: {SHELF} was counted on 2026-02-20, the file says {said or 'nothing'}")


def test_a_later_last_count_is_taken(factory: Factory, stored: ScheduleRow) -> None:
    assert imported(factory, "location,last counted", "2026-03-01").remarks == ()
    assert row_now(factory) == stored._replace(last_counted=date(2026, 3, 1))


def test_a_stored_day_to_come_is_put_right_by_the_file(factory: Factory, stored: ScheduleRow) -> None:
    factory.workplace.store.schedule.put(stored._replace(last_counted=date(9999, 12, 31)))
    assert imported(factory, "location,last counted", "2026-02-20").remarks == ()
    assert row_now(factory) == stored


def test_what_was_exported_reads_back_the_same(factory: Factory, stored: ScheduleRow) -> None:
    schedule = factory.workplace.store.schedule
    paused = ScheduleRow(factory.named("RACK-B"), "B", 60, None, date(2026, 5, 1), standing=Standing.PAUSED)
    planned = ScheduleRow(Subject(309, "FR-10048", SubjectKind.PART), "C", 90, LAST, planned_for=date(2026, 4, 1))
    only_noted = ScheduleRow(factory.named("RACK-C"), notes="=1+1")
    rows = [stored, planned, paused, only_noted]
    schedule.replace_rows(rows)
    text = export_csv(factory.workplace)
    preview = preview_of(factory.workplace, text)
    assert (set(preview.same), preview.changes, preview.remarks) == (set(rows), (), ())
    factory.workplace.store.database.write(lambda connection: connection.execute("DELETE FROM schedule"))
    take(factory.workplace, preview_of(factory.workplace, text))
    assert set(schedule.rows()) == set(rows)
    assert export_csv(factory.workplace) == text


def test_a_preview_tells_new_changed_and_same_and_stores_nothing(factory: Factory, stored: ScheduleRow) -> None:
    text = f"location,cadence,last count,owner\n{SHELF},60,2026-02-25,Bo\nRACK-B,monthly,,Ann\nRACK-C,,,\n"
    factory.workplace.store.schedule.put(ScheduleRow(factory.named("RACK-C")))
    before = factory.workplace.store.schedule.rows()
    preview = preview_of(factory.workplace, text, "plan.csv")
    assert [change.after.subject.name for change in preview.new] == ["RACK-B"]
    assert [row.subject.name for row in preview.same] == ["RACK-C"]
    (changed,) = preview.changed
    assert changed.words == (
        "cadence 30 days -> 60 days; last counted 2026-02-20 -> 2026-02-25; next due 2026-03-22 -> 2026-04-26; "
        "reason by value -> Taken from plan.csv on 2026-03-02."
    )
    assert preview.new[0].words.startswith("cadence 30 days; next due 2026-03-02; assigned to Ann")
    assert factory.workplace.store.schedule.rows() == before
    take(factory.workplace, preview)
    (told,) = factory.workplace.store.schedule.changes(stored.subject)
    assert (told.what, told.by, told.reason) == ("imported", "Ann", f"from plan.csv: {changed.words}")


def test_a_planned_day_is_used_up_by_a_later_count_or_another_cadence(factory: Factory, stored: ScheduleRow) -> None:
    planned = stored._replace(planned_for=date(2026, 4, 1))
    for header, cell, kept in (
        ("notes", "x", True), ("last counted", "2026-02-01", True), ("last counted", "2026-02-25", False),
        ("cadence", "30", True), ("cadence", "31", False),
    ):  # fmt: skip
        factory.workplace.store.schedule.put(planned)
        imported(factory, f"location,{header}", cell)
        assert row_now(factory).planned_for == (planned.planned_for if kept else None)


def test_a_name_that_ion_changed_is_a_change(factory: Factory, stored: ScheduleRow) -> None:
    factory.workplace.store.schedule.put(stored._replace(subject=Subject(stored.subject.id, "The old name")))
    (change,) = imported(factory, "location,cadence", "30").changes
    assert change.words == f"name The old name -> {SHELF}"
    assert row_now(factory).subject.name == SHELF


def test_a_count_closed_after_the_preview_keeps_its_date(factory: Factory, stored: ScheduleRow) -> None:
    text = f"location,cadence\nRACK-B,30\n{SHELF},60\n"
    preview = preview_of(factory.workplace, text)
    reopen(factory.workplace, factory.compared(stored.subject.id), "left as it is")
    counted_on = row_now(factory).last_counted
    assert counted_on == factory.workplace.today()
    with pytest.raises(ScheduleMoved, match=f"{SHELF} was counted on {counted_on} meanwhile, so nothing was stored"):
        take(factory.workplace, preview)
    assert [row.subject.name for row in factory.workplace.store.schedule.rows()] == [SHELF]
    take(factory.workplace, preview_of(factory.workplace, text))
    assert (row_now(factory).last_counted, row_now(factory).cadence_days) == (counted_on, 60)


def test_what_is_being_counted_is_not_paused_by_a_file(factory: Factory, stored: ScheduleRow) -> None:
    open_count(factory.workplace, stored.subject)
    for header, cell in (("standing", "active"), ("notes", "x")):
        imported(factory, f"location,{header}", cell)
    with pytest.raises(FileRefused) as refused:
        imported(factory, "location,standing", "paused")
    assert "is being counted: end the count before it is paused" in refused.value.problems[0].words
    factory.workplace.store.schedule.put(stored._replace(standing=Standing.PAUSED))
    assert imported(factory, "location,standing", "paused").same


def test_a_file_says_until_when_a_row_is_paused(factory: Factory, stored: ScheduleRow) -> None:
    put, over = factory.workplace.store.schedule.put, NOW.date() - timedelta(days=1)
    imported(factory, "location,standing,paused until", "paused,2026-06-30")
    assert row_now(factory) == stored._replace(standing=Standing.PAUSED, paused_until=date(2026, 6, 30))
    imported(factory, "location,standing", "active")
    assert row_now(factory) == stored
    put(stored._replace(standing=Standing.PAUSED, paused_until=over))
    imported(factory, "location,notes", "x")
    assert row_now(factory).paused_until == over
    imported(factory, "location,standing", "paused")
    assert row_now(factory).paused_until is None, "a pause that was over begins anew"


def test_a_pause_that_is_over_begins_anew_under_no_count(factory: Factory, stored: ScheduleRow) -> None:
    over = stored._replace(standing=Standing.PAUSED, paused_until=NOW.date() - timedelta(days=1))
    factory.workplace.store.schedule.put(over)
    open_count(factory.workplace, stored.subject)
    imported(factory, "location,standing,paused until", f"paused,{over.paused_until}")
    with pytest.raises(FileRefused) as refused:
        imported(factory, "location,standing", "paused")
    assert "is being counted: end the count before it is paused" in refused.value.problems[0].words


def test_ion_is_asked_only_for_what_the_file_names(factory: Factory) -> None:
    factory.simulator.requests.clear()
    preview_of(factory.workplace, "part,cadence\nFR-10048,30\n")
    preview_of(factory.workplace, f"location,cadence\n{SHELF},30\n")
    asked = [request.operation_name for request in factory.simulator.requests if request.operation_name]
    assert asked == ["SheetParts", "Locations"]


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("last counted", "9999-12-31", "9999-12-31 is after the year 2200"),
        ("next due", "2201-01-01", "2201-01-01 is after the year 2200"),
        ("cadence", "7" * 5000, "is no cadence"),
        ("cadence", "0", "'0' is no cadence: give whole days from 1 to 3660"),
        ("cadence", "3661", "is no cadence"),
        ("location id", "1" * 5000, "ION has no location with id '1111"),
        ("location id", "\u0661\u0660\u0661", "ION has no location with id"),
    ],
)
def test_what_no_row_can_hold_is_refused(
    factory: Factory, stored: ScheduleRow, header: str, cell: str, said: str
) -> None:
    with pytest.raises(FileRefused, match=r"Nothing was imported: the file has 1 problem \(row 2\)") as refused:
        imported(factory, f"location,{header}", cell)
    (problem,) = refused.value.problems
    assert said in problem.words
    assert len(problem.words) < 250
    assert row_now(factory) == stored


def test_a_last_count_in_the_future_is_refused(factory: Factory, stored: ScheduleRow) -> None:
    tomorrow = factory.workplace.today() + timedelta(days=1)
    with pytest.raises(FileRefused) as refused:
        imported(factory, "location,last counted", str(tomorrow))
    assert refused.value.problems[0].words.startswith(f"Row 2, last counted: {tomorrow} is in the future")
    assert row_now(factory) == stored
    imported(factory, "location,last counted", str(factory.workplace.today()))
    assert row_now(factory).last_counted == factory.workplace.today()
