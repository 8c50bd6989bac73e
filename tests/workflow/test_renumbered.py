"""A part that gets another number or revision in ION while it is counted is the same stock: nothing is booked twice."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.submitting import submit
from tests.factory import Factory, factory_at
from tests.part_counts import part_compared, part_counted
from tests.sweeps import crossed

KINDS = ("unexplained_surplus", "moved_but_not_recorded", "found_not_recorded", "serial_recorded_elsewhere")


def renumber(factory: Factory, number: str, field: str) -> None:
    """Another number, or another revision, for every revision of a part."""
    parts = factory.simulator.plant.parts
    for part in [part for part in parts if part.part_number == number]:
        parts.change(part, **{field: f"{getattr(part, field)}X"})


def counted(factory: Factory, kind: str, of_part: bool) -> Count:
    planted = factory.planted(kind)
    if of_part:
        return part_counted(factory.workplace, factory.simulator.plant, planted.part_number)
    return factory.counted(planted.location_id)


def came_of_it(factory: Factory, count: Count) -> tuple[Any, ...]:
    """The differences, what is offered for them, and what ION has after the first of each was posted."""
    place, count = factory.workplace, submit(factory.workplace, count)
    differences = {row.line.number: row.difference for row in count.rows if row.differs}
    offers = {
        line: [(offer.cause, offer.fix.kind, offer.fix.quantity, offer.fix.portions, offer.fix.to) for offer in offers]
        for line, offers in suggestions(count).items()
    }
    post(place, plan(place, take(place, count, Take.FIRST)))
    return differences, offers, sorted(factory.quantities().values(), key=str)


@pytest.mark.parametrize(("kind", "of_part", "field"), crossed(KINDS, [True, False], ["part_number", "revision"]))
def test_the_same_comes_of_a_count_whose_part_is_renumbered(
    tmp_path: Path, kind: str, of_part: bool, field: str
) -> None:
    found = []
    for renumbered in (False, True):
        with factory_at(tmp_path / str(renumbered)) as factory:
            count = counted(factory, kind, of_part)
            if renumbered:
                renumber(factory, factory.planted(kind).part_number, field)
            found.append(came_of_it(factory, count))
    assert found[0] == found[1]


@pytest.mark.parametrize("kind", ["unexplained_surplus", "found_not_recorded"])
def test_what_came_under_the_new_number_is_not_booked_again(factory: Factory, kind: str) -> None:
    """Somebody renumbers the part after the comparison and records what was found; the plan sees it."""
    place, planted = factory.workplace, factory.planted(kind)
    count = take(place, factory.compared(planted.location_id), Take.FIRST)
    (row,) = (row for row in count.rows if row.differs and row.line.key.part_number == planted.part_number)
    assert count.choices[row.line.number].fix.kind in {FixKind.SET_QUANTITY, FixKind.CREATE}
    renumber(factory, planted.part_number, "part_number")
    assert row.line.part_id is not None
    place.ion.create(row.line.part_id, row.difference, planted.location_id, row.line.key.lot_number, "")
    count = plan(place, count)
    assert count.plan is not None
    assert row.line.number in [item.line for item in count.plan.not_planned]
    assert row.line.number not in [write.line for write in count.plan.writes]


def test_two_counts_that_know_a_part_by_two_numbers_create_it_once(factory: Factory) -> None:
    place, planted = factory.workplace, factory.planted("found_not_recorded")
    plant, number = factory.simulator.plant, planted.part_number
    of_location = factory.compared(planted.location_id)
    before = sum(record.quantity for record in plant.inventory)
    renumber(factory, number, "part_number")
    truth = {key._replace(part_number=f"{number}X") if key.part_number == number else key: quantity
             for key, quantity in plant.truth[planted.location_id].items()}  # fmt: skip
    plant.truth[planted.location_id] = truth
    of_part = part_compared(place, plant, f"{number}X")
    plans = [plan(place, take(place, count, Take.FIRST)) for count in (of_location, of_part)]
    for planned in plans:
        post(place, load(place, planned.id))
    part_ids = {part.id for part in plant.parts if part.part_number == f"{number}X"}
    made = [
        record for record in plant.inventory if record.part_id in part_ids and record.location_id == planted.location_id
    ]
    assert sum((record.quantity for record in made), Decimal(0)) == planted.floor
    assert sum(record.quantity for record in plant.inventory) >= before
