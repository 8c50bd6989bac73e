"""What a count costs in requests: a page's worth of rows each, and batches of a hundred, never one a row."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.ion import side_by_side
from cyclecount_tui.ion.asking import BATCH
from cyclecount_tui.ion.paging import NESTED_ROWS
from cyclecount_tui.simulator import Plant, Simulator, plant_of_size, plant_small
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, none_here
from cyclecount_tui.workflow.submitting import submit
from tests.factory import NOW, Factory, factory_at


@contextmanager
def factory_on(plant: Plant, folder: Path) -> Iterator[Factory]:
    """A factory on a plant of its own."""
    with serve(Simulator(plant)) as server:
        factory = Factory(server, folder)
        try:
            yield factory
        finally:
            factory.workplace.close()


def crowded(records: int) -> Plant:
    """A plant with one shelf that holds so many serials and nothing else."""
    small = plant_small(3, now=NOW)
    return plant_of_size(len(small.places) + 3, len(small.inventory) + records, records, seed=3, now=NOW)


def crowded_shelf(factory: Factory) -> int:
    """The shelf that holds serials alone."""
    plant = factory.simulator.plant
    held = {place.id: plant.digital(place.id) for place in plant.places}
    return max((place for place, lines in held.items() if lines and all(key.serial_number for key in lines)), default=0)


def asked(factory: Factory) -> Counter[str]:
    return Counter(request.operation_name or "" for request in factory.simulator.requests)


def test_opening_5000_records_costs_their_pages(tmp_path: Path) -> None:
    with factory_on(crowded(5_000), tmp_path / "data") as factory:
        place = factory.workplace
        count = read_sheet(place, open_count(place, factory.location(crowded_shelf(factory))))
        assert len(count.lines) == 5_000
        assert sum(asked(factory).values()) <= math.ceil(5_000 / NESTED_ROWS) + 1


def missing_all(factory: Factory) -> Count:
    """A count of the crowded shelf, where one serial is found and all others are gone."""
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.location(crowded_shelf(factory))))
    count = enter(place, count, 1, "1")
    for line in count.lines[1:]:
        count = none_here(place, count, line.number)
    return count


def reconciled(folder: Path, discrepancies: int, *, busy: bool = False) -> Counter[str]:
    """What submitting and comparing asks for, with so many discrepancies; `busy`: each record changed yesterday."""
    with factory_on(crowded(discrepancies + 1), folder) as factory:
        for record in factory.simulator.plant.inventory if busy else ():
            record.updated = NOW - timedelta(days=1)
        count = missing_all(factory)
        before = asked(factory)
        count = submit(factory.workplace, count)
        assert sum(row.differs for row in count.rows) == discrepancies
        return asked(factory) - before


def pages(rows: int) -> int:
    return math.ceil(rows / NESTED_ROWS)


def test_a_reconcile_costs_batches_and_not_rows(tmp_path: Path) -> None:
    few, many = reconciled(tmp_path / "few", 20), reconciled(tmp_path / "many", 200)
    fixed = Counter(
        LocationsLike=1, LocationsNamed=1, OpenKitItems=1, OpenRequirements=1, OpenOrderLines=1, RecentReceipts=1,
        PartHistories=1,
    )  # fmt: skip
    assert few == fixed + Counter(RecordsAt=1, RecordsOfParts=1, RecordsWithSerials=1)
    growing = Counter(RecordsAt=pages(201), RecordsOfParts=pages(201), RecordsWithSerials=math.ceil(200 / BATCH))
    assert many == fixed + growing


def test_however_much_happened_histories_cost_two_pages_for_a_hundred_parts(tmp_path: Path) -> None:
    asked_for = reconciled(tmp_path / "busy", 210, busy=True)
    assert pages(211) > 2, "there are more histories than are read"
    assert asked_for["PartHistories"] == 2
    assert (asked_for["OpenOrderLines"], asked_for["RecentReceipts"]) == (1, 1)


@pytest.mark.parametrize("kind", ["at_mrb", "found_not_recorded", "scanned_here_by_accident"])
def test_side_by_side_finds_what_one_after_the_other_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    found = []
    for most in (1, 4):
        monkeypatch.setattr(side_by_side, "MOST_AT_ONCE", most)
        with factory_at(tmp_path / str(most)) as factory:
            count = factory.compared(factory.planted(kind).location_id)
            found.append((count.evidence, sorted(asked(factory).items())))
    assert found[0] == found[1]
