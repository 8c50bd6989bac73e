"""How often this terminal holds each count: a screen that leaves must not let go of what the next one took already."""

from collections import Counter
from threading import RLock


class HeldHere:
    """A number by count; whoever changes it keeps `lock` until the database says the same."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._times: Counter[str] = Counter()

    def once_more(self, count_id: str) -> None:
        """It was taken."""
        self._times[count_id] += 1

    def once_less(self, count_id: str) -> bool:
        """It was given back; True when nobody here holds it any more."""
        self._times[count_id] -= 1
        gone = self._times[count_id] <= 0
        if gone:
            self.not_any_more(count_id)
        return gone

    def not_any_more(self, count_id: str) -> None:
        """Another terminal took it."""
        self._times.pop(count_id, None)
