"""Which locations stand next to each other, by their names: people number them as they walk."""

from cyclecount_tui.domain.natural_order import numbers_and_words

FARTHEST = 2
"""Where one side of an aisle has the odd numbers and the other the even ones, next to 3 is 5."""

_DIGITS = "0123456789"
_MOST_DIGITS = 18
"""Longer ones are serials of something and no places in a row."""


def stands_next_to(name: str, other: str) -> bool:
    """Whether two names differ in one number only, and by two at most: `SHELF-03` and `SHELF-05`, never `SHELF-07`."""
    mine, theirs = ([_plain(each) for each in numbers_and_words(text)] for text in (name, other))
    if len(mine) != len(theirs):
        return False
    unlike = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    if len(unlike) != 1:
        return False
    (one, two) = unlike[0]
    if not _is_place(one) or not _is_place(two):
        return False
    return abs(int(one) - int(two)) <= FARTHEST


def _plain(piece: str) -> str:
    """Without the zeros before a number."""
    return (piece.lstrip("0") or "0") if piece[0] in _DIGITS else piece


def _is_place(piece: str) -> bool:
    return piece[0] in _DIGITS and len(piece) <= _MOST_DIGITS
