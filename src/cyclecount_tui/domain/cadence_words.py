"""How often something is counted, as people write it: days, words such as quarterly, or `twice a year`."""

import re
from fractions import Fraction

from cyclecount_tui.domain.empty_cells import says_nothing
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.whole_numbers import whole_number

LONGEST_CADENCE = 3660
"""Days; ten years. Anything longer is a slip of the hand."""

_DAYS_IN = {
    "day": Fraction(1), "week": Fraction(7), "month": Fraction(365, 12), "quarter": Fraction(365, 4),
    "year": Fraction(365),
}  # fmt: skip

_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("m", "mo", "mos", "mth", "mths", "month", "months"), "month"),
    **dict.fromkeys(("q", "qtr", "qtrs", "quarter", "quarters"), "quarter"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "annum"), "year"),
}

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "other": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "once": 1, "twice": 2, "thrice": 3,
}  # fmt: skip

_WORDS = {
    "daily": "1 day", "weekly": "1 week", "biweekly": "2 weeks", "fortnightly": "2 weeks", "fortnight": "2 weeks",
    "semimonthly": "twice a month", "monthly": "1 month", "quarterly": "1 quarter",
    "semiannual": "twice a year", "semiannually": "twice a year", "semiyearly": "twice a year",
    "halfyearly": "twice a year", "halfyear": "twice a year", "everyhalfyear": "twice a year",
    "annual": "1 year", "annually": "1 year", "yearly": "1 year", "biennial": "2 years", "biennially": "2 years",
}  # fmt: skip

_TWO_MEANINGS = {
    "bimonthly": ("every 2 months", "twice a month"),
    "biannual": ("twice a year", "every 2 years"),
    "biannually": ("twice a year", "every 2 years"),
    "biyearly": ("twice a year", "every 2 years"),
}

_NOT_SCHEDULED = frozenset({"adhoc", "asneeded", "asrequired", "ondemand", "onrequest", "notscheduled", "unscheduled"})

_NUMBER = rf"(?P<number>[0-9]{{1,5}}(?:st|nd|rd|th)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_SPACED = re.compile(rf"(?:once )?(?:(?:every|each|per) )?(?:{_NUMBER} ?)?{_UNIT}")
_REPEATED = re.compile(rf"{_NUMBER} ?(?:x|times)? ?(?:/|(?:a|an|per|each|every|in a)\b) ?{_UNIT}")
_WHOLE_WITH_ZEROS = re.compile(r"([0-9]+)[.,]0{1,2}")


def cadence_of(text: str, unit: str = "days") -> int | None:
    """The days between two counts that a cell says; None when it says that there is no cadence.

    `unit` is what a bare number counts, as the column's name has it: `days`, `weeks`, `months`, `per year`.
    Months, quarters and years are parts of 365 days, rounded down: monthly is 30, quarterly 91, semi-annual 182.

    Raises:
        DomainError: it is no cadence of 1 to 3660 days, or a word with two meanings.
    """
    said = " ".join(text.casefold().split()).strip(" .")
    joined = re.sub(r"[\s\-‐‑–—_/.]+", "", said)
    if says_nothing(said) or joined in _NOT_SCHEDULED:
        return None
    if joined in _TWO_MEANINGS:
        one, other = _TWO_MEANINGS[joined]
        raise DomainError(f"'{said}' means {one} to some and {other} to others: write that, or the days.")
    number = _bare_number(said)
    days = _days(_WORDS.get(joined, said) if number is None else f"{number} {unit}")
    if days is None or not 1 <= days <= LONGEST_CADENCE:
        raise DomainError(
            f"{_cut(text)} is no cadence: give whole days from 1 to {LONGEST_CADENCE}, or words such as monthly, "
            "every 2 weeks or twice a year."
        )
    return days


def _bare_number(said: str) -> int | None:
    zeros = _WHOLE_WITH_ZEROS.fullmatch(said)
    return whole_number(zeros[1] if zeros else said)


def _days(said: str) -> int | None:
    words = re.sub(r"[\-‐‑–—_]+", " ", said)
    spaced = _SPACED.fullmatch(words)
    if spaced:
        return int(_value(spaced["number"] or "1") * _DAYS_IN[_UNITS[spaced["unit"]]])
    repeated = _REPEATED.fullmatch(words)
    if repeated and _value(repeated["number"]):
        return int(_DAYS_IN[_UNITS[repeated["unit"]]] / _value(repeated["number"]))
    return None


def _value(number: str) -> int:
    return _NUMBERS[number] if number in _NUMBERS else int(re.sub(r"\D", "", number))


def _cut(text: str) -> str:
    return f"'{text}'" if len(text) <= 40 else f"'{text[:39]}…'"
