"""Reports of a terminal never become text, in however many pieces they come; keys and scans are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.tui.terminal.reports import Reports

STRAY = [
    "\x1b[0n",
    "\x1b[?62;1;6c",
    "\x1b[>41;354;0c",
    "\x1b[?2026;2$y",
    "\x1b[?1;2y",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1bP>|tmux 3.4\x1b\\",
    "\x1b[?12;40R",
]
KEYS = [
    "a",
    "\x1b",
    "\x1bOP",
    "\x1b[A",
    "\x1b[15~",
    "\x1b[1;5C",
    "\x1bx",
    "\x1b[200~FR-1\r\x1b[201~",
    "\x1d",
    "\r",
    "\x1b[",
]


def read(reports: Reports, *pieces: str) -> tuple[str, int]:
    """What is left of the pieces, also of what waited in the end, and how many answers were in them."""
    read, count = "", 0
    for place, piece in enumerate(pieces):
        text, answers = reports.without(piece, place * 0.001)
        read, count = read + text, count + answers
    rest, _ = reports.without("", 1000)
    return read + rest, count


@pytest.mark.parametrize("report", STRAY)
def test_a_stray_report_in_any_two_pieces_is_nothing(report: str) -> None:
    for cut in range(2, len(report)):
        assert read(Reports(0.1), f"12{report[:cut]}", f"{report[cut:]}6") == ("126", 0)


@pytest.mark.parametrize("key", KEYS)
def test_keys_are_left_alone(key: str) -> None:
    assert read(Reports(0.1), key) == (key, 0)
    assert read(Reports(0.1), f"1{key}", "2") == (f"1{key}2", 0)


def test_only_answers_that_are_waited_for_are_taken() -> None:
    reports = Reports(0.1)
    reports.waited_for = 1
    assert read(reports, "a\x1b[24;80Rb\x1b[1;2R") == ("ab\x1b[1;2R", 1)
    assert reports.waited_for == 0


def test_what_never_becomes_a_report_is_keys_after_a_while() -> None:
    reports = Reports(0.5)
    assert reports.without("\x1b[1", 0.0) == ("", 0)
    assert reports.without("", 0.4) == ("", 0)
    assert reports.without("", 0.6) == ("\x1b[1", 0)


@given(st.lists(st.sampled_from([*STRAY, "abc", "7", "\r", "FR-10021"]), max_size=8), st.data())
def test_in_any_pieces_only_what_was_typed_is_left(parts: list[str], data: st.DataObject) -> None:
    text, pieces = "".join(parts), []
    while text:
        cut = data.draw(st.integers(1, len(text)))
        if text[:cut].endswith("\x1b"):
            cut = min(cut + 1, len(text))  # an Escape alone is a key at once, as in Textual's own parser
        pieces.append(text[:cut])
        text = text[cut:]
    typed = "".join(part for part in parts if part not in STRAY)
    assert read(Reports(0.1), *pieces) == (typed, 0)
