"""A whole count on every kind of terminal, in every encoding and size: all that is to be done can be done."""

from __future__ import annotations

import time

import pytest

from tests.cli.shell import PROGRAM, Shell
from tests.line_of_assembly import PLACE, Told, journal
from tests.scanner_bursts import ScannedTerminal
from tests.sweeps import some_by_default
from tests.terminal import PATIENCE
from tests.test_terminal import simulated

__all__ = ["simulated"]  # the fixture

TERMS = ("xterm", "linux", "vt220", "vt100", "screen", "tmux", "dumb")
LANGUAGES = {"UTF-8": "C.UTF-8", "C": "C", "Latin-1": "en_US.ISO-8859-1"}
SIZES = {"80x24": (80, 24), "40x12": (40, 12), "20x16": (20, 16)}
KINDS = {f"{term} {name} {size}": (term, LANGUAGES[name], SIZES[size])
         for term in TERMS for name in LANGUAGES for size in SIZES}  # fmt: skip

ENTRIES = ("45", "54", "0", "8", "36", "7", "1", "1", "1")


def entered(shell: Shell, told: list[Told]) -> bool:
    """Whether the journal tells just this."""
    return [each[0] for each in journal(shell)] == [each[0] for each in told] and journal(shell) == told


def wait_for_journal(terminal: ScannedTerminal, shell: Shell, told: list[Told]) -> None:
    """Waits for what is on disk: what the screen says of it is cut differently on each."""
    end = time.monotonic() + PATIENCE
    while not entered(shell, told):
        assert time.monotonic() < end, f"{journal(shell)}\n{terminal.text}"
        terminal.look()


@pytest.mark.parametrize("kind", some_by_default(KINDS, "vt100 C 20x16", "dumb Latin-1 40x12"))
def test_a_whole_count(simulated: Shell, kind: str) -> None:
    term, language, size = KINDS[kind]
    environment = {name: value for name, value in simulated.environment.items() if name != "PYTHONWARNINGS"}
    environment |= {"TERM": term, "LANG": language, "LC_ALL": language, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with ScannedTerminal([PROGRAM], environment, *size) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.press("/")
        terminal.wait_for("Filter")
        terminal.type(f"{PLACE}\r")
        terminal.wait_for("rows with")
        terminal.press("\r")
        terminal.wait_for("CLOSE OFF")
        terminal.type("lead")
        terminal.wait_for("lead")
        terminal.press("F8")
        terminal.wait_for(PLACE, "F8 finish")
        terminal.wait_until_quiet()
        told: list[Told] = []
        for number, quantity in enumerate(ENTRIES, start=1):
            terminal.type(f"{quantity}\r" if quantity != "0" else "")
            if quantity == "0":
                terminal.press("F4")
            told.append(
                ("none", number) if quantity == "0" else ("counted", number, int(quantity), quantity, False, "")
            )
            wait_for_journal(terminal, simulated, told)
        terminal.press("F4")
        wait_for_journal(terminal, simulated, [*told, ("none", len(ENTRIES) + 1)])
        terminal.press("F8")
        terminal.wait_for("FINISH")
        terminal.press("y")
        wait_for_journal(terminal, simulated, [*told, ("none", len(ENTRIES) + 1), ("submitted",)])
        if term in {"vt100", "vt220", "dumb"}:
            assert b"\x1b[?1049" not in terminal.sent
        if language == "C":
            assert terminal.sent.isascii()
