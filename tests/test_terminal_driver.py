"""The driver on a real terminal: the same picture in fewer bytes, never far ahead, back after a stop, drawn anew."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from cyclecount_tui.tui.terminal.pace import MOST_UNDER_WAY
from tests.cli.shell import PROGRAM
from tests.sweeps import some_by_default
from tests.terminal import Terminal

WHERE = b"\x1b[6n"
READY = ("RACK-A / SHELF-01", "MRB-1")
DOWN, UP, ESCAPE = "\x1b[B", "\x1b[A", "\x1b"
WALK = (
    (DOWN, "2/22"),
    (DOWN, "3/22"),
    ("/RACK-B", "Filter  RACK-B"),
    ("\r", "Only rows with 'RACK-B'"),
    (ESCAPE, "LINE-1"),
    ("F1", "HELP  SCHEDULE"),
    (ESCAPE, "LINE-1"),
    ("g", "Grouped by class"),
)
"""Keys, and what stands on the screen after each."""


def demo(home: Path, *options: str, columns: int = 80, rows: int = 24, answers: bool = True, **more: str) -> Terminal:
    """The demo on a terminal where all keys are typed."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "CYCLECOUNT_SCAN_FASTEST_TYPING": "0", **more}
    return Terminal([PROGRAM, *options, "demo"], environment, columns, rows, answers=answers)


def settled(terminal: Terminal) -> str:
    """The first screen, once nothing more of it comes."""
    terminal.wait_for(*READY)
    terminal.wait_until_quiet()
    return terminal.text


def walked(terminal: Terminal) -> list[str]:
    """The screen after each key of a walk."""
    terminal.wait_for(*READY)
    screens = []
    for key, shown in WALK:
        terminal.press(key)
        terminal.wait_for(shown)
        terminal.wait_until_quiet()
        screens.append(terminal.text)
    return screens


def test_the_same_screens_as_with_the_plain_driver_in_fewer_bytes(tmp_path: Path) -> None:
    with demo(tmp_path, "--plain-driver") as plain, demo(tmp_path) as ours:
        assert walked(ours) == walked(plain)
        assert len(ours.sent) * 4 < len(plain.sent)


@pytest.mark.parametrize(
    "term", some_by_default(["xterm", "linux", "vt220", "vt100", "screen", "tmux", "dumb"], "vt100")
)
@pytest.mark.parametrize("language", some_by_default(["C.UTF-8", "C", "en_US.ISO-8859-1"], "C"))
def test_every_terminal_gets_only_what_it_knows(tmp_path: Path, term: str, language: str) -> None:
    with demo(tmp_path, TERM=term, LANG=language, LC_ALL=language, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") as terminal:
        terminal.wait_for("SCHEDULE", "MRB-1")
        sequences = set(re.findall(rb"\x1b(?:\[[0-9;?>=]*[a-zA-Z]|\].*?\x07|.)", terminal.sent))
        if language != "C.UTF-8":
            assert not [byte for byte in terminal.sent if byte > 0x7F and language == "C"]
    unknown = {sequence for sequence in sequences if not re.fullmatch(rb"\x1b\[[0-9;]*[HmKCJ]|\x1b\[6n", sequence)}
    allowed = {"dumb": set(), "vt100": {b"\x1b[?7l"}, "vt220": {b"\x1b[?7l", b"\x1b[?25l"}}.get(term)
    if allowed is not None:
        assert unknown <= allowed
        assert not re.search(rb"\x1b\[[0-9;]*[34][0-8][;m]", terminal.sent), "it has no colours"
    assert not any(
        sequence.startswith((b"\x1b[>", b"\x1b[?2026", b"\x1b[?2048", b"\x1b[?1004")) for sequence in unknown
    )


def test_a_terminal_that_never_answers_is_drawn_all_the_same(tmp_path: Path) -> None:
    with demo(tmp_path, answers=False) as terminal:
        terminal.wait_for(*READY)
        for _ in range(6):
            terminal.press(DOWN)
        terminal.wait_for("7/22")
        terminal.wait_until_quiet()
        asked = terminal.sent.count(WHERE)
        terminal.press(DOWN)
        terminal.wait_for("8/22")
        assert terminal.sent.count(WHERE) == asked <= 2 + MOST_UNDER_WAY, "it is not asked any more"


def test_never_more_than_two_pictures_are_under_way(tmp_path: Path) -> None:
    """A line that takes nothing for a while: of all the keys pressed meanwhile, two pictures have been sent."""
    with demo(tmp_path) as terminal:
        terminal.wait_for(*READY)
        terminal.wait_until_quiet()
        terminal.hold_answers()
        before = terminal.sent.count(WHERE)
        for _ in range(12):
            terminal.press(DOWN)
            terminal.look()
        assert terminal.sent.count(WHERE) - before <= MOST_UNDER_WAY
        terminal.let_answers_go()
        terminal.wait_for("13/22")


def test_what_something_else_wrote_is_gone_after_drawing_anew(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        clean = settled(terminal)
        terminal.disturb("\x1b[3;1HBroadcast message from root: the line is noisy")
        assert terminal.text != clean
        terminal.press("\x0c")
        terminal.wait_until_quiet()
        assert terminal.text == clean


@pytest.mark.slow
def test_of_a_line_that_takes_nothing_for_a_while_every_byte_comes_in_order(tmp_path: Path) -> None:
    """Some go past the thread that writes, some do not fit, some come behind those."""
    with demo(tmp_path) as terminal:
        clean = settled(terminal)
        for _ in range(40):
            terminal.press("\x0c")
        terminal.wait_until_stalled()
        terminal.press(DOWN, UP)
        terminal.wait_until_quiet()
        assert terminal.text == clean
        terminal.press(DOWN)
        terminal.wait_for("2/22")


def test_a_stop_and_fg_bring_the_screen_back(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PS1": "shell> "}
    with Terminal(["/bin/bash", "--norc", "-i"], environment) as terminal:
        terminal.wait_for("shell>")
        terminal.press(f"{PROGRAM} demo\r")
        clean = settled(terminal)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        assert "SCHEDULE" not in terminal.text
        terminal.press("fg\r")
        assert settled(terminal) == clean
        terminal.press(DOWN)
        terminal.wait_for("2/22")


def test_stopped_and_woken_from_outside_it_is_drawn_anew_and_ends_as_ever(tmp_path: Path) -> None:
    """As a debugger does, or whoever pauses all programs of a session: no thread is left that would outlive the end."""
    with demo(tmp_path) as terminal:
        clean = settled(terminal)
        terminal.signal(signal.SIGSTOP)
        terminal.disturb("\x1b[3;1HBroadcast message from root: back in a minute")
        terminal.signal(signal.SIGCONT)
        assert settled(terminal) == clean
        terminal.press(DOWN)
        terminal.wait_for("2/22")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_woken_before_it_learns_that_the_line_dropped_it_ends(tmp_path: Path) -> None:
    """The system sends both signals at once, and threads take them in any order."""
    with demo(tmp_path) as terminal:
        terminal.wait_for(*READY)
        terminal.signal(signal.SIGCONT)
        assert terminal.hang_up() == 128 + signal.SIGHUP


def test_without_a_shell_nothing_stops(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.wait_for(*READY)
        terminal.press("\x1a", DOWN)
        terminal.wait_for("2/22")


FLOWING = ["/bin/sh", "-c", f"stty ixon ixoff && exec {PROGRAM} demo"]


def test_a_serial_line_keeps_its_flow_control_and_a_key_in_two_pieces_is_one_key(tmp_path: Path) -> None:
    """After XOFF nothing is sent until XON."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "ESCDELAY": "30000"}
    with Terminal(FLOWING, environment) as line:
        line.wait_for(*READY)
        line.wait_until_quiet()
        line.press(DOWN[:1])
        line.wait_until_quiet()
        line.press(DOWN[1:])
        line.wait_for("2/22")
        line.wait_until_quiet()
        line.press("\x13", DOWN)
        line.wait_until_quiet()
        assert "2/22" in line.text
        line.press("\x11")
        line.wait_for("3/22")


@pytest.mark.slow
def test_on_a_line_without_flow_control_its_bytes_are_nothing(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.wait_for(*READY)
        terminal.wait_until_quiet()
        terminal.press("\x13", DOWN)
        terminal.wait_for("2/22")
        terminal.press("\x11", DOWN)
        terminal.wait_for("3/22")


SAYS_HOW_LONG = """
from cyclecount_tui.cli.app import require_terminal
require_terminal()
from textual import constants
print("waits", constants.ESCAPE_DELAY)
"""


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        pytest.param({}, 0.1, marks=pytest.mark.slow),
        ({"SSH_CONNECTION": "a 1 b 2"}, 0.5),
        pytest.param({"SSH_CONNECTION": "a 1 b 2", "ESCDELAY": "200"}, 0.2, marks=pytest.mark.slow),
    ],
)
def test_over_ssh_the_rest_of_a_key_is_waited_for_longer(environment: dict[str, str], seconds: float) -> None:
    with Terminal([sys.executable, "-c", SAYS_HOW_LONG], {"PATH": "/usr/bin:/bin", **environment}) as terminal:
        terminal.wait_for(f"waits {seconds}")


def test_a_terminal_of_another_size_is_drawn_anew(tmp_path: Path) -> None:
    with demo(tmp_path) as terminal:
        terminal.wait_for(*READY)
        terminal.resize(40, 12)
        terminal.wait_for("1/22")
        terminal.wait_until_quiet()
        narrow = terminal.text
        terminal.resize(80, 24)
        terminal.wait_for(*READY)
        with demo(tmp_path / "other", columns=40, rows=12) as other:
            other.wait_for("1/22")
            other.wait_until_quiet()
            assert narrow == other.text
