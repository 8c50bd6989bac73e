"""Names in the order in which people walk and read them."""

import re
from typing import TypeAlias

NaturalKey: TypeAlias = tuple[tuple[int, int, str], ...]
"""What `natural` sorts by."""


def natural(text: str) -> NaturalKey:
    """Sort key that puts `FR-9` before `FR-10`, as people walk and read."""
    return tuple(_piece(piece) for piece in re.findall(r"[0-9]+|[^0-9]+", text))


def _piece(piece: str) -> tuple[int, int, str]:
    """Digits by what they come to, which for digits of one length is the order of their text, however many."""
    if piece[0] in "0123456789":
        digits = piece.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, piece.casefold()
