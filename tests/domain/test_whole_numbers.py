"""Numbers as people type them, and as scanners and pasted files do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.whole_numbers import whole_number


@given(st.integers(0, 10**15 - 1))
def test_a_number_is_read(number: int) -> None:
    assert whole_number(str(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", " 1", "1_0", "x", "²", "\u0661", "1" * 16, "9" * 5000])
def test_anything_else_is_none(text: str) -> None:
    assert whole_number(text) is None


@given(st.lists(st.integers(0, 10**30), max_size=20))
def test_names_go_by_the_numbers_in_them(numbers: list[int]) -> None:
    names = [f"R-{number}" for number in numbers]
    assert sorted(names, key=natural) == [f"R-{number}" for number in sorted(numbers)]


def test_thousands_of_digits_can_be_put_in_order() -> None:
    long, longer = "R-" + "8" * 5000, "R-" + "1" * 5001
    assert sorted([longer, "R-9", long], key=natural) == ["R-9", long, longer]
    assert natural("R-007") == natural("R-7")
