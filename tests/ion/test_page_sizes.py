"""How many rows a page may have: remembered at a tenant for a day, and never blamed for an ION that is away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import Unreachable
from cyclecount_tui.ion.page_sizes import KEPT_FOR, PageSizes
from cyclecount_tui.ion.paging import FLAT_ROWS
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import Plant, Simulator
from cyclecount_tui.simulator.in_process import InProcessTransport
from cyclecount_tui.store.tenant_memory import TenantMemory

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SITE = "https://ion.example"


@contextmanager
def started(simulator: Simulator, folder: Path, now: datetime = NOW, site: str = SITE) -> Iterator[Ion]:
    """A client as a start of the program at that time would have it."""
    transport, memory = InProcessTransport(simulator), TenantMemory(folder)
    key = simulator.client_id, simulator.client_secret
    patience = Patience(sleep=lambda _: None)
    with connect(site, site, *key, transport=transport, patience=patience, memory=memory, now=lambda: now) as ion:
        yield ion


def asked_for(simulator: Simulator, operation: str = "Locations") -> list[int]:
    """The sizes of the pages that were asked for so far."""
    return [request.variables["first"] for request in simulator.requests if request.operation_name == operation]


def too_much(simulator: Simulator, times: int) -> None:
    """Let the gateway give up on the next pages of locations."""
    simulator.faults.http_status(502, html=True, count=times, only="Locations")


def test_the_next_start_begins_where_the_last_one_came_to(simulator: Simulator, tmp_path: Path) -> None:
    too_much(simulator, 2)
    with started(simulator, tmp_path) as ion:
        ion.locations()
    simulator.faults.clear()
    with started(simulator, tmp_path, NOW + timedelta(hours=23)) as ion:
        ion.locations()
        ion.locations_like("%")
    assert asked_for(simulator)[-1] == FLAT_ROWS // 4
    assert asked_for(simulator, "LocationsLike") == [FLAT_ROWS], "another list has its own size"
    with started(simulator, tmp_path, site="https://other.example") as ion:
        ion.locations()
    assert asked_for(simulator)[-1] == FLAT_ROWS, "another tenant has its own sizes"


def test_a_bad_hour_is_forgotten_after_a_day(simulator: Simulator, tmp_path: Path) -> None:
    too_much(simulator, 1)
    with started(simulator, tmp_path) as ion:
        ion.locations()
    with started(simulator, tmp_path, NOW + KEPT_FOR) as ion:
        ion.locations()
    assert asked_for(simulator) == [500, 250, 500]


def test_a_program_that_runs_for_days_forgets_too() -> None:
    now = NOW
    sizes = PageSizes(now=lambda: now)
    assert sizes.smaller("Locations", 500, 500) == 250
    now += KEPT_FOR - timedelta(seconds=1)
    assert sizes.size("Locations", 500) == 250
    now += timedelta(seconds=1)
    assert sizes.size("Locations", 500) == 500


def test_an_ion_that_is_away_teaches_nothing_for_later(simulator: Simulator, tmp_path: Path) -> None:
    too_much(simulator, 1)
    with started(simulator, tmp_path) as ion:
        ion.locations()
        too_much(simulator, 100)
        with pytest.raises(Unreachable):
            ion.locations()
        assert asked_for(simulator)[2:8] == [250, 125, 62, 31, 15, 10]
        simulator.faults.clear()
        ion.locations()
        assert asked_for(simulator)[-1] == 250, "what was found out before that holds"
    with started(simulator, tmp_path) as ion:
        ion.locations()
    assert asked_for(simulator)[-1] == 250


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        '{"rows": "many", "learned_at": "2026-03-02T08:00:00Z"}',
        '{"rows": 0, "learned_at": "2026-03-02T08:00:00Z"}',
        '{"rows": 25, "learned_at": "2026-03-02T08:00:00"}',
        '{"rows": 25, "learned_at": "2026-03-03T09:00:00Z"}',
    ],
)
def test_a_memory_that_makes_no_sense_is_not_believed(simulator: Simulator, tmp_path: Path, text: str) -> None:
    TenantMemory(tmp_path).write(f"page size {SITE} Locations", text)
    with started(simulator, tmp_path) as ion:
        ion.locations()
    assert asked_for(simulator) == [FLAT_ROWS]


def test_a_size_is_never_above_the_usual(simulator: Simulator, plant: Plant, tmp_path: Path) -> None:
    TenantMemory(tmp_path).write(f"page size {SITE} Locations", '{"rows": 9000, "learned_at": "2026-03-02T08:00:00Z"}')
    with started(simulator, tmp_path) as ion:
        assert ion.tenant == SITE
        ion.locations()
    assert asked_for(simulator) == [FLAT_ROWS]
