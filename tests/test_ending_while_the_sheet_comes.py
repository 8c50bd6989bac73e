"""The program is ended while a long sheet arrives: what was entered is there, and the rest comes to the same lines."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.domain.events import Event
from cyclecount_tui.domain.lines import sheet_lines
from cyclecount_tui.simulator import Simulator, SimulatorOptions, plant_small
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.store.opening import open_store
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.opening import open_count
from tests.cli.shell import PROGRAM, Shell
from tests.factory import SEED, Factory
from tests.terminal import Terminal

ROWS = 4
"""Rows of a page here: the shelf of the small plant has several pages then."""

SECONDS = 25
"""Longer than any of this takes, and shorter than ION's gateway waits."""


def told_to_end(terminal: Terminal) -> int:
    terminal.signal(signal.SIGTERM)
    return terminal.wait_for_end()


WAYS: dict[str, Callable[[Terminal], object]] = {
    "killed": Terminal.kill,
    "the line drops": Terminal.hang_up,
    "told to end": told_to_end,
}


class LongSheet:
    """A location of several pages whose count waits for its sheet, and ION, which can be slow with pages.

    The close-off was skipped, or is asked for.
    """

    def __init__(self, factory: Factory, folder: Path, *, skipped: bool = True) -> None:
        plant = factory.simulator.plant
        place = max((each.id for each in plant.places), key=lambda place: len(plant.digital(place)))
        subject = factory.location(place)
        self.faults = factory.simulator.faults
        self.name, self.data = subject.name, factory.folder
        self.lines = len(sheet_lines(factory.workplace.ion.blind_sheet(place)))
        count = open_count(factory.workplace, subject)
        if skipped:
            skip_close_off(factory.workplace, count, "nobody is here")
        factory.workplace.store.schedule.replace_rows(factory.schedule())
        factory.workplace.close()
        key = factory.simulator.client_id, factory.simulator.client_secret
        environment = Shell(folder, factory.server.url, *key).environment
        del environment["PYTHONWARNINGS"]
        self.environment = {**environment, "CYCLECOUNT_SCAN_FASTEST_TYPING": "0"}

    def pages_wait(self, count: int | None = None) -> None:
        self.faults.delay(SECONDS, only="BlindSheet", count=count)

    def one_page_comes(self) -> None:
        """The one that waits by now, as soon as ION was asked for it; the others wait."""
        end = time.monotonic() + SECONDS
        while self.faults.state()["delay"] is not None:
            assert time.monotonic() < end, "nobody asks for the sheet"
            time.sleep(0.01)
        self.pages_go_on()
        self.pages_wait()

    def pages_go_on(self) -> None:
        self.faults.delay(0)

    def start(self) -> Terminal:
        """The program on the count, which is offered under the cursor."""
        terminal = Terminal([PROGRAM], self.environment)
        terminal.wait_for("SCHEDULE", "waits for you", "▶ " + self.name, "Enter open")
        terminal.press("\r")
        return terminal

    @property
    def events(self) -> list[Event]:
        """The journal of the count, which is whole."""
        with open_store(self.data) as store:
            assert verify(store.database).unedited
            (count,) = store.journal.open_counts()
            return store.journal.events(count.count_id)


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[LongSheet]:
    with serve(Simulator(plant_small(SEED), SimulatorOptions(max_first=ROWS))) as server:
        yield LongSheet(Factory(server, tmp_path / "data"), tmp_path)


@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=() if way == "killed" else pytest.mark.slow, id=way) for way in WAYS]
)
def test_whatever_ends_it_while_the_sheet_comes(sheet: LongSheet, way: str) -> None:
    sheet.pages_wait(count=1)
    with sheet.start() as terminal:
        terminal.wait_for("CLOSE OFF", "F8 read sheet")
        terminal.press("F8")
        sheet.one_page_comes()
        terminal.wait_for("COUNT", f"0 of {ROWS} lines, more coming")
        for number in (1, 2):
            terminal.press("1", "\r")
            terminal.wait_for(f"{number} of {ROWS} lines, more coming", "Saved")
        WAYS[way](terminal)
    before = sheet.events
    assert [event.line for event in before if isinstance(event, Counted)] == [1, 2]
    with sheet.start() as terminal:
        terminal.wait_for("COUNT", f"2 of {ROWS} lines, more coming")
        sheet.pages_go_on()
        terminal.wait_for(f"2 of {sheet.lines} lines  ")
        terminal.kill()
    after = sheet.events
    assert after[: len(before)] == before, "nothing that was there is written anew"
    assert [event.kind for event in after].count("sheet_grew") >= 2


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_whatever_ends_it_between_the_close_off_and_the_sheet(tmp_path: Path, way: str) -> None:
    with serve(Simulator(plant_small(SEED), SimulatorOptions(max_first=ROWS))) as server:
        sheet = LongSheet(Factory(server, tmp_path / "data"), tmp_path, skipped=False)
        sheet.pages_wait()
        with sheet.start() as terminal:
            terminal.wait_for("CLOSE OFF", "F8 close off")
            terminal.press("B", "o", "F8")
            terminal.wait_for("told Bo", "Reading the sheet from ION")
            WAYS[way](terminal)
        assert [event.kind for event in sheet.events] == ["count_opened", "location_closed_off"]
        sheet.pages_go_on()
        with sheet.start() as terminal:
            terminal.wait_for("CLOSE OFF", "told Bo", "F8 read sheet")
            terminal.press("F8")
            terminal.wait_for(f"0 of {sheet.lines} lines  ")
            terminal.kill()
