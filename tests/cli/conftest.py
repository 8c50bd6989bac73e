"""The installed program and the simulated factory it talks to."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.factory import Factory


@pytest.fixture
def shell(tmp_path: Path, factory: Factory) -> Shell:
    """The program with the settings of the simulated factory."""
    simulator = factory.simulator
    return Shell(tmp_path, factory.server.url, simulator.client_id, simulator.client_secret)
