"""Recounts: what is asked again, when two counts agree, what nobody knows; and that no quantity is kept meanwhile."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.attempts_told import attempts_told, story_of_counts
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.counting_events import ItemFound
from cyclecount_tui.domain.earlier_counters import earlier_counters, has_counted_before, to_count_again
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.events import CountOpened, FixChosen, Planned, WriteDone, WriteStarted
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind
from cyclecount_tui.domain.inventory import InventoryRecord, Part
from cyclecount_tui.domain.lines import LineKey, found_line
from cyclecount_tui.domain.plan import Step
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.recount_events import AttemptChosen, RecountWaived
from cyclecount_tui.domain.recount_rules import RecountRules, Tolerance
from cyclecount_tui.domain.recounting import to_choose_from
from cyclecount_tui.store.event_text import written
from tests.domain.building import AT, FACT, rec
from tests.domain.recount_building import RULES, Shelf, asked_but

NO_DECOYS = RULES._replace(decoys_percent=Decimal(0), decoys_least=0)


def bolts(*quantities: str | int) -> list[InventoryRecord]:
    """A record each, of parts of their own: line 1 has the first quantity."""
    return [
        rec(
            10 + place,
            quantity,
            etag=f"e{place}",
            part=Part(100 + place, f"FR-{place}", "A", uom="EA", cost=Decimal("2.50")),
        )
        for place, quantity in enumerate(quantities, start=1)
    ]


def waived(shelf: Shelf) -> None:
    """The recount is not waited for; what follows is stored."""
    shelf.take(RecountWaived(**FACT, reason="night shift"))
    shelf.followed_by()


def chosen(shelf: Shelf, line: int, attempt: int) -> None:
    shelf.take(AttemptChosen(**FACT, line=line, attempt=attempt))


def test_nothing_is_asked_when_all_agree_or_nobody_requires_it() -> None:
    shelf = Shelf(bolts(80, 40))
    assert not shelf.counted("Ann", {1: 80, 2: 40}).again
    assert shelf.count.phase is Phase.RECONCILING
    lax = Shelf(bolts(80, 40), RecountRules())
    assert not lax.counted("Ann", {1: 76, 2: 40}).again
    assert lax.row(1).difference == -4


def test_what_is_beyond_is_asked_again_among_some_that_agreed() -> None:
    shelf = Shelf(bolts(80, 40, 12, 7, 9))
    judgement = shelf.counted("Ann", {1: 76, 2: 40, 3: 12, 4: 7, 5: 9})
    assert 1 in judgement.again
    assert len(asked_but(judgement, [1])) == 2
    assert shelf.count.phase is Phase.RECOUNTING
    assert [line.number for line in shelf.count.to_count] == list(judgement.again)
    assert set(judgement.settled) == {1, 2, 3, 4, 5} - set(judgement.again)
    again = Shelf(bolts(80, 40, 12, 7, 9))
    assert again.counted("Ann", {1: 76, 2: 40, 3: 12, 4: 7, 5: 9}).again == judgement.again


def test_two_counts_that_agree_settle_a_line() -> None:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 40})
    assert not shelf.counted("Ben", {1: 76}).again
    assert (shelf.row(1).difference, shelf.row(2).difference) == (-4, 0)
    assert story_of_counts(shelf.count, 1) == "1st count Ann 76, 2nd count Ben 76: they agree"
    assert story_of_counts(shelf.count, 2) == ""
    assert not shelf.count.unsure


def test_two_counts_agree_by_their_difference_when_stock_moved() -> None:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 40})
    shelf.moves({11: -30, 12: 5})
    assert not shelf.counted("Ben", {1: 46}).again
    assert (shelf.row(1).digital, shelf.row(1).floor) == (50, 46)
    assert (shelf.row(2).digital, shelf.row(2).floor) == (45, 45), "settled before: what came was counted there"
    assert [attempt.agrees for attempt in attempts_told(shelf.count, 1)] == [True, True]
    causes = {each.cause for each in suggestions(shelf.count)[1]}
    assert Cause.MOVED_MEANWHILE not in causes, "it was counted again after the movement"


def test_a_third_count_that_agrees_with_the_first_settles() -> None:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 40})
    assert shelf.counted("Ben", {1: 78}).again == (1,)
    assert earlier_counters(shelf.count) == ("Ann", "Ben")
    shelf.counted("Cy", {1: 76})
    assert shelf.row(1).difference == -4
    assert story_of_counts(shelf.count, 1).endswith("2nd count Ben 78, 3rd count Cy 76: 1st and 3rd agree")
    assert not shelf.count.unsure


def test_a_second_count_that_matches_ion_is_one_count_against_another() -> None:
    shelf = Shelf(bolts(80), NO_DECOYS)
    shelf.counted("Ann", {1: 76})
    assert shelf.counted("Ben", {1: 80}).again == (1,)


def three_that_disagree(third: int = 77) -> Shelf:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 40})
    shelf.counted("Ben", {1: 78})
    shelf.counted("Cy", {1: third})
    return shelf


def test_when_no_two_agree_nothing_is_written_until_somebody_chooses() -> None:
    shelf = three_that_disagree()
    assert shelf.count.unsure == {1}
    (only,) = suggestions(shelf.count)[1]
    assert (only.cause, only.fix.kind) == (Cause.COUNTS_DISAGREE, FixKind.HOLD)
    assert only.evidence == ("1st count Ann 76, 2nd count Ben 78, 3rd count Cy 77: no two agree.",)
    fix = Fix(FixKind.SET_QUANTITY, Decimal(-3))
    forced = replace(shelf)
    forced.count = shelf.count
    forced.take(FixChosen(**FACT, line=1, fix=fix, cause=Cause.CHOSEN))
    plan = make_plan(forced.count, {record.id: record for record in shelf.records})
    assert not plan.writes
    assert "No two counts of it agree" in plan.not_planned[0].sentence
    chosen(shelf, 1, 2)
    assert (shelf.row(1).floor, shelf.row(1).difference) == (78, -2)
    assert not shelf.count.unsure
    assert story_of_counts(shelf.count, 1).endswith("no two agree, the 2nd was chosen")
    assert {each.fix.kind for each in suggestions(shelf.count)[1]} & {FixKind.SET_QUANTITY, FixKind.PARK}


def test_an_undecided_line_keeps_the_count_open_even_where_the_last_count_matches() -> None:
    shelf = three_that_disagree(third=80)
    assert not shelf.row(1).differs
    assert [row.line.number for row in shelf.count.unresolved] == [1]
    shelf.take(FixChosen(**FACT, line=1, fix=Fix(FixKind.LEAVE, note="next week"), cause=Cause.CHOSEN))
    assert not shelf.count.unresolved


def test_only_a_count_after_which_nothing_moved_can_be_chosen() -> None:
    shelf = Shelf(bolts(80), NO_DECOYS)
    shelf.counted("Ann", {1: 76})
    shelf.moves({11: -10})
    shelf.counted("Ben", {1: 68})
    shelf.counted("Cy", {1: 65})
    assert to_choose_from(shelf.count, 1) == (2, 3)
    assert "1st count Ann 76 (stock moved since then)" in story_of_counts(shelf.count, 1)
    with pytest.raises(DomainError, match="moved after attempt 1"):
        chosen(shelf, 1, 1)
    with pytest.raises(DomainError, match="not counted in attempt 4"):
        chosen(shelf, 1, 4)
    chosen(shelf, 1, 2)
    assert shelf.row(1).difference == -2


def test_nothing_is_chosen_over_what_was_posted() -> None:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 30})
    shelf.counted("Ben", {1: 78, 2: 30})
    shelf.counted("Cy", {1: 77})
    chosen(shelf, 1, 2)
    fix = Fix(FixKind.SET_QUANTITY, Decimal(-2))
    shelf.take(FixChosen(**FACT, line=1, fix=fix, cause=Cause.CHOSEN))
    shelf.take(Planned(**FACT, plan=make_plan(shelf.count, {record.id: record for record in shelf.records})))
    shelf.take(WriteStarted(**FACT, write=1, step=Step.SET))
    with pytest.raises(DomainError, match="run post again before you choose"):
        chosen(shelf, 1, 1)
    shelf.take(WriteDone(**FACT, write=1, step=Step.SET, record_id=11, etag="x", quantity=Decimal(78)))
    with pytest.raises(DomainError, match="is posted already"):
        chosen(shelf, 1, 1)


def test_a_settled_line_has_nothing_to_choose() -> None:
    shelf = Shelf(bolts(80), NO_DECOYS)
    shelf.counted("Ann", {1: 76})
    shelf.counted("Ben", {1: 76})
    with pytest.raises(DomainError, match="no counts of line 1"):
        chosen(shelf, 1, 1)


def test_a_waived_recount_keeps_the_first_count_where_nothing_moved() -> None:
    shelf = Shelf(bolts(80, 60, 40), RULES)
    asked = shelf.counted("Ann", {1: 76, 2: 50, 3: 40}).again
    assert asked == (1, 2, 3), "the one that agrees is asked, too"
    shelf.moves({12: -10, 13: 4})
    waived(shelf)
    assert shelf.row(1).difference == -4
    assert shelf.count.stale == {2}
    assert shelf.row(3).difference == 0, "it agreed when it was counted, whatever moved since"
    assert "stock moved since then, and nobody counted it again" in story_of_counts(shelf.count, 2)
    shelf.take(FixChosen(**FACT, line=2, fix=Fix(FixKind.SET_QUANTITY, Decimal(-1)), cause=Cause.CHOSEN))
    plan = make_plan(shelf.count, {record.id: record for record in shelf.records})
    assert "Stock moved after it was counted" in plan.not_planned[0].sentence


def test_a_recount_waived_half_way_leaves_a_line_with_two_counts_to_be_decided() -> None:
    shelf = Shelf(bolts(80, 60), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 50})
    shelf.counted("Ben", {1: 70, 2: None})
    assert shelf.count.asked == {1}, "what was left in the recount keeps its count and its reason"
    waived(shelf)
    assert shelf.count.unsure == {1}
    assert to_choose_from(shelf.count, 1) == (1, 2)
    assert shelf.row(2).difference == -10
    assert shelf.count.left[2].reason == "too high"


def test_serials_are_exact_and_what_was_found_is_counted_again() -> None:
    shelf = Shelf([rec(91, 1, serial="S1"), rec(92, 1, serial="S2"), *bolts(1000)], NO_DECOYS)
    for_line = {line.key.serial_number or "bolts": line.number for line in shelf.count.lines}
    line = found_line(4, LineKey("FR-9", "A"))
    shelf.take(ItemFound(**FACT, line=line, expression="2", quantity=Decimal(2)))
    judgement = shelf.counted("Ann", {for_line["S1"]: 1, for_line["S2"]: 0, for_line["bolts"]: 991})
    assert set(judgement.again) == {for_line["S2"], 4}
    assert judgement.settled[for_line["bolts"]] == -9, "within 1 per cent and 100 in money"


def test_what_is_found_at_the_recount_is_itself_counted_again() -> None:
    shelf = Shelf(bolts(80), NO_DECOYS)
    shelf.counted("Ann", {1: 76})
    shelf.take(ItemFound(at=AT, by="Ben", line=found_line(2, LineKey("FR-9")), expression="3", quantity=Decimal(3)))
    assert shelf.counted("Ben", {1: 76}).again == (2,)
    shelf.counted("Cy", {2: 3})
    assert (shelf.row(1).difference, shelf.row(2).difference) == (-4, 3)


def test_what_nobody_saw_in_a_double_blind_count_is_asked_by_name() -> None:
    shelf = Shelf(bolts(80, 40), NO_DECOYS)
    opening = CountOpened(**FACT, location_id=1, location_name="RACK-A", mode=CountMode.DOUBLE_BLIND)
    shelf.count = replace(shelf.count, mode=opening.mode)
    assert shelf.counted("Ann", {1: 80}).again == (2,)
    assert not shelf.counted("Ben", {2: 0}).again, "two people saw none"
    assert shelf.row(2).difference == -40


@pytest.mark.parametrize(
    ("digital", "floor", "cost", "within"),
    [
        (1000, 1010, "1", True), (1000, 1011, "1", False), (1000, 990, "10", True), (1000, 990, "10.01", False),
        (1000, 1010, None, True), (0, 0, "1", True), (0, 1, None, False), (50, 51, None, False),
    ],
)  # fmt: skip
def test_tolerance_is_of_quantity_and_of_value(digital: int, floor: int, cost: str | None, within: bool) -> None:
    part = Part(100, "FR-1", cost=Decimal(cost) if cost else None)
    shelf = Shelf([rec(11, digital or 5, part=part)], NO_DECOYS)
    shelf.moves({11: digital - (digital or 5)})
    assert bool(shelf.counted("Ann", {1: floor}).again) is not within


def test_rules() -> None:
    assert [RULES.tolerance(name).percent for name in ("A", "b", "C", "", "?")] == [1, 3, 5, 1, 1]
    assert RULES._replace(tolerances={"A": Tolerance(Decimal(9), Decimal(1))}).tolerance("B").percent == 9
    assert [RULES.decoys(asked) for asked in (1, 8, 9, 40)] == [2, 2, 3, 10]
    assert NO_DECOYS.decoys(40) == 0


def test_what_is_said_of_a_recount() -> None:
    shelf = Shelf(bolts(80, 60), NO_DECOYS)
    shelf.counted("Ann", {1: 76, 2: 50})
    said = "2 lines of RACK-A are to be counted again by somebody other than Ann"
    assert to_count_again(shelf.count, other_counter=True) == said
    assert to_count_again(shelf.count, other_counter=False) == "2 lines of RACK-A are to be counted again"
    assert [has_counted_before(shelf.count, name) for name in ("ann ", "Ben")] == [True, False]


quantities = st.integers(1, 400)
errors = st.integers(-30, 30)
movements = st.integers(-30, 30)
lines_of_a_shelf = st.lists(st.tuples(quantities, errors, movements), min_size=1, max_size=8)


def counted_as(shelf: Shelf, errors_by_line: dict[int, int], lines: tuple[int, ...]) -> dict[int, Decimal]:
    """Floors that are off by so much from what ION has now; nobody counts fewer than none."""
    return {line: max(shelf.digital(line) + errors_by_line.get(line, 0), Decimal(0)) for line in lines}


@given(lines_of_a_shelf)
def test_lines_within_tolerance_are_asked_only_as_decoys(lines: list[tuple[int, int, int]]) -> None:
    shelf = Shelf(bolts(*(quantity for quantity, _, _ in lines)))
    off = {number: error for number, (_, error, _) in enumerate(lines, start=1)}
    everything = tuple(off)
    floors = counted_as(shelf, off, everything)
    tolerance = RULES.tolerance("A")
    digital = {line: shelf.digital(line) for line in everything}
    judgement = shelf.counted("Ann", floors)

    def beyond(line: int) -> bool:
        apart = abs(floors[line] - digital[line])
        return apart * 100 > tolerance.percent * digital[line] or apart * Decimal("2.50") > tolerance.value

    needed = {line for line in everything if beyond(line)}
    assert needed <= set(judgement.again)
    decoys = asked_but(judgement, needed)
    assert all(floors[line] == digital[line] for line in decoys)
    assert len(decoys) <= (RULES.decoys(len(needed)) if needed else 0)


@given(lines_of_a_shelf)
def test_equal_differences_settle_whatever_moved(lines: list[tuple[int, int, int]]) -> None:
    shelf = Shelf(bolts(*(quantity + 60 for quantity, _, _ in lines)))
    off = {number: error for number, (_, error, _) in enumerate(lines, start=1)}
    asked = shelf.counted("Ann", counted_as(shelf, off, tuple(off))).again
    if asked:
        shelf.moves({10 + number: moved for number, (_, _, moved) in enumerate(lines, start=1)})
        assert not shelf.counted("Ben", counted_as(shelf, off, asked)).again
    assert {line: shelf.row(line).difference for line in off} == off
    assert not shelf.count.unsure
    for line in asked:
        assert all(attempt.agrees for attempt in attempts_told(shelf.count, line))


@given(st.lists(errors, min_size=1, max_size=3), movements, movements)
def test_every_count_is_kept_and_decides_as_it_should(found: list[int], first_move: int, second_move: int) -> None:
    """One line, counted up to three times: settled once a count repeats a difference; else somebody chooses."""
    shelf = Shelf(bolts(400), NO_DECOYS._replace(tolerances={"A": Tolerance(Decimal(0), Decimal(0))}))
    moves = iter([first_move, second_move, 0])
    floors = []
    for place, error in enumerate(found):
        if shelf.count.evidence is not None:
            break
        floors.append(shelf.digital(1) + error)
        shelf.counted("ABC"[place], {1: floors[-1]})
        if shelf.count.evidence is None:
            shelf.moves({11: next(moves)})
    if shelf.count.evidence is None:
        waived(shelf)
    told = attempts_told(shelf.count, 1)
    assert [each.entry.quantity for each in told] == floors
    assert [each.entry.by for each in told] == list("ABC"[: len(floors)])
    differences = found[: len(floors)]
    repeats = differences[-1] in differences[:-1] or differences == [0]
    if repeats:
        assert (shelf.row(1).difference, shelf.count.unsure) == (differences[-1], frozenset())
    elif len(floors) > 1:
        assert shelf.count.disputed == {1}


TELLTALE = 48151623


@given(st.lists(errors.filter(bool), min_size=1, max_size=5), movements)
def test_no_quantity_of_an_asked_line_is_stored(found: list[int], moved: int) -> None:
    shelf = Shelf(bolts(*(TELLTALE * 1000 + number for number in range(len(found)))),
                  NO_DECOYS._replace(tolerances={"A": Tolerance(Decimal(0), Decimal(0))}))  # fmt: skip
    asked = shelf.counted("Ann", {number: 7 + number for number in range(1, len(found) + 1)}).again
    assert len(asked) == len(found)
    shelf.moves({11: moved})
    again = shelf.counted("Ben", {number: 900 + number for number in asked}).again
    assert again == asked, "still blind: they differ by other amounts"
    stored = "".join(written(event).body for event in shelf.events)
    assert str(TELLTALE) not in stored
    assert str(TELLTALE) not in repr(shelf.count)
