"""What a lead does: reads the evidence, chooses fixes, plans, approves, posts, reads the certificate, reopens."""

from __future__ import annotations

from cyclecount_tui.domain.comparing import Row
from tests.recordings.person import Person

APPROVER = "Lea"


class Lead:
    """Settles a count that is compared."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._plant = person.player.plant

    async def settles(self, name: str) -> None:
        """From the reconciliation to the schedule, where the location is open again."""
        await self._looks_around()
        await self._chooses(name)
        await self._posts()

    def _open(self, name: str) -> list[Row]:
        """Of which nothing is decided."""
        count = self._plant.latest(name)
        return [row for row in count.unresolved if row.line.number not in count.choices]

    async def _looks_around(self) -> None:
        person = self._person
        await person.thinks(5)
        await person.presses("m", "down", "down", "pagedown", "m", "s", "s", "s", "s", "home", "/")
        await person.types("FR", end="F2")
        await person.types("-10", end="enter")
        await person.presses("escape", "r", "r")
        await person.resizes(120, 36)
        await person.presses("down", "up")
        await person.resizes(40, 12)
        await person.presses("down", "up")
        await person.resizes(80, 24)

    async def _chooses(self, name: str) -> None:
        person, turn = self._person, 0
        while unresolved := self._open(name):
            turn += 1
            await person.thinks(6)
            if turn % 3 == 1:
                await self._reads_evidence()
            if person.reads("c which count"):
                await person.presses("c", "1")
                await person.types("that one was careful")
            elif turn % 4 == 0 or not person.reads("1 take"):
                await person.presses("n")
                person.sees("LEAVE")
                await person.types("the pallet stands on top of it")
            elif turn % 4 == 2:
                await person.presses("1", "u", "1")
            else:
                await person.presses("1")
            assert len(self._open(name)) < len(unresolved), person.player.terminals.text
            await person.presses("tab")

    async def _reads_evidence(self) -> None:
        person = self._person
        await person.presses("e")
        person.sees("EVIDENCE")
        await person.presses("down", "pagedown", "pageup", "end", "home")
        await person.thinks(10)
        await person.presses("escape")

    async def _posts(self) -> None:
        person = self._person
        await person.presses("p")
        person.sees("PLAN")
        await person.thinks(12)
        await person.presses("down", "down", "up")
        if person.reads("a approve"):
            await self._approves()
        await person.presses("F8")
        person.sees("Press y")
        await person.thinks(4)
        await person.presses("y")
        person.sees("c certificate")
        await person.presses("c")
        person.sees("CERTIFICATE")
        await person.presses("down", "down", "pagedown")
        await person.thinks(10)
        await person.presses("escape", "F8")
        person.sees("REOPEN")
        await person.thinks(15)
        await person.presses("F8")
        person.sees("is open again")
        await person.presses("escape")
        person.sees("SCHEDULE")

    async def _approves(self) -> None:
        person = self._person
        await person.presses("a")
        person.sees("Who")
        await person.types(APPROVER)
        person.sees(f"as {APPROVER}")
        await person.thinks(6)
        await person.presses("y")
        await person.types("seen on the shelf")
