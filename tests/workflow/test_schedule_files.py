"""The schedule as a file: what it says is taken, what it does not speak of stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.schedule_files import Imported, export_csv, import_csv
from tests.factory import Factory

SHELF = "RACK-A / SHELF-01"
LAST = date(2026, 2, 20)


@pytest.fixture
def stored(factory: Factory) -> ScheduleRow:
    """A row with something in every column."""
    row = ScheduleRow(factory.named(SHELF).id, SHELF, "A", 30, LAST, None, "Bo", "beside the door")
    factory.workplace.store.schedule.put(row)
    return row


def imported(factory: Factory, header: str, *cells: str) -> Imported:
    return import_csv(factory.workplace, f"{header}\n{','.join((SHELF, *cells))}\n")


def row_now(factory: Factory) -> ScheduleRow:
    row = factory.workplace.store.schedule.row(factory.named(SHELF).id)
    assert row is not None
    return row


def test_what_the_file_has_no_column_for_stays(factory: Factory, stored: ScheduleRow) -> None:
    assert imported(factory, "location,cadence", "90").remarks == ()
    assert row_now(factory) == replace(stored, cadence_days=90)
    imported(factory, "location,class,notes", "B", "by the gate")
    assert row_now(factory) == replace(stored, cadence_days=90, count_class="B", notes="by the gate")


def test_an_empty_cell_clears_what_a_person_set(factory: Factory, stored: ScheduleRow) -> None:
    imported(factory, "location,cadence,class,assigned to,notes", "", "", "", "")
    assert row_now(factory) == replace(stored, cadence_days=None, count_class="", assigned_to="", notes="")


def test_a_first_date_stays_without_its_column(factory: Factory, stored: ScheduleRow) -> None:
    first = replace(stored, last_counted=None, first_due=date(2026, 4, 1))
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
    assert row_now(factory) == replace(stored, last_counted=date(2026, 3, 1))


def test_a_stored_day_to_come_is_put_right_by_the_file(factory: Factory, stored: ScheduleRow) -> None:
    factory.workplace.store.schedule.put(replace(stored, last_counted=date(9999, 12, 31)))
    assert imported(factory, "location,last counted", "2026-02-20").remarks == ()
    assert row_now(factory) == stored


def test_what_was_exported_reads_back_the_same(factory: Factory, stored: ScheduleRow) -> None:
    text = export_csv(factory.workplace)
    assert import_csv(factory.workplace, text) == Imported((stored,), ())
    assert row_now(factory) == stored


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("last counted", "9999-12-31", "the last count 9999-12-31 is after the year 2200"),
        ("next due", "2201-01-01", "the next date 2201-01-01 is after the year 2200"),
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
    with pytest.raises(Refusal, match=r"Nothing was imported\. Row 2") as refused:
        imported(factory, f"location,{header}", cell)
    assert said in refused.value.sentence
    assert len(refused.value.sentence) < 200
    assert row_now(factory) == stored


def test_a_last_count_in_the_future_is_refused(factory: Factory, stored: ScheduleRow) -> None:
    tomorrow = factory.workplace.today() + timedelta(days=1)
    with pytest.raises(Refusal, match=f"the last count {tomorrow} is in the future"):
        imported(factory, "location,last counted", str(tomorrow))
    assert row_now(factory) == stored
    imported(factory, "location,last counted", str(factory.workplace.today()))
    assert row_now(factory).last_counted == factory.workplace.today()
