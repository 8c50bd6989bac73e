"""The schedule is stored row by row and comes back as it was."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.store.errors import DatabaseBroken, NotStorable
from cyclecount_tui.store.opening import Store

ROW = ScheduleRow(4, "RACK-A / SHELF-01", "A", 30, date(2026, 2, 1), date(2026, 1, 1), "Ada", "top shelf")

ROWS = st.builds(
    ScheduleRow,
    st.integers(-(2**63), 2**63 - 1),
    st.text(),
    st.text(),
    st.none() | st.integers(1, 2**63 - 1),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.text(),
    st.text(),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS)
def test_any_row_comes_back_exactly(store: Store, row: ScheduleRow) -> None:
    store.schedule.put(row)
    assert store.schedule.row(row.location_id) == row


def test_rows_are_ordered_by_name(store: Store) -> None:
    store.schedule.replace_rows(
        [replace(ROW, location_id=number, location_name=name) for number, name in ((1, "b"), (2, "a"))]
    )
    assert [row.location_name for row in store.schedule.rows()] == ["a", "b"]


def test_a_row_takes_the_place_of_the_former_and_others_stay(store: Store) -> None:
    other = ScheduleRow(5, "RACK-A / SHELF-02")
    store.schedule.replace_rows([ROW, other])
    moved = replace(ROW, last_counted=date(2026, 3, 2), first_due=None, notes="")
    store.schedule.replace_rows([moved])
    assert store.schedule.rows() == [moved, other]


def test_an_unknown_location_has_no_row(store: Store) -> None:
    assert store.schedule.row(1) is None


@pytest.mark.parametrize("cadence", [0, -7])
def test_a_cadence_below_a_day_stores_nothing_at_all(store: Store, cadence: int) -> None:
    with pytest.raises(NotStorable, match="one day or more"):
        store.schedule.replace_rows([ROW, ScheduleRow(5, "SHELF-02", cadence_days=cadence)])
    assert store.schedule.rows() == []


@pytest.mark.parametrize("change", [{"notes": "\ud800"}, {"location_id": 2**63}, {"cadence_days": 2**70}])
def test_what_the_database_cannot_hold_is_refused_clearly(store: Store, change: dict[str, Any]) -> None:
    with pytest.raises(NotStorable):
        store.schedule.put(replace(ROW, **change))
    assert store.schedule.rows() == []


def test_a_date_that_is_none_is_said_to_be_so(store: Store) -> None:
    store.schedule.put(ROW)
    store.database.write(lambda connection: connection.execute("UPDATE schedule SET last_counted = 'yesterday'"))
    with pytest.raises(DatabaseBroken, match="SHELF-01"):
        store.schedule.rows()
