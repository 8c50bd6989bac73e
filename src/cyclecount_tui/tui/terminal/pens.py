"""Colours and other looks of a cell in what a terminal can show: its number of colours, and the looks that it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.color import Color, ColorSystem

_FULL_COLOUR, _PALETTE, _EIGHT = 1 << 24, 256, 8
_EXTENDED = {38: 30, 48: 40}
"""What begins a colour of many: of the sign, of the ground; each with the first of its eight plain ones."""


def pens_for(colours: int, looks: frozenset[int]) -> Callable[[str], str]:
    """Turns the numbers of an SGR sequence into those for a terminal with so many colours and these looks.

    Looks are SGR's own numbers: 1 bold, 2 dim, 3 italic, 4 underlined, 5 blinking, 7 reversed, 9 struck through.
    """

    @lru_cache(maxsize=1024)
    def pen(numbers: str) -> str:
        return ";".join(_shown([int(number or 0) for number in numbers.split(";")], colours, looks)) if numbers else ""

    return pen


def _shown(numbers: list[int], colours: int, looks: frozenset[int]) -> Iterator[str]:
    rest = iter(numbers)
    for number in rest:
        if number in _EXTENDED:
            colour = _extended(rest)
            if colour is not None:
                yield from _coloured(_EXTENDED[number], colour, colours)
        elif number >= 30:
            yield from _plain(number, colours)
        elif number in looks:
            yield str(number)


def _extended(rest: Iterator[int]) -> Color | None:
    """`5;N` or `2;R;G;B`."""
    kind = next(rest, 0)
    if kind == 5:
        return Color.from_ansi(next(rest, 0))
    if kind == 2:
        return Color.from_rgb(next(rest, 0), next(rest, 0), next(rest, 0))
    return None


def _coloured(first: int, colour: Color, colours: int) -> Iterator[str]:
    if colours >= _FULL_COLOUR:
        yield from colour.get_ansi_codes(foreground=first == 30)
    elif colours >= _PALETTE:
        yield from colour.downgrade(ColorSystem.EIGHT_BIT).get_ansi_codes(foreground=first == 30)
    else:
        number = colour.downgrade(ColorSystem.STANDARD).number or 0
        yield from _plain(first + (number if number < _EIGHT else number - _EIGHT + 60), colours)


def _plain(number: int, colours: int) -> Iterator[str]:
    """One of the eight colours, or of their bright ones, which are the same eight where there are no more."""
    if number in {39, 49}:
        return
    bright = number >= 90
    if colours > _EIGHT or (colours == _EIGHT and not bright):
        yield str(number)
    elif colours == _EIGHT:
        yield str(number - 60)
