"""Tells a scanner from fingers: what comes faster than anybody types is one scan, and none of its keys a command.

On a screen without a prompt every letter is a command, so keys wait for an instant: when others follow at once they
are a scan. In a prompt letters go on at once, for the prompt knows how they came; there, function and control keys
wait, because a code may hold control characters, and a terminal shows some of them as such keys. One that a code goes
on behind is the prompt's separator: what it parts is a code then, and never becomes a number in one piece. A function
key right behind a code cannot be told from a character of it: it does nothing, which is said. A space waits, too: alone
it says that a serial is here, and a code may begin with a blank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from textual import events

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING, SHORTEST_SCAN
from cyclecount_tui.tui.widgets.key_names import is_function_key

_SUFFIXES = frozenset({"enter", "tab", "ctrl+j"})
_MOVING = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete"})
_SEPARATOR_KEY, _SEPARATOR = "ctrl+right_square_bracket", "\x1d"


class ScanText(NamedTuple):
    """A scan that came where there is no prompt."""

    text: str


class KeyDropped(NamedTuple):
    """A function key, by Textual's name, that came so close behind a code that it did nothing."""

    key: str


Passed = events.Key | ScanText | KeyDropped


@dataclass
class BurstGate:
    """What `take` and `flush` give goes on, in that order; while something `waits`, `flush` is due.

    `patience`: seconds after which a key does not belong to the one before it; no time makes every key go on at once.
    """

    patience: float = FASTEST_TYPING
    _waiting: list[events.Key] = field(default_factory=list)
    _last: float = 0.0
    _run: int = 0
    """Characters that came into the prompt one right after the other until now."""
    _parting: events.Key | None = None
    """The last control key behind a code, as long as the code did not go on behind it."""
    _scan_ended: bool = False
    """Whether the last key ended a scan of a screen without a prompt: a second suffix is no Enter."""

    @property
    def waits(self) -> bool:
        """Whether keys wait for what comes next."""
        return bool(self._waiting) or self._parting is not None

    def holds_alone(self, key: events.Key) -> bool:
        """Whether this key waits, and no other."""
        return self._parting is None and len(self._waiting) == 1 and self._waiting[0] is key

    def take(self, key: events.Key, *, prompting: bool) -> list[Passed]:
        """A key came; `prompting`: letters belong to a prompt. Gives what goes on now, in order."""
        together = key.time - self._last < self.patience
        self._last = key.time
        if not self.patience:
            return [key]
        if not together:
            passed, self._scan_ended, self._run = self.flush(), False, 0
            return passed + (self._in_prompt(key) if prompting else self._in_table(key))
        return self._in_prompt(key) if prompting else self._in_table(key)

    def flush(self) -> list[Passed]:
        """Nothing follows what waits: it goes on, as one scan or as the keys that it is."""
        waiting, self._waiting = self._waiting, []
        parting, self._parting = self._parting, None
        said = [KeyDropped(parting.key)] if parting is not None and is_function_key(parting.key) else []
        text = "".join(map(_character, waiting))
        return [*said, ScanText(text)] if _is_code(text, waiting) else [*said, *waiting]

    def _in_prompt(self, key: events.Key) -> list[Passed]:
        blank_in_front = key.character == " " and not (self._run or self._waiting)
        if key.is_printable and not blank_in_front:
            return self._goes_on(key)
        if key.key in _SUFFIXES | _MOVING | {_SEPARATOR_KEY}:
            self._run = 0 if key.key in _SUFFIXES else self._run
            self._parting = None
            return [*self.flush(), key]
        if self._run >= SHORTEST_SCAN:
            self._parting = key
        else:
            self._waiting.append(key)
        return []

    def _goes_on(self, key: events.Key) -> list[Passed]:
        """A character; control keys right before it were characters of the same code, and part it."""
        self._run += 1
        if self._parting is not None or any(not waiting.is_printable for waiting in self._waiting):
            self._parting, self._waiting = None, []
            separator = events.Key(_SEPARATOR_KEY, _SEPARATOR)
            separator.time = key.time
            return [separator, key]
        return [*self.flush(), key]

    def _in_table(self, key: events.Key) -> list[Passed]:
        if key.key not in _SUFFIXES and (self._waiting or key.key not in _MOVING):
            self._waiting.append(key)
            return []
        if self._scan_ended and key.key in _SUFFIXES:
            return []
        passed = self.flush()
        self._scan_ended = bool(passed) and isinstance(passed[0], ScanText)
        return passed if self._scan_ended else [*passed, key]


def _character(key: events.Key) -> str:
    if key.key == _SEPARATOR_KEY:
        return _SEPARATOR
    return key.character if key.is_printable and key.character else ""


def _is_code(text: str, keys: list[events.Key]) -> bool:
    """A code has a digit, is a label or a card, or has a control character in it.

    Commands that a slow line kept back are letters and moves, or a search.
    """
    if len(text) < SHORTEST_SCAN or text.startswith("/"):
        return False
    if text.startswith(("{", "CC-")) or any(sign.isdigit() for sign in text):
        return True
    return any(not key.is_printable and key.key not in _MOVING for key in keys)
