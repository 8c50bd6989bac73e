"""Which locations stand next to each other, by their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.next_names import stands_next_to


@pytest.mark.parametrize(
    ("name", "other", "next_to"),
    [
        ("SHELF-03", "SHELF-04", True),
        ("SHELF-03", "SHELF-05", True),
        ("SHELF-9", "SHELF-10", True),
        ("SHELF-009", "SHELF-10", True),
        ("shelf-3", "SHELF-4", True),
        ("SHELF-03", "SHELF-06", False),
        ("SHELF-03", "SHELF-03", False),
        ("RACK-A / SHELF-03", "RACK-A / SHELF-04", True),
        ("RACK-A / SHELF-03", "RACK-B / SHELF-04", False),
        ("RACK-A / SHELF-03", "RACK-B / SHELF-03", False),
        ("RACK-1 / SHELF-03", "RACK-2 / SHELF-04", False),
        ("RACK-1 / SHELF-03", "RACK-2 / SHELF-03", True),
        ("SHELF-A", "SHELF-B", False),
        ("SHELF-1A", "SHELF-2A", True),
        ("SHELF", "SHELF-1", False),
        ("MRB", "MRB", False),
        ("X" + "9" * 5000, "X" + "9" * 4999 + "8", False),
    ],
)
def test_next_to(name: str, other: str, next_to: bool) -> None:
    assert stands_next_to(name, other) is next_to


@given(st.text(max_size=20), st.text(max_size=20))
def test_it_goes_both_ways_and_nothing_is_next_to_itself(name: str, other: str) -> None:
    assert stands_next_to(name, other) == stands_next_to(other, name)
    assert not stands_next_to(name, name)
