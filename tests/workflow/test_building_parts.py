"""Choosing parts to count: by value, by movement, by past accuracy."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.count_row import CountResult
from cyclecount_tui.workflow.building_parts import By, part_proposals
from cyclecount_tui.workflow.finding_parts import find_part
from cyclecount_tui.workflow.schedule_files import importing
from cyclecount_tui.workflow.schedule_files.importing import preview_of
from cyclecount_tui.workflow.taking import take
from tests.factory import NOW, Factory
from tests.workflow.busy_plant import WINDOW, keep_busy

TODAY = NOW.date()


def value_by_number(factory: Factory) -> Counter[str]:
    """Worked out from the plant's sums."""
    plant = factory.simulator.plant
    costs = {(part.part_number, part.revision): part.cost or Decimal(0) for part in plant.parts}
    found: Counter[str] = Counter()
    for place in plant.places:
        for line, quantity in plant.digital(place.id).items():
            found[line.part_number] += quantity * costs[line.part_number, line.revision]  # type: ignore[assignment]
    return found


def test_by_value(factory: Factory) -> None:
    built = part_proposals(factory.workplace, 5)
    assert [row.subject.name for row in built.rows] == [name for name, _ in value_by_number(factory).most_common(5)]
    assert {row.count_class for row in built.rows} == {"A"}
    parts = factory.simulator.plant.parts
    for row in built.rows:
        assert row.subject.kind is SubjectKind.PART
        assert row.subject.id == min(part.id for part in parts if part.part_number == row.subject.name)


def test_a_line_of_a_part_is_a_line_at_a_place(factory: Factory) -> None:
    plant = factory.simulator.plant
    lines = Counter(line.part_number for place in plant.places for line in plant.digital(place.id))
    built = part_proposals(factory.workplace, 1_000)
    assert {row.subject.name: row.lines for row in built.rows} == lines


def test_by_movement(factory: Factory) -> None:
    plant = keep_busy(factory.simulator.plant, moves=200, now=NOW)
    moves: Counter[str] = Counter()
    for each in plant.installations:
        moves[plant.parts[plant.inventory[each.part_inventory_id].part_id].part_number] += each.created >= NOW - WINDOW
    for issue in plant.kit_issues:
        item = plant.kit_items[issue.part_kit_item_id]
        happened = max(item.updated, plant.kits[item.part_kit_id].updated)
        moves[plant.parts[item.part_id].part_number] += happened >= NOW - WINDOW
    for piece in plant.inventory:
        origin = plant.inventory.get(piece.origin_part_inventory_id)
        if origin and origin.location_id != piece.location_id:
            moves[plant.parts[piece.part_id].part_number] += piece.created >= NOW - WINDOW
    built = part_proposals(factory.workplace, 6, By.MOVEMENT)
    said = [int(row.reason.rpartition(", ")[2].split()[0]) for row in built.rows]
    assert said == sorted(moves.values(), reverse=True)[:6]
    assert [moves[row.subject.name] for row in built.rows] == said


def results(factory: Factory, monkeypatch: pytest.MonkeyPatch, *closed: tuple[Subject, int, int]) -> None:
    """Counts that were closed: of what, the lines compared, and those that were right."""
    found = [
        CountResult(str(number), subject, TODAY - timedelta(days=number), "Bo", compared, matched)
        for number, (subject, compared, matched) in enumerate(closed)
    ]
    monkeypatch.setattr(factory.workplace.store.journal, "latest_results", lambda most: found if most == 5 else [])


def test_by_past_accuracy(factory: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    plant = factory.simulator.plant
    shelf, other = factory.named("RACK-A / SHELF-01"), factory.named("RACK-B / SHELF-01")
    at = {line.part_number for line in plant.digital(shelf.id)}, {line.part_number for line in plant.digital(other.id)}
    part = next(part for part in plant.parts if part.part_number in at[0] & at[1])
    itself = Subject(part.id, part.part_number, SubjectKind.PART)
    results(factory, monkeypatch, (shelf, 20, 10), (shelf, 20, 20), (other, 10, 9), (itself, 4, 1), (itself, 6, 2))
    built = part_proposals(factory.workplace, 1_000, By.ACCURACY)
    assert {row.subject.name for row in built.rows} == at[0] | at[1]
    said = {row.subject.name: row.reason.rpartition(", ")[2] for row in built.rows}
    assert built.rows[0].subject == itself
    for name, words in said.items():
        right = 30 if name == itself.name else 78 if name in at[0] & at[1] else 75 if name in at[0] else 90
        assert words == f"{right} % of lines right in past counts"
    percents = [int(words.split()[0]) for words in (row.reason.rpartition(", ")[2] for row in built.rows)]
    assert percents == sorted(percents)


def test_nothing_is_known_of_accuracy_before_a_count(factory: Factory) -> None:
    built = part_proposals(factory.workplace, 20, By.ACCURACY)
    assert built.rows == ()
    assert built.remarks[-1].startswith("Nothing was compared yet")


def test_parts_are_taken_beside_locations(factory: Factory) -> None:
    built = part_proposals(factory.workplace, 3)
    taken = take(factory.workplace, built.rows)
    assert [row.subject for row in taken] == [row.subject for row in built.rows]
    assert {row.subject for row in factory.workplace.store.schedule.rows()} == {row.subject for row in taken}
    assert [row.state for row in part_proposals(factory.workplace, 3).rows] == ["same"] * 3


NUMBER = "FR-10048"


def scheduled(factory: Factory) -> ScheduleRow:
    """A part of two revisions on the schedule, counted before."""
    row = ScheduleRow(find_part(factory.workplace, NUMBER), "B", 30, TODAY - timedelta(days=9), assigned_to="Cy")
    factory.workplace.store.schedule.put(row)
    return row


def lowest_gets(factory: Factory, number: str) -> None:
    """The revision whose id stands for the part gets another number."""
    parts = factory.simulator.plant.parts
    parts.change(
        min((part for part in parts if part.part_number == NUMBER), key=lambda part: part.id), part_number=number
    )


def test_cadence_and_history_stay_with_the_number_when_one_of_its_revisions_gets_another(factory: Factory) -> None:
    place, before = factory.workplace, scheduled(factory)
    lowest_gets(factory, "FR-OLD")
    built = part_proposals(place, 2_000)
    (mine,) = (row for row in built.rows if row.subject.name == NUMBER)
    assert (mine.subject.id, mine.today) == (before.subject.id, before)
    assert "FR-OLD" not in {row.subject.name for row in built.rows}
    assert any(f"FR-OLD is left out, {NUMBER} is scheduled under its id" in remark for remark in built.remarks)
    take(place, [mine])
    (after,) = place.store.schedule.rows()
    assert (after.subject.id, after.subject.name) == (before.subject.id, NUMBER)
    assert (after.last_counted, after.assigned_to) == (before.last_counted, "Cy")


def test_a_proposal_under_another_id_is_taken_into_the_row_of_its_number(factory: Factory) -> None:
    place, before = factory.workplace, scheduled(factory)
    (mine,) = (row for row in part_proposals(place, 2_000).rows if row.subject.name == NUMBER)
    take(place, [replace(mine, subject=replace(mine.subject, id=mine.subject.id + 1), count_class="A", today=None)])
    (after,) = place.store.schedule.rows()
    assert (after.subject, after.count_class, after.last_counted) == (before.subject, "A", before.last_counted)


def test_a_part_that_is_renumbered_as_a_whole_keeps_its_row(factory: Factory) -> None:
    place, before = factory.workplace, scheduled(factory)
    parts = factory.simulator.plant.parts
    for part in [part for part in parts if part.part_number == NUMBER]:
        parts.change(part, part_number="FR-NEW")
    take(place, [row for row in part_proposals(place, 2_000).rows if row.subject.name == "FR-NEW"])
    (after,) = place.store.schedule.rows()
    assert (after.subject, after.subject.name, after.last_counted) == (before.subject, "FR-NEW", before.last_counted)


def test_an_import_finds_the_row_of_a_number_whose_lowest_id_is_gone(factory: Factory) -> None:
    place, before = factory.workplace, scheduled(factory)
    lowest_gets(factory, "FR-OLD")
    imported = preview_of(place, f"part_number,class\n{NUMBER},A\n")
    importing.take(place, imported)
    (after,) = place.store.schedule.rows()
    assert (after.subject, after.count_class, after.last_counted) == (before.subject, "A", before.last_counted)
