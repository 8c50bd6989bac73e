"""A scan is never a quantity, and what a person types as a quantity is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import read_quantity
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.domain.scans.quantity_or_scan import (
    PLAUSIBLE_DIGITS,
    Nature,
    nature_of,
    scan_behind,
    typed_before_code,
    worth_keeping,
)

TYPED, BURST, PASTE = Arrival.TYPED, Arrival.BURST, Arrival.PASTE
QUANTITY, SCAN, ASK = Nature.QUANTITY, Nature.SCAN, Nature.ASK

ON_THE_SHEET = {"120", "12-7", "4711", "100/2"}

CASES = [
    ("48", TYPED, QUANTITY),
    ("0", TYPED, QUANTITY),
    ("0.5", TYPED, QUANTITY),
    ("99999", TYPED, QUANTITY),
    ("12*6+4", TYPED, QUANTITY),
    ("+6", TYPED, QUANTITY),
    ("3×4", TYPED, QUANTITY),
    ("(2+3)*4", TYPED, QUANTITY),
    ("100-4", TYPED, QUANTITY),
    ("12*", TYPED, QUANTITY),
    ("=", TYPED, QUANTITY),
    ("12,5", TYPED, QUANTITY),
    ("", TYPED, QUANTITY),
    ("120", TYPED, ASK),
    ("12-7", TYPED, ASK),
    ("100/2", TYPED, ASK),
    ("100000", TYPED, ASK),
    ("+100000", TYPED, ASK),
    ("0048", TYPED, ASK),
    ("4006381333931", TYPED, ASK),
    ("43542104354210", TYPED, ASK),
    ("48", BURST, QUANTITY),
    ("4800", BURST, ASK),
    ("48", PASTE, ASK),
    ("12*6+4", BURST, QUANTITY),
    ("12*6+4", PASTE, ASK),
    ("+6", PASTE, ASK),
    ("120", BURST, SCAN),
    ("4711", PASTE, SCAN),
    ("100000", BURST, SCAN),
    ("4006381333931", PASTE, SCAN),
    ("0048", BURST, SCAN),
    ("300-200", BURST, SCAN),
    ("12.34.56", PASTE, SCAN),
    ("7.0", BURST, QUANTITY),
    ("12.5", BURST, ASK),
    ("12.5", PASTE, ASK),
    ("1234567.5", BURST, SCAN),
    ("FR-10034", TYPED, SCAN),
    ("FR-10034", BURST, SCAN),
    ("12a", TYPED, SCAN),
    ('{"uid":"4f0c9a17e2b84d6390ab7c15d8e6f320"}', TYPED, SCAN),
    ("10AB\x1d21S", TYPED, SCAN),
    ("10\x1d21", TYPED, SCAN),
    ("48\r48", TYPED, SCAN),
    ("]C110", TYPED, SCAN),
    ("٤٨", TYPED, SCAN),
    ("²", TYPED, SCAN),
]


@pytest.mark.parametrize(("text", "arrival", "nature"), CASES)
def test_what_a_text_is_taken_for(text: str, arrival: Arrival, nature: Nature) -> None:
    assert nature_of(text, arrival, ON_THE_SHEET.__contains__) is nature


def nothing_known(_text: str) -> bool:
    return False


@given(st.text())
def test_a_scan_is_never_taken_for_a_quantity(text: str) -> None:
    """But for what may have been typed over a slow line: a few digits, or a sum."""
    assert nature_of(text, PASTE, nothing_known) is not QUANTITY or not text.strip(" ")
    slow_line = len(text.strip(" ")) <= 3 or any(sign in text for sign in "+*(×=")
    assert nature_of(text, BURST, nothing_known) is not QUANTITY or slow_line


@given(st.text(st.characters(categories=["L", "Cc", "So", "Sc"]), min_size=1))
def test_what_has_the_shape_of_a_code_is_none_however_it_came(text: str) -> None:
    assert nature_of(text, TYPED, nothing_known) is SCAN


@given(st.text("0123456789.+-*/() ", min_size=1, max_size=20))
def test_what_is_typed_and_comes_to_a_plausible_number_is_a_quantity_or_asked_about(text: str) -> None:
    nature = nature_of(text, TYPED, nothing_known)
    assert nature is not SCAN
    try:
        tape = read_quantity(text.strip().removeprefix("+"))
    except DomainError:
        return
    if tape.is_sum or (tape.quantity < 10**PLAUSIBLE_DIGITS and not text.strip(" +").startswith("0")):
        assert nature is QUANTITY


@given(st.sampled_from(sorted(ON_THE_SHEET)), st.sampled_from(Arrival))
def test_a_code_of_the_sheet_is_never_taken_silently(code: str, arrival: Arrival) -> None:
    assert nature_of(code, arrival, ON_THE_SHEET.__contains__) is not QUANTITY


@pytest.mark.parametrize(
    ("text", "arrival", "kept"),
    [
        ("XY-9", BURST, True),
        ("7", PASTE, True),
        ("XY-904711", TYPED, True),
        ("XY-9", TYPED, False),
        ("12x6+40", TYPED, False),
        ("", PASTE, False),
        (" \x1d", PASTE, False),
    ],
)
def test_a_slip_of_the_fingers_is_no_unknown_scan(text: str, arrival: Arrival, kept: bool) -> None:
    assert worth_keeping(text, arrival) is kept


@pytest.mark.parametrize(
    ("typed", "text", "nature", "behind"),
    [
        ("12", "12FR-10034", SCAN, True),
        ("12*6+4", "12*6+44711", QUANTITY, True),
        ("12", "12*6+4", QUANTITY, False),
        ("", "FR-10034", SCAN, False),
        (" ", " FR-10034", SCAN, False),
        ("FR-", "FR-10034", SCAN, False),
    ],
)
def test_a_scan_behind_a_half_typed_quantity(typed: str, text: str, nature: Nature, behind: bool) -> None:
    assert scan_behind(typed, text, nature) is behind


@pytest.mark.parametrize(
    ("text", "typed"),
    [("12FR-7", "12"), ("12*6FR-7", "12*6"), ("FR-7", ""), ("12FR-8", ""), ("124711", ""), ("1", "")],
)
def test_a_code_of_the_sheet_right_behind_a_quantity(text: str, typed: str) -> None:
    assert typed_before_code(text, {"FR-7", "4711"}.__contains__) == typed
