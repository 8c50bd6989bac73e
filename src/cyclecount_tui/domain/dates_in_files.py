"""Dates as people and spreadsheets write them; one that could be two different days is refused, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from cyclecount_tui.domain.date_patterns import CENTURY, compiled, fitted, real_date
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.month_names import MONTH_NAMES, MONTHS, WEEKDAY_NAMES, WEEKDAYS

_ORDERS = {"iso": ("ymd",), "us": ("mdy",), "eu": ("dmy",)}

_TIME = re.compile(
    r"(?:T|,? )(?:at )?(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:Z|(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2}|UTC|GMT))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"([0-9]{4}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4}|[0-9]{2})\.?")
_DAYS_SINCE_1900 = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_WEEKDAY = re.compile(rf"({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,? ", re.IGNORECASE)
_WITH_NAME = re.compile(r"[\w ,./'-]+")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE)


class AmbiguousDate(DomainError):
    """A date that is two different days to two readers; the form of the file's dates settles it."""


@dataclass(frozen=True, slots=True)
class DateForm:
    """How the dates of a file are to be read.

    Dates that begin with a year of four digits, and dates with the month's name, are read in any case. `orders` are the
    orders in which the other numbers may stand; where several give different days, the date is ambiguous. With a
    `pattern` every date must fit it, and nothing else is tried. `said` is how the form was asked for.
    """

    orders: tuple[str, ...] = ("mdy", "dmy", "ymd")
    pattern: re.Pattern[str] | None = None
    said: str = ""

    def read(self, text: str) -> date:
        """The day that a cell says; a time of day beside it is dropped, the day stays as it is written.

        Raises:
            AmbiguousDate: it could be several days. DomainError: it is none, or does not fit the form.
        """
        said = " ".join(text.split())
        day_text = _without_time(said)
        if self.pattern is not None:
            day = fitted(self.pattern, said) or fitted(self.pattern, day_text)
            if day is None:
                raise DomainError(f"{_cut(said)} does not fit --date-format {self.said}.")
            return day
        weekday = _WEEKDAY.match(day_text)
        day = self._day(said, day_text[weekday.end() :] if weekday else day_text)
        if weekday and WEEKDAYS[weekday[1].casefold()] != day.weekday():
            raise DomainError(f"{_cut(said)} contradicts itself: {in_words(day)} is a {_weekday(day)}.")
        return day

    def _day(self, said: str, day_text: str) -> date:
        numeric = _NUMERIC.fullmatch(day_text)
        if numeric:
            return self._numeric(said, numeric[1], numeric[3], numeric[4])
        if _DAYS_SINCE_1900.fullmatch(day_text):
            raise DomainError(
                f"'{day_text}' is a date as a spreadsheet counts it inside: format the column as dates and save again."
            )
        day = _year_first(day_text) or _with_name(day_text)
        if day is None:
            raise DomainError(f"{_cut(said)} is no date: write it as 2026-01-31.")
        return day

    def _numeric(self, said: str, first: str, second: str, third: str) -> date:
        if self.orders == ("ymd",) and len(third) > 2:
            raise DomainError(f"'{said}' does not fit --date-format iso: write it as 2026-01-31.")
        readings = {order: _in_order(order, first, second, third) for order in self.orders}
        days = list(dict.fromkeys(day for day in readings.values() if day is not None))
        if len(days) > 1:
            raise AmbiguousDate(f"'{said}' is {' or '.join(map(in_words, days))}.")
        if not days:
            form = f"does not fit --date-format {self.said}" if self.said else "is no date: write it as 2026-01-31"
            raise DomainError(f"'{said}' {form}.")
        return days[0]


ANY_FORM = DateForm()
"""What can be read without being told; the rest is refused."""

HOW_TO_SETTLE = (
    "Dates with two readings are not guessed: say --date-format us (month first) or eu (day first), or a pattern such"
    " as DD.MM.YYYY."
)


def date_form(said: str) -> DateForm:
    """The form that `iso`, `us`, `eu` or a pattern asks for.

    Raises:
        DomainError: it is none of them.
    """
    named = said.strip().casefold()
    if named in _ORDERS:
        return DateForm(_ORDERS[named], None, named)
    return DateForm((), compiled(said), said)


def in_words(day: date) -> str:
    """A day that nobody can misread: `4 March 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1].capitalize()} {day.year}"


def _without_time(said: str) -> str:
    for match in _TIME.finditer(said):
        if match.end() == len(said):
            return said[: match.start()]
    return said


def _year_first(text: str) -> date | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
    return real_date(int(year), int(month), int(day))


def _in_order(order: str, *numbers: str) -> date | None:
    """The day when the numbers stand for what the letters say; a year of four digits can only be the last."""
    parts = dict(zip(order, numbers, strict=True))
    if any(len(parts[letter]) > 2 for letter in "md"):
        return None
    year = int(parts["y"]) + (CENTURY if len(parts["y"]) < 4 else 0)
    return real_date(year, int(parts["m"]), int(parts["d"])) if len(parts["y"]) in {2, 4} else None


def _with_name(text: str) -> date | None:
    """`31 Jan 2026`, `January 31st, 2026`, `31-Jan-26`, `2026 Jan 31`."""
    words = re.findall(r"[0-9]+|[^\W\d_]+", _ORDINAL.sub("", text.casefold()))
    words = [word for word in words if word != "of"]
    places = [place for place, word in enumerate(words) if word in MONTHS]
    if not _WITH_NAME.fullmatch(text) or len(words) != 3 or len(places) != 1:
        return None
    month = MONTHS[words[places[0]]]
    before, after = (word for place, word in enumerate(words) if place != places[0])
    if len(before) == 4 and places[0] == 1:
        before, after = after, before
    if places[0] == 2 or len(before) > 2 or len(after) not in {2, 4} or not (before + after).isascii():
        return None
    return _named(before, month, after)


def _named(day: str, month: int, year: str) -> date | None:
    if not (day + year).isdigit():
        return None
    return real_date(int(year) + (CENTURY if len(year) < 4 else 0), month, int(day))


def _weekday(day: date) -> str:
    return WEEKDAY_NAMES[day.weekday()].capitalize()


def _cut(text: str) -> str:
    return f"'{text}'" if len(text) <= 40 else f"'{text[:39]}…'"
