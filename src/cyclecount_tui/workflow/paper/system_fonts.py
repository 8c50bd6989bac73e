"""Fonts of this computer, for letters that the font of every PDF reader lacks; none is shipped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

USUAL_PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where systems keep their fonts; the first ones first."""

_NAMES = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf",
    "DroidSansFallbackFull.ttf", "NotoSansSC-Regular.ttf", "NotoSansJP-Regular.ttf", "NotoSansKR-Regular.ttf",
    "NotoSansThai-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf",
)  # fmt: skip
"""Fonts that many systems have, those with many letters first."""

_PLAIN = frozenset(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class SystemFont:
    """A font file, and the code points that it has."""

    file: Path
    signs: frozenset[int]


def fonts_for(signs: Iterable[str], places: Sequence[Path] = USUAL_PLACES) -> tuple[SystemFont, ...]:
    """Fonts for the signs, the first of which has the plain letters, too; none where nothing is found that helps."""
    wanted = frozenset(map(ord, signs))
    known = [font for file in _files(tuple(places)) if (font := _font(file)) is not None and wanted & font.signs]
    base = [font for font in known if font.signs >= _PLAIN] or _plain_ones(places)
    if not (wanted and known and base):
        return ()
    best = max(base, key=lambda font: len(wanted & font.signs))
    chosen, lacking = [best], wanted - best.signs
    for font in known:
        if lacking & font.signs:
            chosen.append(font)
            lacking -= font.signs
    return tuple(chosen)


def _plain_ones(places: Sequence[Path]) -> list[SystemFont]:
    fonts = (_font(file) for file in _files(tuple(places)))
    return [font for font in fonts if font is not None and font.signs >= _PLAIN][:1]


@cache
def _files(places: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(_found(places))


def _found(places: Iterable[Path]) -> Iterator[Path]:
    there = [file for place in places for file in sorted(place.expanduser().rglob("*.ttf"))]
    for name in _NAMES:
        file = next((file for file in there if file.name == name), None)
        if file is not None:
            yield file


@cache
def _font(file: Path) -> SystemFont | None:
    """None for a file that cannot be read as a font."""
    # it comes without types
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with file.open("rb") as opened, TTFont(opened, lazy=True) as font:
            return SystemFont(file, frozenset(font.getBestCmap() or ()))
    except (OSError, TTLibError):
        return None
