"""What comes between the lines of a count: second thoughts, other windows, a bad line and noise on it, the help."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from tests.recordings.counter import Interlude
from tests.recordings.person import Person

WINDOWS = ((120, 36), (40, 12), (40, 8), (20, 16), (16, 20))


async def _help(person: Person) -> None:
    await person.presses("F1")
    person.sees("HELP")
    await person.presses("pagedown", "down", "pageup")
    await person.thinks(8)
    await person.presses("escape")


async def _second_thoughts(person: Person) -> None:
    await person.types("99", end="F2")
    await person.types("3*4", end="backspace")
    await person.presses("backspace", "backspace", "up", "up", "down", "down")


async def _undone(person: Person) -> None:
    await person.types("7")
    await person.presses("F5")


async def _wrong(person: Person) -> None:
    await person.types("12**9")
    await person.presses("F2")


async def _note(person: Person) -> None:
    await person.presses("F6", "5")
    await person.types("box is torn")


async def _tape(person: Person) -> None:
    await person.presses("=", "enter")
    await person.thinks(3)
    await person.presses("F2")


async def _noise(person: Person) -> None:
    """Reports that nobody asked for, one of them in two pieces, bytes that are no text, and flow control."""
    for noise in (b"\xff\xfe", b"\x1b[?62;1;6c", b"\x1b]11;rgb:00", b"00/0000/0000\x07", b"\x11\x13", b"\x1b[3;4R"):
        await person.receives(noise)
    await person.presses("F2")


async def _broadcast(person: Person) -> None:
    await person.is_disturbed("\x1b[5;3HBroadcast message: the line is noisy\x1b[12;1H~}x{{~")
    await person.thinks(3)
    await person.presses("up", "down", "ctrl+l")


async def _line_gets_bad(person: Person) -> None:
    await person.line(answers=False)


async def _line_is_good(person: Person) -> None:
    await person.line(answers=True)


def _window(columns: int, rows: int) -> Interlude:
    async def resized(person: Person) -> None:
        await person.resizes(columns, rows)

    return resized


_USUAL = _window(80, 24)


def interludes() -> Iterator[Interlude]:
    """One after the other, again and again."""
    windows = [_window(*size) for size in WINDOWS]
    return cycle((
        _second_thoughts, _help, _line_gets_bad, _line_is_good, _undone, windows[0], _USUAL, _note, _noise, windows[1],
        _USUAL, _wrong, _broadcast, windows[2], _USUAL, _tape, windows[3], _USUAL, windows[4], _USUAL,
    ))  # fmt: skip
