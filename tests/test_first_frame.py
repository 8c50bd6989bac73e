"""What is loaded when the schedule is drawn for the first time: what it draws, and nothing that comes later."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

LOADING = """
import sys
from pathlib import Path
from cyclecount_tui.tui.terminal.driver import TerminalDriver

draw = TerminalDriver._draw
def first(driver, frame):
    draw(driver, frame)
    if "SCHEDULE" in frame:
        Path(sys.argv[1]).write_text("\\n".join(sys.modules))
        TerminalDriver._draw = draw
TerminalDriver._draw = first

from cyclecount_tui.cli.main import main
main([])
"""

LATER = (
    "httpx", "pydantic", "graphql", "tenacity", "keyring", "fpdf", "holidays", "segno", "biip", "pygments",
    "linkify_it",
    "cyclecount_tui.ion.client", "cyclecount_tui.simulator", "cyclecount_tui.domain.causes",
    "cyclecount_tui.domain.count.", "cyclecount_tui.domain.events", "cyclecount_tui.domain.folding",
    "cyclecount_tui.domain.counting_events", "cyclecount_tui.domain.close_off", "cyclecount_tui.domain.entries",
    "cyclecount_tui.domain.evidence", "cyclecount_tui.domain.fixes", "cyclecount_tui.domain.inventory",
    "cyclecount_tui.domain.lines", "cyclecount_tui.domain.plan", "cyclecount_tui.domain.approval_events",
    "cyclecount_tui.domain.scans.command_card", "cyclecount_tui.domain.skipping",
    "cyclecount_tui.domain.drafting", "cyclecount_tui.domain.levelling",
    "cyclecount_tui.tui.help", "cyclecount_tui.tui.palette", "cyclecount_tui.tui.live_keys",
    "cyclecount_tui.tui.widgets.prompts",
    "cyclecount_tui.tui.screens.count.", "cyclecount_tui.tui.screens.reconcile", "cyclecount_tui.tui.screens.plan",
    "cyclecount_tui.tui.screens.build", "cyclecount_tui.tui.screens.close_off", "cyclecount_tui.tui.screens.what_now",
    "cyclecount_tui.cli.plan", "cyclecount_tui.cli.demo",
)  # fmt: skip
"""Modules by the beginning of their names."""

WORKFLOW = {
    "calendar", "coming_weeks", "counts_seen", "errors", "features", "gone_locations", "held_counts", "held_here",
    "link", "past_results", "quoting", "resuming", "scheduling", "this_terminal", "waiting", "workplace",
}  # fmt: skip
"""The use cases of a schedule that is looked at; any other one is loaded with the key that needs it."""

MOST_MODULES = 590


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all modules at the first frame of the installed program, with settings and an empty schedule."""
    folder = tmp_path_factory.mktemp("first-frame")
    listed = folder / "modules.txt"
    nowhere = "http://127.0.0.1:9"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(folder), "ION_API_URI": nowhere, "ION_AUTH_SERVER": nowhere,
        "ION_CLIENT_ID": "key", "ION_CLIENT_SECRET": "secret",
    }  # fmt: skip
    with Terminal([sys.executable, "-c", LOADING, str(listed)], environment) as terminal:
        terminal.wait_for("SCHEDULE")
        return set(Path(listed).read_text(encoding="utf-8").split())


def test_nothing_is_loaded_that_the_first_frame_does_not_draw(loaded: set[str]) -> None:
    assert "textual.app" in loaded
    assert sorted(name for name in loaded if name.startswith(LATER)) == []


def test_the_use_cases_of_the_schedule_and_no_others(loaded: set[str]) -> None:
    workflow = "cyclecount_tui.workflow."
    assert {name.removeprefix(workflow) for name in loaded if name.startswith(workflow)} == WORKFLOW


def test_it_does_not_grow(loaded: set[str]) -> None:
    assert len(loaded) <= MOST_MODULES
