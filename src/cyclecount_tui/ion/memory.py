"""What is worth remembering about a tenant from one start to the next; whoever connects says where it is kept."""

from typing import Protocol


class Memory(Protocol):
    """Short texts by key. What cannot be kept is forgotten without a word: everything in it can be found out again."""

    def read(self, key: str) -> str | None:
        """The text of a key, or None."""

    def write(self, key: str, text: str) -> None:
        """Keep a text."""
