"""Colours, looks and signs that a terminal does not have become those that it has."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.tui.terminal.abilities import Abilities
from cyclecount_tui.tui.terminal.pens import pens_for
from cyclecount_tui.tui.terminal.signs import signs_for

FULL, ALL_LOOKS = 1 << 24, frozenset({1, 2, 3, 4, 7})


@pytest.mark.parametrize(
    ("numbers", "colours", "shown"),
    [
        ("1;38;2;255;0;0;48;5;17", FULL, "1;38;2;255;0;0;48;5;17"),
        ("38;2;255;0;0", 256, "38;5;196"),
        ("38;2;255;0;0;44", 8, "31;44"),
        ("97;40", 8, "37;40"),
        ("97;100", 16, "97;100"),
        ("1;38;2;255;0;0;48;5;17", 0, "1"),
        ("31;7", 0, "7"),
        ("", 0, ""),
        ("39;49", 8, ""),
    ],
)
def test_colours(numbers: str, colours: int, shown: str) -> None:
    assert pens_for(colours, ALL_LOOKS)(numbers) == shown


def test_a_look_that_is_not_known_is_left_out() -> None:
    assert pens_for(8, frozenset({7}))("1;3;7;31") == "7;31"


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("│▶ naïve − 3…", "latin-1", "|> naïve - 3~"),
        ("│▶ naïve ×", "ascii", "|> naive x"),
        ("Due▲ ↓ √", "ascii", "Due^ v ?"),
        ("漢字 ok", "latin-1", "???? ok"),
        ("┌──┐ █▌", "ascii", "+--+ ##"),
        ("e\u0301", "ascii", "e"),
        ("漢字 ▶", "utf-8", "漢字 ▶"),
    ],
)
def test_signs(text: str, encoding: str, shown: str) -> None:
    assert signs_for(encoding)(text) == shown


@given(
    st.text(st.characters(blacklist_categories=["Cc", "Cs"])), st.sampled_from(["ascii", "latin-1", "cp437", "utf-8"])
)
def test_a_text_keeps_its_width_and_fits_the_encoding(text: str, encoding: str) -> None:
    shown = signs_for(encoding)(text)
    shown.encode(encoding)
    assert cell_len(shown) == cell_len(text)


def abilities_of(**environment: str) -> Abilities:
    """Asked in a process of its own, for a process can ask for one terminal only."""
    asking = "from cyclecount_tui.tui.terminal.abilities import *; print(abilities(encoding='utf-8'))"
    said = subprocess.run(
        [sys.executable, "-c", asking], env={"PATH": os.environ["PATH"], **environment}, capture_output=True, check=True
    )
    found: Abilities = eval(said.stdout, {"Abilities": Abilities, "frozenset": frozenset})
    return found


@pytest.mark.parametrize(
    ("term", "colours", "alternate", "pastes", "mouse"),
    [
        ("xterm-256color", 256, True, True, True),
        ("linux", 8, False, True, True),
        ("vt220", 0, False, False, False),
        ("vt100", 0, False, False, False),
        ("screen", 8, True, True, True),
        ("dumb", 0, False, False, False),
        ("no-such-terminal", 0, False, False, False),
    ],
)
def test_what_terminals_can_do(term: str, colours: int, alternate: bool, pastes: bool, mouse: bool) -> None:
    can = abilities_of(TERM=term)
    assert (can.colours, can.alternate_screen, can.marks_pastes, can.reports_mouse) == (
        colours,
        alternate,
        pastes,
        mouse,
    )


def test_a_terminal_that_says_so_has_all_colours() -> None:
    assert abilities_of(TERM="xterm-256color", COLORTERM="truecolor").colours == FULL
    assert abilities_of(TERM="dumb", COLORTERM="truecolor").colours == 0
