"""Who counted which lines, where a count goes on, and when nobody holds it any more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import counting_events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.hand_over_words import who_counted
from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lease import Lease, Terminal
from cyclecount_tui.domain.stopped_at import stopped_at
from tests.domain.building import AT, counting, rec, submitted

LINES = 20


def sheet() -> Count:
    """A sheet of twenty lines, counted by nobody yet."""
    return counting(
        *(rec(100 + number, 1, part=Part(number, f"FR-{number:02}", "A")) for number in range(1, LINES + 1))
    )


def fact(by: str) -> dict[str, Any]:
    return {"at": AT, "by": by}


def by(count: Count, name: str, *lines: int) -> Count:
    """The count with these lines counted by somebody."""
    for line in lines:
        count = after(count, said.NoneConfirmed(**fact(name), line=line))
    return count


def given_to(count: Count, name: str, previous: str) -> Count:
    return after(count, said.HandedOver(**fact(name), previous=previous))


def test_one_counter_is_nothing_to_say() -> None:
    assert who_counted(sheet()) == ""
    assert who_counted(by(sheet(), "Ann", 1, 2, 5)) == ""


def test_from_where_on_somebody_else_counts() -> None:
    count = given_to(by(sheet(), "Ann", *range(1, 15)), "Ben", "Ann")
    assert who_counted(count) == "lines 1–14 Ann, from 15 Ben"
    assert who_counted(by(count, "Ben", 15, 16, 18)) == "lines 1–14 Ann, from 15 Ben"
    assert who_counted(submitted(by(count, "Ben", 15, 16, 18))) == "lines 1–14 Ann, 15–16, 18 Ben"


def test_lines_out_of_order_are_listed_for_each() -> None:
    count = given_to(by(sheet(), "Ann", 1, 2, 3, 9), "Ben", "Ann")
    assert who_counted(count) == "lines 1–3, 9 Ann, from 10 Ben"
    assert who_counted(by(count, "Ben", 5)) == "lines 1–3, 9 Ann, 5 Ben"
    assert who_counted(given_to(by(sheet(), "Ann", 4), "Ben", "Ann")) == "line 4 Ann, from 5 Ben"
    last = given_to(by(sheet(), "Ann", *range(2, LINES + 1)), "Ben", "Ann")
    assert who_counted(last) == "lines 2–20 Ann, now Ben"


def test_a_line_that_was_counted_again_is_of_whoever_counted_it_last() -> None:
    count = by(given_to(by(sheet(), "Ann", 1, 2, 3), "Ben", "Ann"), "Ben", 2)
    assert who_counted(count) == "lines 1, 3 Ann, 2 Ben"
    assert who_counted(after(count, said.EntryUndone(**fact("Ben")))) == "lines 1–3 Ann, from 4 Ben"


def test_taking_over_is_a_hand_over_too_and_three_may_count() -> None:
    count = by(sheet(), "Ann", 1, 2)
    count = after(count, said.TakenOver(**fact("Ben"), previous="Ann", terminal="line-2/pts/3"))
    assert count.handovers[-1].terminal == "line-2/pts/3"
    count = given_to(by(count, "Ben", 3, 4), "Cleo", "Ben")
    assert who_counted(count) == "lines 1–2 Ann, 3–4 Ben, from 5 Cleo"
    assert who_counted(given_to(count, "Ann", "Cleo")) == "lines 3–4 Ben, 1–2 Ann"


NAMES = ("Ann", "Ben", "Cleo")
SAID = re.compile(r"((?:[0-9]+(?:–[0-9]+)?, )*[0-9]+(?:–[0-9]+)?) (Ann|Ben|Cleo)")


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, LINES)), min_size=1, max_size=30))
def test_every_counted_line_is_said_once_and_of_the_one_whose_entry_stands(entries: list[tuple[str, int]]) -> None:
    count = sheet()
    for name, line in entries:
        count = by(count, name, line)
    standing = {line: entry.by for line, entry in count.standing.items()}
    words = who_counted(submitted(count))
    if len(set(standing.values())) == 1:
        assert words == ""
        return
    told = []
    for ranges, name in SAID.findall(words):
        for first, _, last in (piece.partition("–") for piece in ranges.split(", ")):
            told += [(line, name) for line in range(int(first), int(last or first) + 1)]
    assert sorted(told) == sorted(standing.items())


def test_a_count_goes_on_behind_its_last_entry() -> None:
    assert stopped_at(counting()) is None
    assert stopped_at(sheet()) == 1
    assert stopped_at(by(sheet(), "Ann", 1, 2, 7)) == 8
    assert stopped_at(by(sheet(), "Ann", 7, 8, 6)) == 9, "what is counted already is passed over"
    assert stopped_at(by(sheet(), "Ann", 1, LINES)) == 2, "behind the last line it begins anew at the top"
    assert stopped_at(by(sheet(), "Ann", *range(1, LINES + 1))) == LINES
    left = after(by(sheet(), "Ann", 1), said.LineLeft(**fact("Ann"), line=2, reason="blocked"))
    assert stopped_at(left) == 3, "a line that is left with a reason waits for nobody"


@pytest.mark.parametrize(
    ("seconds", "lapsed"), [(0, False), (299, False), (300, False), (301, True), (-299, False), (-301, True)]
)
def test_a_silent_terminal_holds_nothing(seconds: int, lapsed: bool) -> None:
    lease = Lease("c", "Ann", Terminal("s"), AT, AT)
    assert lease.lapsed(AT + timedelta(seconds=seconds), 300) is lapsed


def test_where_and_since_when() -> None:
    assert Terminal("s", "line-2", "pts/3", 4711).words == "line-2/pts/3"
    assert Terminal("s", "line-2", "", 4711).words == "line-2, process 4711"
    assert Terminal("s").words == "another terminal"
    lease = Lease("c", "Ann", Terminal("s"), AT, AT)
    assert lease.since(AT + timedelta(hours=2)) == "09:05"
    assert lease.since(AT + timedelta(days=1)) == "2026-03-02 09:05"
