"""A simulated factory behind real HTTP, a workplace on it, and people who count what truly lies there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import Planted, Simulator, SimulatorOptions
from cyclecount_tui.simulator.server import SimulatorServer, serve
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from cyclecount_tui.workflow.submitting import submit
from cyclecount_tui.workflow.workplace import Workplace
from tests.kept_between_tests import own_store, small_plant

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
SEED = 7
NO_WAITING = Patience(tries=2, first_wait=0.0, longest_wait=0.0)


class Factory:
    """The simulated factory, its server, and a workplace that talks to it over HTTP."""

    def __init__(self, server: SimulatorServer, folder: Path) -> None:
        self.server = server
        self.simulator = server.simulator
        self.folder = folder
        self.now = NOW
        self.workplace = self.another_workplace("Ann")

    def another_workplace(self, counter: str) -> Workplace:
        """A second terminal on the same database, or the same one after a restart."""
        key = self.simulator.client_id, self.simulator.client_secret
        return Workplace(
            store=own_store(self.folder),
            connect=lambda: connect(self.server.url, self.server.url, *key, patience=NO_WAITING),
            clock=lambda: self.now,
            counter=counter,
        )

    def location(self, location_id: int) -> Subject:
        place = next(place for place in self.simulator.plant.places if place.id == location_id)
        return Subject(place.id, place.name)

    def named(self, name: str) -> Subject:
        return next(Subject(place.id, place.name) for place in self.simulator.plant.places if place.name == name)

    def truth(self, location_id: int) -> dict[LineKey, Decimal]:
        lines = self.simulator.plant.truth.get(location_id, {})
        return {line_key(*key): quantity for key, quantity in lines.items()}

    def schedule(self) -> list[ScheduleRow]:
        return [
            ScheduleRow(
                Subject(row.location_id, row.location_name), row.count_class, row.cadence_days, row.last_counted
            )
            for row in self.simulator.plant.schedule_rows()
        ]

    def planted(self, kind: str) -> Planted:
        """The first planted discrepancy of a kind."""
        return next(planted for planted in self.simulator.plant.discrepancies if planted.kind == kind)

    def quantities(self) -> dict[int, tuple[Decimal, int | None]]:
        """Quantity and location of every inventory record, by id."""
        return {record.id: (record.quantity, record.location_id) for record in self.simulator.plant.inventory}

    def counted(self, location_id: int, truth: dict[LineKey, Decimal] | None = None) -> Count:
        """A count in which everything that truly lies at the location was entered; not submitted yet."""
        place = self.workplace
        count = read_sheet(place, open_count(place, self.location(location_id)))
        floor = dict(self.truth(location_id) if truth is None else truth)
        for line in count.lines:
            quantity = floor.pop(line.key, Decimal(0))
            if quantity:
                count = enter(place, count, line.number, plain(quantity))
            else:
                count = none_here(place, count, line.number)
        for key, quantity in floor.items():
            count = found_item(place, count, key, plain(quantity))
        return count

    def compared(self, location_id: int) -> Count:
        """The same, submitted and compared with ION."""
        return submit(self.workplace, self.counted(location_id))

    def again(self, count: Count) -> Count:
        """The count as its journal tells it."""
        return load(self.workplace, count.id)


def line_key(part_number: str, revision: str, lot: str | None = None, serial: str | None = None) -> LineKey:
    """The product's key for the simulator's."""
    return LineKey(part_number, revision, lot or "", serial or "")


@contextmanager
def factory_at(folder: Path, seed: int = SEED, options: SimulatorOptions | None = None) -> Iterator[Factory]:
    """A factory with its data in a folder; the server and the database are closed at the end."""
    with serve(Simulator(small_plant(seed, NOW), options)) as server:
        factory = Factory(server, folder)
        try:
            yield factory
        finally:
            factory.workplace.close()
