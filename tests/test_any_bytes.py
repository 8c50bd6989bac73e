"""Whatever bytes reach the terminal while a count is open: no crash, no write to ION, no line counted by a scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.store.opening import open_store
from tests.cli.shell import PROGRAM, Shell
from tests.counting_on_terminal import open_place
from tests.factory import Factory, factory_at
from tests.scanner_bursts import PASTE_BEGINS, PASTE_ENDS
from tests.terminal import F_KEYS, Terminal

PLACE = "RACK-A / SHELF-01"

KEYS = [*F_KEYS.values(), "\x1b", "\r", "\n", "\t", "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", PASTE_BEGINS, PASTE_ENDS]
ANSWERS = ["1", "+6", "12*6+4", "=", "n", "y", "-1", "1e999", "9" * 400, "ä€𝄞", "\u202e"]
CONTROLS = ["\x1d", "\x08", "\x7f", "\x16", "\x01", "\x0b", "\x18", "\x1a", "\x11", "\x13", "\x03"]
BROKEN = ["\x1b]0;x\x07", "\x1b[?1;2c", "\x1b[<0;5;5M", "\x1b[I", "\x1bO", "\x1b[", "\x1b[38;5;"]

chunks = st.one_of(
    st.sampled_from([*KEYS, *ANSWERS, *CONTROLS, *BROKEN]).map(str.encode),
    st.binary(max_size=12),
    st.text(max_size=8).map(lambda text: text.encode()),
)
typed = st.lists(chunks, min_size=1, max_size=12).map(b"".join)
scanned = st.one_of(st.binary(max_size=60), st.text(max_size=30).map(lambda text: text.encode())).map(
    lambda data: data.replace(PASTE_ENDS.encode(), b"")
)


class Counting:
    """A count that is open in the installed program; started again where it ended by itself, as an operator would."""

    def __init__(self, factory: Factory, folder: Path) -> None:
        self.factory = factory
        simulator = factory.simulator
        self.shell = Shell(folder, factory.server.url, simulator.client_id, simulator.client_secret)
        self.terminal = self._started()
        self.terminal.wait_for("CLOSE OFF", "Who was told?")
        self.terminal.press("shift lead")
        self.terminal.wait_for("shift lead")
        self.terminal.press("F8")
        self.terminal.wait_for("COUNT  " + PLACE)

    def _started(self) -> Terminal:
        environment = {key: value for key, value in self.shell.environment.items() if key != "PYTHONWARNINGS"}
        terminal = Terminal([PROGRAM], environment, 80, 24)
        open_place(terminal, PLACE)
        return terminal

    def send(self, data: bytes) -> None:
        """Sends all of it at once, and waits until the program has nothing more to say of it."""
        self.last = data
        self.terminal.send_bytes(data)
        self.terminal.wait_until_quiet()

    def go_on(self) -> None:
        """The program runs, or ended in peace and is started again; it never wrote to ION, and never crashed."""
        assert not [each for each in self.factory.simulator.requests if each.is_mutation]
        assert not list(self.shell.folder.rglob("crash*")), self.terminal.text
        if not self.terminal.runs:
            code = self.terminal.wait_for_end()
            print("ENDED", code, self.last, self.terminal.text, flush=True)
            assert code == 0, self.terminal.text
            self.terminal = self._started()

    @property
    def count(self) -> Count:
        """The count as its journal tells it."""
        with open_store(Path(self.shell.environment["CYCLECOUNT_DATA_DIR"])) as store:
            count_id = store.journal.open_counts()[0].count_id
            return folded(count_id, store.journal.events(count_id))


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    folder = tmp_path_factory.mktemp("any-bytes")
    with factory_at(folder / "own") as factory:
        made = Counting(factory, folder)
        yield made
        made.terminal.kill()
        assert "unedited" in made.shell("verify").out


CALMLY = settings(
    max_examples=settings().max_examples // 2,
    phases=[Phase.explicit, Phase.generate],  # what came before matters: nothing can be made smaller
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@CALMLY
@given(data=scanned)
def test_a_scan_of_anything_counts_nothing(counting: Counting, data: bytes) -> None:
    before = counting.count
    counting.send(PASTE_BEGINS.encode() + data + PASTE_ENDS.encode())
    counting.go_on()
    after = counting.count
    assert (after.lines, after.entries, after.phase) == (before.lines, before.entries, before.phase)


@CALMLY
@given(data=typed)
def test_typing_anything_never_crashes_and_never_posts(counting: Counting, data: bytes) -> None:
    before = counting.count
    counting.send(data)
    counting.go_on()
    after = counting.count
    assert after.phase.blind
    assert after.lines[: len(before.lines)] == before.lines
