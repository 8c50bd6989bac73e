"""Two real terminals on one count: one counts, the other is told who and may take over; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from cyclecount_tui.domain.counting_events import Counted, TakenOver
from cyclecount_tui.store.opening import open_store
from tests.cli.shell import PROGRAM, Shell
from tests.terminal import Terminal
from tests.test_terminal import simulated

__all__ = ["simulated"]  # the fixture

PLACE = "RACK-A / SHELF-01"
TOOK = "took this count over at"
DOWN = "\x1b[B"


def terminal_of(shell: Shell, name: str) -> Terminal:
    environment = {key: value for key, value in shell.environment.items() if key != "PYTHONWARNINGS"}
    return Terminal([PROGRAM], environment | {"CYCLECOUNT_USER": name}, 80, 24)


def open_place(terminal: Terminal) -> None:
    terminal.wait_for("SCHEDULE", "F1 more")
    terminal.press("/")
    terminal.wait_for("Filter")
    terminal.press(PLACE, "\r")
    terminal.wait_for("▶ " + PLACE)
    terminal.press("\r")


def events(shell: Shell) -> list[tuple[object, ...]]:
    """Entries and take-overs of the count, in the order of the journal."""
    with open_store(Path(shell.environment["CYCLECOUNT_DATA_DIR"])) as store:
        (count,) = store.journal.open_counts()
        return [
            (event.by, event.line, int(event.quantity)) if isinstance(event, Counted) else (event.by, event.previous)
            for event in store.journal.events(count.count_id)
            if isinstance(event, Counted | TakenOver)
        ]


def test_one_counts_and_the_other_is_told_who(simulated: Shell) -> None:
    with terminal_of(simulated, "Ann") as ann, terminal_of(simulated, "Ben") as ben:
        open_place(ann)
        ann.wait_for("CLOSE OFF", "Who was told?")
        ann.press("shift lead")
        ann.wait_for("shift lead")
        ann.press("F8")
        ann.wait_for("COUNT  " + PLACE, "0 of", "Ann", "online")
        ann.press("4", "\r")
        ann.wait_for("1 of", "Saved")
        ann.press("5")
        ann.wait_for("= 5")

        open_place(ben)
        ben.wait_for("COUNTED ELSEWHERE", "Ann counts " + PLACE, "pts/", "Press t to take it over")
        ben.press("\x1b")
        ben.wait_for("SCHEDULE", "F1 more")
        assert events(simulated) == [("Ann", 1, 4)]
        ben.press("\r")
        ben.wait_for("Ann counts " + PLACE, "Press t to take it over")
        ben.press("t")
        ben.wait_for("COUNT  " + PLACE, "1 of", "Taken over", "Ann is told")
        ben.press("6", "\r")
        ben.wait_for("2 of", "Saved")

        ann.press("7")
        ann.wait_for("TAKEN OVER", "Ben " + TOOK, "Nothing of yours", "What you typed stays in the prompt", "Press t")
        assert events(simulated) == [("Ann", 1, 4), ("Ben", "Ann"), ("Ben", 2, 6)]
        ann.press("t")
        ann.wait_for("COUNT  " + PLACE, "2 of", "How many?  57", "Taken over")
        ann.press("F2", DOWN, "3", "\r")
        ann.wait_for("3 of", "Saved")

        ben.press("8")
        ben.wait_for("TAKEN OVER", "Ann " + TOOK)
        ben.press("\x1b")
        ben.wait_for("nothing is stored from here")
        assert events(simulated) == [("Ann", 1, 4), ("Ben", "Ann"), ("Ben", 2, 6), ("Ann", "Ben"), ("Ann", 3, 3)]
        ann.press("\x1b")
        ann.wait_for("SCHEDULE")
        ann.press("q")
        assert ann.wait_for_end() == 0
        ben.kill()
    assert "unedited" in simulated("verify").out
