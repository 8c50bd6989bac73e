"""The code beside a line of a printed sheet: what it holds, and what a scanner makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.scans.layouts import LAYOUTS, through
from cyclecount_tui.domain.scans.line_codes import line_code, line_number


@given(st.integers(1, 10**9 - 1))
def test_a_code_is_read_back(number: int) -> None:
    assert line_number(line_code(number)) == number
    assert line_number(line_code(number).lower()) == number


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wrong_keyboard_layout_is_seen_through(layout: str) -> None:
    assert line_number(through("CC-LINE-4711", layout)) == 4711


@pytest.mark.parametrize("text", ["CC-LINE-", "CC-LINE-0", "CC-LINE-07", "CC-LINE-1x", "XCC-LINE-1", "12", "CC-NEXT"])
def test_other_codes_name_no_line(text: str) -> None:
    assert line_number(text) is None
