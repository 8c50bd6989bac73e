"""Saying back what a person gave, without filling the screen with it."""

LONGEST = 80
"""Characters of a quoted text; the rest is cut."""


def quoted(text: str) -> str:
    """The text in quotes: `'RACK-A'`; a very long one is cut, which `…` shows."""
    return f"'{text}'" if len(text) <= LONGEST else f"'{text[: LONGEST - 1]}…'"
