"""A part is counted at all its locations: found by number, walked in order, compared place by place, posted once."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind
from cyclecount_tui.domain.lines import LineKey, by_walk
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import SubjectKind
from cyclecount_tui.workflow.choosing import Take, choose, leave, take
from cyclecount_tui.workflow.errors import DomainError, Refusal, Unreachable
from cyclecount_tui.workflow.finding import find_count, find_subject
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.found_places import found_place
from cyclecount_tui.workflow.opening import open_count, places_to_walk
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.recording import found_item
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from tests.factory import Factory
from tests.part_counts import part, part_begun, part_compared, truth_of
from tests.sweeps import some_by_default

TWO_REVISIONS = "FR-10048"
PART = SubjectKind.PART


def digital_at(factory: Factory, number: str) -> dict[tuple[int, str], Decimal]:
    """What ION has of a part, by place and revision."""
    plant = factory.simulator.plant
    return {
        (place.id, key.revision): quantity
        for place in plant.places
        for key, quantity in plant.digital(place.id).items()
        if key.part_number == number
    }


def moved_part(factory: Factory) -> str:
    """A part of which some were carried from one shelf to another without a record."""
    return factory.planted("moved_but_not_recorded").part_number


def test_a_part_is_all_its_revisions_under_its_lowest_id(factory: Factory) -> None:
    revisions = [item for item in factory.simulator.plant.parts if item.part_number == TWO_REVISIONS]
    subject = find_part(factory.workplace, f" {TWO_REVISIONS} ")
    assert len(revisions) == 2
    assert (subject.id, subject.name, subject.kind) == (min(item.id for item in revisions), TWO_REVISIONS, PART)


def test_an_unknown_number_lists_what_is_near(factory: Factory) -> None:
    with pytest.raises(Refusal, match=r"ION has no part 'FR-1004'. Nearest: .*FR-10048"):
        find_part(factory.workplace, "FR-1004")
    with pytest.raises(Refusal, match=r"no part 'fr-10048'. It has FR-10048: mind capital"):
        find_part(factory.workplace, "fr-10048")
    with pytest.raises(Refusal, match="no part 'zzz': check the number"):
        find_part(factory.workplace, "zzz")
    with pytest.raises(Refusal, match="No part was named"):
        find_part(factory.workplace, " ")
    with pytest.raises(Refusal, match="at most 128 characters"):
        find_part(factory.workplace, "1" * 5000)


def test_a_count_of_a_part_is_found_while_ion_is_away(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, part(place, TWO_REVISIONS))
    place.store.schedule.put(ScheduleRow(part(place, "FR-10063"), "A", 30))
    factory.simulator.faults.drop_before(count=50)
    assert find_count(place, TWO_REVISIONS, PART).id == count.id
    assert find_subject(place, "FR-10063", PART).is_part
    with pytest.raises(Unreachable):
        find_subject(place, "FR-10088", PART)
    with pytest.raises(Unreachable):
        find_count(place, TWO_REVISIONS)


def test_the_sheet_walks_all_locations_in_order(factory: Factory) -> None:
    count = part_begun(factory.workplace, TWO_REVISIONS)
    digital = digital_at(factory, TWO_REVISIONS)
    assert {(place.id, line.key.revision) for line in count.lines if (place := line.key.place)} == set(digital)
    walked = [line.key.place for line in count.lines if line.key.place]
    assert walked == sorted(walked, key=by_walk)
    assert count.places == places_to_walk(factory.workplace, count)
    assert {line.key.revision for line in count.lines} == {"A", "B"}
    assert {line.key.part_number for line in count.lines} == {TWO_REVISIONS}
    covered = [record for line in count.lines for record in line.record_ids]
    assert len(covered) == len(set(covered)) > len(digital), "a line may cover several records, each is on one"


def test_its_places_are_known_before_its_sheet(factory: Factory) -> None:
    place = factory.workplace
    count = open_count(place, part(place, TWO_REVISIONS))
    walked = places_to_walk(place, count)
    assert count.places == ()
    assert {where.id for where in walked} == {where for where, _ in digital_at(factory, TWO_REVISIONS)}
    assert "quantity" not in factory.simulator.requests[-1].query.partition("edges")[2]


def test_a_found_item_needs_its_place_and_the_right_part(factory: Factory) -> None:
    place = factory.workplace
    count = part_begun(place, TWO_REVISIONS)
    where = found_place(place, count, "RACK-A / SHELF-01")
    assert found_place(place, count, str(where.id)) == where
    taken = {(line.key.revision, line.key.place) for line in count.lines}
    revision = next(name for name in ("A", "B") if (name, where) not in taken)
    found = found_item(place, count, LineKey(TWO_REVISIONS, revision, place=where), "3")
    assert (found.lines[-1].key.place, found.lines[-1].part_id is not None) == (where, True)
    with pytest.raises(DomainError, match=f"{TWO_REVISIONS} rev {revision} at RACK-A / SHELF-01 is on the sheet"):
        found_item(place, found, LineKey(TWO_REVISIONS, revision, place=where), "3")
    with pytest.raises(Refusal, match="FR-10063 is not part of it"):
        found_item(place, count, LineKey("FR-10063", "B", place=where), "3")
    with pytest.raises(Refusal, match="no location 'RACK-X'"):
        found_place(place, count, "RACK-X")
    with pytest.raises(Refusal, match="needs its location"):
        found_place(place, count, " ")
    with pytest.raises(Refusal, match="several revisions"):
        found_item(place, count, LineKey(TWO_REVISIONS, place=where), "3")


@pytest.mark.parametrize("number", [TWO_REVISIONS, "FR-10124", "FR-10148"])
def test_what_lies_where_ion_says_matches_place_by_place(factory: Factory, number: str) -> None:
    count = part_compared(factory.workplace, factory.simulator.plant, number)
    truth = truth_of(factory.simulator.plant, number)
    assert {row.line.key: row.digital for row in count.rows} == {key: value for key, value in truth.items() if value}
    assert not any(row.differs for row in count.rows)


def test_both_ends_of_a_movement_are_one_move(factory: Factory) -> None:
    count = part_compared(factory.workplace, factory.simulator.plant, moved_part(factory))
    extra, missing = sorted((row for row in count.rows if row.differs), key=lambda row: -row.difference)
    offered = suggestions(count)
    here, there = offered[extra.line.number][0], offered[missing.line.number][0]
    assert (here.fix.kind, here.fix.portions, here.fix.to) == (there.fix.kind, there.fix.portions, there.fix.to)
    assert here.fix.to == extra.line.key.place
    assert (here.cause, here.confidence) == (Cause.MOVED_HERE, Confidence.LIKELY)
    assert "was counted, too" in here.evidence[0]
    assert extra.line.key.place is not None
    assert extra.line.key.place.name in there.evidence[0]


def resolved(factory: Factory, count: Count) -> Count:
    posting = post(factory.workplace, plan(factory.workplace, count))
    assert posting.stopped_by is None
    return posting.count


@pytest.mark.parametrize("which", ["both", "extra", "missing"])
def test_a_move_is_posted_once_whichever_end_it_is_chosen_at(factory: Factory, which: str) -> None:
    place, number = factory.workplace, moved_part(factory)
    count = part_compared(place, factory.simulator.plant, number)
    for row in count.rows:
        if row.differs and which in {"both", "extra" if row.difference > 0 else "missing"}:
            count = choose(place, count, row.line.number, 1)
    count = plan(place, count)
    assert count.plan is not None
    assert len(count.plan.writes) == len(count.plan.covered) == 1
    assert not count.plan.not_planned
    closed = resolved(factory, count)
    assert closed.phase is Phase.CLOSED
    assert closed.unresolved == ()
    assert factory.again(closed) == closed
    truth = {(key.place.id, key.revision): value for key, value in truth_of(factory.simulator.plant, number).items()
             if key.place and value}  # fmt: skip
    assert digital_at(factory, number) == truth


@pytest.mark.parametrize("kind", some_by_default(
    ("at_mrb", "still_at_mrb", "moved_but_not_recorded", "scanned_here_by_accident", "serial_recorded_elsewhere",
     "status_unavailable"), "still_at_mrb", "moved_but_not_recorded", "serial_recorded_elsewhere"))  # fmt: skip
def test_what_was_moved_is_right_after_posting(factory: Factory, kind: str) -> None:
    place, plant, number = factory.workplace, factory.simulator.plant, factory.planted(kind).part_number
    count = part_compared(place, plant, number)
    assert sum(row.differs for row in count.rows) == 2
    closed = resolved(factory, take(place, count, Take.FIRST))
    assert closed.phase is Phase.CLOSED
    again = part_compared(place, plant, number)
    assert not any(row.differs for row in again.rows)


def test_the_rest_of_a_difference_is_posted_after_the_move(factory: Factory) -> None:
    place, plant, number = factory.workplace, factory.simulator.plant, moved_part(factory)
    truth = truth_of(plant, number)
    home = next(key for key, quantity in truth.items() if quantity)
    truth[home] -= 1  # of the parts that were carried there, one got lost on the way
    count = part_compared(place, plant, number, truth)
    extra, missing = sorted((row for row in count.rows if row.differs), key=lambda row: -row.difference)
    assert missing.difference == -extra.difference - 1
    offered = suggestions(count)
    here = next(n for n, item in enumerate(offered[extra.line.number], 1) if item.fix.kind is FixKind.MOVE)
    park = next(n for n, item in enumerate(offered[missing.line.number], 1) if item.fix.kind is FixKind.PARK)
    count = choose(place, count, missing.line.number, park)
    count = plan(place, choose(place, count, extra.line.number, here))
    assert count.plan is not None
    assert [write.line for write in count.plan.writes] == [extra.line.number]
    assert [item.sentence for item in count.plan.not_planned] == [
        f"Record {missing.records[0].id} is changed by the fix of line {extra.line.number} already: post that first, "
        "then plan again."
    ]
    count = resolved(factory, post(place, count).count)
    assert count.phase is Phase.CLOSED
    digital = {key: value for key, value in digital_at(factory, number).items() if value}
    parking = factory.named("CYCLE-COUNT-DISCREPANCY").id
    assert home.place is not None
    assert digital == {(home.place.id, home.revision): truth[home], (parking, home.revision): 1}
    walked = part_begun(place, number)
    assert parking not in {where.id for where in walked.places}, "what is parked lies nowhere"


def test_a_place_that_agrees_gives_nothing_away(factory: Factory) -> None:
    place, plant = factory.workplace, factory.simulator.plant
    truth = truth_of(plant, TWO_REVISIONS)
    more = next(key for key in truth if sum(other.item == key.item for other in truth) > 2)
    truth[more] += 3
    count = part_compared(place, plant, TWO_REVISIONS, truth)
    (row,) = (row for row in count.rows if row.differs)
    kinds = [suggestion.fix.kind for suggestion in suggestions(count)[row.line.number]]
    assert kinds == [FixKind.SET_QUANTITY, FixKind.RECOUNT], "and no move"


def test_the_row_of_the_part_moves_on(factory: Factory) -> None:
    place = factory.workplace
    subject = part(place, TWO_REVISIONS)
    place.store.schedule.put(ScheduleRow(subject, "A", 30))
    count = part_compared(place, factory.simulator.plant, TWO_REVISIONS)
    resolved(factory, count)
    row = place.store.schedule.row(subject)
    assert row is not None
    assert (row.last_counted, row.lines) == (place.today(), len(count.lines))


def test_a_discrepancy_of_a_part_can_be_left(factory: Factory) -> None:
    place = factory.workplace
    count = part_compared(place, factory.simulator.plant, moved_part(factory))
    for row in count.unresolved:
        count = leave(place, count, row.line.number, "looked twice")
    assert resolved(factory, count).phase is Phase.CLOSED


BAD_ROWS = {
    "line,location,floor_count\n1,RACK-X,5\n": r"on the sheet, not at 'RACK-X': is this another sheet\?",
    "line,location_id,floor_count\n1,999,5\n": "on the sheet, not at '999'",
    "line,floor_count\n,5\n": "needs its location",
    "line,location,revision,floor_count\n,RACK-X,A,5\n": "ION has no location 'RACK-X'",
    "line,location_id,location,revision,floor_count\n,103,RACK-B,A,5\n": "103 is RACK-A / SHELF-01, not .RACK-B",
    "line,location,part_number,floor_count\n,MRB-1,FR-10063,5\n": "FR-10063 is not part of it",
    "line,location,floor_count\n,MRB-1,5\n": r"has several revisions \(A, B\)",
}


@pytest.mark.parametrize("text", BAD_ROWS)
def test_a_wrong_row_says_what_is_wrong_and_nothing_is_loaded(factory: Factory, text: str) -> None:
    count = part_begun(factory.workplace, TWO_REVISIONS)
    with pytest.raises(Refusal, match=f"Nothing was loaded.*{BAD_ROWS[text]}"):
        load_sheet(factory.workplace, count, text)
    assert factory.again(count) == count


def test_a_sheet_is_loaded_once_however_often_it_is_read(factory: Factory) -> None:
    place, count = factory.workplace, part_begun(factory.workplace, TWO_REVISIONS)
    text = "line,location,revision,floor_count\n,MRB-1,A,5\n,MRB-1,B,2\n"
    loaded = load_sheet(place, count, text)
    again = load_sheet(place, loaded.count, text)
    assert (loaded.found, again.found, again.counted) == (2, 0, 0)
    assert [line.key.place.name for line in again.count.lines[-2:] if line.key.place] == ["MRB-1", "MRB-1"]
    assert load_sheet(place, again.count, sheet_csv(again.count)).count == again.count
