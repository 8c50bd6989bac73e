"""The separator between GS1 element strings: an unprintable character that many scanners send as something else."""

import re

SEPARATOR = "\x1d"
"""ASCII 29, which stands for FNC1 in a GS1 code."""

_WRITTEN_OUT = re.compile(r"␝|<GS>|\{GS\}|<FNC1>|\{FNC1\}|\[FNC1\]|\^\]", re.IGNORECASE)


def separated(text: str, substitute: str = "") -> str:
    """The text with its separators as GS1 has them, whatever the scanner sent in their place."""
    text = _WRITTEN_OUT.sub(SEPARATOR, text)
    return text.replace(substitute, SEPARATOR) if substitute else text
