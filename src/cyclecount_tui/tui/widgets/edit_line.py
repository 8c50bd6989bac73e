"""A line of text being edited: the text, the cursor's place, and what each editing key makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class EditLine(NamedTuple):
    """The text and the cursor before the character `at`, from 0 to the length of the text."""

    text: str = ""
    at: int = 0

    @classmethod
    def ending(cls, text: str) -> EditLine:
        """The text with the cursor behind it."""
        return cls(text, len(text))

    def insert(self, typed: str) -> EditLine:
        """`typed` at the cursor, the cursor behind it."""
        return EditLine(self.text[: self.at] + typed + self.text[self.at :], self.at + len(typed))

    def to(self, at: int) -> EditLine:
        """The cursor at `at`, held inside the text."""
        return EditLine(self.text, max(0, min(len(self.text), at)))

    def left(self) -> EditLine:
        """The cursor one character back."""
        return self.to(self.at - 1)

    def right(self) -> EditLine:
        """The cursor one character on."""
        return self.to(self.at + 1)

    def home(self) -> EditLine:
        """The cursor before the text."""
        return self.to(0)

    def end(self) -> EditLine:
        """The cursor behind the text."""
        return self.to(len(self.text))

    def delete(self) -> EditLine:
        """Without the character under the cursor."""
        return EditLine(self.text[: self.at] + self.text[self.at + 1 :], self.at)

    def backspace(self) -> EditLine:
        """Without the character before the cursor."""
        return self._without_back_to(self.at - 1)

    def clear_back(self) -> EditLine:
        """Without all that stands before the cursor."""
        return self._without_back_to(0)

    def delete_word(self) -> EditLine:
        """Without the word before the cursor and the spaces behind it."""
        head = self.text[: self.at].rstrip(" ")
        return self._without_back_to(head.rfind(" ") + 1)

    def _without_back_to(self, start: int) -> EditLine:
        start = max(0, start)
        return EditLine(self.text[:start] + self.text[self.at :], start)


EDITING_KEYS: dict[str, Callable[[EditLine], EditLine]] = {
    "left": EditLine.left,
    "right": EditLine.right,
    "home": EditLine.home,
    "ctrl+a": EditLine.home,
    "end": EditLine.end,
    "ctrl+e": EditLine.end,
    "backspace": EditLine.backspace,
    "delete": EditLine.delete,
    "ctrl+u": EditLine.clear_back,
    "ctrl+w": EditLine.delete_word,
}
"""What each editing key does, as in a shell."""
