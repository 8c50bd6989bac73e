"""What is drawn on the pages of a PDF: its texts, and the dark rectangles that codes are made of."""

import re
import zlib
from dataclasses import dataclass
from itertools import groupby

_TEXT = re.compile(r"\(((?:[^()\\]|\\.)*)\) Tj")
_FILLED = re.compile(r"(-?[0-9.]+) (-?[0-9.]+) (-?[0-9.]+) (-?[0-9.]+) re f")
POINTS = 72 / 25.4
"""In a millimetre."""


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres, its top measured from the bottom of the page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """One page; `codes` are the rectangles that were filled one after another, code by code."""

    texts: tuple[str, ...]
    codes: tuple[tuple[Box, ...], ...]

    @property
    def text(self) -> str:
        """All of it, a line a piece."""
        return "\n".join(self.texts)


def unpacked(pdf: bytes) -> list[str]:
    """Every stream of the file that can be unpacked."""
    found, rest = [], pdf
    while b"stream\n" in rest:
        _, _, rest = rest.partition(b"stream\n")
        raw, _, rest = rest.partition(b"\nendstream")
        try:
            found.append(zlib.decompress(raw).decode("latin-1"))
        except zlib.error:
            continue
    return found


def pages_of(pdf: bytes) -> list[Page]:
    """The pages in order."""
    return [_page(stream) for stream in unpacked(pdf) if " Tj" in stream]


def _page(stream: str) -> Page:
    texts = tuple(re.sub(r"\\(.)", r"\1", text) for text in _TEXT.findall(stream))
    runs = groupby(stream.splitlines(), key=lambda line: _FILLED.fullmatch(line) is not None)
    codes = (tuple(_box(line) for line in lines) for filled, lines in runs if filled)
    return Page(texts, tuple(code for code in codes if len(code) > 1))


def _box(line: str) -> Box:
    found = _FILLED.fullmatch(line)
    assert found is not None, line
    left, top, width, height = (float(number) / POINTS for number in found.groups())
    return Box(left, top, width, -height)
