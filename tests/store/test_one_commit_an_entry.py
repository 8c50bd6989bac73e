"""What an entry costs on the disk: one transaction, committed durably before whoever entered it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import SheetRead
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.opening import Store, open_store
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.recording import enter, leave, none_here, undo
from cyclecount_tui.workflow.workplace import Workplace
from tests.store.examples import NOON

LINES = tuple(Line(number, LineKey(f"FR-{number}")) for number in range(1, 8))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """A workplace that has no ION and needs none."""

    def no_ion() -> object:
        raise AssertionError("nothing is to be asked")

    workplace = Workplace(store=open_store(tmp_path), connect=no_ion, clock=lambda: NOON, counter="Ann")  # type: ignore[arg-type]  # it never returns
    yield workplace
    workplace.close()


@pytest.fixture
def count(place: Workplace) -> Count:
    count = open_count(place, Subject(7, "RACK-B / SHELF-04"))
    return record(place, count, SheetRead(at=NOON, by="Ann", lines=LINES))


@contextmanager
def statements_of(store: Store) -> Iterator[list[str]]:
    """What is done to the database meanwhile: the first word of each statement."""
    done: list[str] = []

    def note(statement: str) -> None:
        done.append(statement.split()[0].upper())

    store.database.call(lambda connection: connection.set_trace_callback(note))
    try:
        yield done
    finally:
        store.database.call(lambda connection: connection.set_trace_callback(None))


def test_each_entry_is_one_durable_commit(place: Workplace, count: Count) -> None:
    durable = place.store.database.call(lambda connection: connection.execute("PRAGMA synchronous").fetchone()[0])
    assert durable >= 2, "a commit waits for the disk"
    for number in range(1, 5):
        with statements_of(place.store) as words:
            count = enter(place, count, number, "12*6+4")
        assert (words.count("BEGIN"), words.count("COMMIT")) == (1, 1)
        assert words.index("BEGIN") < words.index("INSERT") < words.index("COMMIT")
        assert "ROLLBACK" not in words
        assert words.index("COMMIT") == max(place for place, word in enumerate(words) if word not in {"SELECT"})
    assert len(place.store.journal.events(count.id)) == count.version


def test_so_is_all_else_that_a_counter_says(place: Workplace, count: Count) -> None:
    def commits() -> int:
        return done.count("COMMIT")

    with statements_of(place.store) as done:
        count = none_here(place, count, 1)
        count = undo(place, count)
        assert commits() == 2
        leave(place, count, [line.number for line in LINES], "no time")
        assert commits() == 3, "however many lines are left with one reason"


def test_whoever_looks_next_sees_what_was_answered(place: Workplace, count: Count, tmp_path: Path) -> None:
    """Another program, right after the answer: nothing waits in this one."""
    for number in range(1, 4):
        count = enter(place, count, number, "5")
        with open_store(tmp_path) as other:
            assert len(other.journal.events(count.id)) == count.version


def test_an_entry_writes_four_pages_and_no_index_of_counts(place: Workplace, count: Count, tmp_path: Path) -> None:
    """The event, its number, the head of the chain and where the count stands."""
    (log,) = tmp_path.glob("*-wal")
    page, heading = 4096, 24
    for number in range(1, 5):
        before = log.stat().st_size
        count = enter(place, count, number, "12*6+4")
        assert log.stat().st_size - before <= 4 * (page + heading)
