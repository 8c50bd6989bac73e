"""Whether a text in the quantity field is a quantity, a scan, or worth a question: a scan is never a quantity."""

import re
from collections.abc import Callable
from enum import StrEnum

from cyclecount_tui.domain.scans.arrival import Arrival

PLAUSIBLE_DIGITS = 5
"""Digits of a count that nobody wonders at; a number with more is asked about."""

_LONGEST_FOR_A_SLOW_LINE = 3
"""Digits that may have come together over a slow line; no label holds so few."""

_SUM = re.compile(r"[0-9.,+\-*/()×= ]*", re.ASCII)
_NUMBER = re.compile(r"\+? *([0-9]*)([.,][0-9]*)?", re.ASCII)
_CODE_OF_DIGITS = re.compile(r"[0-9]+([-./ ][0-9]+)+", re.ASCII)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
_MISTYPED_SUM = re.compile(r"[0-9.,+\-*/()×= x]*", re.ASCII | re.IGNORECASE)

_LONGEST_BEFORE = 40
"""Characters of a sum that anybody types before a scan comes into it."""

_SHORTEST_BEHIND = 4
"""Characters of a code that is looked for behind a quantity."""

_SHORTEST_CODE = 6
"""Characters. What is shorter and was typed is a slip of the fingers rather than a code that nobody knows."""


class Nature(StrEnum):
    """What a text is to be taken for."""

    QUANTITY = "quantity"
    SCAN = "scan"
    ASK = "ask"


def nature_of(text: str, arrival: Arrival, known: Callable[[str], bool]) -> Nature:
    """What a text in the quantity field is. `known` says whether a text is a code of the sheet.

    A sum that is typed is a quantity, whether it can be worked out or not. Whatever has the shape of a code is a scan.
    A number that came in one go, is a code of the sheet, or is larger than anybody counts, is a scan or asked about.
    """
    text = text.strip(" ")
    if not _SUM.fullmatch(text):
        return Nature.SCAN
    if not text:
        return Nature.QUANTITY
    if arrival is Arrival.TYPED:
        return Nature.ASK if known(text) or _looks_like_a_code(text) else Nature.QUANTITY
    if known(text) or _looks_like_a_code(text) or _is_digits_in_groups(text):
        return Nature.SCAN
    if arrival is Arrival.BURST and _typed_over_a_slow_line(text):
        return Nature.QUANTITY
    return Nature.ASK


def scan_behind(typed: str, text: str, nature: Nature) -> bool:
    """Whether a scan came into a row in which a quantity was half typed: neither is to be taken, for it is one text.

    `typed` is the beginning of the text that came before it and in another way. A slow line may bring the end of a sum
    together; nothing else than a sum is one.
    """
    if not typed.strip() or not _SUM.fullmatch(typed.strip()):
        return False
    return nature is not Nature.QUANTITY or text[len(typed) :].strip().isdecimal()


def typed_before_code(text: str, known: Callable[[str], bool]) -> str:
    """The quantity that stands right before a code of the sheet, where a slow scanner's keys look typed, too."""
    for place in range(1, min(len(text) - _SHORTEST_BEHIND + 1, _LONGEST_BEFORE)):
        typed, code = text[:place], text[place:]
        if not _SUM.fullmatch(typed):
            return ""
        if not code.isdecimal() and known(code):
            return typed
    return ""


def _typed_over_a_slow_line(text: str) -> bool:
    """A slow line keeps keys back and brings them together; no label holds so few digits, or the signs of a sum."""
    return len(text) <= _LONGEST_FOR_A_SLOW_LINE or any(sign in text for sign in "+*(×=")


def worth_keeping(text: str, arrival: Arrival) -> bool:
    """Whether a code that nobody knows is kept as an unknown scan: anything scanned, and of what was typed, codes.

    A slow line makes a scan look typed, so what is as long as a code is kept; a sum with an `x` in it is mistyped.
    """
    if not text.strip():
        return False
    if arrival is not Arrival.TYPED:
        return True
    return len(text.strip()) >= _SHORTEST_CODE and not _MISTYPED_SUM.fullmatch(text)


def _is_digits_in_groups(text: str) -> bool:
    """`10-34.7`, `12/4`; but one point makes a decimal number, which a slow line brings together as it does digits."""
    return bool(_CODE_OF_DIGITS.fullmatch(text)) and not _DECIMAL.fullmatch(text)


def _looks_like_a_code(text: str) -> bool:
    """A bare number that is too long for a count, or has zeros in front as no count has."""
    number = _NUMBER.fullmatch(text)
    if number is None:
        return False
    digits = number[1]
    return len(digits) > PLAUSIBLE_DIGITS or (len(digits) > 1 and digits.startswith("0"))
