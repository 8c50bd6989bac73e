"""Leases: one a count, taken only from the one who was seen to hold it, together with its event or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from cyclecount_tui.domain.counting_events import TakenOver
from cyclecount_tui.domain.lease import Lease, Terminal
from cyclecount_tui.store.errors import CountMoved, DatabaseBroken, LeaseMoved, StoreError
from cyclecount_tui.store.journaled import Journaled
from cyclecount_tui.store.last_entries import last_entries
from cyclecount_tui.store.opening import Store, open_store
from cyclecount_tui.store.verifying import verify
from tests.store.examples import COUNTING, ENDED, NOON, begin, counted, noted

MINE = Lease("one", "Ada", Terminal("a", "line-1", "pts/0", 17, "line-1 pid:[1]", "99"), NOON, NOON)
THEIRS = Lease("one", "Bo", Terminal("b", "line-2", "", 18), NOON, NOON)


def told(seq: int) -> Journaled:
    return Journaled(seq, TakenOver(at=NOON, by="Bo", previous="Ada", terminal="line-2"), COUNTING)


def test_a_lease_is_read_as_it_was_written(store: Store) -> None:
    begin(store)
    assert store.leases.of("one") is None
    store.leases.take(MINE, None)
    assert store.leases.of("one") == MINE
    assert store.leases.all() == {"one": MINE}


def test_it_is_taken_only_from_whoever_was_seen_to_hold_it(store: Store) -> None:
    begin(store)
    store.leases.take(MINE, None)
    for before in (None, THEIRS, MINE._replace(beat_at=NOON + timedelta(seconds=1))):
        with pytest.raises(LeaseMoved, match="same moment; open it again"):
            store.leases.take(THEIRS, before, told(2))
    assert store.leases.of("one") == MINE
    assert len(store.journal.events("one")) == 1
    store.leases.take(THEIRS, MINE, told(2))
    assert store.leases.of("one") == THEIRS
    assert store.journal.events_after("one", 1) == [told(2).event]
    assert verify(store.database).unedited


def test_without_its_event_it_is_not_taken(store: Store) -> None:
    begin(store)
    store.leases.take(MINE, None)
    store.journal.append("one", 2, counted(2), COUNTING)
    with pytest.raises(CountMoved):
        store.leases.take(THEIRS, MINE, told(2))
    assert store.leases.of("one") == MINE
    with pytest.raises(StoreError):
        store.leases.take(THEIRS._replace(count_id="no such count"), None)


def test_signs_of_life_and_letting_go_are_of_the_holder_alone(store: Store) -> None:
    begin(store)
    later = NOON + timedelta(minutes=1)
    assert not store.leases.beat("one", "a", later)
    store.leases.take(MINE, None)
    assert store.leases.beat("one", "a", later)
    assert not store.leases.beat("one", "b", later)
    assert store.leases.give("one", "a", "Cleo")
    assert not store.leases.give("one", "b", "Dan")
    assert store.leases.of("one") == MINE._replace(beat_at=later, holder="Cleo")
    store.leases.release("one", "b")
    store.leases.release_all("b")
    assert store.leases.of("one") is not None
    store.leases.release("one", "a")
    assert store.leases.of("one") is None


def test_a_session_lets_go_of_all_it_holds(store: Store) -> None:
    for place, count_id in enumerate(("one", "two", "three"), start=1):
        begin(store, count_id, place)
    store.leases.take(MINE, None)
    store.leases.take(MINE._replace(count_id="two"), None)
    store.leases.take(THEIRS._replace(count_id="three"), None)
    store.leases.release_all("a")
    assert list(store.leases.all()) == ["three"]


def test_of_several_that_take_it_at_once_one_does(tmp_path: Path) -> None:
    terminals, ready = 6, Barrier(6)
    with open_store(tmp_path) as store:
        begin(store)
        store.leases.take(MINE, None)

    def taking(number: int) -> Callable[[], bool]:
        def take() -> bool:
            with open_store(tmp_path) as own:
                before = own.leases.of("one")
                ready.wait(20)
                try:
                    own.leases.take(THEIRS._replace(terminal=Terminal(f"t{number}")), before, told(2))
                except (LeaseMoved, CountMoved):
                    return False
                return True

        return take

    with ThreadPoolExecutor(terminals) as pool:
        took = [future.result() for future in [pool.submit(taking(number)) for number in range(terminals)]]
    assert sum(took) == 1
    with open_store(tmp_path) as store:
        assert len(store.journal.events("one")) == 2
        assert verify(store.database).unedited


def test_a_lease_without_a_time_is_said_to_be_broken(store: Store) -> None:
    begin(store)
    store.leases.take(MINE, None)
    store.database.write(lambda connection: connection.execute("UPDATE lease SET beat_at = 'soon'"))
    with pytest.raises(DatabaseBroken, match="since when Ada holds"):
        store.leases.of("one")


def test_who_made_the_last_entry_of_each_open_count(store: Store) -> None:
    for place, count_id in enumerate(("one", "two", "three"), start=1):
        begin(store, count_id, place)
    store.journal.append("one", 2, counted(2, by="Ada"), COUNTING)
    store.journal.append("one", 3, counted(3, by="Bo"), COUNTING)
    store.journal.append("one", 4, noted("by Ada, and no entry"), COUNTING)
    store.journal.append("three", 2, counted(2, by="Ada"), COUNTING)
    store.journal.append("three", 3, counted(3, by="Ada"), ENDED)
    assert last_entries(store.database) == {"one": ("Bo", counted(3).at)}


def test_a_lease_is_no_change_of_what_lists_show_but_its_event_is_and_so_is_what_others_write(store: Store) -> None:
    begin(store)
    before = store.database.changes()
    store.leases.take(MINE, None)
    store.leases.beat("one", MINE.terminal.session, NOON)
    assert store.database.changes() == before
    store.leases.take(THEIRS, store.leases.of("one"), told(2))
    after = store.database.changes()
    assert after != before
    with open_store(store.database.path.parent) as other:
        begin(other, "two", 2)
    assert store.database.changes() != after
