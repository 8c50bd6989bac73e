"""What a counter does: opens a location, closes it off, counts line by line in several ways, finishes, hands over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal

from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.tui.screens.count import CountScreen
from tests.recordings.person import Person

PEOPLE = ("Ann", "Ben", "Cy", "Dee")
_LINES_BETWEEN = 4

Interlude = Callable[[Person], Awaitable[None]]


class Counter:
    """Knows what truly lies on the shelves. `interludes`: what comes in between, one after every few lines."""

    def __init__(self, person: Person, interludes: Iterator[Interlude]) -> None:
        self._person = person
        self._plant = person.player.plant
        self._interludes = interludes
        self._lines = 0

    async def whole_count(self, name: str, *, wrong: int = 0, scanned: bool = False) -> None:
        """From the schedule to the reconciliation; every so many lines, `wrong`, the first count is one too many."""
        await (self._scans_place(name) if scanned else self._searches_place(name))
        await self._closes_off()
        counters = {self._plant.workplace.counter}
        await self._counts(name, wrong)
        await self._finds(name)
        await self._submits()
        while self._person.reads("to be counted again"):
            counters.add(await self._hands_over(counters))
            await self._counts(name)
            await self._submits()
        self._person.sees("RECONCILE")

    async def _searches_place(self, name: str) -> None:
        person = self._person
        await person.thinks(4)
        await person.presses("/")
        await person.types(name)
        person.sees("▶ " + name)
        await person.presses("enter")

    async def _scans_place(self, name: str) -> None:
        await self._person.presses("escape")
        await self._person.thinks(15)
        await self._person.scans(name)

    async def _closes_off(self) -> None:
        person = self._person
        person.sees("CLOSE OFF")
        await person.types("shift lead", end="down")
        await person.presses("y", "down", "y")
        await person.thinks(20)
        await person.presses("F8")

    def _to_count(self, name: str) -> list[Line]:
        """What the cursor will come to."""
        count = self._plant.latest(name)
        return [line for line in count.to_count if line.number not in count.standing]

    async def _counts(self, name: str, wrong: int = 0) -> None:
        truth, done = self._plant.truth(name), 0
        while lines := self._to_count(name):
            line, done = lines[0], done + 1
            quantity = truth.get(line.key, Decimal(0))
            if wrong and done % wrong == 0 and not line.key.serial_number:
                quantity += 1
            await self._person.thinks(3)
            await self._goes_to(line)
            await self._enters(line, quantity)
            self._lines += 1
            assert self._to_count(name) != lines, self._person.player.terminals.text
            if self._lines % _LINES_BETWEEN == 0:
                await next(self._interludes)(self._person)
        await self._person.comes_to_rest()

    async def _goes_to(self, line: Line) -> None:
        """Back to a line, where something else came in between."""
        screen = self._person.player.app.screen
        assert isinstance(screen, CountScreen), self._person.player.terminals.text
        while (here := screen.lines[screen.at]) != line:
            await self._person.presses("up" if screen.lines.index(line) < screen.lines.index(here) else "down")

    async def _enters(self, line: Line, quantity: Decimal) -> None:
        person, key = self._person, line.key
        if not quantity:
            await person.presses("F4")
        elif key.serial_number and self._lines % 2:
            await person.scans(key.serial_number)
        elif key.serial_number:
            await person.presses(" ")
        else:
            if self._lines % 3 == 1:
                code = f"]C1240{key.part_number}\x1d10{key.lot_number}" if key.lot_number else key.part_number
                await person.scans(code, "\r" if self._lines % 2 else "\n")
            if quantity > 20 and quantity == int(quantity):
                await person.types(f"{int(quantity) // 6}*6+{int(quantity) % 6}")
            else:
                await person.types(plain(quantity))

    async def _finds(self, name: str) -> None:
        """What lies there and is not on the sheet."""
        on_sheet = {line.key for line in self._plant.latest(name).lines}
        for key, quantity in self._plant.truth(name).items():
            if key not in on_sheet and not key.serial_number and quantity:
                await self._found(key, quantity)

    async def _found(self, key: LineKey, quantity: Decimal) -> None:
        person = self._person
        await person.presses("F3")
        person.sees("FOUND")
        for answer in (key.part_number, key.revision, key.lot_number, "", plain(quantity)):
            await person.types(answer)
        person.sees("COUNT  ")

    async def _submits(self) -> None:
        person = self._person
        await person.presses("F8")
        person.sees("FINISH", "Press y")
        await person.thinks(5)
        await person.presses("y")

    async def _hands_over(self, before: set[str]) -> str:
        """Somebody else counts again; gives who."""
        person = self._person
        await person.thinks(10)
        name = next(each for each in PEOPLE if each not in before)
        await person.presses("enter")
        if person.reads("WHO COUNTS?"):
            await person.types(name)
        return name
