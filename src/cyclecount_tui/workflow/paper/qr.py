"""QR codes: their modules, and the same as lines of text."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from cyclecount_tui.workflow.errors import Refusal

Modules: TypeAlias = Sequence[Sequence[bool]]
"""Row by row; True is dark. There is no white around them."""

QUIET = 4
"""Modules of white that a reader wants around a code (ISO/IEC 18004)."""

_QUIET_IN_TEXT = 2

_HALVES = {(False, False): " ", (True, False): "\N{UPPER HALF BLOCK}", (False, True): "\N{LOWER HALF BLOCK}",
           (True, True): "\N{FULL BLOCK}"}  # fmt: skip

_ANY_MASK = 0
"""A reader undoes every mask; looking for the best one takes most of the time that it takes to make a code."""


def qr_rows(text: str, *, one_of_many: bool = False) -> list[list[bool]]:
    """The modules of a QR code for a text. `one_of_many`: made quickly, for a sheet with thousands of short codes.

    Raises:
        Refusal: the text is too long for one.
    """
    import segno

    try:
        code = segno.make(
            text.encode(errors="replace").decode(), error="m", micro=False, mask=_ANY_MASK if one_of_many else None
        )
    except segno.DataOverflowError as error:
        raise Refusal(f"{len(text)} characters are too many for a QR code: give a shorter text.") from error
    return [[bool(module) for module in row] for row in code.matrix]


def rectangles(modules: Modules) -> Iterator[tuple[int, int, int, int]]:
    """The dark modules as few rectangles: column, row, width and height. None covers a module of another."""
    growing: dict[tuple[int, int], int] = {}
    for place, row in enumerate((*modules, ())):
        runs = set(_runs(row))
        for column, width in sorted(growing.keys() - runs):
            first = growing.pop((column, width))
            yield column, first, width, place - first
        growing |= dict.fromkeys(runs - growing.keys(), place)


def qr_text(text: str) -> list[str]:
    """A code as lines of text, two rows of modules a line, with white around it."""
    rows = qr_rows(text)
    width = len(rows[0]) + 2 * _QUIET_IN_TEXT
    edge = [False] * _QUIET_IN_TEXT
    blank = [False] * width
    framed = [blank] * _QUIET_IN_TEXT + [edge + row + edge for row in rows] + [blank] * (_QUIET_IN_TEXT + 1)
    pairs = zip(framed[::2], framed[1::2], strict=False)
    return ["".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where dark modules begin and how many follow each other."""
    start = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
