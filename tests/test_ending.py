"""The installed program in a real terminal, ended from outside: everything that was acknowledged is there, and free."""

import random
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from cyclecount_tui.cli.demo import SEED
from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.simulator import plant_small
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.verifying import verify
from tests.cli.shell import PROGRAM, Shell
from tests.terminal import Terminal

ENTRY = ("1", "\r")
"""One digit, as a person types it: several that come at once would be a scan. Even a line with a serial takes it."""


PAGES = "\x1b[6~\x1b[5~"
"""Down and up a page: each draws the whole table."""


class Demo:
    """`cyclecount demo --keep` on a folder, and what its journal says afterwards."""

    def __init__(self, folder: Path) -> None:
        self.kept = folder / "kept"
        self.shell = Shell(folder)
        self.shell.environment["CYCLECOUNT_DATA_DIR"] = str(self.kept)
        settings = self.shell.environment.items()
        self._environment = {name: value for name, value in settings if not name.startswith("ION_")}
        del self._environment["PYTHONWARNINGS"]
        plant = plant_small(SEED)
        lines = {row.location_name: len(plant.digital(row.location_id)) for row in plant.schedule_rows()}
        self.location = max(lines, key=lambda name: lines[name])

    def start(self) -> Terminal:
        return Terminal([PROGRAM, "demo", "--keep", str(self.kept)], self._environment)

    def begin(self) -> None:
        """Brings a count to its sheet, and leaves."""
        with self.start() as terminal:
            terminal.wait_for("SCHEDULE", "Enter open")
            terminal.press("/")
            terminal.wait_for("Filter")
            terminal.press(self.location, "\r")
            terminal.wait_for("▶ " + self.location)
            terminal.press("\r")
            terminal.wait_for("CLOSE OFF")
            terminal.press("F6")
            terminal.wait_for("reason")
            terminal.press("night shift", "\r")
            terminal.wait_for("COUNT  " + self.location, "0 of")
            terminal.press("\x1b")
            terminal.wait_for("SCHEDULE", "waits for you")
            terminal.press("q")
            assert terminal.wait_for_end() == 0

    def go_on(self) -> Terminal:
        """A start that goes on with the count: it is offered, and Enter takes it."""
        terminal = self.start()
        terminal.wait_for("SCHEDULE", "waits for you", "▶ " + self.location, "Enter open")
        terminal.press("\r")
        terminal.wait_for("COUNT  " + self.location, "lines")
        return terminal

    def entered(self) -> list[int]:
        """The lines that were entered, in order; the journal is whole, and nobody holds the count."""
        with open_store(self.kept) as store:
            assert verify(store.database).unedited
            (count,) = store.journal.open_counts()
            return [event.line for event in store.journal.events(count.count_id) if isinstance(event, Counted)]

    def held(self) -> bool:
        with open_store(self.kept) as store:
            return bool(store.leases.all())


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    made = Demo(tmp_path)
    made.begin()
    return made


def ended(terminal: Terminal, number: int) -> int:
    terminal.signal(number)
    return terminal.wait_for_end()


def stalled_and_dropped(terminal: Terminal) -> int:
    """Nobody reads what is drawn any more, until everything waits for the line; then it drops."""
    terminal.press(PAGES * 150)
    terminal.wait_until_stalled()
    return terminal.hang_up()


WAYS: dict[str, tuple[Callable[[Terminal], int], int]] = {
    "the line drops": (Terminal.hang_up, 128 + signal.SIGHUP),
    "the line stalls, then drops": (stalled_and_dropped, 128 + signal.SIGHUP),
    "SIGTERM": (lambda terminal: ended(terminal, signal.SIGTERM), 128 + signal.SIGTERM),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_ends_cleanly_and_lets_go_of_the_count(demo: Demo, way: str) -> None:
    end, code = WAYS[way]
    with demo.go_on() as terminal:
        terminal.press(*ENTRY)
        terminal.wait_for("1 of", "Saved")
        terminal.press(*ENTRY)
        terminal.wait_for("2 of")
        assert demo.held()
        assert end(terminal) == code
    assert demo.entered() == [1, 2]
    assert not demo.held()
    if way == "SIGTERM":
        assert terminal.sent.rfind(b"\x1b[?1049l") > terminal.sent.rfind(b"\x1b[?1049h"), "the shell's screen is back"
        assert "stored" in terminal.text
    with demo.go_on() as terminal:
        terminal.wait_for("2 of")
        terminal.press(*ENTRY)
        terminal.wait_for("3 of", "Saved")
        terminal.kill()
    assert demo.entered() == [1, 2, 3]


def acknowledged(screen: str, most: int) -> int:
    """How many lines the title says are counted; `most` where it does not show."""
    for line in screen.splitlines():
        if line.lstrip().startswith("COUNT") and " of " in line:
            with suppress(ValueError):
                return max(most, int(line.split(" of ")[0].split()[-1]))
    return most


def random_ends(demo: Demo, rounds: int, chance: random.Random) -> None:
    """Ends the program in the middle of entering, again and again, at random moments and in either way."""
    before = 0
    for _ in range(rounds):
        with demo.go_on() as terminal:
            seen = acknowledged(terminal.text, before)
            assert seen >= before, "what was there is there again"
            wanted = seen + chance.randint(0, 2)
            while seen < wanted:
                terminal.press(*ENTRY)
                seen = acknowledged(terminal.look(), seen)
            for _ in range(chance.randint(0, 4)):
                terminal.press(*ENTRY)
                if chance.random() < 0.5:
                    seen = acknowledged(terminal.look(), seen)
            if chance.random() < 0.5:
                terminal.kill()
            else:
                terminal.hang_up()
        lines = demo.entered()
        assert len(lines) >= seen
        assert lines == list(range(1, len(lines) + 1)), "each entry in its own line, none twice"
        before = len(lines)
    assert "unedited" in demo.shell("verify").out


def test_whatever_ends_it_at_whatever_moment_every_acknowledged_entry_is_there(demo: Demo) -> None:
    random_ends(demo, 4, random.Random(4))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_whatever_ends_it_at_whatever_moment_over_fifty_rounds(demo: Demo, seed: int) -> None:
    random_ends(demo, 5, random.Random(seed))
