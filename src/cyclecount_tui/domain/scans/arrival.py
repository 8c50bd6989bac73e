"""How a text came into the terminal: typed, in a burst of keys, or pasted. A hint, never a proof."""

from collections.abc import Sequence
from enum import StrEnum

FASTEST_TYPING = 0.03
"""Seconds from key to key; nobody types three keys faster. A slow line may stretch a scan beyond it."""

SHORTEST_SCAN = 4
"""Characters; fewer that come together are keys that a slow line kept back."""

FEWEST_GAPS = 2
"""Two keys may fall on one another by chance, or arrive together over a slow line."""


class Arrival(StrEnum):
    """A scanner types faster than people do; some handhelds deliver a scan as a bracketed paste."""

    TYPED = "typed"
    BURST = "burst"
    PASTE = "paste"


def arrival_of(gaps: Sequence[float], fastest: float = FASTEST_TYPING) -> Arrival:
    """Typed or a burst, by the seconds that passed between one key and the next, the closing Enter included or not."""
    if len(gaps) < FEWEST_GAPS:
        return Arrival.TYPED
    return Arrival.BURST if _middle(gaps) < fastest else Arrival.TYPED


def _middle(gaps: Sequence[float]) -> float:
    """The median, the upper one of two; without the library, which the first screen would have to wait for."""
    return sorted(gaps)[len(gaps) // 2]
