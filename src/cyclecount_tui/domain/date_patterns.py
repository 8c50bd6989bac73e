"""A pattern for the dates of one file, as a person gives it: `DD.MM.YYYY`, `d-mmm-yy` or `%d/%m/%Y`."""

import re
from datetime import date

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.month_names import MONTHS

CENTURY = 2000
"""Years of two digits are years of this century: no schedule is older."""

_PERCENT = {
    "%d": "day", "%-d": "day", "%e": "day", "%m": "month", "%-m": "month", "%b": "name", "%B": "name", "%Y": "year",
    "%y": "short",
}  # fmt: skip
_LETTERS = {
    "d": "day", "dd": "day", "m": "month", "mm": "month", "mmm": "name", "mmmm": "name", "yy": "short", "yyyy": "year",
}  # fmt: skip
_DIGITS = {
    "day": "(?P<day>[0-9]{1,2})", "month": "(?P<month>[0-9]{1,2})", "name": r"(?P<name>[^\W\d_]+)\.?",
    "year": "(?P<year>[0-9]{4})", "short": "(?P<short>[0-9]{2})",
}  # fmt: skip

_WHOLE_DATE = ["day", "month", "year"]


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as an expression over a whole date, for `fitted`.

    Raises:
        DomainError: it does not name day, month and year, once each.
    """
    known, pieces = (
        (_PERCENT, re.split(r"(%-?[A-Za-z])", pattern))
        if "%" in pattern
        else (_LETTERS, re.split(r"(y{4}|y{2}|m{1,4}|d{1,2})", pattern.strip().casefold()))
    )
    parts = [known[piece] for piece in pieces if piece in known]
    unknown = [piece for piece in pieces if piece.startswith("%") and piece not in known]
    if unknown or sorted({"name": "month", "short": "year"}.get(part, part) for part in parts) != _WHOLE_DATE:
        raise DomainError(
            f"'{pattern}' is no form of a date: give iso, us, eu, or a pattern with day, month and year such as"
            " DD.MM.YYYY."
        )
    expression = "".join(_DIGITS[known[piece]] if piece in known else re.escape(piece) for piece in pieces)
    return re.compile(expression, re.IGNORECASE)


def fitted(pattern: re.Pattern[str], text: str) -> date | None:
    """The date in a text that fits the pattern and the calendar; None for any other text."""
    match = pattern.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    month = MONTHS.get(found["name"].casefold(), 0) if "name" in found else int(found["month"])
    year = int(found["year"]) if "year" in found else CENTURY + int(found["short"])
    return real_date(year, month, int(found["day"]))


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
