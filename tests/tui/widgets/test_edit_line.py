"""Editing a line, and how it stands in its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyclecount_tui.tui.widgets.edit_line import EDITING_KEYS, EditLine
from cyclecount_tui.tui.widgets.entry_row import entry_row
from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE


@pytest.mark.parametrize(
    ("key", "text", "at"),
    [
        ("left", "12*6 + 4", 4),
        ("right", "12*6 + 4", 6),
        ("home", "12*6 + 4", 0),
        ("ctrl+a", "12*6 + 4", 0),
        ("end", "12*6 + 4", 8),
        ("ctrl+e", "12*6 + 4", 8),
        ("backspace", "12*6+ 4", 4),
        ("delete", "12*6  4", 5),
        ("ctrl+u", "+ 4", 0),
        ("ctrl+w", "+ 4", 0),
    ],
)
def test_editing_keys(key: str, text: str, at: int) -> None:
    assert EDITING_KEYS[key](EditLine("12*6 + 4", 5)) == EditLine(text, at)


def test_a_word_goes_with_the_spaces_behind_it() -> None:
    assert EDITING_KEYS["ctrl+w"](EditLine.ending("two words  ")) == EditLine("two ", 4)
    assert EDITING_KEYS["ctrl+w"](EditLine.ending("")) == EditLine()


@given(st.lists(st.one_of(st.sampled_from(sorted(EDITING_KEYS)), st.characters())))
def test_the_cursor_never_leaves_the_text(keys: list[str]) -> None:
    line = EditLine()
    for key in keys:
        line = EDITING_KEYS[key](line) if key in EDITING_KEYS else line.insert(key)
        assert 0 <= line.at <= len(line.text)


@given(st.text(max_size=20), st.text(max_size=60), st.integers(0, 60), st.text(max_size=40), st.integers(0, 120))
def test_the_row_is_exactly_as_wide_as_the_screen(label: str, text: str, at: int, hint: str, width: int) -> None:
    row = entry_row(label, EditLine(text).to(at), hint, width, UNICODE)
    assert cell_len(row.label + row.before + row.cursor + row.after + row.hint) == width
    if width >= 12:
        assert cell_len(row.cursor) >= 1


def test_a_short_entry_with_its_hint() -> None:
    row = entry_row("How many?", EditLine.ending("12*6+4"), "= 76 EA", 40, UNICODE)
    assert "".join([row.label, row.before, row.cursor, row.after, row.hint]) == (
        " How many?  12*6+4              = 76 EA "
    )


def test_a_long_entry_scrolls_to_the_cursor() -> None:
    text = "".join(chr(ord("a") + place % 26) for place in range(100))
    for at in (0, 1, 15, 50, 99, 100):
        row = entry_row("Scan", EditLine(text, at), "", 40, UNICODE)
        assert row.cursor == (text + " ")[at]
        assert row.before == text[at - len(row.before) : at]
        assert text[at + 1 :].startswith(row.after.rstrip())


def test_a_long_hint_yields_to_the_text_and_vanishes_when_there_is_no_room() -> None:
    row = entry_row("How many?", EditLine.ending("123456"), "That is not a number: use + - * /", 40, UNICODE)
    assert row.before == "123456"
    assert row.hint.rstrip().endswith("…")
    assert entry_row("How many?", EditLine.ending("123456"), "= 123456 EA", 16, UNICODE).hint == ""


def test_a_scanned_separator_and_an_escape_are_seen() -> None:
    assert entry_row("", EditLine.ending("01\x1d10\x1b"), "", 30, UNICODE).before == "01␝10␛"
    assert entry_row("", EditLine.ending("01\x1d10−"), "", 30, ASCII).before == "01?10-"
