"""Names in natural order: the sort key is one text, and orders as the pieces of the names do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.natural_order import natural, numbers_and_words

NAMES = st.text(st.sampled_from("019Aab- /ß"), max_size=8)


def by_pieces(name: str) -> list[tuple[bool, int, str]]:
    """Numbers by their value and before words; words by their letters, whatever their case."""
    return [(False, int(piece), "") if piece.isdecimal() else (True, 0, piece) for piece in numbers_and_words(name)]


@given(NAMES, NAMES)
def test_two_names_stand_as_their_pieces_do(first: str, second: str) -> None:
    assert (natural(first) < natural(second)) == (by_pieces(first) < by_pieces(second))
    assert (natural(first) == natural(second)) == (by_pieces(first) == by_pieces(second))
