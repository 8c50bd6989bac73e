"""What spreadsheets do to a filled count sheet between opening it and saving it as CSV again."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Table = list[list[str]]
"""The header and the rows under it."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DATES: dict[str, Callable[[date], str]] = {
    "4-Mar": lambda day: f"{day.day}-{_MONTHS[day.month - 1]}",
    "iso": lambda day: day.isoformat(),
    "us": lambda day: f"{day.month}/{day.day}/{day.year}",
    "german": lambda day: f"{day:%d.%m.%Y}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
}
"""How dates are shown."""


@dataclass(frozen=True)
class Habits:
    """What a spreadsheet, its language and its owner do to a file."""

    numbers: str = "plain"
    """`plain`, or how every number is shown: `zeros` is 12.00, `comma` is 12,00."""
    dates: str = "4-Mar"
    exponents: bool = True
    eats_apostrophes: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    quote_all: bool = False
    says_delimiter: bool = False


def respelt_cell(text: str, habits: Habits) -> str:
    """A cell after a spreadsheet took it for what it takes it for."""
    if text.startswith("'") and habits.eats_apostrophes:
        return text[1:]
    number = re.fullmatch(r"([0-9]{1,25})(\.[0-9]+)?(?:[eE]([0-9]{1,2}))?", text)
    if number:
        return _number(text, habits)
    day = re.fullmatch(r"([0-9]{1,2})[-/]([0-9]{1,2})", text)
    if day and 1 <= int(day[1]) <= 12 and 1 <= int(day[2]) <= 28:
        return DATES[habits.dates](date(2026, int(day[1]), int(day[2])))
    return {"true": "TRUE", "false": "FALSE"}.get(text.casefold(), text)


def _number(text: str, habits: Habits) -> str:
    value = float(text)
    if habits.exponents and (value >= 1e11 or "e" in text.casefold()):
        return f"{value:.5E}"
    shown = f"{Decimal(f'{value:.15g}'):f}"
    added = {"plain": "", "zeros": ".00", "comma": ",00"}[habits.numbers]
    return shown if "." in shown else f"{shown}{added}"


def saved(table: Table, habits: Habits, untouched: Sequence[int] = ()) -> bytes:
    """The file as it is saved; columns in `untouched` (from 0) were formatted as text."""
    rows = [[cell if at in untouched else respelt_cell(cell, habits) for at, cell in enumerate(row)] for row in table]
    out = io.StringIO(newline="")
    if habits.says_delimiter:
        out.write(f"sep={habits.delimiter}{habits.line_end}")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if habits.quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=habits.delimiter, lineterminator=habits.line_end, quoting=quoting)
    writer.writerows([table[0], *rows[1:]])
    return out.getvalue().encode(habits.encoding)


def table_of(text: str) -> Table:
    """The rows of a CSV with commas."""
    return list(csv.reader(io.StringIO(text)))
