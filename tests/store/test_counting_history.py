"""What the year of counts goes by, read from the changes of the rows."""

from datetime import UTC, datetime, timedelta

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.counting_history import began_anew, counted_since, first_levelled
from cyclecount_tui.store.opening import Store
from cyclecount_tui.store.schedule_change import ScheduleChange

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHELF, PART = Subject(7, "RACK-1"), Subject(7, "FR-7", SubjectKind.PART)


def changed(store: Store, subject: Subject, what: str, reason: str = "", days: int = 0) -> None:
    change = ScheduleChange(FIRST + timedelta(days=days), "Ann", subject, what, reason)
    store.schedule.put(ScheduleRow(subject, "A", 90), change)


def test_the_first_levelling_counts(store: Store) -> None:
    assert first_levelled(store.database) is None
    changed(store, SHELF, "built", "levelled to is no word of this one")
    changed(store, PART, "levelled to 2026-04-01", days=2)
    changed(store, SHELF, "levelled to 2026-04-02", days=9)
    assert first_levelled(store.database) == FIRST + timedelta(days=2)


@pytest.mark.parametrize(
    ("what", "reason", "anew"),
    [
        ("built", "A: 4 % of annual value", True),
        ("imported", "from plan.csv: cadence 30 days -> 60 days", True),
        ("imported", "from plan.csv: notes nothing -> by the door", False),
        ("resumed, was paused", "", True),
        ("skipped to 2026-06-01", "rebuilt", True),
        ("levelled to 2026-06-01", "was 2026-06-02", False),
        ("assigned to Bo", "", False),
        ("paused", "no stock", False),
    ],
)
def test_a_row_begins_anew(store: Store, what: str, reason: str, anew: bool) -> None:
    changed(store, SHELF, what, reason, days=3)
    changed(store, PART, "built", days=1)
    expected = {PART: FIRST + timedelta(days=1)} | ({SHELF: FIRST + timedelta(days=3)} if anew else {})
    assert began_anew(store.database) == expected


def test_the_last_time_counts(store: Store) -> None:
    for days in (0, 4):
        changed(store, SHELF, "built", days=days)
    changed(store, SHELF, "assigned to Bo", days=6)
    assert began_anew(store.database) == {SHELF: FIRST + timedelta(days=4)}
    assert counted_since(store.database, FIRST.date()) == [], "nothing was counted"
