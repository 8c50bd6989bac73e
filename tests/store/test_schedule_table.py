"""The schedule is stored row by row and comes back as it was."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.schedule import ScheduleRow, Standing
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.errors import DatabaseBroken, NotStorable
from cyclecount_tui.store.opening import Store
from cyclecount_tui.store.schedule_change import ScheduleChange, ScheduleMoved

ROW = ScheduleRow(Subject(4, "RACK-A / SHELF-01"), "A", 30, date(2026, 2, 1), date(2026, 1, 1), "Ada", "top shelf")

ROWS = st.builds(
    ScheduleRow,
    st.builds(Subject, st.integers(-(2**63), 2**63 - 1), st.text(), st.sampled_from(SubjectKind)),
    st.text(),
    st.none() | st.integers(1, 2**63 - 1),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.text(),
    st.text(),
    st.none() | st.dates(),
    st.text(),
    st.none() | st.integers(0, 2**63 - 1),
    st.sampled_from(Standing),
    st.none() | st.dates(),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS)
def test_any_row_comes_back_exactly(store: Store, row: ScheduleRow) -> None:
    store.schedule.put(row)
    assert store.schedule.row(row.subject) == row
    (listed,) = [each for each in store.schedule.rows() if each.subject == row.subject]
    assert (listed, listed.subject.name) == (row, row.subject.name)


def test_rows_are_ordered_by_name(store: Store) -> None:
    store.schedule.replace_rows([ROW._replace(subject=Subject(number, name)) for number, name in ((1, "b"), (2, "a"))])
    assert [row.subject.name for row in store.schedule.rows()] == ["a", "b"]


def test_a_row_takes_the_place_of_the_former_and_others_stay(store: Store) -> None:
    other = ScheduleRow(Subject(5, "RACK-A / SHELF-02"))
    store.schedule.replace_rows([ROW, other])
    moved = ROW._replace(last_counted=date(2026, 3, 2), first_due=None, notes="")
    store.schedule.replace_rows([moved])
    assert store.schedule.rows() == [moved, other]


def test_what_was_changed_by_hand_is_remembered_with_the_row(store: Store) -> None:
    skipped = ScheduleChange(datetime(2026, 3, 2, 9, tzinfo=UTC), "Ada", ROW.subject, "skipped", "the rack is moved")
    paused = skipped._replace(what="paused", reason="")
    store.schedule.put(ROW, skipped)
    store.schedule.put(ROW._replace(standing=Standing.PAUSED), paused)
    assert store.schedule.changes(ROW.subject) == [paused, skipped]
    assert store.schedule.changes(Subject(4, "", SubjectKind.PART)) == []


def test_an_unknown_location_has_no_row(store: Store) -> None:
    assert store.schedule.row(Subject(1, "")) is None


@pytest.mark.parametrize("cadence", [0, -7])
def test_a_cadence_below_a_day_stores_nothing_at_all(store: Store, cadence: int) -> None:
    with pytest.raises(NotStorable, match="one day or more"):
        store.schedule.replace_rows([ROW, ScheduleRow(Subject(5, "SHELF-02"), cadence_days=cadence)])
    assert store.schedule.rows() == []


@pytest.mark.parametrize("change", [{"notes": "\ud800"}, {"subject": Subject(2**63, "X")}, {"cadence_days": 2**70}])
def test_what_the_database_cannot_hold_is_refused_clearly(store: Store, change: dict[str, Any]) -> None:
    with pytest.raises(NotStorable):
        store.schedule.put(ROW._replace(**change))
    assert store.schedule.rows() == []


def test_a_date_that_is_none_is_said_to_be_so(store: Store) -> None:
    store.schedule.put(ROW)
    store.database.write(lambda connection: connection.execute("UPDATE schedule SET last_counted = 'yesterday'"))
    with pytest.raises(DatabaseBroken, match="SHELF-01"):
        store.schedule.rows()


def test_what_was_read_and_is_still_so_is_replaced(store: Store) -> None:
    other = ScheduleRow(Subject(5, "RACK-A / SHELF-02"))
    store.schedule.put(ROW)
    changed = ROW._replace(cadence_days=60)
    change = ScheduleChange(datetime(2026, 3, 2, 9, tzinfo=UTC), "Ada", ROW.subject, "imported")
    store.schedule.replace_rows([changed, other], [change], expecting=[ROW])
    assert store.schedule.rows() == [changed, other]
    assert store.schedule.changes(ROW.subject) == [change]


@pytest.mark.parametrize(
    ("meanwhile", "expecting", "said"),
    [
        (ROW._replace(last_counted=date(2026, 3, 2)), [ROW], "SHELF-01 was counted on 2026-03-02 meanwhile"),
        (ROW._replace(notes="moved"), [ROW], "SHELF-01 was changed in the schedule meanwhile"),
        (ROW, [], "SHELF-01 was counted on 2026-02-01 meanwhile"),
        (None, [ROW], "SHELF-01 was changed in the schedule meanwhile"),
    ],
)
def test_what_changed_since_it_was_read_stores_nothing(
    store: Store, meanwhile: ScheduleRow | None, expecting: list[ScheduleRow], said: str
) -> None:
    if meanwhile is not None:
        store.schedule.put(meanwhile)
    change = ScheduleChange(datetime(2026, 3, 2, 9, tzinfo=UTC), "Ada", ROW.subject, "imported")
    new = ScheduleRow(Subject(3, "RACK-A"))
    with pytest.raises(ScheduleMoved, match=f"{said}, so nothing was stored"):
        store.schedule.replace_rows([new, ROW._replace(cadence_days=60)], [change], expecting=expecting)
    assert store.schedule.rows() == ([] if meanwhile is None else [meanwhile])
    assert store.schedule.changes(ROW.subject) == []


def test_subjects_are_found_by_name_or_id_and_nothing_like_it(store: Store) -> None:
    here, named_so = Subject(7, "A-01"), Subject(8, "7")
    part = Subject(7, "FR-7", SubjectKind.PART)
    store.schedule.replace_rows([ScheduleRow(here), ScheduleRow(named_so), ScheduleRow(part)])
    assert store.schedule.subjects_called("A-01") == [here]
    assert set(store.schedule.subjects_called("7")) == {here, named_so, part}
    assert store.schedule.subjects_called("a-01") == store.schedule.subjects_called("") == []
