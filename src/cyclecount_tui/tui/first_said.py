"""Which of several threads was the first to say what becomes of something."""

from __future__ import annotations

from threading import Lock


class FirstSaid:
    """Holds the first word that was said to it; later ones change nothing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._word = ""

    def is_first(self, word: str) -> bool:
        """Say a word; whether it is the one that stands."""
        with self._lock:
            self._word = self._word or word
            return self._word == word
