"""Off the same way three counts running: the fixes stay, and each says that the cause has to be looked for."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.same_sign import off_the_same_way
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind
from cyclecount_tui.domain.line_result import LineResult
from tests.domain.building import THERE, rec, reconciling
from tests.domain.counts_beside import before

SENTENCE = (
    "Too few for the third count running: -1 on 1 Jan 2026 (Cy), -2 on 31 Jan 2026 (Bo), -4 on 2 Mar 2026 (Ann). "
    "Find out why."
)


def count_after(earlier: tuple[LineResult, ...], *floors: int, lots: tuple[str, ...] = ("",), **more: Any) -> Count:
    """A count of a shelf with 30 of each lot, after these counts."""
    records = [rec(11 + number, 30, lot=lot) for number, lot in enumerate(lots)]
    return reconciling(records, dict(enumerate(floors, start=1)), earlier=earlier, **more)


def test_every_suggestion_says_so_and_the_fixes_are_what_they_were() -> None:
    count, usual = count_after(before(-2, -1), 26), count_after((), 26)
    told, untold = suggestions(count)[1], suggestions(usual)[1]
    assert [(each.cause, each.fix) for each in told[:-1]] == [(each.cause, each.fix) for each in untold]
    assert all(each.evidence[-1] == SENTENCE for each in told)
    assert all(each.evidence[:-1] == other.evidence for each, other in zip(told[:-1], untold, strict=True))
    last = told[-1]
    assert (last.cause, last.confidence, last.fix.kind) == (Cause.SAME_SIGN, Confidence.LAST, FixKind.HOLD)
    assert last.lost == "The fix can be done now, and its cause looked for besides."
    assert off_the_same_way(count) == {1: SENTENCE}
    assert off_the_same_way(usual) == {}


@pytest.mark.parametrize(
    ("earlier", "floor"),
    [
        (before(-2, 1), 26),
        (before(2, -1), 26),
        (before(-2), 26),
        (before(-2, -1), 34),
        (before(-2, -1), 30),
        (before(-2, -1, lot="L-9"), 34),
        (tuple(replace(each, place=THERE) for each in before(-2, -1)), 26),
    ],
    ids=["once over", "over last time", "two counts", "over now", "right now", "another sign", "another place"],
)
def test_anything_else_is_no_run(earlier: tuple[LineResult, ...], floor: int) -> None:
    assert off_the_same_way(count_after(earlier, floor)) == {}


def test_a_part_is_off_the_same_way_whatever_its_lots() -> None:
    earlier = (*before(-2, -1, lot="L-7"), *before(-1, lot="L-8"))
    earlier = tuple(sorted(earlier, key=lambda result: result.at, reverse=True))
    count = count_after(earlier, 27, 31, lots=("L-1", "L-2"))
    sentence = (
        "Too few for the third count running: FR-1 in all its lots and revisions: -1 on 1 Jan 2026 (Cy), -3 on "
        "31 Jan 2026 (Bo), -2 on 2 Mar 2026 (Ann). Find out why."
    )
    assert off_the_same_way(count) == {1: sentence, 2: sentence}


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(-5, 5))
def test_it_is_said_exactly_when_all_three_have_one_sign(now: int, last: int, one_before: int) -> None:
    earlier = tuple(each for each in before(last, one_before) if each.difference)
    said = off_the_same_way(count_after(earlier, 30 + now))
    assert bool(said) == (min(now, last, one_before) > 0 or max(now, last, one_before) < 0)
