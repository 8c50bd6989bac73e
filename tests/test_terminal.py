"""The installed program in a real terminal, against `cyclecount simulate`: count, kill, resume, reconcile, post."""

import subprocess
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.simulator import plant_small
from tests.cli.shell import PROGRAM, Shell
from tests.sweeps import some_by_default
from tests.terminal import Terminal, row_with

SEED = 7


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[Shell]:
    """`cyclecount simulate` in a process of its own, and a shell with the settings that it printed."""
    with subprocess.Popen(
        [PROGRAM, "simulate", "--seed", str(SEED), "--schedule", str(tmp_path / "schedule.csv")],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            shell = Shell(tmp_path)
            shell.environment |= _printed_settings(process)
            shell("schedule", "import", "schedule.csv", "--yes")
            yield shell
        finally:
            process.terminate()
        assert process.wait(timeout=20) == 0


def _printed_settings(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    printed: dict[str, str] = {}
    for line in process.stdout:
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").strip().partition("=")
            printed[name] = value
        if line.startswith("cyclecount"):
            break
    return printed


def _due_location_with_plain_stock() -> tuple[str, list[str]]:
    """A location of the plant whose first three lines are plain stock, and their part numbers."""
    plant = plant_small(SEED)
    for row in plant.schedule_rows():
        keys = sorted(plant.digital(row.location_id), key=lambda key: (key.part_number, key.lot_number or ""))
        first = keys[:3]
        numbers = [key.part_number for key in first]
        plain = all(key.lot_number is None and key.serial_number is None for key in first)
        alone = all(sum(other.part_number == number for other in keys) == 1 for number in numbers)
        if len(first) == 3 and plain and alone:
            return row.location_name, numbers
    raise AssertionError("the plant has no such location")


def _quantity(shell: Shell, location: str, part_number: str) -> Decimal:
    """What ION says lies at a location, read by a client of its own."""
    settings = shell.environment
    with connect(
        settings["ION_API_URI"], settings["ION_AUTH_SERVER"], settings["ION_CLIENT_ID"], settings["ION_CLIENT_SECRET"]
    ) as ion:
        (place,) = ion.locations_named(location)
        records = ion.records_at(place.id)
    return sum(
        (item.quantity for item in records if item.part.number == part_number and item.expected_on_shelf), Decimal(0)
    )


def _open(terminal: Terminal, location: str) -> None:
    terminal.wait_for("SCHEDULE", "F1 more")
    terminal.press("/")
    terminal.wait_for("Filter")
    terminal.press(location)
    terminal.press("\r")
    terminal.wait_for("▶ " + location[:12])
    terminal.press("\r")


def test_a_whole_count_with_a_kill_in_the_middle(simulated: Shell) -> None:
    location, (first, second, third) = _due_location_with_plain_stock()
    before = {number: _quantity(simulated, location, number) for number in (first, second, third)}
    environment = {name: value for name, value in simulated.environment.items() if name != "PYTHONWARNINGS"}

    with Terminal([PROGRAM], environment) as terminal:
        _open(terminal, location)
        terminal.wait_for("CLOSE OFF", "Who was told?")
        terminal.press("shift lead")
        terminal.wait_for("shift lead")
        terminal.press("F8")
        terminal.wait_for("COUNT  " + location, "0 of")
        terminal.press("100000+2*3", "\r")
        terminal.wait_for("1 of", "100006")
        terminal.press("F4")
        terminal.wait_for("2 of", "none")
        terminal.press(plain(before[third]), "\r")
        counted = terminal.wait_for("3 of", "Saved " + third)
        terminal.press("999")
        terminal.wait_for("= 999")
        terminal.kill()

    with Terminal([PROGRAM], environment) as terminal:
        _open(terminal, location)
        again = terminal.wait_for("COUNT  " + location, "3 of", first, third, "F8 finish")
        for number, shown in ((first, "100006"), (second, "none"), (third, plain(before[third]))):
            assert row_with(again, "✓", number) == row_with(counted, "✓", number)
            assert row_with(again, "✓", number).endswith(shown)
        assert "999" not in again
        terminal.press("F8")
        terminal.wait_for("FINISH", "to settle")
        terminal.press("L")
        terminal.wait_for("LEFT?", "Out of time")
        terminal.press("4")
        terminal.wait_for("FINISH", "Press y")
        terminal.press("y")
        terminal.wait_for("RECONCILE", "2 differ", "Suggested fix", "p plan")
        compared = terminal.text
        assert "100006" in row_with(compared, first, "│")
        _assert_one_picture_each(terminal, "j", "k")
        terminal.press("n")
        terminal.wait_for("LEAVE")
        terminal.press("scale was off", "\r")
        terminal.wait_for("Leave: scale")
        terminal.kill()

    _post_the_other(simulated, environment, location)
    after = {number: _quantity(simulated, location, number) for number in (first, second, third)}
    assert after[third] == before[third]
    assert sum(after[number] != before[number] for number in (first, second)) == 1


def _assert_one_picture_each(terminal: Terminal, *keys: str) -> None:
    """What stands below the table about a row is drawn together with the row."""
    for key in keys:
        terminal.wait_until_quiet()
        before, shown = len(terminal.sent), terminal.text
        terminal.press(key)
        terminal.wait_until_quiet()
        assert terminal.sent[before:].count(b"\x1b[6n") == 1, terminal.sent[before:]
        assert [row for row in terminal.text.splitlines() if row not in shown][2:], "the text is another, too"


def _post_the_other(simulated: Shell, environment: dict[str, str], location: str) -> None:
    """Resumes the reconciliation, takes the first suggestion for the other line, posts it."""
    with Terminal([PROGRAM], environment) as terminal:
        _open(terminal, location)
        terminal.wait_for("RECONCILE", "Leave: scale")
        terminal.press("j")
        terminal.press("1")
        terminal.wait_for("Took 1")
        terminal.press("p")
        terminal.wait_for("PLAN", "to post", "1 write")
        terminal.press("\r")
        terminal.press("F8")
        terminal.wait_for("Press y")
        terminal.press("\r")
        terminal.press("y")
        terminal.wait_for("closed off still")
        terminal.press("F8")
        terminal.wait_for("REOPEN", "Tell shift lead")
        terminal.press("F8")
        terminal.wait_for("is open again")
        terminal.press("\x1b")
        terminal.wait_for("SCHEDULE", "F1 more")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    rows = simulated("schedule", "list", "--format", "json").document["schedule"]
    row = next(row for row in rows if row["location"]["name"] == location)
    assert row["last_counted"] == time.strftime("%Y-%m-%d")
    assert row["days"] == row["cadence_days"]
    assert row["count"] is None
    assert "unedited" in simulated("verify").out


def test_without_settings_the_first_page_says_what_to_set_and_starts_the_demo(tmp_path: Path) -> None:
    environment = {name: value for name, value in Shell(tmp_path).environment.items() if not name.startswith("ION_")}
    del environment["PYTHONWARNINGS"]
    with Terminal([PROGRAM], environment) as terminal:
        terminal.wait_for("ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET", "demo")
        terminal.press("d")
        terminal.wait_for("SCHEDULE", "overdue")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_the_demo_keeps_its_plant_and_its_counts_where_it_is_told_to(tmp_path: Path) -> None:
    environment = {name: value for name, value in Shell(tmp_path).environment.items() if not name.startswith("ION_")}
    del environment["PYTHONWARNINGS"]
    command = [PROGRAM, "demo", "--keep", str(tmp_path / "kept")]
    location, _ = _due_location_with_plain_stock()
    with Terminal(command, environment) as terminal:
        _open(terminal, location)
        terminal.wait_for("CLOSE OFF")
        terminal.press("F6")
        terminal.wait_for("reason")
        terminal.press("night shift", "\r")
        terminal.wait_for("COUNT  " + location, "not closed off")
        terminal.press("5", "\r")
        terminal.wait_for("1 of")
        terminal.kill()
    with Terminal(command, environment) as terminal:
        _open(terminal, location)
        terminal.wait_for("COUNT  " + location, "1 of")
        terminal.kill()
    assert {path.name for path in (tmp_path / "kept").iterdir()} >= {"plant.json", "cyclecount.db"}


READABLE = {("default", "default")}
"""Without colours everything is drawn in the terminal's own two, of which the reversed ones change places."""


@pytest.mark.parametrize("term", some_by_default(("vt220", "xterm-256color"), "vt220"))
def test_without_colours_everything_can_be_read(tmp_path: Path, term: str) -> None:
    environment = {name: value for name, value in Shell(tmp_path).environment.items() if not name.startswith("ION_")}
    environment |= {"NO_COLOR": "1", "TERM": term}
    del environment["PYTHONWARNINGS"]
    location, _ = _due_location_with_plain_stock()
    with Terminal([PROGRAM], environment) as terminal:
        terminal.wait_for("CYCLECOUNT", "ION_API_URI", "d demo")
        for text in ("CYCLECOUNT", "ION_API_URI", "Press d", "d demo"):
            assert terminal.colours_of(text) == READABLE, text
        terminal.press("d")
        terminal.wait_for("SCHEDULE", "overdue", location, "Enter open")
        for text in ("SCHEDULE", "Location", location, "overdue", "Enter open"):
            assert terminal.colours_of(text) == READABLE, text
        terminal.press("q")
        assert terminal.wait_for_end() == 0
