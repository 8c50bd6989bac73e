"""A lock is passed on in the order in which it was asked for, whatever becomes of those who wait."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import pytest

from cyclecount_tui.store.turns import Turns

PATIENCE = 10.0


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def waiting(turns: Turns) -> int:
    return len(turns._queue)


def started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def taking(turns: Turns, done: list[str], name: str) -> threading.Thread:
    def take() -> None:
        with turns:
            done.append(name)

    before = waiting(turns)
    thread = started(take)
    until(lambda: waiting(turns) == before + 1)
    return thread


def test_who_waited_longest_is_next() -> None:
    turns, done, names = Turns(), list[str](), [f"thread {number}" for number in range(6)]
    with turns:
        threads = [taking(turns, done, name) for name in names]
        assert done == []
    for thread in threads:
        thread.join(PATIENCE)
    assert done == names
    with turns:
        assert not waiting(turns)


def test_who_takes_it_again_at_once_comes_behind_those_who_wait() -> None:
    turns, done, let_go = Turns(), list[str](), threading.Event()

    def twice() -> None:
        with turns:
            let_go.wait(PATIENCE)
        with turns:
            done.append("again")

    again = started(twice)
    until(lambda: turns._taken)
    others = [taking(turns, done, name) for name in ("first", "second")]
    let_go.set()
    for thread in (again, *others):
        thread.join(PATIENCE)
    assert done == ["first", "second", "again"]


def test_it_is_passed_on_after_an_error() -> None:
    turns, done = Turns(), list[str]()
    threads = list[threading.Thread]()

    def broken() -> None:
        with turns:
            threads.append(taking(turns, done, "next"))
            raise KeyError("broken")

    with pytest.raises(KeyError):
        broken()
    threads[0].join(PATIENCE)
    assert done == ["next"]


def test_who_is_interrupted_while_waiting_takes_no_turn() -> None:
    turns, done, let_go = Turns(), list[str](), threading.Event()

    def holding() -> None:
        with turns:
            let_go.wait(PATIENCE)

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    holder = started(holding)
    until(lambda: turns._taken)
    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(KeyboardInterrupt), turns:
            raise AssertionError("it was held")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not waiting(turns)
    behind = taking(turns, done, "behind")
    let_go.set()
    holder.join(PATIENCE)
    behind.join(PATIENCE)
    assert done == ["behind"]
    with turns:
        assert not waiting(turns)


def test_who_is_interrupted_just_as_the_turn_comes_passes_it_on() -> None:
    turns, done = Turns(), list[str]()
    mine = threading.Lock()
    turns._taken = True  # its turn has come: it is in the queue no more
    behind = taking(turns, done, "behind")
    turns._leave(mine)
    behind.join(PATIENCE)
    assert done == ["behind"]
