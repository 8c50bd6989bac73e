"""The same code read twice in a row and glued together: `43542104354210` is `4354210`."""

from cyclecount_tui.domain.scans.wrapping import ENDS

SHORTEST = 3
"""Characters of a code that was read twice; `1212` may well be a code of its own."""


def half_of(raw: str) -> str | None:
    """The code that a scan has twice, suffixes between them or not; None where it is no exact repetition.

    Whoever knows the whole as a code goes by the whole.
    """
    text = raw.strip(f" {ENDS}")
    for length in range(len(text) // 2, SHORTEST - 1, -1):
        if text[length : len(text) - length].strip(ENDS):
            return None
        if text[:length] == text[-length:]:
            return text[:length]
    return None
