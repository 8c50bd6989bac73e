"""The plant of causes: for each detector of causes at least two scenarios, one of them deceptive."""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.plant.rows import Place
from cyclecount_tui.simulator.plant.truth import ScheduleRow
from cyclecount_tui.simulator.planting.catalog import EVERYDAY
from cyclecount_tui.simulator.planting.layout import lay_out
from cyclecount_tui.simulator.planting.rules import plant_rules
from cyclecount_tui.simulator.planting.scenarios import (
    of_counting,
    of_deliveries,
    of_kits,
    of_mixups,
    of_nothing,
    of_other_counts,
    of_other_places,
    of_part_counts,
    of_slips,
    of_statuses,
)
from cyclecount_tui.simulator.planting.scenarios.stage import Numbers, Scenario, Stage, perform
from cyclecount_tui.simulator.planting.scene import Scene
from cyclecount_tui.simulator.planting.stockroom import PEOPLE, Stockroom

SHELVES: dict[str, tuple[Scenario, ...]] = {
    "STATUSES": of_statuses.SCENARIOS,
    "KITS": of_kits.SCENARIOS,
    "DELIVERIES": of_deliveries.SCENARIOS,
    "OTHER-PLACES": of_other_places.SCENARIOS,
    "PARTS": of_part_counts.SCENARIOS,
    "MIXUPS": of_mixups.SCENARIOS,
    "SLIPS": of_slips.SCENARIOS,
    "NOTHING": of_nothing.SCENARIOS,
}
"""Scenarios by the shelf that they share."""
ALONE = (*of_counting.SCENARIOS, *of_other_counts.SCENARIOS)
"""Scenarios with a shelf each, because each is counted in a way of its own."""
RACK = "RACK-S"
MATCHING_LINES = 3
CADENCE = 30


def plant_causes(seed: int = 1, now: datetime | None = None) -> Plant:
    """Plant scenarios for every detector of causes, each with parts of its own; little else is in the plant.

    Args:
        seed: what every quantity is drawn from; the same seed and moment give the same plant.
        now: the moment of planting (real now, when None); every date is relative to it.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    # Not for secrets: the same seed has to give the same plant.
    room = Stockroom(Plant(seed), random.Random(seed), moment)  # noqa: S311
    elsewhere = lay_out(room)
    scene, others, numbers = Scene(room, elsewhere), itertools.cycle(elsewhere), Numbers()
    rack = room.new_place(RACK, "RACK", description="Scenarios, one shelf a kind")
    for name, scenarios in _shelves():
        shelf = room.new_place(f"{RACK} / {name}", "SHELF", parent=rack)
        _put_matching_lines(room, shelf)
        for scenario in scenarios:
            perform(scenario, Stage(scene, shelf, others, numbers))
        _schedule(room, shelf)
    plant_rules(room)
    return room.plant


def every_scenario() -> Iterator[Scenario]:
    """All scenarios of the plant, in the order of planting."""
    for _, scenarios in _shelves():
        yield from scenarios


def _shelves() -> list[tuple[str, tuple[Scenario, ...]]]:
    alone = {scenario.name.upper().replace("_", "-"): (scenario,) for scenario in ALONE}
    return [*SHELVES.items(), *alone.items()]


def _put_matching_lines(room: Stockroom, shelf: Place) -> None:
    """Some lines that are as recorded, so that no shelf is wrong throughout."""
    plain = [wanted for wanted in EVERYDAY if wanted.tracking is None and wanted.unit == "EA"]
    for wanted in room.chance.sample(plain, MATCHING_LINES):
        room.stock(room.new_parts(wanted)[0], shelf, Decimal(room.chance.randrange(32, 96)))


def _schedule(room: Stockroom, shelf: Place) -> None:
    last = room.now.date() - timedelta(days=CADENCE)
    room.plant.schedule.append(ScheduleRow(shelf.id, shelf.name, "A", CADENCE, last, PEOPLE[0]))
