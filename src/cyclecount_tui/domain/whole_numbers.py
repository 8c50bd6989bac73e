"""Whole numbers as people type them: ids, line numbers, days."""

MOST_DIGITS = 15
"""No id, line or cadence is longer; Python itself refuses to read thousands of digits."""


def whole_number(text: str) -> int | None:
    """The number that 1 to 15 ASCII digits stand for; None for every other text, however long."""
    return int(text) if len(text) <= MOST_DIGITS and text.isascii() and text.isdigit() else None
