"""From chosen fixes to exact writes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Fix, FixKind, Portion
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord, Place, Status
from cyclecount_tui.domain.lines import LineKey, found_line, key_of
from cyclecount_tui.domain.plan import Plan, Step, WriteKind
from cyclecount_tui.domain.planning import make_plan, parts_needed, records_needed
from tests.domain.building import (
    BOLT,
    FACT,
    HERE,
    MRB,
    NUT,
    OTHER,
    THERE,
    counting,
    entered,
    rec,
    reconciling,
    submitted,
)


def chosen(count: Count, line: int, fix: Fix) -> Count:
    return after(count, said.FixChosen(**FACT, line=line, fix=fix, cause=Cause.CHOSEN))


def now(*records: InventoryRecord) -> dict[int, InventoryRecord]:
    return {record.id: record for record in records}


def move(quantity: int, *portions: tuple[int, int], to: Place = MRB, kind: FixKind = FixKind.MOVE) -> Fix:
    return Fix(kind, Decimal(quantity), tuple(Portion(number, Decimal(much)) for number, much in portions), to=to)


def test_the_new_quantity_is_the_quantity_now_plus_the_counted_difference() -> None:
    count = chosen(reconciling([rec(11, 10)], {1: 8}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-2)))
    (write,) = make_plan(count, now(rec(11, 7))).writes
    assert (write.kind, write.record_id, write.etag) == (WriteKind.SET_QUANTITY, 11, "e11-7")
    assert (write.before, write.quantity) == (7, 5)
    assert write.warning == "Changed since the comparison: 10 then, 7 now."


def test_an_unchanged_record_has_no_warning() -> None:
    count = chosen(reconciling([rec(11, 10)], {1: 13}), 1, Fix(FixKind.SET_QUANTITY, Decimal(3)))
    (write,) = make_plan(count, now(rec(11, 10))).writes
    assert (write.quantity, write.warning) == (13, "")


def test_a_shortage_is_spread_over_available_records_first() -> None:
    records = [rec(11, 3), rec(12, 4), rec(13, 5, Status.UNAVAILABLE), rec(14, 6, Status.KITTED)]
    count = chosen(reconciling(records, {1: 9}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-9)))
    writes = make_plan(count, now(*records)).writes
    assert [(write.record_id, write.quantity) for write in writes] == [(12, 0), (11, 0), (13, 3)]
    assert sum(write.quantity - write.before for write in writes) == -9


def test_kitted_and_installed_records_are_never_adjusted() -> None:
    records = [rec(11, 3), rec(14, 6, Status.KITTED)]
    count = chosen(reconciling(records, {1: 4}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-5)))
    plan = make_plan(count, now(*records))
    assert not plan.writes
    assert "hold less than the 5" in plan.not_planned[0].sentence


def test_a_whole_record_is_moved_and_a_part_of_one_is_split_first() -> None:
    records = [rec(11, 4), rec(12, 9)]
    count = chosen(reconciling(records, {1: 7}), 1, move(6, (11, 4), (12, 2)))
    whole, part = make_plan(count, now(*records)).writes
    assert (whole.kind, whole.quantity, whole.to) == (WriteKind.MOVE, 4, MRB)
    assert (part.kind, part.quantity, part.before) == (WriteKind.SPLIT_AND_MOVE, 2, 9)
    assert part.steps == (Step.SPLIT, Step.MOVE_SPLIT)


@pytest.mark.parametrize(
    ("there", "said_why"),
    [
        ([], "no longer in ION"),
        ([rec(11, 4, at=OTHER)], "is at RACK-C by now"),
        ([rec(11, 3)], "held 4 at the comparison and holds 3 now"),
        ([rec(11, 6)], "held 4 at the comparison and holds 6 now"),
        ([rec(11, 4, Status.KITTED)], "is kitted by now"),
    ],
)
def test_a_move_whose_ground_has_gone_is_not_planned(there: list[InventoryRecord], said_why: str) -> None:
    count = chosen(reconciling([rec(11, 4)], {1: 0}), 1, move(4, (11, 4)))
    plan = make_plan(count, now(*there))
    assert not plan.writes
    assert said_why in plan.not_planned[0].sentence


def test_a_record_is_promised_to_one_fix_only() -> None:
    records = [rec(11, 4), rec(12, 4, part=NUT)]
    count = reconciling(records, {1: 3, 2: 3})
    count = chosen(chosen(count, 1, move(1, (11, 1))), 2, move(1, (11, 1)))
    plan = make_plan(count, now(*records))
    assert [write.line for write in plan.writes] == [1]
    assert "changed by the fix of line 1 already" in plan.not_planned[0].sentence


def test_moving_here_takes_from_the_record_at_the_other_location() -> None:
    away = rec(21, 5, at=THERE)
    count = reconciling([rec(11, 4), away], {1: 6}, elsewhere=(away,))
    count = chosen(count, 1, Fix(FixKind.MOVE, Decimal(2), (Portion(21, Decimal(2)),), to=HERE, from_name="RACK-B"))
    assert records_needed(count) == (21,)
    (write,) = make_plan(count, now(away)).writes
    assert (write.kind, write.record_id, write.at, write.to) == (WriteKind.SPLIT_AND_MOVE, 21, THERE, HERE)


def test_a_serial_is_only_ever_set_to_0_or_1() -> None:
    record = rec(11, 1, serial="S1")
    count = chosen(reconciling([record], {1: 0}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-1)))
    assert make_plan(count, now(record)).writes[0].quantity == 0
    doubled = chosen(reconciling([record], {1: 0}), 1, Fix(FixKind.SET_QUANTITY, Decimal(1)))
    assert "can only be 0 or 1" in make_plan(doubled, now(record)).not_planned[0].sentence


def _found(part_id: int | None) -> Count:
    count = counting()
    line = found_line(1, LineKey("FR-2", "A"), NUT if part_id else None)
    count = after(count, counting_events.ItemFound(**FACT, line=line, expression="3", quantity=Decimal(3)))
    return after(submitted(count), said.Compared(**FACT, evidence=Evidence(())))


def test_a_found_item_becomes_a_record_unless_ion_has_one_by_now() -> None:
    count = chosen(_found(NUT.id), 1, Fix(FixKind.CREATE, Decimal(3)))
    (write,) = make_plan(count, {}).writes
    assert (write.kind, write.part_id, write.quantity, write.to) == (WriteKind.CREATE, NUT.id, 3, HERE)
    newcomer = rec(50, 3, part=NUT)
    assert (
        "Record 50 with 3 came to this line after the comparison"
        in make_plan(count, now(newcomer)).not_planned[0].sentence
    )


def test_nothing_is_created_where_a_record_of_the_sheet_still_lies() -> None:
    """Its lot was changed in ION while both labels were on the shelf: it is what was found under the new one."""
    before, by_now = rec(11, 10, lot="L1"), rec(11, 10, lot="L2")
    count = entered(counting(before), 1, 10)
    line = found_line(2, key_of(by_now), BOLT)
    count = after(count, counting_events.ItemFound(**FACT, line=line, expression="10", quantity=Decimal(10)))
    count = after(submitted(count), said.Compared(**FACT, evidence=Evidence((by_now,))))
    assert [row.difference for row in count.rows] == [10, 0]
    count = chosen(count, 1, Fix(FixKind.CREATE, Decimal(10)))
    assert records_needed(count) == (11,)
    plan = make_plan(count, now(by_now))
    assert not plan.writes
    assert "ION has record 11 of FR-1 rev A, lot L1 here" in plan.not_planned[0].sentence


def test_an_unknown_part_cannot_be_created() -> None:
    count = chosen(_found(None), 1, Fix(FixKind.CREATE, Decimal(3)))
    assert "does not know part FR-2" in make_plan(count, {}).not_planned[0].sentence


def _posted(count: Count, write: int, step: Step, record_id: int) -> Count:
    count = after(count, said.WriteStarted(**FACT, write=write, step=step))
    done = said.WriteDone(**FACT, write=write, step=step, record_id=record_id, etag="new", quantity=Decimal(2))
    return after(count, done)


def test_a_split_that_was_not_moved_yet_is_moved_and_never_split_again() -> None:
    record = rec(11, 10)
    count = chosen(reconciling([record], {1: 8}), 1, move(2, (11, 2)))
    count = after(count, said.Planned(**FACT, plan=make_plan(count, now(record))))
    count = _posted(count, 1, Step.SPLIT, 77)
    refused = after(count, said.WriteStarted(**FACT, write=1, step=Step.MOVE_SPLIT))
    refused = after(refused, said.WriteRefused(**FACT, write=1, step=Step.MOVE_SPLIT, reason="rule", stale=True))
    assert records_needed(refused) == (11, 77)
    (write,) = make_plan(refused, now(rec(11, 8), rec(77, 2))).writes
    assert (write.number, write.kind, write.record_id, write.quantity) == (2, WriteKind.MOVE, 77, 2)
    again = after(refused, said.Planned(**FACT, plan=Plan((write,))))
    again = _posted(again, 2, Step.MOVE, 77)
    assert again.posted_lines == {1}


def test_what_was_adjusted_already_is_not_adjusted_again() -> None:
    records = [rec(11, 3), rec(12, 4)]
    count = chosen(reconciling(records, {1: 2}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-5)))
    count = after(count, said.Planned(**FACT, plan=make_plan(count, now(*records))))
    count = _posted(count, 1, Step.SET, 12)
    count = after(count, said.WriteStarted(**FACT, write=2, step=Step.SET))
    count = after(count, said.WriteRefused(**FACT, write=2, step=Step.SET, reason="changed", stale=True))
    (write,) = make_plan(count, now(rec(11, 6), rec(12, 0))).writes
    assert (write.record_id, write.before, write.quantity) == (11, 6, 5)


def test_a_line_in_doubt_is_never_planned_again() -> None:
    record = rec(11, 10)
    count = chosen(reconciling([record], {1: 8}), 1, Fix(FixKind.SET_QUANTITY, Decimal(-2)))
    count = after(count, said.Planned(**FACT, plan=make_plan(count, now(record))))
    count = after(count, said.WriteStarted(**FACT, write=1, step=Step.SET))
    refused = said.WriteRefused(**FACT, write=1, step=Step.SET, reason="Nobody can tell.", stale=True, in_doubt=True)
    plan = make_plan(after(count, refused), now(rec(11, 5)))
    assert not plan.writes
    assert "Nobody can tell." in plan.not_planned[0].sentence


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_set_quantity_changes_a_line_by_exactly_the_difference(first: int, second: int, floor: int) -> None:
    records = [rec(11, first), rec(12, second)]
    if first + second == 0 or floor == first + second:
        return
    count = reconciling(records, {1: floor})
    difference = count.rows[0].difference
    plan = make_plan(chosen(count, 1, Fix(FixKind.SET_QUANTITY, difference)), now(*records))
    assert sum(write.quantity - write.before for write in plan.writes) == difference
    assert all(write.quantity >= 0 for write in plan.writes)
    assert BOLT.number == plan.writes[0].key.part_number


def test_a_record_that_was_only_saved_again_is_nothing_to_warn_of() -> None:
    count = chosen(reconciling([rec(11, 4)], {1: 0}), 1, move(4, (11, 4)))
    (write,) = make_plan(count, now(rec(11, 4, etag="other"))).writes
    assert (write.etag, write.warning) == ("other", "")
    (write,) = make_plan(count, now(rec(11, 4, Status.UNAVAILABLE))).writes
    assert write.warning == "Changed since the comparison: available then, unavailable now."


@pytest.mark.parametrize("before", [rec(12, 0), rec(12, 3, Status.INSTALLED)])
def test_what_was_not_on_the_shelf_and_is_now_may_be_what_was_found(before: InventoryRecord) -> None:
    """Somebody booked it onto an empty record, or took it out of an assembly: it is not booked once more."""
    count = chosen(reconciling([rec(11, 10), before], {1: 13}), 1, Fix(FixKind.SET_QUANTITY, Decimal(3)))
    (write,) = make_plan(count, now(rec(11, 10), before)).writes
    assert write.quantity == 13
    plan = make_plan(count, now(rec(11, 10), rec(12, 3)))
    assert not plan.writes
    assert "Record 12 with 3 came to this line after the comparison" in plan.not_planned[0].sentence


@pytest.mark.parametrize("kind", [FixKind.SET_QUANTITY, FixKind.PARK])
def test_a_record_that_came_to_the_line_after_the_comparison_stops_its_fix(kind: FixKind) -> None:
    """What was missing may have been found and booked, what was extra may be the newcomer itself."""
    record = rec(11, 10)
    count = reconciling([record], {1: 8})
    fix = Fix(kind, Decimal(-2)) if kind is FixKind.SET_QUANTITY else move(2, (11, 2), kind=kind)
    plan = make_plan(chosen(count, 1, fix), now(record, rec(50, 5)))
    assert not plan.writes
    assert "Record 50 with 5 came to this line" in plan.not_planned[0].sentence
    assert make_plan(chosen(count, 1, fix), now(record, rec(50, 5, at=THERE), rec(51, 5, lot="L1"))).writes


def _half_posted(count: Count, record: InventoryRecord) -> Count:
    """The first of two writes is done, the second refused."""
    count = after(count, said.Planned(**FACT, plan=make_plan(count, now(record, rec(12, 8)))))
    count = _posted(count, 1, Step.MOVE, 11)
    count = after(count, said.WriteStarted(**FACT, write=2, step=Step.SPLIT))
    return after(count, said.WriteRefused(**FACT, write=2, step=Step.SPLIT, reason="changed", stale=True))


def test_after_a_part_was_posted_the_rest_is_done_the_same_way_or_left() -> None:
    record = rec(11, 10)
    count = chosen(reconciling([record, rec(12, 8)], {1: 6}), 1, move(12, (11, 10), (12, 2)))
    half = _half_posted(count, record)
    with pytest.raises(DomainError, match="A part of line 1 was moved already"):
        chosen(half, 1, Fix(FixKind.SET_QUANTITY, Decimal(-12)))
    assert chosen(half, 1, Fix(FixKind.LEAVE, note="enough")).choices[1].fix.kind is FixKind.LEAVE
    other = chosen(half, 1, move(12, (11, 10), (12, 2), to=OTHER))
    (write,) = make_plan(other, now(rec(11, 10, at=MRB), rec(12, 8))).writes
    assert (write.record_id, write.quantity, write.to) == (12, 2, OTHER)


def test_a_split_off_record_goes_where_the_fix_says_now() -> None:
    record = rec(11, 10)
    count = chosen(reconciling([record], {1: 8}), 1, move(2, (11, 2)))
    count = after(count, said.Planned(**FACT, plan=make_plan(count, now(record))))
    count = _posted(count, 1, Step.SPLIT, 77)
    count = after(count, said.WriteStarted(**FACT, write=1, step=Step.MOVE_SPLIT))
    count = after(count, said.WriteRefused(**FACT, write=1, step=Step.MOVE_SPLIT, reason="a rule at MRB-1"))
    (write,) = make_plan(chosen(count, 1, move(2, (11, 2), to=OTHER)), now(rec(11, 8), rec(77, 2))).writes
    assert (write.record_id, write.to) == (77, OTHER)


def test_a_found_part_without_revision_is_the_only_one_there_is() -> None:
    count = counting()
    line = found_line(1, LineKey("FR-2"))
    count = after(count, counting_events.ItemFound(**FACT, line=line, expression="3", quantity=Decimal(3)))
    count = after(submitted(count), said.Compared(**FACT, evidence=Evidence((), parts=(NUT,))))
    assert parts_needed(chosen(count, 1, Fix(FixKind.CREATE, Decimal(3)))) == (NUT.id,)
    (write,) = make_plan(chosen(count, 1, Fix(FixKind.CREATE, Decimal(3))), {}).writes
    assert write.part_id == NUT.id
