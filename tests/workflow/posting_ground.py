"""A plan that was made once and is posted many times over, each time on a copy of the plant and of the journal."""

import copy
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Progress, Step
from cyclecount_tui.simulator import Simulator
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.posting import LONGEST_UNDER_WAY, post
from tests.factory import Factory, factory_at

TRIES = 5
"""More often nobody has to post again, whatever happens once."""

Written = tuple[int, str, tuple[tuple[str, str | None], ...]]
"""A change of a record as ION's timeline tells it: which record, what happened, and what it has since."""

StepKey = tuple[int, Step]


@dataclass(frozen=True)
class Ground:
    """A planned count: what ION holds, where the journal is, and where ION's timeline ended before the posting."""

    plant: Plant
    folder: Path
    count_id: str
    changes: int

    @contextmanager
    def trodden(self, folder: Path) -> Iterator[tuple[Factory, Count]]:
        """A copy of it to post on, and the count."""
        shutil.copytree(self.folder, folder)
        with serve(Simulator(copy.deepcopy(self.plant))) as server:
            factory = Factory(server, folder)
            try:
                yield factory, load(factory.workplace, self.count_id)
            finally:
                factory.workplace.close()

    def written(self, factory: Factory) -> list[Written]:
        """Every change of a record since the plan, each time it was done."""
        changes = sorted(factory.simulator.plant.changes, key=lambda change: change.id)
        return [
            (change.part_inventory_id, change.event_type, tuple(sorted(change.new.items())))
            for change in changes[self.changes :]
        ]


@dataclass(frozen=True)
class Ended:
    """How a posting ended: what ION holds, and every single change that led to it."""

    quantities: dict[int, tuple[Decimal, int | None]]
    written: list[Written]


def ground_of(folder: Path, made: Callable[[Factory], Count]) -> Ground:
    """The ground that `made` plans a count on."""
    with factory_at(folder) as factory:
        count = made(factory)
        assert count.plan is not None
        assert count.plan.writes
        plant = factory.simulator.plant
        return Ground(plant, folder, count.id, len(list(plant.changes)))


def started(count: Count) -> StepKey | None:
    """The step that is journaled and about to be sent."""
    return next((key for key, state in count.steps.items() if state.progress is Progress.STARTED), None)


def once_started(step: StepKey, strike: Callable[[], object]) -> Callable[[Count], None]:
    """Strikes when the step is about to be sent for the first time."""
    struck: list[StepKey] = []

    def on_step(count: Count) -> None:
        if started(count) == step and not struck:
            struck.append(step)
            strike()

    return on_step


def brought_to_its_end(factory: Factory, count: Count, ground: Ground) -> Ended:
    """Posted again by whoever comes next, with all faults over, until nothing stops it; the journal is proved."""
    faults = factory.simulator.faults
    for _ in range(TRIES):
        faults.clear()
        factory.now += LONGEST_UNDER_WAY
        terminal = factory.another_workplace("Bo")
        try:
            count = load(terminal, count.id)
            ended = count.phase.ended or post(terminal, count).stopped_by is None
        finally:
            terminal.close()
        if ended:
            break
    assert not load(factory.workplace, count.id).unsettled
    assert verify(factory.workplace.store.database).unedited
    return Ended(factory.quantities(), ground.written(factory))
