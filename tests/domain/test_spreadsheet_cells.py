"""What a spreadsheet makes of part numbers, serials, lots and quantities, and how it is recognised."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.date_cells import is_date_of, looks_like_date
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.number_cells import is_rounded, readings, with_points
from cyclecount_tui.domain.respelt import may_stand_for, spelt

MADE_OVER = [
    ("123", "00123"), ("123.0", "00123"), ("123,0", "00123"), ("1.23E+05", "123000"), ("1.23E+05", "123456"),
    ("1,23E+05", "123456"), ("8.90123E+18", "8901234567890123456"), ("8901234567890120000", "8901234567890123456"),
    ("1200000", "12E5"), ("1.20E+06", "12E5"), ("1.1", "1.10"), ("1,1", "1.10"), ("123,456", "123456"),
    ("1.234", "1234"), ("1\u202f234", "1234"), ("4-Mar", "3-4"), ("04. Mrz", "3-4"), ("2026-04-03", "3-4"),
    ("46115", "3-4"), ("03.04.26", "3-4"), ("4-Mar", "MAR4"), ("Mar-04", "MAR-4"), ("2004-03-01", "MAR-04"),
    ("1-Dec", "DEC1"), ("Apr-20", "2020-04"), ("01.02.2003", "1-2-2003"), ("1/2/2026 00:00", "1/2"),
    ("l-2231", "L-2231"), ("L–2231", "L-2231"), ("L- 2231 ", "L-  2231"), ("#NAME?", "=x"), ("####", "L-2231"),
    ("TRUE", "true"), ("Größe", "GRÖSSE"),
]  # fmt: skip

OTHERS = [
    ("124", "00123"), ("FR-1", "FR-2"), ("1-2-5", "1-2"), ("12-34-5", "12-34"), ("LOT-4", "3-4"), ("5-Mar", "3-4"),
    ("A", "B"), ("", "A"), ("A", ""), ("1.24E+05", "123456"), ("10", "1"), ("FR-10034", "FR-10035"),
    ("FR-10034", "10034"), ("1", "1-1"), ("-", "A"), ("0", ""), ("8901234567890130000", "8901234567890123456"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "written"), MADE_OVER)
def test_what_was_made_over_is_recognised(said: str, written: str) -> None:
    assert may_stand_for(said, written)


@pytest.mark.parametrize(("said", "written"), OTHERS)
def test_what_is_clearly_something_else_is_not(said: str, written: str) -> None:
    assert not may_stand_for(said, written)


@given(st.text(max_size=30))
def test_any_text_stands_for_itself_in_any_spelling_of_its_letters(text: str) -> None:
    assert may_stand_for(text, text)
    assert may_stand_for(f"  {text} ", text)
    assert spelt(text) == spelt(spelt(text)) or "İ" in text


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_cells_can_be_compared(said: str, written: str) -> None:
    if may_stand_for(said, written) and said.isalpha() and written.isalpha():
        assert spelt(said) == spelt(written) or is_date_of(said, written)


@given(st.text("0123456789.,- /'\u00a0\u202feE+MarDec²٣", max_size=14))
def test_whatever_looks_like_a_number_or_date_is_read_or_not_but_never_a_fault(text: str) -> None:
    looks_like_date(text)
    is_date_of(text, "3-4")
    assert all(isinstance(number, Decimal) for number in readings(text))
    for comma_decides in (True, False):
        with suppress(DomainError):
            with_points(text, comma_decides=comma_decides)


@given(st.decimals(0, 10**8, places=3).map(lambda number: f"{number:f}"))
def test_a_number_is_one_of_its_readings(number: str) -> None:
    assert Decimal(number) in readings(number)
    assert Decimal(number) in readings(number.replace(".", ","))


@pytest.mark.parametrize(
    ("cell", "semicolons", "commas"),
    [
        ("12", "12", "12"), ("12.0", "12.0", "12.0"), ("12,5", "12.5", "12.5"), ("12,50*2", "12.50*2", "12.50*2"),
        ("1,234", "1.234", None), ("1.234", None, "1.234"), ("1,234,567", "1234567", "1234567"),
        ("1.234.567", "1234567", "1234567"), ("1.234,5", "1234.5", "1234.5"), ("1,234.5", "1234.5", "1234.5"),
        ("1 234", "1 234", "1 234"), ("1\u00a0234", "1234", "1234"), ("1\u202f234,5", "1234.5", "1234.5"),
        ("1'234", "1234", "1234"), ("0,500", "0.500", "0.500"), ("1,2,3", None, None), ("1.5.2", None, None),
        ("12,3456", "12.3456", "12.3456"), (".5", ".5", ".5"), ("2*(3+4)", "2*(3+4)", "2*(3+4)"),
    ],
)  # fmt: skip
def test_separators_are_read_where_they_can_mean_one_thing_only(
    cell: str, semicolons: str | None, commas: str | None
) -> None:
    for comma_decides, expected in ((True, semicolons), (False, commas)):
        if expected is None:
            with pytest.raises(DomainError):
                with_points(cell, comma_decides=comma_decides)
        else:
            assert with_points(cell, comma_decides=comma_decides) == expected


def test_a_number_with_two_readings_is_said_with_both() -> None:
    with pytest.raises(DomainError, match=r"'1,234' can be 1234 or 1\.234"):
        with_points("1,234", comma_decides=False)


@pytest.mark.parametrize("cell", ["4-Mar", "04. Mrz", "2026-04-03", "3/4/26", "12-5-2020", "3.4.2026", "Mar 2026"])
def test_dates_are_seen(cell: str) -> None:
    assert looks_like_date(cell)


@pytest.mark.parametrize("cell", ["3-4", "12*6+4", "10-4-2", "none", "12 EA", "24/12", "", "L-2231"])
def test_sums_and_words_are_no_dates(cell: str) -> None:
    assert not looks_like_date(cell)


@pytest.mark.parametrize(("cell", "rounded"), [("1.23E+05", True), ("1e5", True), ("12", False), ("E5", False)])
def test_an_exponent_says_that_digits_may_be_lost(cell: str, rounded: bool) -> None:
    assert is_rounded(cell) is rounded
