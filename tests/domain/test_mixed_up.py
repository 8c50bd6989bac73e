"""Lots, revisions and like part numbers with equal and opposite differences; and how few lines are looked at."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.causes.likenesses import Likenesses, put_in_at, swapped_at
from cyclecount_tui.domain.causes.opposites import Opposites
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Part, Status
from cyclecount_tui.domain.lines import Line, LineKey
from tests.counted_work import calls
from tests.domain.building import HERE, THERE, rec, reconciling
from tests.domain.recount_building import Shelf
from tests.domain.test_several_places import reconciling as walked

MIX_UPS = {Cause.LOTS_MIXED, Cause.REVISIONS_MIXED, Cause.NUMBERS_MIXED}
REV_B = Part(102, "FR-1", "B", "Bolt")


def part(number: str, part_id: int) -> Part:
    return Part(part_id, number, "A", "Thing", uom="EA")


def mix_ups(count: Count, line: int = 1) -> list[Suggestion]:
    return [item for item in suggestions(count).get(line, ()) if item.cause in MIX_UPS]


def test_two_lots_are_mixed_up_seen_from_both() -> None:
    count = reconciling([rec(11, 30, lot="L1"), rec(12, 20, lot="L2")], {1: 34, 2: 16})
    first, second = suggestions(count)[1][0], suggestions(count)[2][0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.LOTS_MIXED, Confidence.LIKELY, FixKind.RECOUNT)
    assert first.evidence == (
        "Lot L1 of FR-1 rev A: counted 34, recorded 30.",
        "Lot L2 of FR-1 rev A: counted 16, recorded 20, the same 4 the other way round.",
    )
    assert first.fix.note == "lot L1 and lot L2 of FR-1 rev A, each by the lot on its label"
    assert (first.fix.also, second.fix.also) == ((2,), (1,)), "both are counted again"
    assert (second.cause, second.evidence[0]) == (Cause.LOTS_MIXED, "Lot L2 of FR-1 rev A: counted 16, recorded 20.")


def test_two_revisions_are_mixed_up() -> None:
    count = reconciling([rec(11, 30), rec(12, 20, part=REV_B)], {1: 34, 2: 16})
    first = suggestions(count)[1][0]
    assert (first.cause, first.confidence) == (Cause.REVISIONS_MIXED, Confidence.LIKELY)
    assert first.fix.words == "Count again: FR-1 rev A and rev B, each by the revision on its label"
    assert first.evidence[1] == "Rev B of FR-1: counted 16, recorded 20, the same 4 the other way round."


@pytest.mark.parametrize(
    ("other", "confidence"),
    [("FR-1043", Confidence.LIKELY), ("FR-1035", Confidence.POSSIBLE), ("FR-10344", Confidence.POSSIBLE)],
)
def test_two_part_numbers_that_look_alike(other: str, confidence: Confidence) -> None:
    count = reconciling([rec(11, 30, part=part("FR-1034", 1)), rec(12, 20, part=part(other, 2))], {1: 34, 2: 16})
    first = suggestions(count)[1][0]
    assert (first.cause, first.confidence) == (Cause.NUMBERS_MIXED, confidence)
    assert "FR-1034 rev A" in first.fix.note
    assert f"{other} rev A" in first.fix.note
    assert "sign by sign" in first.fix.note
    assert any(sentence.startswith(f"{other} rev A: counted 16, recorded 20") for sentence in first.evidence)


@pytest.mark.parametrize("other", ["FR-2143", "FR-1304X", "FR-10", "XX-9999"])
def test_part_numbers_two_slips_apart_are_not_alike(other: str) -> None:
    count = reconciling([rec(11, 30, part=part("FR-1034", 1)), rec(12, 20, part=part(other, 2))], {1: 34, 2: 16})
    assert not mix_ups(count)
    assert not mix_ups(count, 2)


@pytest.mark.parametrize("floors", [{1: 34, 2: 17}, {1: 34, 2: 24}, {1: 26, 2: 16}])
def test_differences_that_are_not_equal_and_opposite_are_no_mix_up(floors: dict[int, str | int]) -> None:
    assert not mix_ups(reconciling([rec(11, 30, lot="L1"), rec(12, 20, lot="L2")], floors))


def test_two_lots_at_two_places_are_not_mixed_up() -> None:
    records = [rec(1, 30, at=HERE, lot="L1"), rec(2, 20, at=THERE, lot="L2")]
    assert not mix_ups(walked(records, [34, 16]))


def test_what_the_records_explain_is_nobodys_other_half() -> None:
    records = [rec(11, 30, lot="L1"), rec(12, 20, lot="L2"), rec(13, 4, Status.ON_ORDER, lot="L2")]
    count = reconciling(records, {1: 34, 2: 20})
    assert not mix_ups(count, 1)
    assert suggestions(count)[2][0].cause is Cause.ON_ORDER


def test_several_lots_that_fit_are_only_possible_and_many_are_none() -> None:
    def count(others: int) -> Count:
        records = [rec(11, 30, lot="L1"), *(rec(20 + each, 20, lot=f"M{each}") for each in range(others))]
        return reconciling(records, {1: 34, **{2 + each: 16 for each in range(others)}})

    assert [(item.confidence, item.weakness) for item in mix_ups(count(2))] == [
        (Confidence.POSSIBLE, "2 lines fit")
    ] * 2
    assert not mix_ups(count(4))


def test_what_two_counts_found_is_only_possible() -> None:
    shelf = Shelf([rec(11, 30, lot="L1"), rec(12, 20, lot="L2")])
    for counter in ("Ann", "Ben"):
        shelf.counted(counter, {1: 14, 2: 36})
    assert [(item.cause, item.confidence) for item in mix_ups(shelf.count)] == [(Cause.LOTS_MIXED, Confidence.POSSIBLE)]


def test_two_serials_of_a_part_are_no_lots() -> None:
    records = [rec(11, 1, serial="S1", lot="L1"), rec(12, 1, serial="S2", lot="L2")]
    assert not mix_ups(reconciling(records, {1: 0, 2: 2}))


def row(number: int, part_number: str, difference: int, **key: Any) -> Row:
    line = Line(number, LineKey(part_number, "A", **key))
    return Row(line, Decimal(100), Decimal(100 + difference), ())


def all_asked(rows: list[Row]) -> None:
    opposites = Opposites(rows)
    for each in rows:
        opposites.of(each)


@pytest.mark.parametrize(
    "named", [lambda at: f"FR-{at:05}-LH", lambda at: f"{at:04}", lambda at: f"FR-{chr(500 + at)}"]
)
def test_the_work_grows_with_the_lines_and_not_with_their_pairs(named: Callable[[int], str]) -> None:
    """Every line differs by as much, up or down, and the part numbers are a series: the worst there is."""
    few, many = ([row(each, named(each), 3 if each % 2 else -3) for each in range(lines)] for lines in (250, 1000))
    of_few, of_many = (calls(partial(all_asked, rows), built_in=True) for rows in (few, many))
    assert of_many < 5 * of_few


def test_many_lots_of_one_part_are_not_gone_through_pair_by_pair() -> None:
    rows = [row(each, "FR-1034", 3 if each % 2 else -3, lot_number=f"L{each}") for each in range(1000)]
    opposites = Opposites(rows)
    assert all(opposites.of(each).lots == () for each in rows)


TEXTS = st.text("AB12", min_size=4, max_size=7)


def one_slip_apart(left: str, right: str) -> bool:
    """What the index must find, said the slow way."""
    if len(left) == len(right) and sum(one != other for one, other in zip(left, right, strict=True)) == 1:
        return True
    return any(found is not None for found in (swapped_at(left, right), put_in_at(left, right), put_in_at(right, left)))


@given(texts=st.sets(TEXTS, max_size=12), asked=TEXTS)
def test_the_index_finds_what_comparing_all_finds(texts: set[str], asked: str) -> None:
    found = list(Likenesses(texts).of(asked))
    assert sorted(found) == sorted(text for text in texts if one_slip_apart(asked, text))


@given(left=TEXTS, right=TEXTS)
def test_one_slip_apart_is_the_same_from_both_sides_and_never_from_itself(left: str, right: str) -> None:
    assert one_slip_apart(left, right) == one_slip_apart(right, left)
    assert not one_slip_apart(left, left)
