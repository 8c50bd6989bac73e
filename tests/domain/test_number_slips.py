"""Packs for pieces, units, digits: what a counted number says when it is set beside the recorded one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.number_slips import PACK_SIZES, digit_between, is_multiple, swap_between
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Part, Status
from cyclecount_tui.domain.quantities import plain
from tests.domain.building import FACT, THERE, counting, rec, reconciling, submitted
from tests.domain.recount_building import Shelf

SLIPS = {Cause.UNIT_MIXED, Cause.PACK_SIZE, Cause.DIGITS_SWAPPED, Cause.DIGIT_SLIPPED}
QUANTITIES = st.decimals(min_value=0, max_value=10**8, places=2)


def slips(count: Count, line: int = 1) -> list[Suggestion]:
    return [item for item in suggestions(count).get(line, ()) if item.cause in SLIPS]


def of(digital: str | int, floor: str | int) -> list[tuple[Cause, Confidence]]:
    return [(item.cause, item.confidence) for item in slips(reconciling([rec(11, digital)], {1: floor}))]


@pytest.mark.parametrize("factor", PACK_SIZES)
def test_packs_counted_or_recorded_for_single_pieces(factor: int) -> None:
    assert (Cause.PACK_SIZE, Confidence.LIKELY) in of(7, 7 * factor)
    assert (Cause.PACK_SIZE, Confidence.LIKELY) in of(7 * factor, 7)


def test_what_a_pack_size_says() -> None:
    (only,) = slips(reconciling([rec(11, 600)], {1: 50}))
    assert only.evidence == ("Counted 50, recorded 600.", "600 is just 50 × 12.")
    assert only.fix.kind is FixKind.RECOUNT
    assert only.fix.note == "in single EA: 600 is just 50 × 12, maybe packs of 12 were counted"


@pytest.mark.parametrize(("digital", "floor"), [(40, 280), (40, 481), (7, 0), (30, 90)])
def test_no_pack_size_where_the_factor_is_none(digital: int, floor: int) -> None:
    assert Cause.PACK_SIZE not in {cause for cause, _ in of(digital, floor)}


def test_with_one_or_two_packs_it_may_be_chance() -> None:
    assert of(24, 2) == [(Cause.PACK_SIZE, Confidence.POSSIBLE)]


@pytest.mark.parametrize(
    ("digital", "floor", "confidence"),
    [(453, 435, Confidence.LIKELY), (54, 45, Confidence.POSSIBLE), ("4.53", "4.35", Confidence.LIKELY)],
)
def test_two_digits_swapped(digital: str | int, floor: str | int, confidence: Confidence) -> None:
    assert of(digital, floor) == [(Cause.DIGITS_SWAPPED, confidence)]


def test_what_swapped_digits_say() -> None:
    (only,) = slips(reconciling([rec(11, 453)], {1: 435}))
    assert only.evidence == (
        "Counted 435, recorded 453.",
        "Both have the same digits, with 3 and 5 swapped; "
        "the difference 18 is divisible by 9, as after every such swap.",
    )
    assert only.fix.words == "Count again: read the number digit by digit: counted 435, recorded 453"


@pytest.mark.parametrize(("digital", "floor"), [(321, 123), (54, 63), (453, 534), (10, 1), (90, 9), (45, 36)])
def test_a_difference_divisible_by_nine_alone_is_no_swap(digital: int, floor: int) -> None:
    assert Cause.DIGITS_SWAPPED not in {cause for cause, _ in of(digital, floor)}


@pytest.mark.parametrize(
    ("digital", "floor", "confidence"),
    [
        (12, 112, Confidence.LIKELY),
        (400, 40, Confidence.LIKELY),
        (40, 400, Confidence.LIKELY),
        (4, 44, Confidence.POSSIBLE),
        (123, 1293, Confidence.LIKELY),
        (12, 152, Confidence.POSSIBLE),
    ],
)
def test_a_digit_doubled_or_missing(digital: int, floor: int, confidence: Confidence) -> None:
    assert (Cause.DIGIT_SLIPPED, confidence) in of(digital, floor)


def test_what_a_digit_too_few_says() -> None:
    (only,) = slips(reconciling([rec(11, 112)], {1: 12}))
    assert only.evidence == ("Counted 12, recorded 112.", "The counted number is the recorded one with a 1 too few.")


@pytest.mark.parametrize(("digital", "floor"), [(12, 121212), (42, 4), (10, 0), (112, 21), ("1.5", 15)])
def test_no_digit_slip_where_more_than_a_digit_differs(digital: str | int, floor: int) -> None:
    assert Cause.DIGIT_SLIPPED not in {cause for cause, _ in of(digital, floor)}


def entered(*typed: tuple[str, int], scanned: str = "", digital: int = 453) -> Count:
    """A line counted by these entries, each on top of the one before."""
    count = counting(rec(11, digital))
    for place, (expression, total) in enumerate(typed):
        count = after(count, counting_events.Counted(
            **FACT, line=1, expression=expression, quantity=Decimal(total), adds=place > 0, scanned=scanned,
        ))  # fmt: skip
    return after(submitted(count), said.Compared(**FACT, evidence=Evidence((rec(11, digital),))))


def test_a_sum_and_a_scan_and_what_was_added_hold_no_slip_of_a_digit() -> None:
    assert [item.cause for item in slips(entered(("435", 435)))] == [Cause.DIGITS_SWAPPED]
    assert not slips(entered(("400+35", 435)))
    assert not slips(entered(("435", 435), scanned="0435"))
    assert not slips(entered(("400", 400), ("35", 435)))


def test_a_pack_size_shows_in_a_sum_as_well() -> None:
    (only,) = slips(entered(("4*12", 48), digital=4))
    assert only.evidence[0] == "Counted 48 (4*12), recorded 4."


def test_two_people_do_not_swap_the_same_digits() -> None:
    shelf = Shelf([rec(11, 453), rec(12, 40, lot="L2")])
    shelf.counted("Ann", {1: 435, 2: 480})
    shelf.counted("Ben", {1: 435, 2: 480})
    assert not slips(shelf.count, 1)
    (pack,) = slips(shelf.count, 2)
    assert (pack.cause, pack.confidence, pack.weakness) == (
        Cause.PACK_SIZE, Confidence.POSSIBLE, "two counts found the same",
    )  # fmt: skip


def test_a_serial_is_no_number_to_be_mistyped() -> None:
    assert not slips(reconciling([rec(11, 10, serial="S1")], {1: 1}))


def test_what_the_records_explain_comes_first() -> None:
    records = [rec(11, 435), rec(12, 18, Status.ON_ORDER)]
    found = suggestions(reconciling(records, {1: 435}))[1]
    assert [item.cause for item in found[:2]] == [Cause.ON_ORDER, Cause.DIGITS_SWAPPED]
    home = suggestions(reconciling([rec(11, 453)], {1: 435}, elsewhere=(rec(21, 50, at=THERE),)))[1]
    assert [(item.cause, item.confidence) for item in home[:2]] == [
        (Cause.MOVED_AWAY, Confidence.POSSIBLE),
        (Cause.DIGITS_SWAPPED, Confidence.POSSIBLE),
    ]


def test_a_line_that_moved_while_it_was_counted_says_nothing_by_its_number() -> None:
    count = counting(rec(11, 453))
    count = after(count, counting_events.Counted(**FACT, line=1, expression="435", quantity=Decimal(435)))
    changed = rec(11, 453, etag="another")
    count = after(submitted(count), said.Compared(**FACT, evidence=Evidence((changed,))))
    assert not slips(count)


FEET = Part(100, "FR-1", "A", "Tube", uom="FT")


def kept_in_feet(digital: int, floor: int, unit_of_part: str = "IN") -> list[Suggestion]:
    record = replace(rec(11, digital, part=FEET), unit_of_part=unit_of_part)
    return slips(reconciling([record], {1: floor}))


def test_a_record_in_another_unit_than_its_part() -> None:
    first = kept_in_feet(3, 36)[0]
    assert (first.cause, first.confidence, first.fix.kind) == (Cause.UNIT_MIXED, Confidence.LIKELY, FixKind.RECOUNT)
    assert first.evidence == (
        "Record 11 is kept in FT, the part itself in IN.",
        "Counted 36, recorded 3.",
        "One is just 12 times the other, as these units are.",
    )
    assert first.fix.note == "say which unit: the record is kept in FT, the part in IN"
    (only,) = kept_in_feet(3, 5)
    assert (only.cause, only.confidence) == (Cause.UNIT_MIXED, Confidence.POSSIBLE)


@pytest.mark.parametrize("unit_of_part", ["", "ft"])
def test_the_same_unit_is_never_mixed(unit_of_part: str) -> None:
    assert Cause.UNIT_MIXED not in {item.cause for item in kept_in_feet(3, 36, unit_of_part)}


@given(digital=QUANTITIES, floor=QUANTITIES)
def test_a_slip_is_never_certain_and_only_ever_counted_again(digital: Decimal, floor: Decimal) -> None:
    for item in slips(reconciling([rec(11, plain(digital))] if digital else [], {1: plain(floor)} if digital else {})):
        assert item.confidence in {Confidence.LIKELY, Confidence.POSSIBLE}
        assert item.fix.kind is FixKind.RECOUNT
        assert plain(digital) in item.evidence[0]
        assert plain(floor) in item.evidence[0]
        assert (item.confidence is Confidence.POSSIBLE) == bool(item.weakness)


@given(one=QUANTITIES, other=QUANTITIES, factor=st.sampled_from(PACK_SIZES))
def test_a_slip_is_the_same_seen_from_both_sides(one: Decimal, other: Decimal, factor: int) -> None:
    assert is_multiple(one, other, factor) == is_multiple(other, one, factor)
    assert swap_between(one, other) == swap_between(other, one)
    assert digit_between(one, other) == digit_between(other, one)


@given(number=st.integers(10, 10**8), at=st.integers(0, 7))
def test_every_swap_of_neighbours_is_found_and_divisible_by_nine(number: int, at: int) -> None:
    text = str(number)
    at %= len(text) - 1
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if swapped == text or swapped.startswith("0"):
        assert swap_between(Decimal(text), Decimal(swapped)) is None
    else:
        assert swap_between(Decimal(text), Decimal(swapped)) == tuple(sorted(text[at : at + 2]))
        assert (int(text) - int(swapped)) % 9 == 0


@given(number=st.integers(10, 10**8), at=st.integers(0, 8), digit=st.integers(1, 9))
def test_every_digit_too_many_is_found(number: int, at: int, digit: int) -> None:
    text = str(number)
    longer = text[:at] + str(digit) + text[at:]
    assert digit_between(Decimal(number), Decimal(longer)) == str(digit)
