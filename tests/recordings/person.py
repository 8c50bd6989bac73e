"""Somebody at the terminal: fingers with a pace and slips of their own, a scanner, and eyes that look for something.

What is pressed is played at once, and is kept with a time that a person could have pressed it at.
"""

from __future__ import annotations

from random import Random

from tests.recordings.moments import Kind, Moment
from tests.recordings.playing import SIZE, Player

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "enter": b"\r", "escape": b"\x1b", "backspace": b"\x7f", "tab": b"\t",
    "F1": b"\x1bOP", "F2": b"\x1bOQ", "F3": b"\x1bOR", "F4": b"\x1bOS", "F5": b"\x1b[15~", "F6": b"\x1b[17~",
    "F7": b"\x1b[18~", "F8": b"\x1b[19~", "F9": b"\x1b[20~", "ctrl+l": b"\x0c", "ctrl+p": b"\x10", "ctrl+r": b"\x12",
}  # fmt: skip

_SLIPS = 0.03
"""How often a finger hits the key beside, which is seen and taken back."""


class Person:
    """`pace`: seconds from key to key, on average. `at` is the time of the last key."""

    def __init__(self, player: Player, seed: int, pace: float = 0.32) -> None:
        self.player = player
        self.moments: list[Moment] = []
        self.at = 0.0
        self._pace = pace
        self._random = Random(seed)

    async def thinks(self, seconds: float) -> None:
        """Reads, walks, counts: nothing is pressed."""
        self.at += seconds * self._random.uniform(0.7, 1.3)

    async def presses(self, *keys: str) -> None:
        """Keys by their names, or by what they type."""
        for key in keys:
            self.at += max(0.09, self._random.gauss(self._pace, self._pace / 3))
            await self._happens(Kind.KEYS, KEYS.get(key) or key.encode())

    async def types(self, text: str, end: str = "enter") -> None:
        """A text, key by key, with a slip now and then, and what ends it."""
        for sign in text:
            if sign.isdigit() and self._random.random() < _SLIPS:
                await self.presses(str((int(sign) + 1) % 10), "backspace")
            await self.presses(sign)
        if end:
            await self.presses(end)

    async def scans(self, code: str, suffix: str = "\r") -> None:
        """A code, all of it at once."""
        self.at += self._random.uniform(0.8, 2.0)
        await self._happens(Kind.KEYS, f"{code}{suffix}".encode())

    async def receives(self, noise: bytes) -> None:
        """The line brings what nobody typed."""
        self.at += 0.4
        await self._happens(Kind.KEYS, noise)

    async def resizes(self, columns: int, rows: int) -> None:
        """Pulls at the window."""
        self.at += 0.6
        await self._happens(Kind.SIZE, (columns, rows))

    async def line(self, *, answers: bool) -> None:
        """The line becomes slow, or quick again."""
        self.at += 0.3
        await self._happens(Kind.ANSWERS, answers)

    async def is_disturbed(self, text: str) -> None:
        """Something else writes on the terminal."""
        self.at += 1.0
        await self._happens(Kind.BROADCAST, text)

    async def comes_to_rest(self) -> None:
        """The window is the usual one again, and the line is good."""
        if self.player.terminals.size != SIZE:
            await self.resizes(*SIZE)
        await self.line(answers=True)

    def sees(self, *texts: str) -> None:
        """What is expected stands on the screen."""
        shown = self.player.terminals.text
        missing = [text for text in texts if text not in shown]
        assert not missing, f"{missing} at {self.at:.0f} s:\n{shown}"

    def reads(self, text: str) -> bool:
        """Whether this stands on the screen."""
        return text in self.player.terminals.text

    async def _happens(self, kind: Kind, what: bytes | tuple[int, int] | bool | str) -> None:
        moment = Moment(round(self.at, 3), kind, what)
        self.moments.append(moment)
        await self.player.play_one(moment)
