"""The questions for the cursor's position in what a program sends, whatever pieces it comes in."""

import re

WHERE = b"\x1b[6n"
HERE = b"\x1b[1;1R"
"""An answer; no program that is measured needs to know where the cursor truly is."""

_BEGUN = re.compile(rb"\x1b(?:\[6?)?$")


class Questions:
    """Counts them in one direction of one line."""

    def __init__(self) -> None:
        self._begun = b""

    def ended_in(self, chunk: bytes) -> int:
        """How many are complete with this piece."""
        text = self._begun + chunk
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun else b""
        return text.count(WHERE)
