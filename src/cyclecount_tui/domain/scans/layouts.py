"""Codes that went through the wrong keyboard layout: what the scanner meant by the keys it pressed.

A scanner that poses as a keyboard presses keys. Set up for one layout, at a host with another one, it types other
characters: `{"uid":"…"}` becomes `ÜÄuidÄÖÄ…Ä*` at a German host and `¨%uid%M%…%£` at a French one.
"""

from collections.abc import Iterator
from functools import cache

Rows = tuple[str, str, str, str]
"""The keys from top left to bottom right, row by row, each layout in the same order of keys."""

_US: tuple[Rows, Rows] = (
    ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"),
    ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', "ZXCVBNM<>?"),
)

LAYOUTS: dict[str, tuple[Rows, Rows]] = {
    "QWERTZ, German": (
        ("^1234567890ß´", "qwertzuiopü+#", "asdfghjklöä", "yxcvbnm,.-"),
        ('°!"§$%&/()=?`', "QWERTZUIOPÜ*'", "ASDFGHJKLÖÄ", "YXCVBNM;:_"),
    ),
    "AZERTY, French": (
        ("²&é\"'(-è_çà)=", "azertyuiop^$*", "qsdfghjklmù", "wxcvbn,;:!"),
        ("~1234567890°+", "AZERTYUIOP¨£µ", "QSDFGHJKLM%", "WXCVBN?./§"),
    ),
    "AZERTY, Belgian": (
        ("²&é\"'(§è!çà)-", "azertyuiop^$µ", "qsdfghjklmù", "wxcvbn,;:="),
        ("³1234567890°_", "AZERTYUIOP¨*£", "QSDFGHJKLM%", "WXCVBN?./+"),
    ),
    "QWERTZ, Czech": (
        (";+ěščřžýáíé=´", "qwertzuiopú)¨", "asdfghjklů§", "yxcvbnm,.-"),
        ("°1234567890%ˇ", "QWERTZUIOP/('", 'ASDFGHJKL"!', "YXCVBNM?:_"),
    ),
}
"""Layouts that move more than a scanner can do without, unshifted and shifted. In others the digits stay in place."""


def as_meant(text: str) -> Iterator[str]:
    """What the scanner may have meant, layout by layout; readings that change nothing are left out."""
    yielded = {text}
    for table in _tables():
        meant = text.translate(table)
        if meant not in yielded:
            yielded.add(meant)
            yield meant


def through(text: str, layout: str, *, shift_lock: bool = False) -> str:
    """What a host with a layout of `LAYOUTS` shows of a text that a scanner set to US English types."""
    plain, shifted = LAYOUTS[layout]
    return text.translate(_table(_US, (shifted, plain) if shift_lock else (plain, shifted)))


def through_us(text: str, layout: str) -> str:
    """What a host with the US layout shows of a text that a scanner set to a layout of `LAYOUTS` types."""
    return text.translate(_table(LAYOUTS[layout], _US))


def bears_marks(text: str) -> bool:
    """Whether there are letters and signs in it that part numbers do not have and other layouts put in their place."""
    return any(character in _marks() for character in text)


@cache
def _tables() -> tuple[dict[int, str], ...]:
    """For each layout: the host has it, the host has it and caps lock shifts every key, or the scanner has it."""
    tables = []
    for plain, shifted in LAYOUTS.values():
        tables += [_table((plain, shifted), _US), _table((shifted, plain), _US), _table(_US, (plain, shifted))]
    return tuple(tables)


def _table(seen: tuple[Rows, Rows], meant: tuple[Rows, Rows]) -> dict[int, str]:
    table: dict[int, str] = {}
    for seen_rows, meant_rows in zip(seen, meant, strict=True):
        for seen_row, meant_row in zip(seen_rows, meant_rows, strict=True):
            table |= {ord(key): sign for key, sign in zip(seen_row, meant_row, strict=True)}
    return table


@cache
def _marks() -> frozenset[str]:
    keys = {key for layout in LAYOUTS.values() for rows in layout for row in rows for key in row}
    return frozenset(key for key in keys if not key.isascii())
