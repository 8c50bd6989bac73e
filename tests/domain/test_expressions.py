"""What a counter types as a quantity."""

import contextlib
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.expressions import LARGEST, read_quantity
from cyclecount_tui.domain.quantities import plain, rounded, same, signed


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("48", "48"),
        ("12*6+4", "76"),
        ("3.5", "3.5"),
        (".5", "0.5"),
        ("7.", "7"),
        ("(4+2)*12", "72"),
        ("12 * 6 + 4", "76"),
        ("12×6", "72"),
        ("10-4-3", "3"),
        ("100/4/5", "5"),
        ("1/8", "0.125"),
        ("((2))", "2"),
        ("0", "0"),
        ("2-2", "0"),
        ("1.00000", "1"),
        ("100", "100"),
        ("0.00001", "0.00001"),
        ("999999999.99999", "999999999.99999"),
    ],
)
def test_sums_are_worked_out_exactly(typed: str, quantity: str) -> None:
    tape = read_quantity(typed)
    assert str(tape.quantity) == quantity
    assert plain(tape.quantity) == quantity


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nothing was typed"),
        ("   ", "Nothing was typed"),
        ("12**9", "power"),
        ("12* *9", "power"),
        ("12^9", "'^' does not belong"),
        ("1/0", "divides by zero"),
        ("1/(2-2)", "divides by zero"),
        ("1-2", "comes to -1: a count cannot be below zero"),
        ("-3", "'-' does not belong"),
        ("+6", "does not belong"),
        ("10/3", "more than 5 decimal places"),
        ("0.000001", "more than 5 decimal places"),
        ("1000000000", "a billion or more"),
        ("99999999*99999999", "a billion or more"),
        ("12*", "not finished"),
        ("(1+2", "not closed"),
        ("1+2)", "')' does not belong"),
        ("()", "')' does not belong"),
        ("1 2", "'2' does not belong"),
        ("1.2.3", "does not belong"),
        ("12,5", "',' does not belong"),
        ("1e5", "'e' does not belong"),
        ("abs(3)", "'a' does not belong"),
        ("__import__('os')", "does not belong"),
        ("nan", "does not belong"),
        ("inf", "does not belong"),
        ("٤٢", "does not belong"),
        ("²", "does not belong"),
        ("9" * 101, "longer than 100"),
        ("(" * 99, "not finished"),
    ],
)
def test_anything_else_is_refused_with_one_sentence(typed: str, said: str) -> None:
    with pytest.raises(DomainError, match=re.escape(said)) as refused:
        read_quantity(typed)
    assert "\n" not in refused.value.sentence


_NUMBERS = st.integers(0, 999).map(str) | st.decimals(0, 99, places=2).map(str)


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, st.sampled_from("+-*"), inner).map("".join)
    return pairs | pairs.map(lambda text: f"({text})")


@given(st.recursive(_NUMBERS, _combined, max_leaves=8))
def test_a_sum_comes_to_what_exact_arithmetic_says(typed: str) -> None:
    exact = eval(_as_fractions(typed), {"Fraction": Fraction})
    fits = 0 <= exact < LARGEST and (exact * 10**5).denominator == 1 and len(typed) <= 100
    if fits:
        assert Fraction(read_quantity(typed).quantity) == exact
    else:
        with pytest.raises(DomainError):
            read_quantity(typed)


def _as_fractions(typed: str) -> str:
    pieces, number = [], ""
    for character in [*typed, ""]:
        if character and character in "0123456789.":
            number += character
            continue
        pieces.append(f"Fraction('{number}')" if number else "")
        pieces.append(character)
        number = ""
    return "".join(pieces)


@given(st.text(max_size=120))
def test_no_text_does_more_than_be_refused(typed: str) -> None:
    with contextlib.suppress(DomainError):
        quantity = read_quantity(typed).quantity
        assert 0 <= quantity < LARGEST
        assert rounded(quantity) == quantity


def test_a_sum_is_told_from_a_number() -> None:
    assert read_quantity("12*6").is_sum
    assert not read_quantity("72").is_sum


@given(st.decimals(-(10**9), 10**9, places=5))
def test_a_quantity_reads_back_from_its_plain_text(quantity: Decimal) -> None:
    text = plain(quantity)
    assert Decimal(text) == quantity
    assert "E" not in text
    assert text != "-0"
    assert not text.endswith(".")


def test_trailing_zeros_of_whole_numbers_stay() -> None:
    assert plain(Decimal("1E+2")) == "100"
    assert plain(Decimal("100.00")) == "100"
    assert plain(Decimal("-0")) == "0"
    assert signed(Decimal(4)) == "+4"
    assert signed(Decimal(-4)) == "-4"


def test_equality_is_at_five_places() -> None:
    assert same(Decimal("0.1") + Decimal("0.000004"), Decimal("0.1"))
    assert not same(Decimal("0.00001"), Decimal(0))
