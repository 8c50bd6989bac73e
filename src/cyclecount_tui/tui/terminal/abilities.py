"""What a terminal can do, by its entry in the terminfo database and the locale."""

from __future__ import annotations

import codecs
import curses
import locale
import os
from collections.abc import Mapping
from typing import NamedTuple

_LOOKS = {"bold": 1, "dim": 2, "sitm": 3, "smul": 4, "blink": 5, "rev": 7, "smxx": 9}
"""terminfo's names of looks, each with its number in an SGR sequence."""

_TRUE_COLOUR = frozenset({"truecolor", "24bit"})


class Abilities(NamedTuple):
    """`colours`: 0 for none. `looks`: SGR numbers. `encoding`: a codec's name.

    `alternate_screen`, `hides_cursor`, `wraps`: whether these can be switched. `reports_mouse`, `marks_pastes`: whether
    it can tell of the mouse and where a paste begins and ends. `sets_clipboard`: whether it takes OSC 52.
    `draws_last_cell`: whether something can stand in the last cell of the last row without all rows moving up.
    """

    colours: int = 0
    looks: frozenset[int] = frozenset()
    encoding: str = "utf-8"
    alternate_screen: bool = False
    hides_cursor: bool = False
    wraps: bool = False
    reports_mouse: bool = False
    marks_pastes: bool = False
    sets_clipboard: bool = False
    draws_last_cell: bool = True


def abilities(environment: Mapping[str, str] | None = None, encoding: str = "") -> Abilities:
    """Those of the terminal that TERM names; of one that the database does not know, none."""
    environment = os.environ if environment is None else environment
    encoding = codecs.lookup(encoding or locale.getencoding()).name
    if not _is_known(environment.get("TERM", "")):
        return Abilities(encoding=encoding)
    wraps = _has("rmam")
    return Abilities(
        colours=_colours(environment),
        looks=frozenset(number for name, number in _LOOKS.items() if _has(name)),
        encoding=encoding,
        alternate_screen=_has("smcup"),
        hides_cursor=_has("civis"),
        wraps=wraps,
        reports_mouse=_has("kmous"),
        marks_pastes=_has("BE") or _has("kmous"),
        sets_clipboard=_has("Ms"),
        draws_last_cell=wraps or not curses.tigetflag("am") > 0 or curses.tigetflag("xenl") > 0,
    )


def _is_known(term: str) -> bool:
    """Whether terminfo has the entry; it is the one that is asked from here on."""
    try:
        curses.setupterm(term or "dumb", 1)
    except curses.error:
        return False
    return True


def _has(name: str) -> bool:
    return bool(curses.tigetstr(name))


def _colours(environment: Mapping[str, str]) -> int:
    colours = max(curses.tigetnum("colors"), 0)
    return 1 << 24 if colours and environment.get("COLORTERM", "").lower() in _TRUE_COLOUR else colours
