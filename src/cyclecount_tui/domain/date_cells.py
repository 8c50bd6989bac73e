"""What a spreadsheet makes of a text that it takes for a date: `3-4` becomes `4-Mar`, `2026-04-03` or `46115`."""

import re
import unicodedata
from datetime import date, timedelta
from typing import TypeAlias

_MONTHS = (
    "jan gen ene", "feb fév fev", "mar mär mrz mrt", "apr avr abr", "may mai mag mei maj", "jun juin giu",
    "jul juil lug", "aug aoû aou ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic dis",
)  # fmt: skip
"""How the months begin in the languages of spreadsheets."""

_PIECES = re.compile(r"[0-9]+|[^\W\d_]+")
_FORM = re.compile(r"(?:[0-9]{1,4}|[^\W\d_]{3,9})(?:[-/.: ,]{0,2}(?:[0-9]{1,4}|[^\W\d_]{3,9})){1,5}\.?")
_YEAR_FIRST = re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:[ T][0-9:.]+)?")
_YEAR_LAST = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\.?(?: [0-9:.]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_SERIAL = re.compile(r"([1-9][0-9]{4})(?:[.,]0+)?")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_Pieces: TypeAlias = list[str]
"""The numbers of a date as they are written, months by number."""


def is_date_of(said: str, written: str) -> bool:
    """Whether `said` may be the date that a spreadsheet made of `written`, in whatever form it shows dates.

    A spreadsheet adds what a date lacks: the present year, the first of a month, a time of midnight.
    """
    pieces, shown = _pieces(written), _serial_pieces(said) or _pieces(said)
    if not pieces or not shown or len(pieces) > 3:
        return False
    return _completed(pieces, shown) or _completed(shown, pieces)


def looks_like_date(text: str) -> bool:
    """Whether a cell holds a date as spreadsheets write them: with a month's name, or with day, month and year."""
    shown = text.strip()
    if _LETTER.search(shown) and not _YEAR_FIRST.fullmatch(shown):
        return bool(_pieces(shown))
    return bool(_YEAR_FIRST.fullmatch(shown) or _YEAR_LAST.fullmatch(shown))


def _completed(some: _Pieces, whole: _Pieces) -> bool:
    """Whether the one has all pieces of the other and, beyond zeros, at most a year or the first of a month."""
    more = list(whole)
    for piece in some:
        same = next((other for same in (_equal, _same_year) for other in more if same(piece, other)), None)
        if same is None:
            return False
        more.remove(same)
    more = [piece for piece in more if int(piece)]
    return len(more) <= 1 and all(int(piece) == 1 or len(piece) == 2 or _is_year(piece) for piece in more)


def _equal(left: str, right: str) -> bool:
    return int(left) == int(right)


def _same_year(left: str, right: str) -> bool:
    """Whether one is a year of four digits and the other its last two."""
    return any(_is_year(one) and int(one) % 100 == int(other) for one, other in ((left, right), (right, left)))


def _is_year(piece: str) -> bool:
    return _FIRST_YEAR <= int(piece) <= _LAST_YEAR


def _pieces(text: str) -> _Pieces:
    """None for a text that no spreadsheet takes for a date."""
    shown = unicodedata.normalize("NFC", text.strip()).casefold()
    if not _FORM.fullmatch(shown):
        return []
    pieces = [piece if piece[0] in "0123456789" else _month(piece) for piece in _PIECES.findall(shown)]
    has_month = any(piece and 0 < int(piece) <= len(_MONTHS) for piece in pieces)
    fit = all(piece and (len(piece) <= 2 or _is_year(piece)) for piece in pieces)
    return pieces if has_month and fit else []


def _month(word: str) -> str:
    found = (month for month, names in enumerate(_MONTHS, start=1) if word.startswith(tuple(names.split())))
    return next(map(str, found), "")


def _serial_pieces(text: str) -> _Pieces:
    """Those of a date that is shown as the days since 1900."""
    found = _SERIAL.fullmatch(text.strip())
    if found is None:
        return []
    day = _DAY_ZERO + timedelta(days=int(found[1]))
    return [str(day.year), str(day.month), str(day.day)]
