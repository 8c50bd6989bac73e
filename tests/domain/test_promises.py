"""Nothing is promised to two fixes: over all lines of a count, and beside another one."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.promises import shared_out
from cyclecount_tui.domain.causes.refusals import beside_choices, promised_to_others
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import KitItem, Requirement
from cyclecount_tui.domain.fixes import AwaitedKind, Cause, Confidence, FixKind, Portion, Suggestion
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.promised import NOTHING, Promised, Thing, promises_of, thing_awaited
from tests.domain.building import BOLT, FACT, HERE, MRB, OTHER, THERE, rec, reconciling
from tests.domain.test_several_places import reconciling as walked

KIT = KitItem(31, "REQUESTED", BOLT.id, Decimal(4), Decimal(0), deliver_to=Place(5, "LINE-2"))


def chosen(count: Count, line: int, suggestion: Suggestion) -> Count:
    return after(count, said.FixChosen(**FACT, line=line, fix=suggestion.fix, cause=suggestion.cause))


def all_first(count: Count, promised: Promised = NOTHING) -> Count:
    for line, offers in suggestions(count, promised).items():
        count = chosen(count, line, offers[0])
    return count


def promised_by(*counts: Count) -> Promised:
    return Promised(tuple(promise for count in counts for promise in promises_of(count, ())))


def two_lots(*floors: int, **evidence: Any) -> Count:
    """A count of lots of one part, ten of each recorded."""
    records = [rec(10 + at, 10, lot=f"L{at}") for at in range(1, len(floors) + 1)]
    return reconciling(records, dict(enumerate(floors, start=1)), **evidence)


def test_a_kit_explains_one_shortage_only() -> None:
    offered = suggestions(two_lots(6, 6, kit_items=(KIT,)))
    assert (offered[1][0].cause, offered[2][0].cause) == (Cause.KIT_NOT_FILLED, Cause.UNEXPLAINED_SHORTAGE)
    kit = next(each for each in offered[2] if each.cause is Cause.KIT_NOT_FILLED)
    assert kit.lost == "What kit 31 still wants is promised to line 1 of this count."
    assert kit.confidence is Confidence.POSSIBLE
    assert offered[2][0].lost == ""


def test_who_takes_just_what_there_is_comes_before_who_takes_some_of_it() -> None:
    offered = suggestions(two_lots(8, 6, kit_items=(KIT,)))
    assert [offered[line][0].cause for line in (1, 2)] == [Cause.UNEXPLAINED_SHORTAGE, Cause.KIT_NOT_FILLED]


def test_what_is_left_still_explains_the_next_line() -> None:
    kit = replace(KIT, quantity=Decimal(7))
    offered = suggestions(two_lots(7, 6, 8, kit_items=(kit,)))
    assert [offered[line][0].cause for line in (1, 2, 3)] == [
        Cause.KIT_NOT_FILLED,
        Cause.KIT_NOT_FILLED,
        Cause.UNEXPLAINED_SHORTAGE,
    ]
    lost = next(each.lost for each in offered[3] if each.cause is Cause.KIT_NOT_FILLED)
    assert lost == "What kit 31 still wants is promised to line 2 of this count and line 1 of this count."


def test_a_requirement_explains_one_shortage_and_another_run_the_next() -> None:
    runs = tuple(
        Requirement(BOLT.id, Decimal(4), Decimal(0), 900 + run, "FR-9000 serial 7", (run,)) for run in (554, 555)
    )
    offered = suggestions(two_lots(6, 6, 6, requirements=runs))
    told = [offered[line][0].evidence[0] for line in (1, 2)]
    assert [sentence[:7] for sentence in told] == ["Run 554", "Run 555"]
    assert offered[3][0].cause is Cause.UNEXPLAINED_SHORTAGE
    assert {each.lost for each in offered[3] if each.cause is Cause.NOT_CONSUMED} == {
        "What run 554 calls for is promised to line 1 of this count.",
        "What run 555 calls for is promised to line 2 of this count.",
    }


def test_what_is_missing_at_one_place_is_brought_to_one_other() -> None:
    """Two places have four too many and one has four too few, of a record that holds more than that."""
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)]
    offered = suggestions(walked(records, [6, 24, 13]))
    moves = [line for line, offers in offered.items() if offers[0].fix.kind is FixKind.MOVE]
    assert moves == [1, 2]
    assert offered[1][0].fix.portions == offered[2][0].fix.portions
    lost = next(each.lost for each in offered[3] if each.fix.kind is FixKind.MOVE)
    assert lost == "What is missing at RACK-A is promised to line 1 of this count."
    assert {offers[0].confidence for offers in offered.values()} == {Confidence.POSSIBLE, Confidence.LAST}


def stray(floor: int, at: int = 1) -> Count:
    """Another location's count, which has the same stray record in view as the first one."""
    place = Place(40 + at, f"RACK-{at}")
    count = reconciling([rec(10 + at, 10)], {1: floor}, elsewhere=(rec(99, 3, at=OTHER),))
    assert count.evidence is not None
    here = replace(count.evidence, here=(rec(10 + at, 10, at=place),))
    subject = replace(count.subject, id=place.id, name=place.name)
    return replace(count, id=f"other-{at}", subject=subject, evidence=here)


def test_what_another_count_has_chosen_is_not_offered_first_again() -> None:
    one, two = stray(13), stray(13, at=2)
    assert suggestions(one)[1][0].fix.portions == suggestions(two)[1][0].fix.portions == (Portion(99, Decimal(3)),)
    promised = promised_by(all_first(one))
    first, *others = suggestions(two, promised)[1]
    assert first.cause is Cause.UNEXPLAINED_SURPLUS
    (move,) = (each for each in others if each.fix.kind is FixKind.MOVE)
    assert move.lost == "Record 99 at RACK-C is promised to line 1 of the count of RACK-1."
    assert move.confidence is Confidence.POSSIBLE
    assert suggestions(two, promised_by(one)) == suggestions(two)


def test_choosing_it_all_the_same_is_refused_and_the_earlier_choice_stands() -> None:
    one, two = all_first(stray(13)), stray(13, at=2)
    fix = suggestions(two)[1][0].fix
    sentence = "Record 99 at RACK-C is promised to line 1 of the count of RACK-1."
    assert beside_choices(two, promised_by(one), but_not_of=1).refusal(1, fix) == sentence
    both = all_first(two)
    assert dict(promised_to_others(both, promised_by(one), both.choices)) == {1: sentence}
    assert not dict(promised_to_others(one, promised_by(both), one.choices)), (
        "chosen at one moment: the lower id keeps it"
    )


def test_a_choice_of_this_count_is_in_the_way_as_well() -> None:
    count = two_lots(6, 6, kit_items=(KIT,))
    offered = suggestions(count)
    kit = next(each for each in offered[2] if each.cause is Cause.KIT_NOT_FILLED)
    count = chosen(count, 2, kit)
    beside = beside_choices(count, NOTHING, but_not_of=1)
    assert beside.refusal(1, offered[1][0].fix) == "What kit 31 still wants is promised to line 2 of this count."
    assert beside_choices(count, NOTHING, but_not_of=2).refusal(2, kit.fix) == ""


@pytest.mark.parametrize("floor", [6, 14])
def test_two_counts_of_the_same_line_correct_it_once(floor: int) -> None:
    """A part's count and a location's: what the one books or takes away, the other waits for."""
    of_part = all_first(walked([rec(1, 10, at=HERE)], [floor]))
    here = reconciling([rec(1, 10)], {1: floor})
    first, *others = suggestions(here, promised_by(of_part))[1]
    assert (first.cause, first.fix.kind, first.confidence) == (Cause.DEALT_WITH, FixKind.HOLD, Confidence.LIKELY)
    what, way = ("missing", "takes away") if floor < 10 else ("extra", "brings")
    assert first.evidence == (
        f"Of the 4 {what} here, the fix of line 1 of the count of part FR-1 {way} all, and is chosen.",
    )
    assert first.other_counts == ("p1",)
    assert all(each.lost in first.evidence for each in others if each.fix.kind.writes)
    assert beside_choices(here, promised_by(of_part)).refusal(1, others[-1].fix) == first.evidence[0]


def test_training_and_blind_counts_promise_nothing() -> None:
    from cyclecount_tui.domain.entries import CountMode

    one = all_first(stray(13))
    assert promised_by(one).promises
    assert not promised_by(replace(one, mode=CountMode.GUIDED)).promises
    assert not promised_by(replace(one, evidence=None, asked=frozenset({1}))).promises


def test_a_line_of_which_all_is_promised_waits() -> None:
    count = stray(13, at=2)
    only = {1: [each for each in suggestions(count)[1] if each.fix.kind is FixKind.MOVE]}
    first, move = shared_out(count, only, promised_by(all_first(stray(13))))[1]
    assert (first.cause, first.fix.kind) == (Cause.DEALT_WITH, FixKind.HOLD)
    assert first.evidence == (move.lost,)


PLACES = (HERE, THERE, OTHER, MRB)
LOTS = ("", "L1", "L2")


@st.composite
def plants(draw: st.DrawFn) -> list[InventoryRecord]:
    """Records of one part in a few lots and places, small enough that they are fought for."""
    shapes = draw(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(LOTS), st.integers(1, 6)), max_size=9))
    return [rec(number, amount, at=place, lot=lot) for number, (place, lot, amount) in enumerate(shapes, start=1)]


@st.composite
def evidence(draw: st.DrawFn) -> dict[str, Any]:
    amounts = st.integers(1, 6).map(Decimal)
    kits = [KitItem(30 + at, "REQUESTED", BOLT.id, draw(amounts), Decimal(0)) for at in range(draw(st.integers(0, 2)))]
    runs = [
        Requirement(BOLT.id, draw(amounts), Decimal(0), 900 + at, "FR-9000", (550 + at,))
        for at in range(draw(st.integers(0, 2)))
    ]
    return {"kit_items": tuple(kits), "requirements": tuple(runs)}


@st.composite
def location_counts(draw: st.DrawFn, records: list[InventoryRecord], more: dict[str, Any]) -> Count:
    here = [each for each in records if each.location == HERE]
    lots = {each.lot_number for each in here}
    floors: dict[int, str | int] = {line: draw(st.integers(0, 9)) for line in range(1, len(lots) + 1)}
    return reconciling(here, floors, elsewhere=tuple(each for each in records if each.location != HERE), **more)


@st.composite
def part_counts(draw: st.DrawFn, records: list[InventoryRecord], more: dict[str, Any]) -> Count:
    lines = {(each.location, each.lot_number) for each in records}
    floors = draw(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=len(lines), max_size=len(lines)))
    if lines and not any(floor is not None for floor in floors):
        floors[0] = 1
    return walked(records, floors, **more)


def held_of_each_thing(*counts: Count) -> dict[Thing, Decimal]:
    """What the chosen fixes take of records and open positions."""
    held: dict[Thing, Decimal] = defaultdict(Decimal)
    for count in counts:
        for choice in count.choices.values():
            for awaited in choice.fix.awaited:
                held[thing_awaited(awaited)] += awaited.quantity
        for record, quantity in taken_of_records(count):
            held[record] += quantity
    return held


def taken_of_records(count: Count) -> Iterator[tuple[int, Decimal]]:
    """As the plan does it: each move once, and a line's own fix less what the moves of other lines do for it."""
    owner = {record.id: row.line.number for row in count.rows for record in row.records}
    lines = {row.line.key: row.line.number for row in count.rows} if count.subject.is_part else {}
    between: dict[tuple[int, int, int], Decimal] = {}
    own: list[tuple[int, Portion]] = []
    for line, choice in count.choices.items():
        to = choice.fix.to if choice.fix.kind is FixKind.MOVE else None
        target = None if to is None else lines.get(count.rows_by_line[line].line.key.item.at(to))
        for portion in choice.fix.portions:
            source = owner.get(portion.record_id)
            if source is not None and target is not None:
                move = (portion.record_id, source, target)
                between[move] = max(between.get(move, Decimal(0)), portion.quantity)
            elif source == line:
                own.append((line, portion))
            else:
                yield portion.record_id, portion.quantity
    dealt_with: dict[int, Decimal] = defaultdict(Decimal)
    for (record, source, _), quantity in between.items():
        dealt_with[source] += quantity
        yield record, quantity
    for line, portion in own:
        less = min(dealt_with[line], portion.quantity)
        dealt_with[line] -= less
        yield portion.record_id, portion.quantity - less


def there_is(count: Count) -> dict[Thing, Decimal]:
    known: dict[Thing, Decimal] = {}
    assert count.evidence is not None
    for record in (*count.evidence.here, *count.evidence.elsewhere):
        known[record.id] = record.quantity
    for item in count.evidence.kit_items:
        known[AwaitedKind.KIT, item.kit_id, item.part_id] = item.quantity - item.fulfilled
        known[AwaitedKind.KIT_RETURN, item.kit_id, item.part_id] = max(item.quantity, item.fulfilled)
    for needed in count.evidence.requirements:
        known[AwaitedKind.ASSEMBLY, needed.assembly_id, needed.part_id] = needed.missing
    return known


@given(data=st.data())
def test_no_record_is_promised_beyond_what_it_holds_over_all_lines_and_two_counts(data: st.DataObject) -> None:
    records, more = data.draw(plants()), data.draw(evidence())
    counts = [data.draw(kind(records, more)) for kind in (location_counts, part_counts)] if records else []
    if data.draw(st.booleans()):
        counts.reverse()
    done: list[Count] = []
    for count in counts:
        done.append(all_first(count, promised_by(*done)))
        held = held_of_each_thing(*done)
        there = there_is(count)
        assert not {thing: quantity for thing, quantity in held.items() if quantity > there[thing]}


@given(data=st.data())
def test_the_order_of_lines_and_records_changes_nothing(data: st.DataObject) -> None:
    records, more = data.draw(plants().filter(bool)), data.draw(evidence())
    count = data.draw(part_counts(records, more))
    promised = promised_by(all_first(data.draw(location_counts(records, more))))
    offered = suggestions(count, promised)
    again = {line: [replace(each, lost="") for each in offers] for line, offers in suggestions(count).items()}
    lines = list(again)
    random.Random(7).shuffle(lines)
    assert shared_out(count, {line: again[line] for line in lines}, promised) == shared_out(count, again, promised)
    assert {line: [each.fix for each in offers] for line, offers in offered.items()}.keys() == again.keys()


@given(data=st.data())
def test_no_line_loses_a_suggestion_that_nobody_else_wants(data: st.DataObject) -> None:
    """With every other line settled as suggested, no better suggestion of a line would have fitted beside them."""
    records, more = data.draw(plants().filter(bool)), data.draw(evidence())
    count = data.draw(st.one_of(location_counts(records, more), part_counts(records, more)))
    offered = suggestions(count)
    firsts = all_first(count)
    for line, offers in offered.items():
        for lost in (each for each in offers[1:] if "promised to" in each.lost):
            named = [other for other in offered if other != line and f"line {other} of this count" in lost.lost]
            assert named, lost
            wants = {portion.record_id for portion in lost.fix.portions}
            wants |= {item for awaited in lost.fix.awaited for item in [thing_awaited(awaited)]}  # type: ignore[misc] # both are things
            assert any(touches(firsts, other, wants, lost.lost) for other in named), (lost, named)


def touches(count: Count, line: int, wants: set[Any], sentence: str) -> bool:
    """Whether the chosen fix of a line counts on some of the same, or on the difference that the sentence speaks of."""
    fix = count.choices[line].fix
    things = {portion.record_id for portion in fix.portions} | {thing_awaited(awaited) for awaited in fix.awaited}
    return bool(things & wants) or sentence.startswith("What is ")
