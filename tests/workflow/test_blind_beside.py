"""Promise 1 the other way round: a blind count begins while another one of the same stock is being reconciled."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.workflow.blind_counts import PostingWaits, compared_before
from cyclecount_tui.workflow.choosing import Take, choose, take
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.submitting import submit
from tests.blindness import TELLTALE
from tests.factory import Factory
from tests.part_counts import closed_off, part_begun, part_compared, part_counted, truth_of
from tests.workflow.test_part_blindness import DIGITS, kept
from tests.workflow.test_posting import MUTATION_OF
from tests.workflow.test_renumbered import renumber

KIND = "unexplained_surplus"


def begun_at(factory: Factory, location_id: int) -> Count:
    """A blind count of a location, by somebody else."""
    return read_sheet(factory.workplace, open_count(factory.workplace, factory.location(location_id)))


def part_chosen(factory: Factory) -> Count:
    """A compared count of a part with a fix for its one discrepancy, at the location of the planted one."""
    planted = factory.planted(KIND)
    count = part_compared(factory.workplace, factory.simulator.plant, planted.part_number)
    assert [row.line.key.place and row.line.key.place.id for row in count.unresolved] == [planted.location_id]
    return take(factory.workplace, count, Take.FIRST)


def mark(factory: Factory, location_id: int, number: str) -> None:
    """From now on, whoever keeps what ION has of the part at the location keeps the telltale quantity."""
    plant = factory.simulator.plant
    parts = {item.id for item in plant.parts if item.part_number == number}
    record = next(each for each in plant.inventory if each.part_id in parts and each.location_id == location_id)
    factory.simulator.faults.edit_behind_the_back(record.id, quantity=Decimal(TELLTALE))


def lines_written(count: Count) -> set[int]:
    assert count.plan is not None
    return {write.line for write in count.plan.writes}


def left_out(count: Count) -> dict[int, str]:
    assert count.plan is not None
    return {item.line: item.sentence for item in count.plan.not_planned}


def test_a_part_plans_nothing_where_a_location_is_counted_blind(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = part_chosen(factory)
    (line,) = (row.line.number for row in count.unresolved)
    blind = begun_at(factory, planted.location_id)
    mark(factory, planted.location_id, planted.part_number)
    count = plan(place, count)
    assert not lines_written(count)
    assert f"{blind.subject.name} is being counted blind: plan again" in left_out(count)[line]
    assert DIGITS not in kept(factory) + repr(count)
    assert post(place, count).count.phase is Phase.RECONCILING
    assert DIGITS not in kept(factory)
    give_up(place, blind, "not today")
    assert lines_written(plan(place, load(place, count.id))) == {line}
    assert DIGITS in kept(factory)


@pytest.mark.parametrize("read", [True, False])
def test_a_location_plans_all_but_the_lines_of_a_part_that_is_counted_blind(factory: Factory, read: bool) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = take(place, factory.compared(planted.location_id), Take.FIRST)
    writing = {line for line, choice in count.choices.items() if choice.fix.kind.writes}
    (mine,) = (row.line.number for row in count.rows
               if row.differs and row.line.key.part_number == planted.part_number)  # fmt: skip
    assert mine in writing
    begin = part_begun if read else closed_off
    blind = begin(place, planted.part_number)
    mark(factory, planted.location_id, planted.part_number)
    count = plan(place, count)
    assert lines_written(count) == writing - {mine}
    assert f"part {planted.part_number} is being counted blind" in left_out(count)[mine]
    posted = post(place, count)
    assert posted.stopped_by is None
    assert DIGITS not in kept(factory) + repr(posted.count)
    assert {row.line.number for row in posted.count.unresolved} >= {mine}
    give_up(place, blind, "not today")


def moved_away_from(factory: Factory) -> tuple[Count, int]:
    """A compared count of a location with a move chosen for a line, and the location at the other end of the move."""
    place, planted = factory.workplace, factory.planted("moved_but_not_recorded")
    count = factory.compared(planted.location_id)
    for number, offers in suggestions(count).items():
        fix = offers[0].fix if offers else None
        if fix is not None and fix.kind is FixKind.MOVE and fix.from_name:
            home = records_compared(count.evidence)[fix.portions[0].record_id].location
            assert home is not None
            return choose(place, count, number, 1), home.id
    raise AssertionError("no such line")


def test_nothing_is_moved_from_a_location_that_is_counted_blind(factory: Factory) -> None:
    place = factory.workplace
    count, home = moved_away_from(factory)
    begun_at(factory, home)
    moved = next(
        record for record in records_compared(count.evidence).values() if record.location and record.location.id == home
    )
    factory.simulator.faults.edit_behind_the_back(moved.id, quantity=Decimal(TELLTALE))
    count = plan(place, count)
    assert not lines_written(count)
    assert DIGITS not in kept(factory) + repr(count)


def test_a_record_that_went_to_a_blind_place_meanwhile_tells_where_it_is_and_not_how_much(factory: Factory) -> None:
    place = factory.workplace
    count, home = moved_away_from(factory)
    other = next(each.id for each in factory.simulator.plant.places if each.id not in {home, count.subject.id})
    begun_at(factory, other)
    (choice,) = count.choices.values()
    factory.simulator.faults.edit_behind_the_back(
        choice.fix.portions[0].record_id, quantity=Decimal(TELLTALE), location_id=other
    )
    count = plan(place, count)
    (sentence,) = left_out(count).values()
    assert f"is at {factory.location(other).name} by now" in sentence
    assert DIGITS not in kept(factory) + repr(count)


def test_a_plan_that_was_made_before_is_posted_after_the_blind_count(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = plan(place, part_chosen(factory))
    assert lines_written(count)
    blind = factory.counted(planted.location_id)
    posting = post(place, count)
    assert isinstance(posting.stopped_by, PostingWaits)
    assert f"{blind.subject.name} is being counted blind" in posting.stopped_by.sentence
    assert not posting.count.steps
    assert not any(request.is_mutation for request in factory.simulator.requests)
    submit(place, blind)
    assert post(place, posting.count).count.phase is Phase.CLOSED


def test_the_rest_of_a_plan_is_posted(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = plan(place, take(place, factory.compared(planted.location_id), Take.FIRST))
    assert len(lines_written(count)) > 1
    blind = part_begun(place, planted.part_number)
    posting = post(place, count)
    assert isinstance(posting.stopped_by, PostingWaits)
    waits = [write for write in posting.count.outstanding if write.key.part_number == planted.part_number]
    assert list(posting.count.outstanding) == waits != []
    give_up(place, blind, "not today")
    assert not post(place, posting.count).count.outstanding


def test_who_begins_between_two_writes_is_seen(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = plan(place, take(place, factory.compared(planted.location_id), Take.FIRST))
    assert count.plan is not None
    last = count.plan.writes[-1].key.part_number
    assert last != count.plan.writes[0].key.part_number

    def begin(_: Count) -> None:
        part_begun(place, last)

    posting = post(place, count, begin)
    assert isinstance(posting.stopped_by, PostingWaits)
    assert posting.count.outstanding
    assert {write.key.part_number for write in posting.count.outstanding} == {last}


def test_a_write_whose_outcome_is_open_is_not_read_and_nothing_is_sent_behind_it(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = plan(place, take(place, factory.compared(planted.location_id), Take.FIRST))
    assert count.plan is not None
    first, second, *_ = count.plan.writes
    assert first.key.part_number != second.key.part_number

    def cut(_: Count) -> None:
        for mutation in MUTATION_OF.values():
            factory.simulator.faults.drop_after_commit(only=mutation)
        factory.simulator.faults.drop_before(50, only="partInventories")

    stuck = post(place, count, cut).count
    factory.simulator.faults.clear()
    assert [number for number, _ in stuck.unsettled] == [first.number]
    blind = closed_off(place, first.key.part_number)
    asked = len(factory.simulator.requests)
    posting = post(place, stuck)
    assert isinstance(posting.stopped_by, PostingWaits)
    assert (posting.count, len(factory.simulator.requests)) == (stuck, asked)
    give_up(place, blind, "not today")
    assert not post(place, stuck).count.unsettled


def test_whoever_begins_is_told_whose_reconciliation_not_to_look_at(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = part_chosen(factory)
    blind = begun_at(factory, planted.location_id)
    said = compared_before(place, blind)
    assert said.startswith(
        f"The reconciliation of part {planted.part_number} may have shown what ION had of this stock"
    )
    apart = {each.location.id for each in records_compared(count.evidence).values() if each.location}
    other = next(each.id for each in factory.simulator.plant.places if each.id not in apart)
    assert compared_before(place, begun_at(factory, other)) == ""
    submitted = submit(place, factory.counted(planted.location_id))
    assert compared_before(place, submitted) == ""


def test_what_a_comparison_knew_before_stays_and_nothing_is_added_to_it(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = part_chosen(factory)
    begun_at(factory, planted.location_id)
    assert load(place, count.id).rows == count.rows


def test_a_part_that_is_renumbered_while_it_is_counted_blind_stays_hidden(factory: Factory) -> None:
    place, plant, planted = factory.workplace, factory.simulator.plant, factory.planted(KIND)
    of_part = part_begun(place, planted.part_number)
    walked = {item.id for item in of_part.places}
    other = next(item for item in plant.places if item.id not in walked and plant.digital(item.id))
    of_location = factory.counted(other.id)
    renumber(factory, planted.part_number, "part_number")
    factory.simulator.faults.edit_behind_the_back(
        of_part.lines[0].record_ids[0], quantity=Decimal(TELLTALE), location_id=other.id
    )
    done = submit(place, of_location)
    assert done.evidence is not None
    assert done.evidence.withheld_parts == (planted.part_number,)
    assert DIGITS not in kept(factory) + repr(done)


def test_two_counts_that_share_no_stock_are_planned_side_by_side(factory: Factory) -> None:
    place, plant = factory.workplace, factory.simulator.plant
    count = part_chosen(factory)
    apart = next(each for each in plant.places if each.id not in {where.id for where in count.places})
    begun_at(factory, apart.id)
    part_counted(place, plant, "FR-10063", truth_of(plant, "FR-10063"))
    assert post(place, plan(place, count)).count.phase is Phase.CLOSED
