"""Loopback ports for tests of the line itself, and clients of the simulated ION over real HTTP."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.simulator import Plant, Simulator, plant_small
from cyclecount_tui.simulator.server import serve


@pytest.fixture
def refusing_port() -> Iterator[int]:
    """A port where nobody listens: bound, so that nobody else takes it, and never accepting."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@pytest.fixture
def plant() -> Plant:
    return plant_small(seed=5, now=datetime(2025, 11, 22, 9, tzinfo=UTC))


@pytest.fixture
def simulator(plant: Plant) -> Simulator:
    return Simulator(plant)


@pytest.fixture
def ion_of() -> Iterator[Callable[[Simulator], Ion]]:
    """Serves a simulator and connects to it; reads that are tried again do not wait."""
    with ExitStack() as stack:

        def served(simulator: Simulator) -> Ion:
            url = stack.enter_context(serve(simulator)).url
            ion = connect(
                url,
                url,
                simulator.client_id,
                simulator.client_secret,
                patience=Patience(sleep=lambda _: None),
            )
            return stack.enter_context(ion)

        yield served


@pytest.fixture
def ion(simulator: Simulator, ion_of: Callable[[Simulator], Ion]) -> Ion:
    return ion_of(simulator)
