"""Questions side by side: the same answers and errors as one after the other, four at most, and one write."""

import threading
import time
import weakref
from collections.abc import Callable

import httpx
import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.ion.side_by_side import MOST_AT_ONCE, SideBySide, side_by_side
from tests.ion.scripted import ScriptedIon, data

LONGEST = 20.0
"""Seconds until a test that hangs fails; nothing is measured by it."""


class Gate:
    """Counts who is inside at the same time, and holds everybody until a number of them is."""

    def __init__(self, wait_for: int) -> None:
        self._wait_for = wait_for
        self._condition = threading.Condition()
        self._inside = 0
        self.most = 0

    def through(self) -> None:
        with self._condition:
            self._inside += 1
            self.most = max(self.most, self._inside)
            self._condition.notify_all()
            assert self._condition.wait_for(lambda: self.most >= self._wait_for, LONGEST), "they never met"
        with self._condition:
            self._inside -= 1


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert side_by_side([lambda number=number: number * 2 for number in range(20)]) == list(range(0, 40, 2))  # type: ignore[misc]  # a default of a lambda
    assert side_by_side([]) == []


def test_at_most_four_are_asked_at_once() -> None:
    gate = Gate(MOST_AT_ONCE)
    side_by_side([gate.through] * 12)
    assert gate.most == MOST_AT_ONCE


def test_an_answer_that_was_taken_is_not_kept() -> None:
    """The pages of a long list would all be there at once."""
    with SideBySide() as asking:
        kept = weakref.ref(asking.ask(lambda: 1))
        last = [asking.ask(lambda: 2) for _ in range(MOST_AT_ONCE)]
        assert [answer.value for answer in last] == [2] * MOST_AT_ONCE
        deadline = time.monotonic() + LONGEST
        while kept() is not None:
            assert time.monotonic() < deadline
            time.sleep(0.001)


def test_a_single_question_is_asked_in_this_thread() -> None:
    assert side_by_side([threading.get_ident]) == [threading.get_ident()]


def test_the_first_error_in_order_is_raised_when_all_are_done() -> None:
    late = threading.Event()
    finished: list[str] = []

    def slow() -> None:
        assert late.wait(LONGEST)
        finished.append("slow")
        raise Unreachable("slow")

    def quick() -> None:
        late.set()
        raise Unreachable("quick")

    with pytest.raises(Unreachable, match="slow"):
        side_by_side([slow, quick])
    assert finished == ["slow"]


def test_after_an_error_nothing_more_is_asked() -> None:
    going_wrong = threading.Event()
    asked: list[int] = []
    asking = SideBySide()

    def held_until_the_rest_is_dropped() -> None:
        assert going_wrong.wait(LONGEST)
        deadline = time.monotonic() + LONGEST
        while asking.waiting:
            assert time.monotonic() < deadline
            time.sleep(0.001)

    def go_wrong() -> None:
        with asking:
            for _ in range(MOST_AT_ONCE):
                asking.ask(held_until_the_rest_is_dropped)
            asking.ask(lambda: asked.append(1))
            going_wrong.set()
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        go_wrong()
    assert asked == []


def test_an_interruption_waits_for_nobody() -> None:
    never = threading.Event()

    def interrupted() -> None:
        with SideBySide() as asking:
            asking.ask(never.wait)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    never.set()


def in_threads(number: int, work: Callable[[], object]) -> None:
    """Runs the work in so many threads of its own, past the limit of `SideBySide`."""
    threads = [threading.Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
        assert not thread.is_alive()


def test_the_line_carries_four_reads_however_many_ask() -> None:
    gate = Gate(MOST_AT_ONCE)

    def answer(_: httpx.Request) -> httpx.Response:
        gate.through()
        return data(me={"id": 1, "name": "Ann", "email": None})

    scripted = ScriptedIon([answer])
    ion = Ion(scripted.graphql())
    in_threads(12, ion.me)
    assert gate.most == MOST_AT_ONCE
    assert (len(scripted.requests), scripted.tokens) == (12, 1)


def test_the_line_carries_one_write_at_a_time() -> None:
    gate = Gate(1)

    def answer(_: httpx.Request) -> httpx.Response:
        gate.through()
        return data(done=True)

    scripted = ScriptedIon([answer])
    graphql = scripted.graphql()
    in_threads(6, lambda: graphql.tell("SetQuantity", {}))
    assert (gate.most, len(scripted.requests)) == (1, 6)


def test_a_token_that_ran_out_is_renewed_once_for_all() -> None:
    gate = Gate(MOST_AT_ONCE)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["authorization"].endswith("-1"):
            gate.through()
            return httpx.Response(401, json={"errors": [{"message": "Token is expired."}]})
        return data(me={"id": 1, "name": "Ann", "email": None})

    scripted = ScriptedIon([answer])
    ion = Ion(scripted.graphql())
    assert side_by_side([ion.me] * MOST_AT_ONCE) == ["Ann"] * MOST_AT_ONCE
    assert scripted.tokens == 2
