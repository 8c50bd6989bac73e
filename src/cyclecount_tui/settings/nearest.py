"""The known name that is nearest to an unknown one, for a sentence that refuses it."""

from collections.abc import Iterable

ALIKE_ENOUGH = 0.6
"""From here on (0 to 1, by difflib) a name is taken for a slip of the fingers."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The nearest known name; empty where none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=ALIKE_ENOUGH)), "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str = ".") -> str:
    """The end of a sentence: `; did you mean bells?`, or something else where none is near."""
    found = nearest(name, known)
    return f"; did you mean {found}?" if found else otherwise
