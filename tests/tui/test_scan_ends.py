"""What a scanner sends behind the end of a scan is no key of a person."""

from __future__ import annotations

import pytest
from textual import events

from cyclecount_tui.tui.scan_ends import ScanEnds

SUFFIXES = ["enter", "tab", "ctrl+j"]


def key(name: str, at: float) -> events.Key:
    made = events.Key(name, None)
    made.time = at
    return made


def paste(at: float) -> events.Paste:
    made = events.Paste("FR-10021")
    made.time = at
    return made


@pytest.mark.parametrize("gap", [0.0, 0.08, 5.0])
def test_a_line_feed_right_behind_an_enter_is_its_second_half(gap: float) -> None:
    ends = ScanEnds()
    assert not ends.is_rest(key("enter", 100.0))
    assert ends.is_rest(key("ctrl+j", 100.0 + gap))
    assert not ends.is_rest(key("ctrl+j", 100.1 + gap))


@pytest.mark.parametrize("between", ["1", "f8", "tab"])
def test_a_line_feed_behind_another_key_is_an_enter(between: str) -> None:
    ends = ScanEnds()
    assert not ends.is_rest(key("enter", 100.0))
    assert not ends.is_rest(key(between, 100.01))
    assert not ends.is_rest(key("ctrl+j", 100.02))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_right_behind_a_paste_that_is_a_scan_is_its_own(suffix: str) -> None:
    ends = ScanEnds()
    ends.pasted(paste(100.0), ended=True)
    assert ends.is_rest(key(suffix, 100.1))
    assert not ends.is_rest(key(suffix, 101.0))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_behind_a_paste_that_waits_for_one_ends_it(suffix: str) -> None:
    ends = ScanEnds()
    ends.pasted(paste(100.0), ended=False)
    assert not ends.is_rest(key(suffix, 100.1))


def test_what_is_typed_behind_a_paste_is_a_person_s_and_so_is_the_enter_behind_that() -> None:
    ends = ScanEnds()
    ends.pasted(paste(100.0), ended=True)
    assert not ends.is_rest(key("7", 100.05))
    assert not ends.is_rest(key("enter", 100.1))
