"""Names in the order in which people walk and read them."""

import re
from typing import TypeAlias

NaturalKey: TypeAlias = str
"""What `natural` sorts by: one text, which is quick to make, to keep and to compare, since a schedule has thousands."""

_NUMBER = re.compile(r"[0-9]+")
_BEFORE_ALL_LETTERS = "\x01"
_LONGEST = 0x10FFFF


def natural(text: str) -> NaturalKey:
    """Sort key that puts `FR-9` before `FR-10`, as people walk and read."""
    return _NUMBER.sub(_by_value, text.casefold())


def _by_value(number: re.Match[str]) -> str:
    """Digits by what they come to, which for digits of one length is the order of their text, however many."""
    digits = number[0].lstrip("0")
    return f"{_BEFORE_ALL_LETTERS}{chr(min(len(digits), _LONGEST))}{digits}"


def numbers_and_words(text: str) -> list[str]:
    """The text in pieces that are all digits, or hold none, whatever their case."""
    return re.findall(r"[0-9]+|[^0-9]+", text.casefold())
