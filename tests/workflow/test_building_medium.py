"""Building the schedule of a plant of 50,000 records and 2,000 locations: bounded, cancellable, and right."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.paging import FLAT_ROWS, NESTED_ROWS
from cyclecount_tui.ion.side_by_side import MOST_AT_ONCE
from cyclecount_tui.simulator import Simulator, plant_medium
from cyclecount_tui.simulator.in_process import InProcessTransport
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.workflow.building import proposals
from cyclecount_tui.workflow.building_parts import By, part_proposals
from cyclecount_tui.workflow.proposing import Proposals
from cyclecount_tui.workflow.taking import take
from cyclecount_tui.workflow.waiting import StoppedWaiting, Wait, waited_for
from cyclecount_tui.workflow.workplace import Workplace
from tests.factory import NOW
from tests.workflow.busy_plant import WINDOW, expected, keep_busy, transactions, used_value

HERE = "http://localhost"


@dataclass
class Built:
    """A medium plant, its workplace, and what one build of its schedule asked for and proposed."""

    simulator: Simulator
    workplace: Workplace
    proposed: Proposals
    progress: list[tuple[int, int]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    plant = keep_busy(plant_medium(seed=2, now=NOW), moves=6_000, now=NOW, without_cost=1_500)
    simulator = Simulator(plant)
    key = simulator.client_id, simulator.client_secret
    place = Workplace(
        open_store(tmp_path_factory.mktemp("medium")),
        lambda: connect(HERE, HERE, *key, transport=InProcessTransport(simulator)),
        lambda: NOW,
        "Ann",
    )
    progress: list[tuple[int, int]] = []
    with waited_for(Wait(lambda read, total: progress.append((read, total)))):
        found = proposals(place)
    asked = Counter(request.operation_name or "" for request in simulator.requests)
    yield Built(simulator, place, found, progress, asked)
    place.close()


def test_it_costs_a_page_a_request_and_little_else(built: Built) -> None:
    plant = built.simulator.plant
    kit_items = math.ceil(len(plant.kit_items) / NESTED_ROWS)
    flat = [len(plant.inventory), len(plant.parts), len(plant.places)]
    assert len(plant.inventory) > 50_000
    assert sum(built.asked.values()) <= sum(math.ceil(rows / FLAT_ROWS) for rows in flat) + kit_items + 2
    assert set(built.asked) == {"PlantRecords", "PlantParts", "Locations", "FilledKitItems"}


def test_progress_goes_to_the_end(built: Built) -> None:
    reads = [read for read, _ in built.progress]
    assert reads == sorted(reads)
    assert len(reads) == sum(built.asked.values())
    assert built.progress[-1][0] == built.progress[-1][1] > 50_000
    assert all(read <= total for read, total in built.progress)


def test_the_classes_agree_with_the_plant(built: Built) -> None:
    plant = built.simulator.plant
    right = expected(plant, transactions(plant, NOW - WINDOW), used_value(plant, NOW - WINDOW))
    found = {row.subject.id: (row.count_class, row.lines) for row in built.proposed.rows}
    assert found == {place: right[place] for place in found}
    holders = {place.parent_id for place in plant.places}
    assert all(place in holders and lines == 0 for place, (_, lines) in right.items() if place not in found)
    sizes = Counter(count_class for count_class, _ in found.values())
    assert min(sizes.values()) > 50, "every class occurs"
    by_movement = [row for row in built.proposed.rows if "classed by movement" in row.reason]
    in_part = [row for row in built.proposed.rows if "% of annual value (unit cost" in row.reason]
    assert by_movement
    assert in_part


def test_it_can_be_given_up_at_any_page(built: Built) -> None:
    before = len(built.simulator.requests)

    def after_three(_read: int, _total: int) -> None:
        if len(built.simulator.requests) - before >= 3:
            wait.stop()

    wait = Wait(after_three)
    with waited_for(wait), pytest.raises(StoppedWaiting):
        proposals(built.workplace)
    asked = len(built.simulator.requests) - before
    assert 3 <= asked <= 3 + 2 * MOST_AT_ONCE, "those that were under way are the last"
    assert built.workplace.store.schedule.rows() == []


def test_all_of_it_is_taken_at_once(built: Built) -> None:
    place = built.workplace
    rows = take(place, built.proposed.rows)
    assert len(rows) == len(built.proposed.rows) == len(place.store.schedule.rows())
    assert take(place, built.proposed.rows) == ()
    by_day = Counter(row.first_due for row in rows)
    assert max(by_day.values()) < len(rows) / 20, "the first counts are spread"


@pytest.mark.slow
@pytest.mark.parametrize("by", list(By))
def test_parts_of_a_medium_plant(built: Built, by: By) -> None:
    before = len(built.simulator.requests)
    found = part_proposals(built.workplace, 20, by)
    assert len(found.rows) == (0 if by is By.ACCURACY else 20)
    assert len(built.simulator.requests) - before == sum(built.asked.values())
