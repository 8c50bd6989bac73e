"""Dates as they are written: one reading, or a refusal; never a guess."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.dates_in_files import ANY_FORM, AmbiguousDate, date_form, in_words
from cyclecount_tui.domain.errors import DomainError

DAY = date(2026, 1, 31)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "said",
    [
        "2026-01-31", "2026/1/31", "2026.01.31", "20260131", "1/31/2026", "01-31-2026", "31.01.2026", "31. 1. 2026",
        "31/1/2026", "1/31/26", "31 Jan 2026", "31 January 2026", "January 31, 2026", "Jan. 31, 2026", "Jan 31 2026",
        "31-Jan-2026", "31-Jan-26", "31st of January, 2026", "2026 Jan 31", "2026-JAN-31", "Sat, 31 Jan 2026",
        "Saturday, January 31, 2026", "2026-01-31T00:00:00", "2026-01-31T23:30:00Z", "2026-01-31 08:15:00.000+01:00",
        "1/31/2026 0:00", "1/31/2026 12:00:00 AM", "1/31/2026, 8:15 p.m.", "31 Jan 2026 at 8:15",
        "  31\u00a0Jan\t2026 ",
    ],
)  # fmt: skip
def test_one_reading_needs_no_form(said: str) -> None:
    assert ANY_FORM.read(said) == DAY
    assert ANY_FORM.read(said.upper()) == DAY


@pytest.mark.parametrize(
    ("said", "readings"),
    [
        ("03/04/2026", "4 March 2026 or 3 April 2026"),
        ("3.4.2026", "4 March 2026 or 3 April 2026"),
        ("12-11-2026 00:00", "11 December 2026 or 12 November 2026"),
        ("31/1/26", "31 January 2026 or 26 January 2031"),
        ("01/02/03", "2 January 2003 or 1 February 2003 or 3 February 2001"),
    ],
)
def test_two_readings_are_told_and_not_guessed(said: str, readings: str) -> None:
    with pytest.raises(AmbiguousDate) as refused:
        ANY_FORM.read(said)
    assert refused.value.sentence == f"'{said}' is {readings}."


def test_the_same_day_either_way_is_no_question() -> None:
    assert ANY_FORM.read("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("form", "said", "day"),
    [
        ("us", "03/04/2026", date(2026, 3, 4)),
        ("US", "3-4-26", date(2026, 3, 4)),
        ("eu", "03/04/2026", date(2026, 4, 3)),
        ("eu", "3.4.26", date(2026, 4, 3)),
        ("iso", "26-03-04", date(2026, 3, 4)),
        ("us", "2026-04-03", date(2026, 4, 3)),
        ("eu", "April 3, 2026", date(2026, 4, 3)),
        ("DD.MM.YYYY", "3.4.2026", date(2026, 4, 3)),
        ("d-mmm-yy", "3-Apr-26", date(2026, 4, 3)),
        ("MMMM D, YYYY", "april 3, 2026", date(2026, 4, 3)),
        ("%Y-%d-%m", "2026-03-04", date(2026, 4, 3)),
        ("%m/%d/%y", "04/03/26 0:00", date(2026, 4, 3)),
        ("YYYY.MM.DD", "2026.04.03", date(2026, 4, 3)),
    ],
)
def test_a_form_settles_it(form: str, said: str, day: date) -> None:
    assert date_form(form).read(said) == day


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("us", "31/01/2026"), ("eu", "1/31/2026"), ("iso", "1/31/2026"), ("iso", "31.01.2026"), ("iso", "1/31/26"),
        ("DD.MM.YYYY", "2026-01-31"), ("DD.MM.YYYY", "31 Jan 2026"), ("DD.MM.YYYY", "30.02.2026"),
        ("YYYY.MM.DD", "2026-04-03"), ("d-mmm-yy", "3-Foo-26"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_form_is_refused(form: str, said: str) -> None:
    with pytest.raises(DomainError, match="does not fit --date-format"):
        date_form(form).read(said)


@pytest.mark.parametrize("form", ["american", "", "dd.mm", "DD.MM.YYYY.DD", "%d.%q.%Y", "%", "yyyy"])
def test_a_form_that_is_none_is_refused(form: str) -> None:
    with pytest.raises(DomainError, match="give iso, us, eu, or a pattern"):
        date_form(form)


@pytest.mark.parametrize(
    "said",
    ["", "soon", "Jan 2026", "31 Jan", "2026-02-30", "2026-13-01", "1/0/1900", "99/99/2026", "31 Januar 2026", "1/2",
     "2026", "1/31/2026 25:00", "31 Jan 2026 Jan", "32 Jan 2026", "\u0663\u0661/01/2026", "1/31-2026", "2026-1", "-",
     "9" * 5000],
)  # fmt: skip
def test_what_is_no_date_is_refused(said: str) -> None:
    with pytest.raises(DomainError, match="is no date: write it as 2026-01-31") as refused:
        ANY_FORM.read(said)
    assert len(refused.value.sentence) < 100


def test_a_spreadsheets_inner_number_is_not_guessed() -> None:
    with pytest.raises(DomainError, match="a date as a spreadsheet counts it inside"):
        ANY_FORM.read("46053")


def test_a_weekday_that_contradicts_its_date_is_told() -> None:
    with pytest.raises(DomainError, match="contradicts itself: 31 January 2026 is a Saturday"):
        ANY_FORM.read("Monday, 31 Jan 2026")


@given(DAYS)
def test_what_one_way_of_writing_says_comes_back(day: date) -> None:
    for said in (day.isoformat(), day.strftime("%Y%m%d"), in_words(day), day.strftime("%A, %B %d, %Y")):
        assert ANY_FORM.read(said) == day
    assert date_form("us").read(day.strftime("%m/%d/%Y")) == day
    assert date_form("eu").read(day.strftime("%d.%m.%y")) == day
    assert date_form("DD MMM YY").read(day.strftime("%d %b %y")) == day


@given(DAYS, st.sampled_from("/-."))
def test_a_date_with_numbers_alone_is_right_or_refused(day: date, between: str) -> None:
    for pattern in ("%m{0}%d{0}%Y", "%d{0}%m{0}%Y"):
        said = day.strftime(pattern.format(between))
        if day.day <= 12 and day.day != day.month:
            with pytest.raises(AmbiguousDate):
                ANY_FORM.read(said)
        else:
            assert ANY_FORM.read(said) == day


@given(st.text() | st.text(st.sampled_from("0123456789/-. :TjanAPM,"), max_size=14))
def test_any_text_is_a_date_or_refused(said: str) -> None:
    day: date | None = None
    with suppress(DomainError):
        day = ANY_FORM.read(said)
    assert day is None or set(str(day.day)) <= set(said)
