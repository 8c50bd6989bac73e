"""Counts are opened, appended to and ended; what collides is told and stores nothing."""

from datetime import date
from decimal import Decimal

import pytest

from cyclecount_tui.domain.events import CountClosed, CountGivenUp
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.count_row import CountState, OpenCount
from cyclecount_tui.store.errors import AlreadyOpen, CountMissing, CountMoved, NotStorable
from cyclecount_tui.store.opening import Store, open_store
from tests.store.examples import COUNTING, ENDED, NOON, begin, counted, fill, noted, opening

CLOSED = CountClosed(at=NOON, by="Ada")
SHELF = Subject(7, "SHELF-07")
COUNTED = ENDED._replace(counted_on=date(2026, 3, 2))


def test_events_come_back_in_order_with_their_values(store: Store) -> None:
    store.journal.open_count("one", opening(), CountState("opened", 0, 0))
    later = fill(store, "one", 2, 6)
    assert store.journal.events("one") == [opening(), *later]
    assert store.journal.events_after("one", 4) == later[3:]
    assert store.journal.events_after("one", 6) == []


def test_they_are_there_after_opening_again(store: Store) -> None:
    begin(store)
    events = fill(store, "one", 2, 4)
    store.close()
    with open_store(store.database.path.parent) as again:
        assert again.journal.events("one")[1:] == events


def test_an_unknown_count_has_no_events_and_takes_none(store: Store) -> None:
    assert store.journal.events("nowhere") == []
    with pytest.raises(CountMissing, match="nowhere"):
        store.journal.append("nowhere", 1, counted(1), COUNTING)


def test_open_counts_tell_how_far_each_is(store: Store) -> None:
    store.journal.open_count("b", opening(2, "SHELF-02", by="Bo"), CountState("opened", 0, 0))
    store.journal.open_count("a", opening(1, "SHELF-01"), CountState("opened", 0, 0))
    store.journal.append("b", 2, counted(2), CountState("counting", 5, 12))
    assert store.journal.open_counts() == [
        OpenCount("a", Subject(1, "SHELF-01"), NOON, "Ada", "opened", 0, 0),
        OpenCount("b", Subject(2, "SHELF-02"), NOON, "Bo", "counting", 5, 12),
    ]


def test_a_location_has_one_open_count(store: Store) -> None:
    begin(store, "one", 7)
    with pytest.raises(AlreadyOpen, match="SHELF-07 is being counted already") as refused:
        begin(store, "two", 7)
    assert refused.value.count_id == "one"
    assert store.journal.events("two") == []
    begin(store, "three", 8)


def test_a_count_id_is_used_once(store: Store) -> None:
    begin(store, "one", 7)
    with pytest.raises(CountMoved):
        begin(store, "one", 8)
    assert len(store.journal.events("one")) == 1


def test_an_ended_location_can_be_counted_anew(store: Store) -> None:
    begin(store, "one", 7)
    store.journal.append("one", 2, CountGivenUp(at=NOON, by="Ada", reason="rain"), CountState("given_up", 0, 9, True))
    assert store.journal.open_counts() == []
    assert store.journal.open_count_of(Subject(7, "")) is None
    assert store.journal.latest_count_of(Subject(7, "")) == "one"
    begin(store, "two", 7)
    assert store.journal.open_count_of(Subject(7, "")) == "two"
    assert store.journal.latest_count_of(Subject(7, "")) == "two"
    assert store.journal.latest_count_of(Subject(8, "")) is None


@pytest.mark.parametrize("seq", [0, 1, 2, 4, 5])
def test_only_the_next_number_is_taken(store: Store, seq: int) -> None:
    begin(store)
    fill(store, "one", 2, 2)
    with pytest.raises(CountMoved, match="Another terminal"):
        store.journal.append("one", seq, counted(99), CountState("counting", 99, 99))
    assert len(store.journal.events("one")) == 2
    assert store.journal.open_counts()[0].counted == COUNTING.counted


def test_a_second_terminal_collides_and_is_told(store: Store) -> None:
    begin(store)
    with open_store(store.database.path.parent) as other:
        other.journal.append("one", 2, noted("theirs"), COUNTING)
        with pytest.raises(CountMoved):
            store.journal.append("one", 2, noted("ours"), COUNTING)
    assert store.journal.events_after("one", 1) == [noted("theirs")]


def test_many_events_are_stored_together_or_not_at_all(store: Store) -> None:
    begin(store)
    store.journal.append_many("one", 2, [counted(2), counted(3)], COUNTING)
    with pytest.raises(NotStorable):
        store.journal.append_many("one", 4, [counted(4), noted("\ud800")], COUNTING)
    store.journal.append_many("one", 4, [], ENDED)
    assert store.journal.events_after("one", 1) == [counted(2), counted(3)]
    assert store.journal.open_count_of(Subject(7, "")) == "one"


def test_closing_moves_the_schedule_in_the_same_transaction(store: Store) -> None:
    begin(store)
    before = ScheduleRow(SHELF, "A", 30, date(2026, 1, 1), assigned_to="Bo", planned_for=date(2026, 3, 9), lines=4)
    store.schedule.put(before)
    store.journal.close_count("one", 2, CLOSED, COUNTED, SHELF)
    assert store.schedule.row(SHELF) == before._replace(last_counted=date(2026, 3, 2), planned_for=None, lines=9)
    assert store.journal.events("one")[-1] == CLOSED
    assert store.journal.open_counts() == []


def test_what_is_not_scheduled_is_remembered_without_a_cadence(store: Store) -> None:
    begin(store)
    store.journal.close_count("one", 2, CLOSED, COUNTED, SHELF)
    assert store.schedule.rows() == [ScheduleRow(SHELF, last_counted=date(2026, 3, 2), lines=9)]


def test_closing_without_a_day_of_the_count_leaves_the_schedule(store: Store) -> None:
    begin(store)
    store.journal.close_count("one", 2, CLOSED, ENDED, SHELF)
    assert store.schedule.rows() == []


def test_a_schedule_row_that_cannot_be_stored_leaves_the_count_open(store: Store) -> None:
    begin(store)
    with pytest.raises(NotStorable):
        store.journal.close_count("one", 2, CLOSED, COUNTED, Subject(7, "\ud800"))
    assert len(store.journal.events("one")) == 1
    assert store.journal.open_count_of(Subject(7, "")) == "one"


def test_an_ended_count_takes_nothing_more(store: Store) -> None:
    begin(store)
    store.journal.close_count("one", 2, CLOSED, ENDED, SHELF)
    with pytest.raises(CountMoved, match="has ended"):
        store.journal.append("one", 3, counted(3), COUNTING)
    assert len(store.journal.events("one")) == 2


def test_one_chain_holds_the_events_of_all_counts(store: Store) -> None:
    begin(store, "one", 1)
    begin(store, "two", 2)
    fill(store, "one", 2, 3)
    fill(store, "two", 2, 3)
    places = store.database.call(
        lambda connection: connection.execute("SELECT position, count_id FROM event ORDER BY position").fetchall()
    )
    assert places == [(1, "one"), (2, "two"), (3, "one"), (4, "one"), (5, "two"), (6, "two")]


def test_quantities_come_back_as_the_decimals_they_were(store: Store) -> None:
    begin(store)
    store.journal.append("one", 2, counted(21), COUNTING)
    (event,) = store.journal.events_after("one", 1)
    assert event == counted(21)
    assert counted(21).quantity == Decimal(42)
