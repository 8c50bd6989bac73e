"""Taking the first suggestion of every planted line, approving, posting, and what ION has then."""

from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.simulator import LineKey as PlantedLine
from cyclecount_tui.simulator import Planted
from cyclecount_tui.simulator.planting.layout import DISCREPANCY
from cyclecount_tui.workflow.approving import approve, to_approve
from cyclecount_tui.workflow.choosing import Take, take
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.approvals import approving
from tests.factory import Factory
from tests.planted_scenarios import LineAt, Scenarios

MOST_PLANS = 3
"""Fixes of two lines that need the same record are posted one after the other."""


MIRROR = "mirror_of_"


def post_first_suggestions(scenarios: Scenarios) -> None:
    """Takes what was suggested first in every count, has it approved, and posts it; the counts are as they are then.

    Those that write nothing come first: a plan looks at every count that wrote since its comparison.
    """
    place = approving(scenarios.factory.workplace)
    taken = [take(place, load(place, count.id), Take.FIRST) for count in scenarios.counts]
    taken.sort(key=lambda count: any(choice.fix.kind.writes for choice in count.choices.values()))
    scenarios.counts = [_posted(scenarios.factory, count) for count in taken]


def _posted(factory: Factory, count: Count) -> Count:
    place = factory.workplace
    for _ in range(MOST_PLANS):
        count = plan(place, count)
        if to_approve(place, count):
            count = approve(place, count, "went there and looked", "Dana")
        posting = post(place, count)
        assert posting.stopped_by is None, posting.stopped_by
        count = posting.count
        if not any(_writes(count, row.line.number) for row in count.unresolved):
            break
    return count


def _writes(count: Count, line: int) -> bool:
    choice = count.choices.get(line)
    return choice is not None and choice.fix.kind.writes


def digital_of(factory: Factory, item: Planted) -> Decimal:
    """What the records at the place of a planted line add up to."""
    return factory.simulator.plant.digital(item.location_id).get(item.line, Decimal(0))


def wrong_lines(factory: Factory) -> set[tuple[int, PlantedLine]]:
    """Place and line wherever floor and records differ, but for the place where unexplained stock is parked."""
    plant, parking = factory.simulator.plant, factory.named(DISCREPANCY).id
    wrong = set()
    for place_id in {place.id for place in plant.places} - {parking}:
        digital, floor = plant.digital(place_id), plant.truth.get(place_id, {})
        lines = digital.keys() | floor.keys()
        wrong |= {(place_id, line) for line in lines if digital.get(line, 0) != floor.get(line, 0)}
    return wrong


def is_written(scenarios: Scenarios, item: Planted) -> bool:
    """Whether it is put right by a write, as a far end is together with another line of its scenario and part."""
    of_scenario = [each for each in scenarios.planted if _scenario(each) == _scenario(item)]
    if item.expected_cause not in {None, Cause.DEALT_WITH}:
        return FixKind(item.expected_fix or "").writes
    return any(each.expected_fix and FixKind(each.expected_fix).writes for each in of_scenario)


def _scenario(item: Planted) -> tuple[str, str]:
    return item.kind.removeprefix(MIRROR), item.part_number


def line_in(count: Count) -> dict[LineAt, int]:
    """The number of each line of a count, by its place and what it is."""
    return {(count.place_of(line.key).id, line.key.item): line.number for line in count.lines}
