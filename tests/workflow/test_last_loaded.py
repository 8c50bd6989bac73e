"""Coming back to a count costs nothing a line, and gives just what its journal says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.stopped_at import stopped_at
from cyclecount_tui.store.errors import DatabaseBroken
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.recording import enter, leave, undo
from cyclecount_tui.workflow.workplace import Workplace
from tests.counted_work import calls, steps
from tests.offline_counts import begun, offline

FEW, MANY = 20, 2_000
SLACK = 20
"""Calls that come and go with the hash tables and threads, not with the lines."""


def keys(lines: int) -> list[LineKey]:
    return [LineKey("FR-1", lot_number=f"L-{line}") for line in range(lines)]


def opening_again(lines: int) -> int:
    with offline() as place:
        subject = begun(place, keys(lines)).subject
        open_count(place, subject)
        return calls(lambda: stopped_at(open_count(place, subject)), built_in=True)


def test_opening_a_count_again_does_not_grow_with_its_lines() -> None:
    assert opening_again(MANY) <= opening_again(FEW) + SLACK


def folding_entries(entries: int) -> int:
    with offline() as place:
        count = begun(place, keys(entries))
        for line in range(1, entries + 1):
            count = enter(place, count, line, "1")
        events = place.store.journal.events(count.id)
        return steps(lambda: folded(count.id, events))


def test_an_entry_is_folded_without_looking_through_those_before_it() -> None:
    assert folding_entries(120) <= 4 * folding_entries(30)


@contextmanager
def two_terminals() -> Iterator[tuple[Workplace, Workplace]]:
    """On one database, each with a connection of its own."""
    with TemporaryDirectory() as folder, offline(Path(folder)) as here, offline(Path(folder)) as there:
        yield here, there


def told(place: Workplace, count: Count) -> Count:
    return folded(count.id, place.store.journal.events(count.id))


def entered(place: Workplace, count: Count, line: int) -> Count:
    return enter(place, count, line, "2")


def added(place: Workplace, count: Count, line: int) -> Count:
    return enter(place, count, line, "+3")


def taken_back(place: Workplace, count: Count, _line: int) -> Count:
    return undo(place, count) if count.entries else count


def left(place: Workplace, count: Count, line: int) -> Count:
    return count if line in count.standing else leave(place, count, [line], "locked")


STEPS = st.tuples(st.sampled_from([entered, added, taken_back, left]), st.booleans(), st.booleans(), st.integers(1, 4))


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, max_size=8))
def test_whoever_writes_it_is_what_the_journal_says(
    steps: list[tuple[Callable[[Workplace, Count, int], Count], bool, bool, int]],
) -> None:
    with two_terminals() as (here, there):
        ids = [begun(here, keys(4)).id, begun(here, keys(4), part="FR-1", number=2).id]
        for change, by_other, of_second, line in steps:
            place, count_id = there if by_other else here, ids[of_second]
            change(place, load(place, count_id), line)
            again = load(here, count_id)
            assert again == told(here, again)
            assert stopped_at(again) == stopped_at(told(here, again))


@contextmanager
def file_of(place: Workplace) -> Iterator[sqlite3.Connection]:
    """The database, as another program opens it that keeps to no rule."""
    with closing(sqlite3.connect(place.store.database.path)) as other, other:
        other.execute("DROP TRIGGER event_is_never_updated")
        yield other


def test_a_torn_entry_is_noticed_though_it_was_read_before() -> None:
    with offline() as place:
        count = load(place, begun(place, keys(3)).id)
        with file_of(place) as file:
            file.execute("UPDATE event SET body = substr(body, 1, 60) WHERE seq = 2")
        with pytest.raises(DatabaseBroken, match="cyclecount verify"):
            load(place, count.id)


def test_an_edited_entry_is_shown_as_it_stands_and_not_as_it_was_read() -> None:
    with offline() as place:
        count = load(place, begun(place, keys(3)).id)
        with file_of(place) as file:
            file.execute("UPDATE event SET body = replace(body, 'L-1', 'L-7') WHERE seq = 2")
        again = load(place, count.id)
        assert again.lines[1].key.lot_number == "L-7"
        assert again == told(place, count)
