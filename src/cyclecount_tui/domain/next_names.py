"""Which locations stand next to each other, by their names: people number them as they walk."""

from cyclecount_tui.domain.lines import natural

FARTHEST = 2
"""Where one side of an aisle has the odd numbers and the other the even ones, next to 3 is 5."""

_MOST_DIGITS = 18
"""Longer ones are serials of something and no places in a row."""


def stands_next_to(name: str, other: str) -> bool:
    """Whether two names differ in one number only, and by two at most: `SHELF-03` and `SHELF-05`, never `SHELF-07`."""
    mine, theirs = natural(name), natural(other)
    if len(mine) != len(theirs):
        return False
    unlike = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    if len(unlike) != 1:
        return False
    (one_is_text, digits, one), (two_is_text, more_digits, two) = unlike[0]
    if one_is_text or two_is_text or max(digits, more_digits) > _MOST_DIGITS:
        return False
    return abs(int(one or "0") - int(two or "0")) <= FARTHEST
