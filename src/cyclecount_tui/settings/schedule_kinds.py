"""Kinds of values that the rules of the schedule are made of: numbers within bounds, shares, days of the week."""

import re
from decimal import Decimal, InvalidOperation

from cyclecount_tui.settings.kinds import Kind, WrongValue

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE = Decimal(100)


def whole(least: int, most: int) -> Kind:
    """A whole number within bounds."""

    def of_text(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise WrongValue(f"must be a whole number from {least} to {most}.")
        return int(text)

    def of_toml(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongValue(f"must be a whole number from {least} to {most}, without quotes.")
        return of_text(str(value))

    return Kind(of_text, of_toml)


def _minutes(text: str) -> Decimal:
    try:
        minutes = Decimal(text)
    except InvalidOperation:
        minutes = Decimal(-1)
    if not minutes.is_finite() or not 0 <= minutes <= 600:
        raise WrongValue("must be a number of minutes from 0 to 600, as in 1.5.")
    return minutes


def _minutes_of_toml(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValue("must be a number of minutes without quotes, as in 1.5.")
    return _minutes(str(value))


def _shares(text: str) -> tuple[Decimal, Decimal, Decimal]:
    parts = re.findall(r"[0-9]+(?:\.[0-9]+)?", text)
    if re.fullmatch(r"[0-9. ]+(/[0-9. ]+){2}", text) is None or len(parts) != 3 or sum(map(Decimal, parts)) != _WHOLE:
        raise WrongValue('must be three percentages that come to 100, as in "80/15/5".')
    first, second, third = map(Decimal, parts)
    return first, second, third


def _weekdays(text: str) -> frozenset[int]:
    days: set[int] = set()
    for piece in re.split(r"[\s,]+", text.casefold()):
        first, _, last = piece.partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
            raise WrongValue('must be days of the week, as in "mon-fri" or "mon, wed, sat".')
        start, length = WEEKDAYS.index(first), (WEEKDAYS.index(last or first) - WEEKDAYS.index(first)) % 7
        days |= {(start + step) % 7 for step in range(length + 1)}
    return frozenset(days)


def _named(days: frozenset[int]) -> str:
    """Their names, Monday first."""
    return ", ".join(WEEKDAYS[day] for day in sorted(days))


def _text_only(example: str, value: object) -> str:
    if not isinstance(value, str):
        raise WrongValue(f'must be text in quotes, as in "{example}".')
    return value.strip()


MINUTES = Kind(_minutes, _minutes_of_toml, float)
SHARES = Kind(_shares, lambda value: _shares(_text_only("80/15/5", value)), lambda shares: "/".join(map(str, shares)))
WORKDAYS = Kind(_weekdays, lambda value: _weekdays(_text_only("mon-fri", value)), _named)
