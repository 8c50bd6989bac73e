"""Telling a text that a spreadsheet has rewritten from another text: zeros lost, exponents, dates, capitals, dashes."""

import re
import unicodedata

from cyclecount_tui.domain.date_cells import is_date_of
from cyclecount_tui.domain.empty_cells import could_not_be_worked_out, is_too_wide
from cyclecount_tui.domain.number_cells import readings, rounds_to

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile(r"[\u2018\u2019\u201c\u201d`\u00b4]")


def spelt(text: str) -> str:
    """The text without what people and programs change unseen: case, kinds of spaces, dashes and quotes.

    A leading apostrophe is left off: to a spreadsheet it says that text follows.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_QUOTES.sub("'", _DASHES.sub("-", plain)).replace('"', "'").split()).lstrip("' ")


def may_stand_for(said: str, written: str) -> bool:
    """Whether a cell that held `written` may hold `said` after a spreadsheet had the file.

    It may, too, where the spreadsheet shows that it failed or that its column is too narrow: that names nothing else.
    """
    if spelt(said) == spelt(written) or could_not_be_worked_out(said) or is_too_wide(said):
        return True
    return _same_number(said, written) or is_date_of(said, written)


def _same_number(said: str, written: str) -> bool:
    was = readings(written)
    return bool(was & readings(said)) or any(rounds_to(number, said) for number in was)
