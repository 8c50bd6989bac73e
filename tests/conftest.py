"""What holds for all tests: one time zone, no settings from outside, and fixtures that several layers share."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.factory import Factory, factory_at

os.environ["TZ"] = "UTC"  # local times are drawn on the screens that goldens compare
time.tzset()
for name in list(os.environ):
    if name.startswith(("ION_", "CYCLECOUNT_", "TEXTUAL_")) or name == "NO_COLOR":
        del os.environ[name]

# Nothing is measured by the clock: a busy machine must not fail a test.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def factory(tmp_path: Path) -> Iterator[Factory]:
    """A simulated factory behind real HTTP, and a workplace on it."""
    with factory_at(tmp_path / "data") as made:
        yield made
