"""A scan ends once: what a scanner sends behind that is no key of a person, on whichever screen the scan has led to.

A slow line brings the LF of a CR LF long after the CR, and a handheld that pastes its codes types the suffix behind the
paste. Taken for an Enter it would choose what stands first in a question, or leave the line that was scanned.
"""

from __future__ import annotations

from textual import events

_SUFFIXES = frozenset({"enter", "tab", "ctrl+j"})

_BEHIND_A_PASTE = 0.25
"""Seconds; who looks at what a scan did takes longer to press a key."""


class ScanEnds:
    """Sees every key and paste that the terminal brings, in order."""

    def __init__(self) -> None:
        self._entered = False
        self._pasted: float | None = None

    def pasted(self, paste: events.Paste, *, ended: bool) -> None:
        """A paste came; `ended`: it is taken as scans, without any key behind it."""
        self._entered, self._pasted = False, paste.time if ended else None

    def is_rest(self, key: events.Key) -> bool:
        """Whether a key belongs to a scan that has ended already."""
        behind_enter, self._entered = self._entered, key.key == "enter"
        if key.key not in _SUFFIXES:
            self._pasted = None
            return False
        behind_paste = self._pasted is not None and key.time - self._pasted < _BEHIND_A_PASTE
        return behind_paste or (behind_enter and key.key == "ctrl+j")
