"""What the blind sheet shows and says, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cyclecount_tui.domain.close_off import CloseOff
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode, Entry, Left
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.count import sentences, sheet_rows
from cyclecount_tui.tui.screens.count.typing import preview

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
LINES = (
    Line(1, LineKey("FR-1", "A"), "Bracket", "EA"),
    Line(2, LineKey("FR-2", "B", "L-7"), "Bearing", "EA"),
    Line(3, LineKey("FR-3", "A", "", "S-9"), "Motor", "EA"),
)
BLANK = Count("c", Subject(7, "RACK-B / SHELF-04"), "Ann", AT, sheet_read=True, lines=LINES)


def entry(line: int, quantity: str, expression: str = "", *, none: bool = False) -> Entry:
    return Entry(line, Decimal(quantity), expression or quantity, AT, "Ann", none)


def with_entries(*entries: Entry) -> Count:
    return replace(BLANK, entries=entries)


def test_three_states_that_cannot_be_confused() -> None:
    count = with_entries(entry(1, "0", "none", none=True), entry(3, "1"))
    assert [sheet_rows.cells(count, line)[-1] for line in LINES] == ["none", "·", "1"]
    assert [sheet_rows.tone(count, line) for line in LINES] == ["done", "", "done"]


def test_a_line_that_was_left_is_not_open_and_not_counted_either() -> None:
    count = replace(BLANK, left={2: Left("blocked", "Ann", AT)})
    assert [sheet_rows.cells(count, line)[-1] for line in LINES] == ["·", "left", "·"]
    assert [sheet_rows.tone(count, line) for line in LINES] == ["", "done", ""]
    assert sheet_rows.next_open(count, LINES, 1) == 3
    assert sheet_rows.touched(BLANK, count) == {2}


def test_a_double_blind_sheet_shows_only_what_was_counted() -> None:
    count = replace(with_entries(entry(3, "1")), mode=CountMode.DOUBLE_BLIND)
    assert sheet_rows.shown(count) == LINES[2:]
    assert sheet_rows.shown(replace(count, mode=CountMode.BLIND)) == LINES
    assert sentences.progress(count) == "1 line"
    assert sentences.short_progress(count) == "1"
    assert "What else ION has here comes up afterwards." in sentences.before_submitting(count)[1]


def test_a_row_says_what_to_count() -> None:
    assert sheet_rows.cells(BLANK, LINES[1]) == ("FR-2", "B", "L-7", "Bearing", "EA", "·")
    assert sheet_rows.cells(BLANK, LINES[2])[2] == "S-9"
    assert len(sheet_rows.cells(BLANK, LINES[0])) == len(sheet_rows.COLUMNS)


def test_the_next_open_line_is_after_this_one_and_then_from_the_top() -> None:
    count = with_entries(entry(2, "5"))
    assert [sheet_rows.next_open(count, LINES, line.number) for line in LINES] == [3, 3, 1]
    full = with_entries(entry(1, "1"), entry(2, "1"), entry(3, "1"))
    assert sheet_rows.next_open(full, LINES, 2) == 2


def test_only_rows_whose_entry_came_or_went_are_drawn_anew() -> None:
    one, two = entry(1, "1"), entry(2, "2")
    assert sheet_rows.touched(with_entries(one), with_entries(one, two)) == {2}
    assert sheet_rows.touched(with_entries(one, two), with_entries(one)) == {2}
    assert sheet_rows.touched(with_entries(one), with_entries(one)) == set()
    assert sheet_rows.touched(with_entries(one, two), with_entries(entry(1, "1"), entry(2, "2"))) == {1, 2}


@pytest.mark.parametrize(
    ("typed", "line", "said"),
    [
        ("", 0, ""),
        ("", 2, "space if it is here, F4 if not"),
        ("12*6+4", 0, "= 76 EA"),
        ("12*", 0, "not finished yet"),
        ("(3+4", 0, "not finished yet"),
        ("x", 0, "a code"),
        ("FR-99", 0, "a code"),
        ("12 13", 0, "no quantity"),
        ("=", 0, "Enter shows the tape"),
        ("9" * 20, 0, "too large"),
        ("99999*99999", 0, "too large"),
        ("1,200", 0, "write 1200 or 12.5"),
        ("12,5", 0, "write 1200 or 12.5"),
        ("0", 0, "F4 if there is none"),
        ("2", 2, "a serial: 1 or F4"),
        ("1", 2, "= 1 EA"),
    ],
)
def test_the_prompt_says_what_is_typed(typed: str, line: int, said: str) -> None:
    assert preview(typed, LINES[line]) == said


def test_without_a_line_there_is_no_unit() -> None:
    assert preview("3", None) == "= 3"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (entry(1, "48", "4*12"), "Saved FR-1 rev A = 48 (4*12)"),
        (entry(1, "48"), "Saved FR-1 rev A = 48"),
        (entry(1, "0", "none", none=True), "Saved FR-1 rev A: none here"),
    ],
)
def test_what_was_saved(entry: Entry, said: str) -> None:
    assert sentences.saved(LINES[0], entry) == said


@pytest.mark.parametrize(
    ("entry", "earlier", "said"),
    [
        (entry(1, "8"), entry(1, "0", "none", none=True), "Saved FR-1 rev A = 8 (was none)"),
        (entry(1, "48", "4*12"), entry(1, "40"), "Saved FR-1 rev A = 48 (4*12; was 40)"),
        (entry(1, "0", "none", none=True), entry(1, "40"), "Saved FR-1 rev A: none here (was 40)"),
    ],
)
def test_an_entry_that_takes_the_place_of_another_says_so(entry: Entry, earlier: Entry, said: str) -> None:
    assert sentences.saved(LINES[0], entry, earlier) == said


def test_line_breaks_of_ions_texts_break_no_line() -> None:
    line = Line(1, LineKey("FR-1\nFR-2", "A", "L\r7"), "Bracket\nSubmitted.\u2028Press y", "EA")
    count = replace(BLANK, lines=(line,), notes={1: ("torn\nwet",)})
    said = [
        sentences.line_up(count, line),
        *sentences.before_submitting(count),
        sentences.saved(line, entry(1, "1")),
        sentences.left(line),
        sentences.taken_back(replace(count, entries=(entry(1, "1"),)), count),
    ]
    assert [text.splitlines() for text in said] == [[text] for text in said]
    assert "Bracket␊Submitted.�Press y" in said[0]


def test_a_long_description_is_cut_in_the_list_of_what_is_not_counted() -> None:
    left = {1: Left("blocked", "Ann", AT)}
    count = replace(BLANK, lines=(Line(1, LineKey("FR-1"), "long " * 60, "EA"),), left=left)
    listed = sentences.before_submitting(count)[2]
    assert listed.endswith("…: blocked")
    assert len(listed) < 70


def test_undoing_says_what_stands_again() -> None:
    first, second = entry(1, "40"), entry(1, "41")
    assert sentences.taken_back(with_entries(first, second), with_entries(first)).endswith("= 41: 40 stands again.")
    assert sentences.taken_back(with_entries(first), BLANK).endswith("= 40: it is not counted now.")
    found = replace(with_entries(entry(4, "2")), lines=(*LINES, Line(4, LineKey("Z"), found=True)))
    assert sentences.taken_back(found, BLANK) == "Took back the found item Z: it is off the sheet."


def test_before_submitting_lines_that_are_left_are_listed_with_their_reasons() -> None:
    left = {number: Left("blocked", "Ann", AT) for number in (2, 3)}
    some = replace(with_entries(entry(1, "1")), left=left)
    said = sentences.before_submitting(some)
    assert said[0].startswith("After this the count cannot be changed")
    assert said[1] == "2 lines are left uncounted and will not be posted:"
    assert said[2:4] == ("  FR-2 rev B, lot L-7   Bearing: blocked", "  FR-3 rev A, serial S-9   Motor: blocked")
    assert sentences.yes_to_submit(some) == "submit with 2 lines left uncounted"
    lines = tuple(Line(number, LineKey(f"P-{number}")) for number in range(1, 21))
    many = replace(BLANK, lines=lines, left={line.number: Left("blocked", "Ann", AT) for line in lines})
    assert "  and 8 more" in sentences.before_submitting(many)
    full = with_entries(entry(1, "1"), entry(2, "1"), entry(3, "1"))
    assert sentences.before_submitting(full)[1] == "All 3 lines are counted."
    assert sentences.yes_to_submit(full) == "submit"


def test_the_title_says_how_it_was_closed_off() -> None:
    assert sentences.closed_off(BLANK) == "not closed off"
    assert sentences.closed_off(replace(BLANK, close_off=CloseOff("Ann", AT, skipped="night")), UTC) == "not closed off"
    assert sentences.closed_off(replace(BLANK, close_off=CloseOff("Ann", AT, told="Bo")), UTC) == "closed off 09:05"
    assert sentences.progress(with_entries(entry(1, "1"))) == "1 of 3 lines"


def test_the_line_that_is_up_says_what_is_known_of_it() -> None:
    count = replace(with_entries(entry(2, "5")), notes={2: ("torn",)})
    assert sentences.line_up(count, LINES[1]) == "FR-2 rev B, lot L-7   Bearing   counted 5   note: torn"
    assert sentences.line_up(count, LINES[0]) == "FR-1 rev A   Bracket"
    assert sentences.line_up(replace(BLANK, lines=()), None) == ""
    assert "left: blocked" in sentences.line_up(replace(BLANK, left={1: Left("blocked", "Ann", AT)}), LINES[0])


def test_the_tape_of_a_line_has_all_that_was_typed() -> None:
    count = with_entries(entry(1, "48", "4*12"), replace(entry(1, "54", "6"), adds=True))
    assert sentences.tape(count, LINES[0]) == "Tape of FR-1 rev A: 4*12 +6 = 54."
    assert sentences.tape(count, LINES[1]) == "Nothing was counted of FR-2 rev B, lot L-7 yet."
    assert preview("+6", LINES[0], entry(1, "48")) == "= 54 EA"
