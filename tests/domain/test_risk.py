"""What to count in the minutes there are: by risk per minute, never longer than there is time, in walking order."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.risk import Candidate, picked, risk, risk_per_minute, walking_order, why
from cyclecount_tui.domain.subject import Subject


def candidate(number: int = 1, **known: Any) -> Candidate:
    usual: dict[str, Any] = {
        "count_class": "B", "days_overdue": 0, "cadence_days": 90, "lines": 10, "minutes": Decimal(15),
    }  # fmt: skip
    return Candidate(Subject(number, f"RACK-{number}"), **(usual | known))


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    counts = draw(st.integers(0, 5))
    lines = draw(st.integers(0, 200))
    return Candidate(
        Subject(draw(st.integers(1, 10**6)), draw(st.sampled_from(["RACK-9", "RACK-10", "LINE-1", "a"]))),
        draw(st.sampled_from(["A", "B", "C", "", "X"])),
        draw(st.integers(0, 500)),
        draw(st.integers(1, 800)),
        lines,
        Decimal(draw(st.integers(0, 600))) / 4,
        draw(st.booleans()),
        counts,
        draw(st.integers(0, counts)),
        draw(st.none() | st.integers(0, 300)),
    )


@given(st.lists(candidates(), max_size=25, unique_by=lambda each: each.subject), st.integers(1, 240))
def test_together_they_never_take_longer_than_there_is_time(waiting: list[Candidate], minutes: int) -> None:
    found = picked(waiting, minutes)
    assert found.minutes == sum((each.minutes for each in found.candidates), Decimal(0))
    assert len(set(found.candidates)) == len(found.candidates)
    assert set(found.candidates) <= set(waiting)
    if found.too_long:
        (alone,) = found.candidates
        assert alone.days_overdue > 0
        assert all(each.minutes > minutes for each in waiting)
        late = [each for each in waiting if each.days_overdue > 0]
        assert risk_per_minute(alone) == max(risk_per_minute(each) for each in late)
    else:
        assert found.minutes <= minutes
        left = [each for each in waiting if each not in found.candidates]
        assert all(each.minutes > minutes - found.minutes for each in left), "whatever still fits is taken"


@given(st.lists(candidates(), max_size=25, unique_by=lambda each: each.subject), st.integers(1, 240))
def test_the_order_in_which_they_come_decides_nothing(waiting: list[Candidate], minutes: int) -> None:
    assert picked(waiting, minutes) == picked(list(reversed(waiting)), minutes)


@given(candidates(), st.integers(1, 1000))
def test_more_overdue_is_never_less_risky(one: Candidate, days: int) -> None:
    later = replace(one, days_overdue=one.days_overdue + days)
    assert risk(later) > risk(one) > 0
    assert risk_per_minute(later) > risk_per_minute(one)


@given(candidates(), candidates())
def test_each_thing_that_is_known_only_adds_to_the_risk(one: Candidate, other: Candidate) -> None:
    assert risk(replace(one, moves=(one.moves or 0) + 1)) >= risk(one)
    assert risk(replace(one, count_class="A")) >= risk(one)
    assert risk(replace(one, never_counted=True)) >= risk(one)
    assume(one.counts > one.with_differences)
    assert risk(replace(one, with_differences=one.with_differences + 1)) > risk(one)
    assume(one != other)
    assert (risk(one) < risk(other)) == (risk(other) > risk(one))


def test_the_riskiest_minutes_come_first() -> None:
    quiet, late, wrong = candidate(1), candidate(2, days_overdue=45), candidate(3, counts=5, with_differences=5)
    assert [each.subject.id for each in picked([quiet, late, wrong], 15).candidates] == [3]
    assert [each.subject.id for each in picked([quiet, late, wrong], 44).candidates] == [2, 3]
    assert risk(candidate(count_class="A")) == 4 * risk(candidate(count_class="C")) == 40


def test_nothing_fits_and_nothing_is_overdue() -> None:
    assert picked([candidate(1)], 14).candidates == ()
    assert not picked([candidate(1)], 14).too_long


@pytest.mark.parametrize(
    ("near", "walk"),
    [("", [2, 9, 10, 11]), ("RACK-10", [10, 11, 2, 9]), ("RACK-9", [9, 10, 11, 2]), ("Z", [2, 9, 10, 11])],
)
def test_people_walk_by_name_from_where_they_are(near: str, walk: list[int]) -> None:
    found = walking_order([candidate(number) for number in (11, 2, 10, 9)], near)
    assert [each.subject.id for each in found] == walk
    assert natural("RACK-9") < natural("RACK-10")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "due today, class B; about 15 minutes"),
        (
            {"days_overdue": 12, "count_class": "A", "counts": 5, "with_differences": 2, "minutes": Decimal(9)},
            "12 days overdue, class A, 2 of the last 5 counts had differences; about 9 minutes",
        ),
        (
            {"days_overdue": 1, "never_counted": True, "count_class": "", "moves": 1, "minutes": Decimal("0.2")},
            "1 day overdue, never counted, 1 record changed since; about 1 minute",
        ),
        (
            {"counts": 1, "with_differences": 1, "moves": 7},
            "due today, class B, 7 records changed since, the last count had differences; about 15 minutes",
        ),
    ],
)
def test_the_reason_is_said_in_one_sentence(known: dict[str, Any], words: str) -> None:
    assert why(candidate(**known)) == words
