"""Reading the schedule ahead: what was read while the program was loading is what it shows first, and only once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.schedule_columns import ScheduleColumns
from cyclecount_tui.store.schedule_table import ScheduleTable
from cyclecount_tui.workflow.schedule_reading import OnDisk, ScheduleReader
from cyclecount_tui.workflow.workplace import Workplace

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def never() -> NoReturn:
    raise AssertionError("the schedule asks nothing of ION")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace with one row on its schedule."""
    place = Workplace(open_store(tmp_path), never, lambda: NOW, "Ann")
    place.store.schedule.put(ScheduleRow(Subject(1, "SHELF-1"), "A", 30))
    return place


def shown(found: OnDisk) -> list[str]:
    assert found.entries is not None
    return [entry.row.subject.name for entry in found.entries]


class Slow:
    """A schedule that takes until `go_on` to be read; it counts how often it was."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.times = threading.Event(), 0
        columns = ScheduleTable.columns

        def reading(table: ScheduleTable) -> ScheduleColumns:
            self.times += 1
            assert self.go_on.wait(30)
            return columns(table)

        monkeypatch.setattr(ScheduleTable, "columns", reading)


def test_what_was_read_ahead_is_not_read_again(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, reader, found = Slow(monkeypatch), ScheduleReader(), []
    reader.begin(place)
    first = threading.Thread(target=lambda: found.append(reader.read(place, (), None)))
    first.start()
    assert not found, "it waits for what is being read"
    slow.go_on.set()
    first.join(30)
    assert shown(found[0]) == ["SHELF-1"]
    assert slow.times == 1
    again = reader.read(place, (), found[0].mark)
    assert (again.entries, slow.times) == (None, 1)


def test_what_is_written_after_it_was_read_ahead_is_read_the_next_time(place: Workplace) -> None:
    reader = ScheduleReader()
    reader.begin(place)
    first = reader.read(place, (), None)
    place.store.schedule.put(ScheduleRow(Subject(2, "SHELF-2"), "A", 30))
    assert shown(reader.read(place, (), first.mark)) == ["SHELF-1", "SHELF-2"]


def test_what_is_shown_no_more_is_not_kept(place: Workplace) -> None:
    reader = ScheduleReader()
    first = reader.read(place, (), None).entries
    assert reader.read(place, (), None).entries is first
    reader.forget()
    assert reader.read(place, (), None).entries is not first


def test_what_goes_wrong_ahead_is_said_when_it_is_asked_for(place: Workplace) -> None:
    place.store.database.write(lambda connection: connection.execute("UPDATE schedule SET standing = 'odd'"))
    reader = ScheduleReader()
    reader.begin(place)
    with pytest.raises(DatabaseBroken, match="SHELF-1"):
        reader.read(place, (), None)


def test_a_program_that_ends_at_once_does_not_mind_what_is_read_ahead(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, reader = Slow(monkeypatch), ScheduleReader()
    reader.begin(place)
    place.close()
    slow.go_on.set()
    for thread in threading.enumerate():
        if thread.name == "reading-ahead":
            thread.join(30)
            assert not thread.is_alive()
