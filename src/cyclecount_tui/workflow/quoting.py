"""Saying back what a person gave, without filling the screen with it."""

import shlex

from cyclecount_tui.domain.subject import Subject

LONGEST = 80
"""Characters of a quoted text; the rest is cut."""


def quoted(text: str) -> str:
    """The text in quotes: `'RACK-A'`; a very long one is cut, which `…` shows."""
    return f"'{text}'" if len(text) <= LONGEST else f"'{text[: LONGEST - 1]}…'"


def as_argument(subject: Subject) -> str:
    """What is counted as a command takes it: `'RACK-B / SHELF-04'`, `--part FR-10034`."""
    name = shlex.quote(subject.name)
    return f"--part {name}" if subject.is_part else name
