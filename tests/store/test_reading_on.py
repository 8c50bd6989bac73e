"""A count that was read is read on from there; whatever was done meanwhile to what was read is noticed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.store.opening import Store, open_store
from tests.store.examples import COUNTING, begin, counted, fill

Edit = Callable[[sqlite3.Connection], object]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as store:
        begin(store)
        fill(store, "one", 2, 5)
        yield store


def edit(store: Store, change: Edit) -> None:
    """As somebody does who opens the file with another program."""
    with closing(sqlite3.connect(store.database.path)) as other, other:
        other.execute("DROP TRIGGER event_is_never_updated")
        other.execute("DROP TRIGGER event_is_never_deleted")
        change(other)


def statements_of(store: Store, work: Callable[[], object]) -> list[str]:
    """What is asked of the database for this."""
    asked: list[str] = []
    store.database.call(lambda connection: connection.set_trace_callback(asked.append))
    work()
    store.database.call(lambda connection: connection.set_trace_callback(None))
    return asked


def test_only_what_came_since_is_read(store: Store) -> None:
    first = store.journal.read_on("one", None)
    assert first is not None
    assert first[0] == store.journal.events("one")
    more = fill(store, "one", 6, 7)
    second = store.journal.read_on("one", first[1])
    assert second is not None
    assert (second[0], second[1].seq) == (more, 7)
    whole = store.journal.read_on("one", None)
    assert whole is not None
    assert whole[1] == second[1], "in steps or at once, it is read as far"


def test_what_was_read_is_not_looked_at_again_while_nobody_else_writes(store: Store) -> None:
    first = store.journal.read_on("one", None)
    assert first is not None
    fill(store, "one", 6, 6)
    asked = statements_of(store, lambda: store.journal.read_on("one", first[1]))
    assert [statement for statement in asked if "seq <=" in statement] == []


def test_another_terminal_that_goes_on_is_no_edit(store: Store, tmp_path: Path) -> None:
    first = store.journal.read_on("one", None)
    assert first is not None
    with open_store(tmp_path) as other:
        (event,) = fill(other, "one", 6, 6)
    found = store.journal.read_on("one", first[1])
    assert found is not None
    assert found[0] == [event]


EDITS: dict[str, Edit] = {
    "changed": lambda db: db.execute("UPDATE event SET body = replace(body, '4', '5') WHERE seq = 2"),
    "torn": lambda db: db.execute("UPDATE event SET body = substr(body, 1, 40) WHERE seq = 3"),
    "taken out": lambda db: db.execute("DELETE FROM event WHERE seq = 3"),
    "cut off": lambda db: db.execute("DELETE FROM event WHERE seq > 3"),
    "emptied": lambda db: db.execute("DELETE FROM event"),
    "swapped": lambda db: db.execute(
        "UPDATE event SET body = (SELECT body FROM event AS o WHERE o.seq = 7 - event.seq) WHERE seq IN (3, 4)"
    ),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_an_edit_of_what_was_read_is_noticed(store: Store, change: Edit) -> None:
    found = store.journal.read_on("one", None)
    assert found is not None
    edit(store, change)
    assert store.journal.read_on("one", found[1]) is None


def test_what_came_since_is_checked_as_ever(store: Store) -> None:
    found = store.journal.read_on("one", None)
    assert found is not None
    store.journal.append("one", 6, counted(6), COUNTING)
    edit(store, lambda db: db.execute("UPDATE event SET body = '{' WHERE seq = 6"))
    with pytest.raises(DatabaseBroken, match="cyclecount verify"):
        store.journal.read_on("one", found[1])
