"""One counter a count at a time: held, lapsed, taken over; whatever happens, everybody's entries are there."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import TakenOver
from cyclecount_tui.domain.lease import Terminal
from cyclecount_tui.store.database import Database
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.heartbeat import Heartbeat
from cyclecount_tui.workflow.held_counts import HeldElsewhere
from cyclecount_tui.workflow.hold import Hold
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.leasing import keeps, release, still_held, take, taken_words
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, leave, none_here, note
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.this_terminal import has_ended, this_terminal
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW, Factory

SHELF = "RACK-A / SHELF-01"
LEASE_SECONDS = 300


@pytest.fixture
def ann(factory: Factory) -> Workplace:
    factory.workplace.terminal = factory.workplace.terminal._replace(host="line-1", tty="pts/1")
    return factory.workplace


@pytest.fixture
def another(factory: Factory) -> Iterator[Callable[[str], Workplace]]:
    """Further terminals, each with its own session; all are closed at the end."""
    with ExitStack() as closing:

        def make(counter: str) -> Workplace:
            place = factory.another_workplace(counter)
            place.terminal = place.terminal._replace(host="line-2", tty="pts/3")
            closing.callback(place.close)
            return place

        yield make


@pytest.fixture
def ben(another: Callable[[str], Workplace]) -> Workplace:
    return another("Ben")


def counting(factory: Factory) -> Count:
    return read_sheet(factory.workplace, open_count(factory.workplace, factory.named(SHELF)))


def takings(place: Workplace, count: Count) -> list[TakenOver]:
    return [event for event in place.store.journal.events(count.id) if isinstance(event, TakenOver)]


def test_who_holds_a_count_is_said_to_everybody_else(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = counting(factory)
    taken = take(ann, count)
    assert (taken.count, taken.previous) == (count, None)
    assert take(ann, count).lease is not None, "whoever holds it may take it again"
    with pytest.raises(HeldElsewhere, match=r"Ann counts RACK-A / SHELF-01 since 09:05 at line-1/pts/1\.") as caught:
        take(ben, count)
    assert caught.value.lease.holder == "Ann"
    assert takings(ann, count) == []


def test_the_same_person_at_another_terminal_is_asked_too(
    factory: Factory, ann: Workplace, another: Callable[[str], Workplace]
) -> None:
    count = counting(factory)
    take(ann, count)
    with pytest.raises(HeldElsewhere, match="You count RACK-A / SHELF-01 since 09:05 at line-1/pts/1"):
        take(another("Ann"), count)


def test_taking_over_is_told_in_the_journal_and_refuses_the_one_before(
    factory: Factory, ann: Workplace, ben: Workplace
) -> None:
    count = enter(ann, take(ann, counting(factory)).count, 1, "12")
    factory.now = NOW + timedelta(minutes=4)
    taken = take(ben, load(ben, count.id), over=True)
    assert taken.previous is not None
    assert taken.previous.holder == "Ann"
    (event,) = takings(ben, count)
    assert (event.by, event.previous, event.terminal, event.lapsed) == ("Ben", "Ann", "line-2/pts/3", False)
    with pytest.raises(HeldElsewhere):
        enter(ann, count, 2, "5")
    with pytest.raises(HeldElsewhere):
        none_here(ann, count, 2)
    again = load(ann, count.id)
    with pytest.raises(HeldElsewhere, match="Ben counts"):  # reading it again is no way round the lease
        enter(ann, again, 2, "5")
    assert taken_words(ann, again) == ("Ben took this count over at 09:09 at line-2/pts/3. Nothing of yours was lost.")
    assert taken_words(ben, again).startswith("You took this count over at 09:09")


def test_nothing_of_either_is_lost_when_it_goes_back_and_forth(
    factory: Factory, ann: Workplace, ben: Workplace
) -> None:
    count = enter(ann, take(ann, counting(factory)).count, 1, "12")
    bens = enter(ben, take(ben, count, over=True).count, 2, "7")
    bens = note(ben, bens, 2, "label torn")
    back = enter(ann, take(ann, load(ann, count.id), over=True).count, 3, "3")
    with pytest.raises(HeldElsewhere):
        enter(ben, bens, 4, "4")
    standing = load(ben, count.id).standing
    assert {line: (entry.by, entry.expression) for line, entry in standing.items()} == {
        1: ("Ann", "12"), 2: ("Ben", "7"), 3: ("Ann", "3"),
    }  # fmt: skip
    assert [change.taken for change in back.handovers] == [True, True]
    assert verify(ann.store.database).unedited


def test_an_entry_that_is_on_its_way_at_the_take_over_is_kept_or_refused_whole(
    factory: Factory, ann: Workplace, ben: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lease is looked at where the entry is written, so that nobody can take it over in between."""
    count = take(ann, counting(factory)).count
    written = ann.store.journal.append

    def taken_over_first(*given: Any, **named: Any) -> None:
        take(ben, count, over=True)
        written(*given, **named)

    monkeypatch.setattr(ann.store.journal, "append", taken_over_first)
    with pytest.raises(HeldElsewhere):
        enter(ann, count, 1, "12")
    assert load(ben, count.id).entries == ()


def test_where_no_lease_says_so_the_number_of_an_entry_refuses_it(
    factory: Factory, ann: Workplace, ben: Workplace
) -> None:
    count = counting(factory)
    enter(ben, count, 1, "7")
    with pytest.raises(CountMoved):
        enter(ann, count, 1, "12")
    assert [entry.expression for entry in load(ben, count.id).entries] == ["7"]


def test_an_entry_goes_to_the_database_once(factory: Factory, ann: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the count is looked up in the transaction that stores the entry."""
    count = take(ann, counting(factory)).count
    jobs, really = list[object](), Database._in_turn

    def noted(database: Database, job: Callable[[], object]) -> object:
        jobs.append(job)
        return really(database, job)

    monkeypatch.setattr(Database, "_in_turn", noted)
    count = enter(ann, count, 1, "12")
    none_here(ann, count, 2)
    assert len(jobs) == 2


@pytest.mark.parametrize("what", ["enter", "leave", "submit"])
def test_no_use_case_of_a_counter_writes_into_somebody_elses_count(
    factory: Factory, ann: Workplace, ben: Workplace, what: str
) -> None:
    count = take(ann, counting(factory)).count
    for line in count.lines[1:]:
        count = none_here(ann, count, line.number)
    if what == "submit":
        count = enter(ann, count, 1, "1")
    ways: dict[str, Callable[[], Count]] = {
        "enter": lambda: enter(ben, count, 1, "12"),
        "leave": lambda: leave(ben, count, [1], "blocked"),
        "submit": lambda: submit(ben, count),
    }
    with pytest.raises(HeldElsewhere):
        ways[what]()
    assert load(ben, count.id) == count


def test_whoever_leads_may_still_give_a_held_count_up(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = take(ann, counting(factory)).count
    assert give_up(ben, count, "the aisle is closed").phase is Phase.GIVEN_UP


def test_a_silent_terminal_loses_the_count_and_never_its_data(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = enter(ann, take(ann, counting(factory)).count, 1, "12")
    factory.now = NOW + timedelta(seconds=LEASE_SECONDS)
    with pytest.raises(HeldElsewhere):
        take(ben, count)
    factory.now += timedelta(seconds=1)
    taken = take(ben, count)
    assert [event.lapsed for event in takings(ben, count)] == [True]
    assert taken.count.entries == count.entries
    assert not keeps(ann, count.id)


def test_signs_of_life_keep_it(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = take(ann, counting(factory)).count
    factory.now = NOW + timedelta(seconds=LEASE_SECONDS)
    assert keeps(ann, count.id)
    factory.now += timedelta(seconds=LEASE_SECONDS)
    with pytest.raises(HeldElsewhere):
        take(ben, count)


def test_the_time_of_a_lease_is_a_setting(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = take(ann, counting(factory)).count
    ben.practice = ben.practice._replace(lease_seconds=30)
    factory.now = NOW + timedelta(seconds=31)
    assert take(ben, count).lease is not None


@pytest.mark.parametrize("closing", [True, False])
def test_what_is_let_go_is_free_at_once(factory: Factory, ann: Workplace, ben: Workplace, closing: bool) -> None:
    count = take(ann, counting(factory)).count
    if closing:
        ann.close()
    else:
        release(ann, count.id)
    assert take(ben, count).previous is None
    assert takings(ben, count) == []


def test_a_count_that_is_submitted_meanwhile_is_not_taken(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count = take(ann, counting(factory)).count
    bens = count
    for line in count.lines:
        count = none_here(ann, count, line.number)
    count = submit(ann, count)
    taken = take(ben, bens, over=True)
    assert taken.lease is None
    assert taken.count == count
    assert take(ben, count).lease is None


# A program that has ended holds nothing


def ended_process() -> Terminal:
    """The terminal of a program on this machine that is gone."""
    code = (
        "from cyclecount_tui.workflow.this_terminal import this_terminal as t; x = t();"
        "print(x.session, x.host, x.pid, x.machine, x.started, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    session, host, pid, machine, started = done.stdout.splitlines()
    return Terminal(session, host, "", int(pid), machine, started)


def test_a_killed_program_holds_nothing_and_the_same_counter_goes_on_without_a_word(
    factory: Factory, ann: Workplace, another: Callable[[str], Workplace]
) -> None:
    killed = another("Ann")
    killed.terminal = ended_process()
    count = enter(killed, take(killed, counting(factory)).count, 1, "12")
    taken = take(ann, load(ann, count.id))
    assert taken.previous is None
    assert taken.count == count
    assert takings(ann, count) == []


def test_a_killed_program_of_somebody_else_is_taken_from_and_told(
    factory: Factory, ann: Workplace, another: Callable[[str], Workplace]
) -> None:
    killed = another("Ben")
    killed.terminal = ended_process()
    count = take(killed, counting(factory)).count
    assert take(ann, count).lease is not None
    assert [(event.previous, event.lapsed) for event in takings(ann, count)] == [("Ben", True)]


def test_only_the_same_machine_knows_whether_a_program_has_ended() -> None:
    here, gone = this_terminal(), ended_process()
    assert has_ended(gone, here)
    assert not has_ended(this_terminal(), here)
    assert not has_ended(gone._replace(machine="elsewhere"), here)
    assert not has_ended(gone._replace(machine=""), here._replace(machine=""))
    untold = gone._replace(started="")
    assert has_ended(untold, here), "without the time at which it began the number of the process has to do"
    assert not has_ended(here._replace(started=""), here)
    assert has_ended(here._replace(started="1"), here), "the number is another process's now"


def test_every_run_is_a_session_of_its_own() -> None:
    assert this_terminal().session != this_terminal().session
    assert this_terminal().host


# The thread that keeps it


def test_a_heartbeat_says_that_the_count_was_taken_as_soon_as_it_is_asked(
    factory: Factory, ann: Workplace, ben: Workplace
) -> None:
    count, lost = take(ann, counting(factory)).count, threading.Event()
    heart = Heartbeat(ann, count.id, lost.set)
    heart.start()
    heart.look()
    take(ben, count, over=True)
    heart.look()
    assert lost.wait(20)
    heart.stop()
    heart.join(20)
    lease = ben.store.leases.of(count.id)
    assert lease is not None
    assert lease.holder == "Ben", "one that lost the count lets go of nothing"


@pytest.mark.parametrize("busy", [False, True])
def test_a_heartbeat_gives_signs_of_life_and_lets_go_at_its_end(factory: Factory, ann: Workplace, busy: bool) -> None:
    """Of somebody who types all the time, too."""
    count = take(ann, counting(factory)).count
    ann.practice = ann.practice._replace(lease_seconds=1)
    asked = len(factory.simulator.requests)
    heart = Heartbeat(ann, count.id, lambda: None)
    heart.start()
    factory.now = NOW + timedelta(seconds=60)
    for _ in range(10_000):
        if busy:
            heart.look()
        lease = ann.store.leases.of(count.id)
        assert lease is not None
        if lease.beat_at == factory.now:
            break
    else:
        raise AssertionError("no sign of life came")
    heart.stop()
    heart.join(20)
    assert ann.store.leases.of(count.id) is None
    assert len(factory.simulator.requests) == asked, "ION hears nothing of it"


# A screen's hold


def test_a_screen_that_leaves_does_not_let_go_of_what_the_next_one_took(factory: Factory, ann: Workplace) -> None:
    count = counting(factory)
    before, after = Hold(ann, lambda: None), Hold(ann, lambda: None)
    before.take(count, over=False)
    after.take(count, over=False)
    before.end(wait=20)
    assert still_held(ann, count.id)
    after.end(wait=20)
    assert ann.store.leases.of(count.id) is None


def test_a_screen_that_was_left_before_it_had_the_count_holds_nothing(factory: Factory, ann: Workplace) -> None:
    count, hold = counting(factory), Hold(ann, lambda: None)
    hold.end(wait=20)
    assert hold.take(count, over=False).lease is not None
    assert ann.store.leases.of(count.id) is None


def test_a_count_that_was_lost_can_be_taken_back_and_is_let_go_once(
    factory: Factory, ann: Workplace, ben: Workplace
) -> None:
    count, lost = counting(factory), threading.Event()
    hold = Hold(ann, lost.set)
    hold.take(count, over=False)
    take(ben, count, over=True)
    hold.look()
    assert lost.wait(20)
    hold.take(load(ann, count.id), over=True)
    hold.end(wait=20)
    assert ann.store.leases.of(count.id) is None


def test_a_screen_that_was_refused_takes_nothing_from_another(factory: Factory, ann: Workplace, ben: Workplace) -> None:
    count, hold = take(ben, counting(factory)).count, Hold(ann, lambda: None)
    with pytest.raises(HeldElsewhere):
        hold.take(count, over=False)
    hold.look()
    hold.end(wait=20)
    assert still_held(ben, count.id)


def test_a_heartbeat_outlives_a_database_that_is_away(factory: Factory, ann: Workplace) -> None:
    count, lost = take(ann, counting(factory)).count, threading.Event()
    heart = Heartbeat(ann, count.id, lost.set)
    heart.start()
    ann.store.close()
    heart.look()
    heart.stop()
    heart.join(20)
    assert not lost.is_set()
