"""In a real tmux, which answers for the terminal and draws anew by itself: the same screens as without it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import PROGRAM
from tests.sweeps import some_by_default
from tests.terminal import PATIENCE
from tests.test_terminal_driver import READY, WALK, demo, walked

TMUX = shutil.which("tmux") or ""
pytestmark = pytest.mark.skipif(not TMUX, reason="there is no tmux here")

_LOOKS_AT_REST = 20


class Tmux:
    """A server of its own with one window and nobody attached; it tells what stands in the window."""

    def __init__(self, folder: Path, term: str) -> None:
        self._server = [TMUX, "-f", "/dev/null", "-S", str(folder / "tmux")]
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "CYCLECOUNT_SCAN_FASTEST_TYPING": "0"}
        self._environment = environment | {"LANG": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none", "SHELL": "/bin/sh"}
        self("new-session", "-d", "-x", "80", "-y", "24", "cat", ";", "set", "-g", "default-terminal", term, ";",
             "set", "-g", "status", "off", ";", "set", "-s", "escape-time", "0")  # fmt: skip
        self("respawn-pane", "-k", f"{PROGRAM} demo")

    def __call__(self, *command: str) -> str:
        """What it says to a command."""
        done = subprocess.run([*self._server, *command], env=self._environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    @property
    def text(self) -> str:
        """What stands in the window."""
        return "\n".join(line.rstrip() for line in self("capture-pane", "-p").splitlines())

    def wait_for(self, *texts: str) -> None:
        """As a terminal does."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            assert time.monotonic() < end, f"{texts} did not come:\n{self.text}"
            time.sleep(0.02)

    def wait_until_quiet(self) -> None:
        """Until it looks the same for a while."""
        end, before, same = time.monotonic() + PATIENCE, "", 0
        while same < _LOOKS_AT_REST:
            assert time.monotonic() < end, "the program goes on drawing"
            time.sleep(0.02)
            before, same = (now := self.text), same + 1 if now == before else 0

    def press(self, *keys: str) -> None:
        """Sends what they type, byte by byte as a keyboard does."""
        for key in keys:
            self("send-keys", "-H", *(f"{byte:x}" for byte in key.encode()))


@pytest.fixture
def tmux(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Tmux]:
    (tmp_path / "in").mkdir()
    made = Tmux(tmp_path / "in", request.param)
    yield made
    made("kill-server")


@pytest.mark.parametrize("tmux", some_by_default(["tmux-256color", "screen", "screen-256color"]), indirect=True)
def test_the_same_screens_as_without(tmp_path: Path, tmux: Tmux) -> None:
    tmux.wait_for(*READY)
    screens = []
    for key, shown in WALK:
        tmux.press("\x1bOP" if key == "F1" else key)
        tmux.wait_for(shown)
        tmux.wait_until_quiet()
        screens.append(tmux.text)
    with demo(tmp_path / "without") as without:
        assert screens == [screen.rstrip("\n") for screen in walked(without)]


@pytest.mark.slow
@pytest.mark.parametrize("tmux", ["tmux-256color"], indirect=True)
def test_a_window_that_changes_its_size_is_drawn_anew(tmp_path: Path, tmux: Tmux) -> None:
    tmux.wait_for(*READY)
    tmux("resize-window", "-x", "40", "-y", "12")
    tmux.wait_for("1/22")
    tmux.wait_until_quiet()
    with demo(tmp_path / "without", columns=40, rows=12) as without:
        without.wait_for("1/22")
        without.wait_until_quiet()
        assert tmux.text == without.text.rstrip("\n")
