"""What a comparison had read before a blind count began is shown nowhere while that one is blind."""

import json
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.workflow.approval_documents import approval_told
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.closing import give_up
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.plan_document import plan_document
from cyclecount_tui.workflow.plan_files.exporting import exported
from cyclecount_tui.workflow.plan_files.ground import Ground, checked
from cyclecount_tui.workflow.planning import plan
from tests.factory import Factory
from tests.part_counts import part_begun
from tests.workflow.test_blind_beside import KIND, begun_at, moved_away_from, part_chosen


def all_shown(factory: Factory, count: Count) -> str:
    """Everything that a front end has of it: the reconciliation, what is offered, the plan, the approvals."""
    place = factory.workplace
    seen = shown(place, count)
    offered = offers(place, count)
    documents = [reconcile_document(seen, offered), plan_document(seen), approval_told(place, seen).document]
    return json.dumps(documents) + repr(seen.evidence) + repr(offered)


def test_a_suggestion_from_a_place_that_is_counted_blind_is_not_shown(factory: Factory) -> None:
    place = factory.workplace
    count, home = moved_away_from(factory)
    count = plan(place, count)
    (line,) = count.choices
    moved = count.choices[line].fix
    record = f'"record_id": {moved.portions[0].record_id}'
    before = all_shown(factory, count)
    assert record in before
    assert moved.words in before
    blind = begun_at(factory, home)
    during = all_shown(factory, count)
    assert record not in during
    assert moved.words not in during
    assert {each.id for each in records_compared(count.evidence).values() if each.location == blind.subject.place}
    seen = shown(place, count)
    assert not [each for each in records_compared(seen.evidence).values() if each.location == blind.subject.place]
    assert offers(place, count)[line] == ()
    assert seen.evidence is not None
    assert blind.subject.name in seen.evidence.withheld_words
    assert seen.plan is not None
    (waits,) = seen.plan.not_planned
    assert waits.sentence.startswith(f"It waits: {blind.subject.name} is being counted blind.")
    give_up(place, blind, "not today")
    assert all_shown(factory, count) == before


def test_the_rows_of_a_part_that_is_counted_blind_are_not_shown(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted(KIND)
    count = factory.compared(planted.location_id)
    mine = {row.line.number for row in count.rows if row.line.key.part_number == planted.part_number}
    assert mine
    part_begun(place, planted.part_number)
    seen = shown(place, count)
    assert {row.line.number for row in count.rows} - {row.line.number for row in seen.rows} == mine
    assert not mine & {line.number for line in seen.not_counted}
    assert not mine & {each["line"] for each in approval_told(place, seen).document["major"]}
    document = json.dumps(reconcile_document(seen, offers(place, count))["rows"])
    assert planted.part_number not in document


def test_the_row_of_a_part_at_a_place_that_is_counted_blind_is_not_shown(factory: Factory) -> None:
    count = plan(factory.workplace, part_chosen(factory))
    (line,) = (row.line.number for row in count.unresolved)
    begun_at(factory, factory.planted(KIND).location_id)
    seen = shown(factory.workplace, count)
    assert line not in seen.rows_by_line
    assert line in count.rows_by_line
    assert seen.plan is not None
    assert not seen.plan.writes


def test_a_row_of_a_plan_file_says_that_it_waits_and_not_what_it_writes(factory: Factory) -> None:
    place = factory.workplace
    count, home = moved_away_from(factory)
    count = plan(place, count)
    data = exported(place, count).encode()
    (before,) = checked(place, count, "plan.json", data).rows
    assert (before.ground, before.told) == (Ground.FIRM, before.write.words)
    blind = begun_at(factory, home)
    found = checked(place, count, "plan.json", data)
    (row,) = found.rows
    assert (row.ground, row.told) == (Ground.MOVED, "")
    assert row.sentences == (
        f"It waits: {blind.subject.name} is being counted blind. Plan again once that is submitted, or given up.",
    )
    assert before.write.words not in " ".join(item.sentence for item in found.plan.not_planned)


def test_nothing_is_hidden_of_what_no_blind_count_touches(factory: Factory) -> None:
    count = factory.compared(factory.planted(KIND).location_id)
    far = {each.location.id for each in records_compared(count.evidence).values() if each.location}
    other = next(each.id for each in factory.simulator.plant.places if each.id not in far)
    before = all_shown(factory, count)
    read_sheet(factory.workplace, open_count(factory.workplace, factory.location(other)))
    assert all_shown(factory, count) == before
    assert Decimal(0) not in {row.difference for row in shown(factory.workplace, count).unresolved}
