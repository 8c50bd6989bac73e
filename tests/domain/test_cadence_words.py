"""Cadences in days and in words come out as days, or are refused in a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.cadence_words import LONGEST_CADENCE, cadence_of
from cyclecount_tui.domain.errors import DomainError


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("30", 30), ("30.0", 30), ("30,00", 30), (" 30 days ", 30), ("30d", 30), ("every 30 days", 30),
        ("Every Day", 1), ("daily", 1), ("weekly", 7), ("once a week", 7), ("every week", 7), ("per week", 7),
        ("biweekly", 14), ("bi-weekly", 14), ("Bi Weekly", 14), ("2 weeks", 14), ("every two weeks", 14),
        ("every other week", 14), ("every 2nd week", 14), ("fortnightly", 14), ("2-weeks", 14),
        ("monthly", 30), ("1 month", 30), ("once every 3 months", 91), ("6 mo", 182), ("every six months", 182),
        ("quarterly", 91), ("every quarter", 91), ("4 x a year", 91), ("4x/yr", 91), ("four times per year", 91),
        ("semi-annual", 182), ("semiannually", 182), ("half-yearly", 182), ("twice a year", 182),
        ("annual", 365), ("annually", 365), ("Yearly.", 365), ("once per annum", 365), ("biennial", 730),
        ("twice a month", 15), ("semi-monthly", 15), ("twice every month", 15), ("10 years", 3650),
        ("", None), ("-", None), ("n/a", None), ("never", None), ("as needed", None), ("ad hoc", None),
    ],
)  # fmt: skip
def test_what_people_write(said: str, days: int | None) -> None:
    assert cadence_of(said) == days
    assert cadence_of(said.upper()) == days


@pytest.mark.parametrize(
    ("said", "unit", "days"),
    [
        ("4", "weeks", 28),
        ("2.0", "months", 60),
        ("4", "per year", 91),
        ("1", "per quarter", 91),
        ("monthly", "weeks", 30),
    ],
)
def test_a_bare_number_counts_what_the_column_says(said: str, unit: str, days: int) -> None:
    assert cadence_of(said, unit) == days


@pytest.mark.parametrize("said", ["bimonthly", "bi-monthly", "Biannual", "biyearly"])
def test_a_word_with_two_meanings_is_not_guessed(said: str) -> None:
    with pytest.raises(DomainError, match=r"to some and .* to others"):
        cadence_of(said)


@pytest.mark.parametrize(
    "said",
    ["0", "-5", "3661", "1,000", "1.5 weeks", "sometimes", "30 apples", "0 weeks", "0 per year", "5 times a day", "A",
     "11 years", "\u0663\u0660", "9" * 5000, "every", "monthly x2"],
)  # fmt: skip
def test_what_is_no_cadence_is_refused(said: str) -> None:
    with pytest.raises(DomainError, match="is no cadence: give whole days from 1 to 3660") as refused:
        cadence_of(said)
    assert len(refused.value.sentence) < 200


@given(st.integers(1, LONGEST_CADENCE))
def test_any_number_of_days_is_itself(days: int) -> None:
    for said in (str(days), f"{days} days", f"every {days} days", f"{days}.0"):
        assert cadence_of(said) == days


@given(st.text())
def test_any_text_is_a_cadence_or_refused(said: str) -> None:
    days: int | None = None
    with suppress(DomainError):
        days = cadence_of(said)
    assert days is None or 1 <= days <= LONGEST_CADENCE
