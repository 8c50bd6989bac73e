"""Plays moments on the real program without their pauses: it comes to rest after each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from textual import constants
from textual.timer import Timer

from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.tui.app import CycleCountApp
from tests.approvals import approving
from tests.recordings.line import Line, on_such_a_line
from tests.recordings.moments import Kind, Moment
from tests.recordings.two_terminals import TwoTerminals
from tests.recounts import NO_DECOYS, requiring
from tests.tui.plant_floor import NOW, PlantFloor

SIZE = (80, 24)
_MOST_LAPS = 4000
_LAP = 0.002
_QUIET_LAPS = 3
_ESCAPE = b"\x1b"


class Player:
    """The program on its two terminals, at a moment of a recording."""

    def __init__(self, plant: PlantFloor, app: CycleCountApp) -> None:
        self.plant = plant
        self.app = app
        self.screens: set[str] = set()
        """The names of the classes of all screens that were up."""
        self.keys = 0
        assert isinstance(app._driver, Line)
        self._line = app._driver
        self._begun = asyncio.get_running_loop().time()

    def hang_up(self) -> None:
        """No key comes any more."""
        self._line.hang_up()

    @property
    def terminals(self) -> TwoTerminals:
        """What is shown."""
        return self._line.terminals

    async def play(self, moments: Iterable[Moment]) -> None:
        """One after the other."""
        for moment in moments:
            await self.play_one(moment)

    async def play_one(self, moment: Moment) -> None:
        """It happens, and the program comes to rest."""
        self.plant.workplace.clock = lambda: NOW + timedelta(seconds=moment.at)
        what = moment.what
        if moment.kind is Kind.KEYS and isinstance(what, bytes):
            self.keys += 1
            self._line.come(what, self._begun + moment.at)
            if what == _ESCAPE:
                await asyncio.sleep(constants.ESCAPE_DELAY)
                self._line.tick()
        elif moment.kind is Kind.SIZE and isinstance(what, tuple):
            self._line.resize(*what)
        elif moment.kind is Kind.ANSWERS:
            self._answers(come=bool(what))
        elif isinstance(what, str):
            self.terminals.disturb(what)
        await self.rest()

    async def rest(self) -> None:
        """Everything that the last key began has ended."""
        quiet = 0
        for _ in range(_MOST_LAPS):
            await asyncio.sleep(_LAP)
            self._line.take()
            self.screens.add(type(self.app.screen).__name__)
            quiet = quiet + 1 if self._is_quiet() else 0
            if quiet == _QUIET_LAPS:
                return
        raise AssertionError(f"The program does not come to rest:\n{self.terminals.text}")

    def _is_quiet(self) -> bool:
        """Nothing waits: no key, no thread, no message, no timer that goes off once, and all is drawn."""
        app, screen = self.app, self.app.screen
        if app.keys_at_gate or app._turn_runs or app._keys_held:
            return False
        if not app.job_threads.at_rest:
            return False
        drawing: Any = screen._update_timer
        if drawing._active.is_set():
            screen._on_timer_update()
            return False
        nodes = (app, *screen.walk_children(with_self=True))
        return not any(node.message_queue_size or any(map(_goes_off, node._timers)) for node in nodes)

    def _answers(self, *, come: bool) -> None:
        if come:
            self.terminals.let_answers_go()
            self._line.take()
            self.terminals.compare()
        else:
            self.terminals.hold_answers()


def _goes_off(timer: Timer) -> bool:
    return timer._repeat == 0 and timer._task is not None and not timer._task.done()


@asynccontextmanager
async def player(folder: Path) -> AsyncIterator[Player]:
    """The program on the demo's plant, as the recording found it."""
    plant = PlantFloor(folder)
    requiring(approving(plant.workplace, 10, 100_000), NO_DECOYS)
    plant.workplace.practice = plant.workplace.practice._replace(scanning=ScanRules())
    try:
        with on_such_a_line():
            app = CycleCountApp(plant.workplace, demo=True)
            async with app.run_test(headless=False, size=SIZE):
                playing = Player(plant, app)
                await playing.rest()
                yield playing
        playing.hang_up()
    finally:
        plant.workplace.close()
