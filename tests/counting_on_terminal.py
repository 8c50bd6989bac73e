"""Counting on a real terminal, step by step as a person does; and what the journal then tells of the count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.store.opening import open_store
from tests.cli.shell import Shell
from tests.terminal import Terminal


def recounting(shell: Shell, name: str) -> dict[str, str]:
    """The settings of somebody's terminal where lines are counted again, and where nothing that is typed is a scan."""
    left_out = {"PYTHONWARNINGS", "CYCLECOUNT_RECOUNT_REQUIRED"}
    kept = {key: value for key, value in shell.environment.items() if key not in left_out}
    return {**kept, "CYCLECOUNT_USER": name, "CYCLECOUNT_SCAN_FASTEST_TYPING": "0"}


def open_place(terminal: Terminal, place: str) -> None:
    """From the start of the program to whatever comes up for this location."""
    terminal.wait_for("SCHEDULE", "Enter open")
    terminal.press("/")
    terminal.wait_for("Filter")
    terminal.press(place, "\r")
    terminal.wait_for("▶ " + place)
    terminal.press("\r")


def close_off(terminal: Terminal) -> None:
    """Somebody was told; on to the sheet."""
    terminal.wait_for("CLOSE OFF", "Who was told?")
    terminal.press("shift lead")
    terminal.wait_for("shift lead")
    terminal.press("F8")


def count_lines(terminal: Terminal, quantities: Sequence[object], before: int = 0, total: int = 0) -> None:
    """Enters a quantity for each line that comes up; `before` were counted already, of `total`."""
    total = total or len(quantities)
    for number, quantity in enumerate(quantities, start=before + 1):
        terminal.press(str(quantity), "\r")
        terminal.wait_for(f"{number} of {total} lines", "Saved")


def submit(terminal: Terminal) -> None:
    """All lines are counted: finish, and say yes."""
    terminal.press("F8")
    terminal.wait_for("FINISH", "Press y")
    terminal.press("y")


def leave(terminal: Terminal) -> None:
    """Back to the schedule, and out of the program."""
    terminal.press("\x1b")
    terminal.wait_for("SCHEDULE", "Enter open")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def open_count_in(folder: Path) -> Count:
    """The one count that is open, as its journal tells it."""
    with open_store(folder) as store:
        (found,) = store.journal.open_counts()
        return folded(found.count_id, store.journal.events(found.count_id))
