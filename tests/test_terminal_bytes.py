"""A count costs few keys and few bytes: one key or scan an entry, and small repaints for a slow line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.simulator import Simulator, plant_of_size, plant_small
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.store.opening import open_store
from tests.cli.shell import Shell
from tests.line_of_assembly import program
from tests.scanner_bursts import ScannedTerminal, Scanner, Way

LINES, ENTRIES = 120, 100
SEED = 3
DOWN = "\x1b[B"

SCANNER = Scanner(Way.TYPED, "\r", 0.0)
FINGER = Scanner(Way.TYPED, "", 0.0)
"""Sends a key without the wait of `press`: the screen is waited for after each."""

WIDE, SMALL = (80, 24), (40, 8)
MOST_BYTES = {WIDE: 470, SMALL: 235}
"""Sent for an entry on average, by size: half as much again as it takes."""

MOST_FOR_A_DIGIT = 64
"""What an answer to a key may cost where one cell changes, with the question how far the terminal is."""
MOST_FOR_A_ROW = 330
"""The cursor row drawn plain, the next one reversed, and what is said of it: half as much again as it takes."""

END_OF_A_PICTURE = b"\x1b[6n"
"""How far is the terminal? What a key changes comes in one picture, the text about a row with the row."""

MOST_FOR_THE_FIRST_SCREEN = 2300
"""The schedule as it comes, with all its rows, and the setting up of the terminal: half as much again as it takes."""

PROGRESS = {WIDE: f"{{}} of {LINES} lines", SMALL: f"{{}}/{LINES}"}


@dataclass(frozen=True)
class Shelf:
    """A shelf that holds serials and nothing else, and the settings of a terminal to count it."""

    shell: Shell
    name: str

    def events(self) -> list[Event]:
        with open_store(Path(self.shell.environment["CYCLECOUNT_DATA_DIR"])) as store:
            (count,) = store.journal.open_counts()
            assert count.subject.name == self.name
            return store.journal.events(count.count_id)

    def stored(self) -> list[int]:
        """The lines of the entries, in order."""
        return [event.line for event in self.events() if isinstance(event, Counted)]

    def serials(self) -> list[str]:
        return [line.key.serial_number for line in folded("", self.events()).to_count]

    def in_order(self) -> list[int]:
        """The lines as they stand on the screen."""
        return [line.number for line in folded("", self.events()).to_count]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    small = plant_small(SEED)
    plant = plant_of_size(len(small.places) + 3, len(small.inventory) + LINES, LINES, seed=SEED)
    with serve(Simulator(plant)) as server:
        simulator = server.simulator
        shell = Shell(tmp_path, server.url, simulator.client_id, simulator.client_secret)
        yield Shelf(shell, max(plant.places, key=lambda place: place.id).name)


def close_off(terminal: ScannedTerminal, size: tuple[int, int]) -> None:
    """By the least: a sign is up."""
    terminal.wait_for("CLOSE OFF", "Is a sign up?")
    terminal.press(DOWN, "y", "F8")
    terminal.wait_for(PROGRESS[size].format(0))
    for to_come in ("more coming", f"{LINES}+"):
        terminal.wait_until_gone(to_come)


def bytes_an_entry(terminal: ScannedTerminal, scanner: Scanner, codes: list[str], size: tuple[int, int]) -> float:
    """Enters one after the other, and gives what the program sent for each on average."""
    before = len(terminal.sent)
    for number, code in enumerate(codes, start=1):
        terminal.scan(scanner, code)
        terminal.wait_for(PROGRESS[size].format(number))
    terminal.look()
    return (len(terminal.sent) - before) / len(codes)


def bytes_of_key(terminal: ScannedTerminal, key: str) -> int:
    """What the program sends for one key, once it has come to rest."""
    terminal.wait_until_quiet()
    before = len(terminal.sent)
    terminal.press(key)
    terminal.wait_until_quiet()
    return len(terminal.sent) - before


def test_a_hundred_entries_by_keyboard_take_a_key_each(shelf: Shelf) -> None:
    with program(shelf.shell, WIDE) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.wait_for("MRB-1")
        terminal.wait_until_gone("Asking ION")
        terminal.wait_until_quiet()
        assert len(terminal.sent) < MOST_FOR_THE_FIRST_SCREEN
        cost = bytes_of_key(terminal, DOWN)
        assert cost < MOST_FOR_A_ROW, terminal.sent[-cost:]
        assert terminal.sent[-cost:].count(END_OF_A_PICTURE) == 1, terminal.sent[-cost:]
        terminal.press("o")
        terminal.wait_for("COUNT", "Scan ION's label")
        terminal.type(f"{shelf.name}\r")
        close_off(terminal, WIDE)
        bytes_of_key(terminal, "4")
        assert bytes_of_key(terminal, "8") <= MOST_FOR_A_DIGIT
        bytes_of_key(terminal, "F2")
        sent = bytes_an_entry(terminal, FINGER, [" "] * ENTRIES, WIDE)
    assert shelf.stored() == shelf.in_order()[:ENTRIES]
    assert sent < MOST_BYTES[WIDE]


@pytest.mark.slow
def test_a_hundred_entries_by_scanner_take_a_scan_each(shelf: Shelf) -> None:
    with program(shelf.shell, SMALL) as terminal:
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.scan(SCANNER, shelf.name)
        close_off(terminal, SMALL)
        sent = bytes_an_entry(terminal, SCANNER, shelf.serials()[:ENTRIES], SMALL)
    assert shelf.stored() == shelf.in_order()[:ENTRIES]
    assert sent < MOST_BYTES[SMALL]
