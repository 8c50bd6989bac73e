"""The count of a part: lines at several places, compared place by place, and moves between them that are made once."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Portion
from cyclecount_tui.domain.folding import after, opened
from cyclecount_tui.domain.inventory import InventoryRecord, Place, SheetRecord, Status
from cyclecount_tui.domain.lines import sheet_lines
from cyclecount_tui.domain.plan import Covered, Step, WriteKind
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.quantities import plain
from tests.domain.building import BOLT, FACT, HERE, MRB, OTHER, PARKING, THERE, entered, rec, submitted


def walking(*records: InventoryRecord) -> Count:
    """A count of the part whose sheet covers the records at all their places."""
    count = opened("p1", said.PartCountOpened(**FACT, part_id=BOLT.id, part_number=BOLT.number))
    sheet = [
        SheetRecord(item.id, item.etag, item.part, item.lot_number, item.serial_number, item.location)
        for item in records
        if item.expected_on_shelf
    ]
    return after(count, counting_events.SheetRead(**FACT, lines=sheet_lines(sheet)))


def reconciling(records: list[InventoryRecord], floors: list[int | None], **evidence: Any) -> Count:
    """The same compared, with a floor quantity a line in walking order; None is not counted."""
    count = walking(*records)
    for line, floor in enumerate(floors, start=1):
        if floor is not None:
            none = counting_events.NoneConfirmed(**FACT, line=line)
            count = entered(count, line, floor) if floor else after(count, none)
    given_too = {"mrb": (MRB,), "discrepancy_location": PARKING, **evidence}
    return after(submitted(count), said.Compared(**FACT, evidence=Evidence(tuple(records), **given_too)))


def chosen(count: Count, line: int, fix: Fix) -> Count:
    return after(count, said.FixChosen(**FACT, line=line, fix=fix, cause=Cause.CHOSEN))


def first(count: Count, line: int) -> Fix:
    return suggestions(count)[line][0].fix


def planned(count: Count, records: list[InventoryRecord], corrected: Corrected | None = None) -> Count:
    now = {item.id: item for item in records}
    return after(count, said.Planned(**FACT, plan=make_plan(count, now, corrected or Corrected())))


def done(count: Count, write: int, step: Step, record_id: int, quantity: int) -> Count:
    count = after(count, said.WriteStarted(**FACT, write=write, step=step))
    event = said.WriteDone(**FACT, write=write, step=step, record_id=record_id, etag="new", quantity=Decimal(quantity))
    return after(count, event)


def test_lines_stand_in_walking_order_and_are_compared_where_they_lie() -> None:
    records = [rec(1, 5, at=OTHER), rec(2, 7, at=HERE), rec(3, 2, at=HERE), rec(4, 1, at=THERE, lot="L1")]
    count = reconciling(records, [9, 1, 4])
    assert [(line.key.place, line.key.lot_number) for line in count.lines] == [(HERE, ""), (THERE, "L1"), (OTHER, "")]
    assert [(row.digital, row.difference) for row in count.rows] == [(9, 0), (1, 0), (5, -1)]
    assert count.places == (HERE, THERE, OTHER)
    assert count.lines[0].key.words == "FR-1 rev A at RACK-A"


def test_a_place_is_the_same_whatever_it_is_called_by_now() -> None:
    records = [rec(1, 5, at=HERE)]
    count = walking(*records)
    renamed = rec(1, 5, at=Place(HERE.id, "RACK-A new"))
    compared = after(submitted(entered(count, 1, 5)), said.Compared(**FACT, evidence=Evidence((renamed,))))
    assert (compared.rows[0].digital, compared.movements) == (5, ())


def test_a_record_that_went_from_one_place_to_another_left_and_arrived() -> None:
    count = entered(walking(rec(1, 5, at=HERE), rec(2, 3, at=THERE)), 1, 5)
    gone = rec(1, 5, at=THERE, etag="moved")
    evidence = Evidence((gone, rec(2, 3, at=THERE)), gone=(gone,))
    compared = after(submitted(count), said.Compared(**FACT, evidence=evidence))
    assert {(moved.what, moved.key.place) for moved in compared.movements} == {("left", HERE), ("arrived", THERE)}
    assert [row.digital for row in compared.rows] == [0]
    assert first(compared, 1).kind is FixKind.RECOUNT


def test_what_is_extra_here_and_missing_there_is_one_move() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE)]
    count = reconciling(records, [6, 24])
    away, here = suggestions(count)[1][0], suggestions(count)[2][0]
    assert (away.fix.portions, away.fix.to) == (here.fix.portions, here.fix.to) == ((Portion(1, Decimal(4)),), THERE)
    assert (away.confidence, here.confidence) == (Confidence.LIKELY, Confidence.LIKELY)
    assert here.fix.words == "Move 4 here from RACK-A"


def test_two_candidates_are_possible_and_none_is_likely() -> None:
    count = reconciling([rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)], [6, 24, 13])
    offered = [item for item in suggestions(count)[1] if item.fix.kind is FixKind.MOVE]
    assert [(item.fix.to, item.confidence) for item in offered] == [
        (THERE, Confidence.POSSIBLE),
        (OTHER, Confidence.POSSIBLE),
    ]


def test_a_place_with_a_closer_match_or_without_difference_is_no_source() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE), rec(3, 9, at=OTHER)]
    assert first(reconciling(records, [6, 24, 11]), 3).kind is FixKind.SET_QUANTITY
    assert first(reconciling(records, [10, 20, 11]), 3).kind is FixKind.SET_QUANTITY
    assert first(reconciling(records, [5, 20, 11]), 3) == Fix(
        FixKind.MOVE, Decimal(2), (Portion(1, Decimal(2)),), to=OTHER, from_name="RACK-A"
    )
    uncounted = first(reconciling(records, [10, None, 11]), 3)
    assert (uncounted.kind, uncounted.portions) == (FixKind.MOVE, (Portion(2, Decimal(2)),))


def test_more_is_never_taken_from_a_counted_place_than_is_missing_there() -> None:
    count = reconciling([rec(1, 10, at=HERE), rec(2, 20, at=THERE)], [7, 30])
    assert all(item.fix.kind is not FixKind.MOVE for item in suggestions(count)[2])
    assert first(count, 1).to == THERE


def test_mrb_is_a_place_like_any_other_when_it_is_counted() -> None:
    count = reconciling([rec(1, 10, at=HERE, lot="L"), rec(2, 3, at=MRB, lot="L")], [5, 6])
    assert [line.key.place for line in count.lines] == [MRB, HERE]
    back = suggestions(reconciling([rec(1, 10, at=HERE, lot="L"), rec(2, 3, at=MRB, lot="L")], [1, 12]))
    assert (back[1][0].cause, back[2][0].cause) == (Cause.MOVED_AWAY, Cause.STILL_AT_MRB)


def test_a_serial_that_was_counted_twice_is_looked_at_again() -> None:
    count = reconciling([rec(1, 1, at=HERE, serial="S1"), rec(2, 5, at=THERE)], [1, 5])
    found = sheet_lines([SheetRecord(9, "", BOLT, "", "S1", THERE)])[0]
    again = walking(rec(1, 1, at=HERE, serial="S1"), rec(2, 5, at=THERE))
    again = entered(entered(again, 1, 1), 2, 5)
    line = type(found)(3, found.key, part_id=BOLT.id, found=True)
    again = after(again, counting_events.ItemFound(**FACT, line=line, expression="1", quantity=Decimal(1)))
    assert count.evidence is not None
    again = after(submitted(again), said.Compared(**FACT, evidence=count.evidence))
    again_both = suggestions(again)[3][0]
    assert (again_both.fix.kind, again_both.fix.also, again_both.confidence) == (
        FixKind.RECOUNT,
        (1,),
        Confidence.CERTAIN,
    )
    assert "counted at RACK-A as well" in again_both.evidence[0]
    assert all(item.fix.kind is not FixKind.MOVE for item in suggestions(again)[3])


def test_a_serial_found_at_another_place_is_moved_for_certain() -> None:
    records = [rec(1, 1, at=HERE, serial="S1"), rec(2, 5, at=THERE)]
    count = entered(after(walking(*records), counting_events.NoneConfirmed(**FACT, line=1)), 2, 5)
    key = count.lines[0].key.at(THERE)
    line = type(count.lines[0])(3, key, part_id=BOLT.id, found=True)
    count = after(count, counting_events.ItemFound(**FACT, line=line, expression="1", quantity=Decimal(1)))
    count = after(submitted(count), said.Compared(**FACT, evidence=Evidence(tuple(records))))
    for number in (1, 3):
        best = suggestions(count)[number][0]
        assert (best.confidence, best.fix.portions, best.fix.to) == (
            Confidence.CERTAIN, (Portion(1, Decimal(1)),), THERE
        )  # fmt: skip


def test_installed_here_and_on_the_shelf_is_seen_at_its_place_alone() -> None:
    records = [rec(1, 5, at=HERE), rec(2, 6, at=THERE), rec(3, 2, Status.INSTALLED, at=THERE)]
    offered = suggestions(reconciling(records, [7, 8]))
    assert [item.cause for item in offered[1]] == [Cause.UNEXPLAINED_SURPLUS]
    assert [item.cause for item in offered[2]] == [Cause.INSTALLED, Cause.UNEXPLAINED_SURPLUS]


def test_both_ends_are_planned_as_one_write_and_posted_with_it() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE)]
    count = reconciling(records, [6, 24])
    count = chosen(chosen(count, 1, first(count, 1)), 2, first(count, 2))
    count = planned(count, records)
    assert count.plan is not None
    assert [(write.line, write.kind, write.quantity) for write in count.plan.writes] == [
        (1, WriteKind.SPLIT_AND_MOVE, 4)
    ]
    assert count.plan.covered == (Covered(2, (1,)),)
    count = done(count, 1, Step.SPLIT, 50, 4)
    assert count.posted_lines == frozenset()
    count = done(count, 1, Step.MOVE_SPLIT, 50, 4)
    assert count.posted_lines == {1, 2}
    assert count.unresolved == ()


def test_the_same_move_of_other_records_is_not_made_twice_either() -> None:
    records = [rec(1, 4, at=HERE), rec(2, 10, at=HERE), rec(3, 20, at=THERE)]
    count = reconciling(records, [10, 24])
    count = chosen(count, 1, Fix(FixKind.MOVE, Decimal(4), (Portion(1, Decimal(4)),), to=THERE))
    count = chosen(count, 2, Fix(FixKind.MOVE, Decimal(4), (Portion(2, Decimal(4)),), to=THERE))
    count = planned(count, records)
    assert count.plan is not None
    assert [write.record_id for write in count.plan.writes] == [1]
    assert [item.line for item in count.plan.covered] == [2]


def test_a_move_and_a_set_of_both_ends_do_not_add_up() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE)]
    count = reconciling(records, [6, 24])
    count = chosen(count, 1, Fix(FixKind.SET_QUANTITY, Decimal(-4)))
    count = planned(chosen(count, 2, first(count, 2)), records)
    assert count.plan is not None
    assert [(write.line, write.kind) for write in count.plan.writes] == [(2, WriteKind.SPLIT_AND_MOVE)]
    assert [item.line for item in count.plan.covered] == [1]


def test_a_fix_is_refused_that_goes_beyond_what_was_counted() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 20, at=THERE)]
    count = chosen(
        reconciling(records, [10, 24]), 2, Fix(FixKind.MOVE, Decimal(4), (Portion(1, Decimal(4)),), to=THERE)
    )
    count = planned(count, records)
    assert count.plan is not None
    assert count.plan.writes == ()
    assert [item.sentence for item in count.plan.not_planned] == [
        "RACK-A was counted and agrees with ION: nothing of FR-1 rev A is moved there or from there."
    ]


def test_the_rest_waits_for_the_move_and_both_stay_open_until_then() -> None:
    """Ten are missing at one place and four of them lie at another: after the move, six are left to be taken off."""
    records = [rec(1, 30, at=HERE), rec(2, 10, at=HERE), rec(3, 20, at=THERE)]
    count = reconciling(records, [30, 24])
    count = chosen(count, 1, Fix(FixKind.SET_QUANTITY, Decimal(-10)))
    count = planned(chosen(count, 2, Fix(FixKind.MOVE, Decimal(4), (Portion(2, Decimal(4)),), to=THERE)), records)
    assert count.plan is not None
    assert [(write.line, write.record_id, write.quantity) for write in count.plan.writes] == [(2, 2, 4), (1, 1, 24)]
    assert count.plan.covered == (Covered(1, (2,)),)
    count = done(count, 2, Step.SET, 1, 24)
    assert count.posted_lines == frozenset(), "six are off, the other four are not moved yet"
    count = done(done(count, 1, Step.SPLIT, 50, 4), 1, Step.MOVE_SPLIT, 50, 4)
    assert count.posted_lines == {1, 2}


def test_parking_says_nothing_about_what_lies_in_the_discrepancy_location() -> None:
    records = [rec(1, 10, at=HERE), rec(2, 3, at=PARKING)]
    count = reconciling(records, [6, 3])
    here = next(row.line.number for row in count.rows if row.differs)
    fix = Fix(FixKind.PARK, Decimal(4), (Portion(1, Decimal(4)),), to=PARKING)
    count = planned(chosen(count, here, fix), records)
    assert count.plan is not None
    assert [write.quantity for write in count.plan.writes] == [4]


def test_a_line_that_another_count_corrected_is_not_planned() -> None:
    records = [rec(1, 10, at=HERE)]
    count = chosen(reconciling(records, [12]), 1, Fix(FixKind.SET_QUANTITY, Decimal(2)))
    count = planned(count, records, Corrected(records={1: "RACK-A"}))
    assert count.plan is not None
    assert [item.sentence for item in count.plan.not_planned] == [
        "The count of RACK-A corrected record 1 after this comparison. Leave it with a note, and count it anew."
    ]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=4),
    st.data(),
)
def test_whatever_is_chosen_no_line_goes_beyond_its_count(shelves: list[tuple[int, int]], data: st.DataObject) -> None:
    places = [Place(number, f"RACK-{number}") for number in range(1, len(shelves) + 1)]
    records = [rec(number, had, at=places[number - 1]) for number, (had, _) in enumerate(shelves, start=1)]
    count = reconciling(records, [floor for _, floor in shelves])
    for line, offers in suggestions(count).items():
        count = chosen(count, line, data.draw(st.sampled_from(offers)).fix)
    count = planned(count, records)
    assert count.plan is not None
    change = dict.fromkeys((place.id for place in places), Decimal(0))
    for write in count.plan.writes:
        if write.kind is WriteKind.SET_QUANTITY and write.at:
            change[write.at.id] += write.quantity - write.before
        elif write.at and write.to:
            change[write.at.id] -= write.quantity
            change[write.to.id] = change.get(write.to.id, Decimal(0)) + write.quantity
    settled = {item.line for item in count.plan.covered} | {write.line for write in count.plan.writes}
    for row, place in zip(count.rows, places, strict=True):
        low, high = min(row.difference, Decimal(0)), max(row.difference, Decimal(0))
        assert low <= change[place.id] <= high, (plain(row.difference), change)
        if row.line.number in settled and row.line.number not in {item.line for item in count.plan.not_planned}:
            assert change[place.id] == row.difference
