"""Names that are the same but for case, spaces, dashes and slashes; and the nearest ones where none is the same."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_BETWEEN = re.compile(r"[\s\-‐‑‒–—−_/\\]+")

_MOST_LOOKED_AT, _MOST_COMPARED = 300, 12
"""Names that are looked at, and of those the ones that difflib compares; it is too slow for thousands of questions."""

_NEAR = 0.6


def spelt_plainly(name: str) -> str:
    """The name in lower case with single spaces for whatever stands between its words: `rack a shelf 01`.

    What stands between words is kept as a space, never dropped: `A-1-1` and `A-11` stay two names.
    """
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


class NearNames:
    """Finds the names that look most like one that is not there. Made once for many questions."""

    def __init__(self, names: Iterable[str]) -> None:
        self._as_written: dict[str, list[str]] = defaultdict(list)
        self._with_piece: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._as_written[_compared(name)].append(name)
        for key in self._as_written:
            for piece in _pieces(key):
                self._with_piece[piece].append(key)

    def of(self, name: str, most: int = 3) -> list[str]:
        """Up to `most` names, the nearest first; none where nothing is near."""
        wanted = _compared(name)
        pieces = _pieces(wanted)
        looked_at: set[str] = set()
        for piece in sorted(pieces & self._with_piece.keys(), key=lambda piece: (len(self._with_piece[piece]), piece)):
            looked_at.update(self._with_piece[piece][:_MOST_LOOKED_AT])
            if len(looked_at) >= _MOST_LOOKED_AT:
                break
        likeliest = sorted(looked_at, key=lambda key: (-len(pieces & _pieces(key)), key))[:_MOST_COMPARED]
        near = get_close_matches(wanted, likeliest, n=most, cutoff=_NEAR)
        return [name for key in near for name in self._as_written[key]][:most]


def _compared(name: str) -> str:
    """Spelt plainly, numbers without leading zeros: `shelf 7` is near to `SHELF-07`, and nearer than `SHELF-27`."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", spelt_plainly(name))


@lru_cache(maxsize=4096)
def _pieces(key: str) -> frozenset[str]:
    padded = f" {key} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
