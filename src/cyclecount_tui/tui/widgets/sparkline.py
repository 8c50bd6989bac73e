"""Numbers drawn as signs: a row of small bars for shares, rows of bars for the work of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

_SHARES = "▁▃▅▇█"
_LYING = "▏▎▍▌▋▊▉█"
_STANDING = "▁▂▃▄▅▆▇█"
_ASCII_BAR = "#"
_TENTHS = 9
_EIGHTHS = 8


def share_signs(shares: Sequence[Fraction], *, ascii_only: bool = False) -> str:
    """One sign a share from 0 to 1, in their order: `▃▅▇█`, or digits from 0 to 9.

    The highest sign stands for the whole alone: whoever is nearly right is not shown as right.
    """
    if ascii_only:
        return "".join(str(int(share * _TENTHS)) for share in shares)
    return "".join(_SHARES[int(share * (len(_SHARES) - 1))] for share in shares)


def lying_bar(share: Fraction, width: int, *, ascii_only: bool = False) -> str:
    """A bar of at most `width` cells for a share from 0 to 1; anything above 0 is seen."""
    if share <= 0 or width < 1:
        return ""
    if ascii_only:
        return _ASCII_BAR * max(1, round(share * width))
    eighths = max(1, round(share * width * _EIGHTHS))
    whole, rest = divmod(eighths, _EIGHTHS)
    return _LYING[-1] * whole + (_LYING[rest - 1] if rest else "")


def standing_bars(values: Sequence[int], most: int, rows: int, *, ascii_only: bool = False) -> list[str]:
    """One bar a value beside the other, as `rows` lines from the top, each one cell a value.

    `most` is the value of a bar of full height. Anything above 0 is seen. One row of ASCII is digits from 0 to 9.
    """
    if ascii_only and rows == 1:
        return ["".join(_digit(value, most) for value in values)]
    steps = 1 if ascii_only else _EIGHTHS
    heights = [_height(value, most, rows * steps) for value in values]
    signs = f" {_ASCII_BAR}" if ascii_only else f" {_STANDING}"
    return ["".join(signs[max(0, min(steps, height - row * steps))] for height in heights) for row in range(rows)][::-1]


def _height(value: int, most: int, whole: int) -> int:
    return max(1, min(whole, round(Fraction(value * whole, most)))) if value > 0 and most > 0 else 0


def _digit(value: int, most: int) -> str:
    return str(_height(value, most, _TENTHS))
