"""Promise 1 over a whole count and its recounts: nothing shown, kept, exported, logged or asked tells a quantity.

Quantities that nobody types are planted in ION. Ann counts, Ben and Cy count again, in real terminals; the program
crashes while she counts, and where hers and Ben's count are judged. Everything is looked through before each submission
and after all but the last one. After that the reconciliation shows the quantities, and the search finds them there.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import plain
from tests.blindness import TELLTALE, leaks
from tests.cli.shell import PROGRAM, Shell
from tests.counting_on_terminal import close_off, count_lines, open_count_in, open_place, recounting, submit
from tests.crashing_with_a_count import REPORT
from tests.factory import Factory, line_key
from tests.planted_quantities import FIRST, kept_below, planted_at, tells
from tests.terminal import Terminal

PLACE = "LINE-2"
ROOT = Path(__file__).parents[1]
PLANTED = 4
FLOORS = {"Ann": 1, "Ben": 2, "Cy": 3}
"""What each of them counts of a planted line: no two agree."""


class Watched(Terminal):
    """A terminal of which every picture is kept, besides every byte."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.pictures: list[str] = []
        super().__init__(command, environment, 120, 36)

    @property
    def seen(self) -> bytes:
        return b"\0\0".join([self.sent, *(picture.encode() for picture in self.pictures)])

    def _read(self) -> bool:
        got = super()._read()
        if got:
            self.pictures.append(self.text)
        return got


class Floor:
    """The shop floor: one factory, one database, several people at terminals; and all that they could look at."""

    def __init__(self, factory: Factory, folder: Path) -> None:
        simulator = factory.simulator
        self.factory = factory
        self.shell = Shell(folder, factory.server.url, simulator.client_id, simulator.client_secret)
        del self.shell.environment["CYCLECOUNT_RECOUNT_REQUIRED"]
        self.place = factory.named(PLACE)
        self.planted = planted_at(factory, self.place.id, PLANTED)
        self.terminals: list[Watched] = []
        self.printed: list[tuple[str, bytes]] = []
        self.blind_since = 0

    def terminal(self, name: str, crash: str = "") -> Watched:
        """The installed program, or the one with a fault; both log whatever there is to log."""
        folder = self.shell.folder
        environment = recounting(self.shell, name) | {
            "TEXTUAL_LOG": str(folder / f"{name}.textual.log"), "TEST_LOG": str(folder / f"{name}.log"),
            "CRASH": crash, "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.crashing_with_a_count"] if crash else [PROGRAM]
        self.terminals.append(Watched(command, environment))
        return self.terminals[-1]

    def counts(self, name: str) -> list[str]:
        """What somebody counts of the lines that are to be counted now: what lies there, but of planted ones."""
        digital = {line_key(*key): each for key, each in self.factory.simulator.plant.digital(self.place.id).items()}
        return [plain(self._floor(name, line.key, digital)) for line in self.now().to_count]

    def _floor(self, name: str, key: LineKey, digital: Mapping[LineKey, Decimal]) -> Decimal:
        return Decimal(FLOORS[name]) if key in self.planted else digital[key]

    def now(self) -> Count:
        return open_count_in(self.factory.folder)

    def runs(self, *arguments: str, code: int | None = 0) -> None:
        """A verb whose output is kept; files that it writes lie below the folder."""
        ran = self.shell(*arguments, code=code)
        self.printed.append((" ".join(arguments), f"{ran.out}\n{ran.err}".encode()))

    def exports(self, verb: str, folder: str) -> Path:
        """The blind sheet, on paper too, and where the count stands; gives the folder of the files."""
        files = self.shell.folder / folder
        files.mkdir()
        for name in ("sheet.csv", "sheet.pdf"):
            self.runs(verb, PLACE, "-o", str(files / name))
        self.runs("reconcile", PLACE, "--format", "json", code=1)
        self.runs("recount", PLACE, "--status")
        return files

    def exports_besides(self, files: Path) -> None:
        """Whatever else can be exported or asked for at this moment."""
        self.runs("schedule", "export", "-o", str(files / "schedule.csv"))
        self.runs("schedule", "list", "--format", "json")
        self.runs("due", "--all", "--format", "json")
        self.runs("card", "-o", str(files / "card.pdf"))
        self.runs("close", PLACE, "--message", "--show", "--sign-file", str(files / "sign.pdf"))
        self.runs("count", "submit", PLACE, "--by", "Dora", code=1)
        self.runs("plan", PLACE, code=1)
        self.runs("post", PLACE, code=1)
        self.runs("verify")

    def submits(self, terminal: Terminal) -> None:
        """Until this moment nothing of ION's was asked for that would tell a quantity, and nothing holds one."""
        assert "data/cyclecount.db-wal" in dict(self.everything())
        self.assert_blind()
        assert not leaks(self.factory.simulator.requests[self.blind_since :])
        submit(terminal)

    def judged(self) -> None:
        """A submission was judged, for which quantities were read: nothing holds them, and no more are read."""
        assert leaks(self.factory.simulator.requests[self.blind_since :])
        self.blind_since = len(self.factory.simulator.requests)
        self.assert_blind()

    def assert_blind(self) -> None:
        assert [name for name, raw in self.everything() if tells(raw)] == []

    def everything(self) -> list[tuple[str, bytes]]:
        """All that was seen, printed, exported, logged and kept, and all that was asked of ION."""
        seen = [(f"terminal {number}", each.seen) for number, each in enumerate(self.terminals, start=1)]
        asked = repr([(request.query, request.variables) for request in self.factory.simulator.requests]).encode()
        kept = list(kept_below(self.shell.folder))
        names = {name for name, _ in kept}
        assert {"data/cyclecount.db", "data/cyclecount.db, dumped", "Ann.log", "Ann.textual.log"} <= names
        return [*seen, *self.printed, ("asked", asked), *kept]


def crashes(terminal: Terminal) -> None:
    """The report of the fault is on the terminal, and the program has ended."""
    terminal.wait_for("ZeroDivisionError", REPORT)
    assert terminal.wait_for_end() == 1


def begun_and_crashed(floor: Floor, ann: Terminal) -> None:
    """A line counted, one taken back, one of which there is none; then the program fails."""
    open_place(ann, PLACE)
    close_off(ann)
    ann.wait_for("COUNT  " + PLACE, "0 of 8 lines", "F8 finish")
    first, second, *_ = floor.counts("Ann")
    ann.press("F4")
    ann.wait_for("1 of 8 lines", "none here")
    ann.press("F5")
    ann.wait_for("0 of 8 lines", "Took back")
    count_lines(ann, [first, second], total=8)
    ann.press("F1")
    crashes(ann)


def gone_on_and_submitted(floor: Floor, ann: Terminal) -> None:
    open_place(ann, PLACE)
    ann.wait_for("COUNT  " + PLACE, "2 of 8 lines", "F8 finish")
    count_lines(ann, floor.counts("Ann")[2:], before=2, total=8)
    floor.submits(ann)


def counted_again(floor: Floor, terminal: Terminal, name: str) -> None:
    open_place(terminal, PLACE)
    terminal.wait_for("being asked says nothing", "Enter count again")
    terminal.press("\r")
    quantities = floor.counts(name)
    assert len(quantities) == PLANTED + 2, "two that agreed are asked, too"
    terminal.wait_for("RECOUNT  " + PLACE, f"0 of {len(quantities)} lines", "F8 finish")
    count_lines(terminal, quantities)
    floor.submits(terminal)


def test_nothing_tells_a_quantity_before_the_last_submission(factory: Factory, tmp_path: Path) -> None:
    factory.workplace.store.schedule.replace_rows(factory.schedule())
    factory.workplace.close()  # a file that is read here loses the locks that are held on it here
    floor = Floor(factory, tmp_path)
    with floor.terminal("Ann", crash="help") as ann:
        begun_and_crashed(floor, ann)
    floor.exports_besides(floor.exports("sheet", "counting"))
    with floor.terminal("Ann", crash="judging") as ann:
        gone_on_and_submitted(floor, ann)
        crashes(ann)
    floor.runs("reconcile", PLACE, code=1)
    floor.judged()
    floor.exports_besides(floor.exports("recount", "counting again"))
    with floor.terminal("Ben", crash="judging") as ben:
        counted_again(floor, ben, "Ben")
        crashes(ben)
    floor.runs("reconcile", PLACE, code=1)
    floor.judged()
    floor.exports("recount", "counting once more")
    with floor.terminal("Cy") as cy:
        counted_again(floor, cy, "Cy")
        cy.wait_for("RECONCILE  " + PLACE, TELLTALE)
        assert tells(cy.sent)
    floor.runs("reconcile", PLACE)
    telling = {name for name, raw in floor.everything() if tells(raw)}
    assert telling >= {"terminal 4", f"reconcile {PLACE}", "data/cyclecount.db, dumped"}
    assert telling & {"data/cyclecount.db", "data/cyclecount.db-wal"}
    assert not telling & {"terminal 1", "terminal 2", "terminal 3", "asked"}


@pytest.mark.parametrize(
    "spelt",
    [
        "48151623.42", "48151623,42", "48,151,623.42", "48.151.623,42", "48'151'623.42", "48 151 623.42",
        "48\N{NO-BREAK SPACE}151\N{NARROW NO-BREAK SPACE}623", "4.815162342E+7", "-48151621.42", "4815162342000",
        "48151\x1b[1m623.42", "48151626.42",
    ],
)  # fmt: skip
def test_the_search_knows_a_quantity_however_it_is_spelt(spelt: str) -> None:
    assert tells(f"floor {spelt} EA".encode())


def test_the_search_knows_a_quantity_in_binary_and_finds_none_elsewhere(tmp_path: Path) -> None:
    assert tells(TELLTALE.encode("utf-16-le"))
    assert not tells(f"2026-03-02T09:48:15.162342 {sys.version} 48151".encode())
    with closing(sqlite3.connect(tmp_path / "kept.db")) as connection:
        connection.execute("CREATE TABLE kept (quantity REAL)")
        connection.execute("INSERT INTO kept VALUES (?)", (float(FIRST),))
        connection.commit()
    found = dict(kept_below(tmp_path))
    assert found.keys() == {"kept.db", "kept.db, dumped"}
    assert all(map(tells, found.values()))
