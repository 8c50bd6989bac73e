"""Never more than two pictures under way; a terminal that does not answer is not waited for without end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.tui.terminal.pace import MOST_UNDER_WAY, Pace


def test_a_third_picture_waits_until_one_was_shown() -> None:
    pace = Pace()
    for _ in range(2):
        assert pace.may_send(0)
        pace.sent(100, 0)
    assert not pace.may_send(0.1)
    pace.answered(1)
    assert pace.may_send(0.1)
    assert pace.under_way == 1


def test_a_terminal_that_never_answers_is_not_asked_any_more_and_never_waited_for_long() -> None:
    pace, now = Pace(), 0.0
    for _ in range(2):
        pace.sent(960, now)
    assert not pace.may_send(1.4)
    assert pace.may_send(1.6), "half a second, and what a slow line takes for the picture"
    assert pace.asks
    assert pace.may_send(3.1)
    assert not pace.asks


def test_one_that_answered_once_is_asked_on() -> None:
    pace = Pace()
    pace.sent(10, 0)
    pace.answered(1)
    for attempt in range(5):
        pace.sent(10, 100 * attempt)
        assert pace.may_send(100 * attempt + 50)
        assert pace.asks


def test_an_answer_that_comes_after_all_makes_it_ask_again() -> None:
    pace = Pace()
    for _ in range(2):
        pace.sent(10, 0)
    assert pace.may_send(1000)
    assert not pace.asks
    pace.answered(1)
    assert pace.asks


@given(st.lists(st.tuples(st.sampled_from(["send", "answer", "wait"]), st.integers(0, 3000)), max_size=60))
def test_however_it_goes_there_are_never_more_than_two(steps: list[tuple[str, int]]) -> None:
    pace, now = Pace(), 0.0
    for step, amount in steps:
        if step == "send" and pace.may_send(now):
            pace.sent(amount, now)
        elif step == "answer":
            pace.answered(amount % 3)
        else:
            now += amount / 1000
        assert pace.under_way <= MOST_UNDER_WAY
    assert pace.may_send(now + 1000), "nothing waits for ever"
