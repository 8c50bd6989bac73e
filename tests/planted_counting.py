"""How each scenario in the plant of causes is counted: most shelf by shelf, some part by part, some with a story."""

from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.simulator.planting.scenarios import of_part_counts
from cyclecount_tui.workflow.submitting import submit
from tests.part_counts import part_compared
from tests.planted_scenarios import Scenarios, counted
from tests.planted_stories import STORIES, key

NOUGHTS = ("nought_that_nobody_confirmed", "nought_that_is_a_kit")
"""Scenarios of which a 0 is typed and not confirmed."""
PART_BY_PART = frozenset(scenario.name for scenario in of_part_counts.SCENARIOS)
"""Scenarios that a count of a part at all its places shows."""


def count_everything(scenarios: Scenarios) -> None:
    """Counts each planted line in one count of its own, of its shelf, or of its part."""
    factory = scenarios.factory
    shelves: dict[int, list[LineKey]] = {}
    for item in scenarios.planted:
        if item.expected_cause is None:
            continue
        if item.kind in STORIES:
            scenarios.counts.append(STORIES[item.kind](factory, item))
        elif item.kind not in PART_BY_PART:
            noughts = shelves.setdefault(item.location_id, [])
            noughts += [key(item)] if item.kind in NOUGHTS else []
    for location_id, noughts in shelves.items():
        scenarios.counts.append(submit(factory.workplace, counted(factory, location_id, noughts)))
    plant, place = factory.simulator.plant, factory.workplace
    numbers = dict.fromkeys(item.part_number for item in scenarios.planted if item.kind in PART_BY_PART)
    scenarios.counts += [part_compared(place, plant, number) for number in numbers]
