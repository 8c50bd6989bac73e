"""The strip of load: a number and a bar a week, as many as fit."""

from __future__ import annotations

from datetime import date, timedelta

from rich.cells import cell_len

from cyclecount_tui.tui.widgets.load_strip import WeekShown, strip_text

MONDAY = date(2026, 3, 2)
LINES = (34, 12, 0, 80, 1, 7, 40, 20)
WEEKS = [WeekShown(MONDAY + timedelta(weeks=place), lines) for place, lines in enumerate(LINES)]


def test_a_wide_strip_has_dates_and_long_bars() -> None:
    assert strip_text(WEEKS, 160) == (
        "Load  this week 34 lines ██▌  9 Mar 12 ▉  16 Mar 0  23 Mar 80 ██████  30 Mar 1 ▏  6 Apr 7 ▌  13 Apr 40 ███"
        "  20 Apr 20 █▌"
    )


def test_a_usual_strip_has_all_weeks_by_number() -> None:
    text = strip_text(WEEKS, 78)
    assert text.startswith("Load  ")
    assert [f"+{week} {LINES[week]}" in text for week in range(1, 8)] == [True] * 7


def test_the_strip_without_fancy_signs_is_ascii() -> None:
    text = strip_text(WEEKS, 118, ascii_only=True)
    assert text.isascii()
    assert "80 ####" in text


def test_it_is_never_wider_than_its_room_and_says_at_least_this_week() -> None:
    for width in range(1, 170):
        text = strip_text(WEEKS, width)
        assert cell_len(text) <= width
        assert "34 lines" in text or width < len("Load  34 lines ")


def test_nothing_is_drawn_without_weeks_and_no_work_has_no_bar() -> None:
    assert strip_text([], 80) == ""
    assert strip_text([WeekShown(MONDAY, 0)], 80) == "Load  this week 0 lines"
    assert strip_text([WeekShown(MONDAY, 1)], 80) == "Load  this week 1 line ██████"
