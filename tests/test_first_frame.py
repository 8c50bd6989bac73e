"""What is loaded when the schedule is drawn for the first time: what it draws, and nothing that comes later."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.store.folder import made
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.tui.widgets.glyphs import UNICODE
from tests.terminal import Terminal

LOADING = """
import gc, sys
from pathlib import Path
from cyclecount_tui.cli import before_screens

def watch():
    from cyclecount_tui.tui.terminal.driver import TerminalDriver

    draw = TerminalDriver._draw
    def first(driver, frame):
        draw(driver, frame)
        if sys.argv[2] in frame:
            Path(sys.argv[1]).write_text("\\n".join(sys.modules))
            Path(sys.argv[3]).write_text(f"{gc.isenabled()} {gc.get_freeze_count()}")
            TerminalDriver._draw = draw
    TerminalDriver._draw = first

prepare = before_screens.prepare
before_screens.prepare = lambda: (prepare(), watch())

from cyclecount_tui.cli.main import main
main([])
"""

LATER = (
    "httpx", "pydantic", "graphql", "tenacity", "keyring", "fpdf", "holidays", "segno", "biip", "pygments",
    "linkify_it", "ssl", "_ssl", "hashlib", "_hashlib",
    "cyclecount_tui.ion.client", "cyclecount_tui.simulator", "cyclecount_tui.domain.causes",
    "cyclecount_tui.domain.count.", "cyclecount_tui.domain.events", "cyclecount_tui.domain.folding",
    "cyclecount_tui.domain.counting_events", "cyclecount_tui.domain.close_off", "cyclecount_tui.domain.entries",
    "cyclecount_tui.domain.evidence", "cyclecount_tui.domain.fixes", "cyclecount_tui.domain.inventory",
    "cyclecount_tui.domain.lines", "cyclecount_tui.domain.plan", "cyclecount_tui.domain.approval_events",
    "cyclecount_tui.domain.scans.command_card", "cyclecount_tui.domain.scans.wrapping",
    "cyclecount_tui.domain.skipping", "cyclecount_tui.domain.workload", "cyclecount_tui.ion.features", "statistics",
    "cyclecount_tui.domain.drafting", "cyclecount_tui.domain.levelling",
    "cyclecount_tui.tui.help", "cyclecount_tui.tui.palette", "cyclecount_tui.tui.live_keys",
    "cyclecount_tui.tui.widgets.prompts",
    "cyclecount_tui.tui.screens.count.", "cyclecount_tui.tui.screens.reconcile", "cyclecount_tui.tui.screens.plan",
    "cyclecount_tui.tui.screens.build", "cyclecount_tui.tui.screens.close_off", "cyclecount_tui.tui.screens.what_now",
    "cyclecount_tui.cli.plan", "cyclecount_tui.cli.demo",
)  # fmt: skip
"""Modules by the beginning of their names."""

WORKFLOW = {
    "calendar", "counts_seen", "errors", "gone_locations", "held_counts", "held_here",
    "link", "quoting", "resuming", "schedule_entries", "schedule_entry", "schedule_reading", "scheduling",
    "stored_entries", "this_terminal", "waiting", "workplace",
}  # fmt: skip
"""The use cases of a schedule that is looked at; any other one is loaded with the key that needs it."""

MOST_MODULES = 575

MOST_DATACLASSES = 13
"""Of ours: the code of each is compiled when its module is imported; a named tuple takes a seventh of the time."""


MANY = 10_000

COLLECTING = "collecting.txt"
"""Whether garbage is looked for when the first frame is drawn, and how many objects are never looked through for it."""


def loaded_at(folder: Path, shown: str) -> set[str]:
    """The names of all modules when the installed program first draws this, with settings and what is in the folder."""
    listed, collecting = folder / "modules.txt", folder / COLLECTING
    nowhere = "http://127.0.0.1:9"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(folder), "CYCLECOUNT_DATA_DIR": str(folder / "data"),
        "ION_API_URI": nowhere, "ION_AUTH_SERVER": nowhere, "ION_CLIENT_ID": "key", "ION_CLIENT_SECRET": "secret",
    }  # fmt: skip
    with Terminal([sys.executable, "-c", LOADING, str(listed), shown, str(collecting)], environment) as terminal:
        terminal.wait_for("SCHEDULE", shown)
        return set(listed.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """With an empty schedule."""
    return loaded_at(tmp_path_factory.mktemp("first-frame"), "SCHEDULE")


def test_nothing_is_loaded_that_the_first_frame_does_not_draw(loaded: set[str]) -> None:
    assert "textual.app" in loaded
    assert sorted(name for name in loaded if name.startswith(LATER)) == []


def test_the_use_cases_of_the_schedule_and_no_others(loaded: set[str]) -> None:
    workflow = "cyclecount_tui.workflow."
    assert {name.removeprefix(workflow) for name in loaded if name.startswith(workflow)} == WORKFLOW


def test_what_a_start_makes_is_never_looked_through_for_garbage(tmp_path: Path) -> None:
    loaded_at(tmp_path, "SCHEDULE")
    collecting, frozen = (tmp_path / COLLECTING).read_text(encoding="utf-8").split()
    assert collecting == "True", "from the first frame on"
    assert int(frozen) > 10_000


def test_it_does_not_grow(loaded: set[str]) -> None:
    assert len(loaded) <= MOST_MODULES


def test_few_classes_are_compiled_first(loaded: set[str]) -> None:
    modules = [importlib.import_module(name) for name in loaded if name.startswith("cyclecount_tui.")]
    classes = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    compiled = [each for each in classes if "__dataclass_fields__" in vars(each) and each.__module__ in loaded]
    assert 0 < len([each for each in compiled if each.__module__.startswith("cyclecount_tui.")]) <= MOST_DATACLASSES


def test_no_number_of_rows_brings_anything_of_it_before_they_are_drawn(tmp_path: Path) -> None:
    made(tmp_path / "data")
    with open_store(tmp_path / "data") as store:
        store.schedule.replace_rows(
            ScheduleRow(Subject(number, f"SHELF-{number}"), "A", 30, assigned_to="Ann") for number in range(1, MANY + 1)
        )
    loaded = loaded_at(tmp_path, UNICODE.cursor)
    assert sorted(name for name in loaded if name.startswith(LATER)) == []
    assert len(loaded) <= MOST_MODULES
