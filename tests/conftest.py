"""What holds for all tests: one time zone, no settings from outside, and fixtures that several layers share."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.factory import Factory, factory_at
from tests.kept_between_tests import collect_less, share_certificates
from tests.planted_scenarios import TABLE

os.environ["TZ"] = "UTC"  # local times are drawn on the screens that goldens compare
time.tzset()
for name in list(os.environ):
    if name.startswith(("ION_", "CYCLECOUNT_", "TEXTUAL_")) or name == "NO_COLOR":
        del os.environ[name]

# In the background a shell lets Ctrl+C be ignored by everything below it: the programs under test have to hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nothing is measured by the clock: a busy machine must not fail a test.
settings.register_profile("patient", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("patient"), max_examples=200)
settings.load_profile("patient")

share_certificates()


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: programs in terminals and a simulated ION behind HTTP are waited for a lot."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_finish() -> None:
    collect_less()


@pytest.fixture
def factory(tmp_path: Path) -> Iterator[Factory]:
    """A simulated factory behind real HTTP, and a workplace on it."""
    with factory_at(tmp_path / "data") as made:
        yield made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of planted scenarios, where the test that makes it ran."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    for report in reports:
        for name, text in getattr(report, "user_properties", ()):
            if name == TABLE and report.when == "call":
                terminalreporter.section(TABLE)
                terminalreporter.write_line(text)
