"""Numbers as spreadsheets write them into cells: separators of any country, leading and trailing zeros, exponents."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from cyclecount_tui.domain.errors import DomainError

_GROUP_SPACES = "\u00a0\u202f\u2009'\u2019"
"""What parts thousands and nothing else: spaces that do not break, and the Swiss apostrophe."""

_TOKEN = re.compile(rf"[0-9][0-9.,{_GROUP_SPACES}]*[0-9]|[0-9]+\.?")
_WITH_SPACES = re.compile(rf"([0-9]{{1,3}}(?:[{_GROUP_SPACES}][0-9]{{3}})+)((?:[.,][0-9]+)?)")
_WITH_BOTH = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]+)")
_SEVERAL_GROUPS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ONE_SEPARATOR = re.compile(r"([0-9]+)[.,]([0-9]+)")

_EXPONENT = re.compile(r"([-+]?[0-9]{1,30}(?:[.,][0-9]{1,30})?)[eE]([-+]?[0-9]{1,4})")
_LONGEST = 60
"""Characters; a longer cell is text."""

EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; what comes after them becomes zeros."""


def with_points(text: str, *, comma_decides: bool) -> str:
    """The sum in a cell with points before decimals and nothing between thousands: `1 234,5*2` is `1234.5*2`.

    `comma_decides`: the file is one in which a comma stands before decimals, as where semicolons part the cells.

    Raises:
        DomainError: a number could be two different ones, or its separators stand where none may.
    """
    return _TOKEN.sub(lambda found: _plain(found[0], comma_decides=comma_decides), text)


def readings(text: str) -> frozenset[Decimal]:
    """Every number that a cell may stand for; none for other text."""
    shown = text.strip()
    if len(shown) > _LONGEST:
        return frozenset()
    exponent = _EXPONENT.fullmatch(shown)
    if exponent:
        return frozenset({Decimal(f"{exponent[1].replace(',', '.')}E{exponent[2]}")})
    found = set()
    for comma_decides in (True, False):
        try:
            found.add(_decimal(shown, comma_decides=comma_decides))
        except DomainError:
            continue
    return frozenset(number for number in found if number is not None)


def rounds_to(exact: Decimal, shown: str) -> bool:
    """Whether a cell that shows few digits of a number, `1.23E+05`, or the first 15, may stand for this one."""
    exponent = _EXPONENT.fullmatch(shown.strip())
    mantissa = exponent[1] if exponent else shown.strip()
    digits = sum(character.isdigit() for character in mantissa.lstrip("-+0.,"))
    kept = min(digits, EXACT_DIGITS)
    if not kept or not (exponent or digits > EXACT_DIGITS) or not exact:
        return False
    possible = set()
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN):
        with localcontext() as context:
            context.prec, context.rounding = kept, rounding
            possible.add(+exact)
    return bool(possible & readings(shown))


def is_rounded(text: str) -> bool:
    """Whether a cell shows a number with an exponent, so that digits of it may be lost."""
    return _EXPONENT.fullmatch(text.strip()) is not None


def _decimal(text: str, *, comma_decides: bool) -> Decimal | None:
    sign, number = (text[0], text[1:]) if text[:1] in {"-", "+"} else ("", text)
    if not _TOKEN.fullmatch(number):
        return None
    return Decimal(sign + _read(number, comma_decides=comma_decides))


def _plain(token: str, *, comma_decides: bool) -> str:
    if _ONE_GROUP.fullmatch(token) and ("," in token) != comma_decides:
        raise _ambiguous(token)
    return _read(token, comma_decides=comma_decides)


def _read(token: str, *, comma_decides: bool) -> str:
    """One number; where a single group of three could be thousands or decimals, `comma_decides` says which."""
    whole = token.removesuffix(".")
    if whole.isdigit():
        return whole
    spaces = _WITH_SPACES.fullmatch(token)
    if spaces:
        return re.sub(r"[^0-9]", "", spaces[1]) + spaces[2].replace(",", ".")
    both = _WITH_BOTH.fullmatch(token)
    if both:
        return f"{re.sub(r'[.,]', '', both[1])}.{both[3]}"
    if _SEVERAL_GROUPS.fullmatch(token):
        return re.sub(r"[.,]", "", token)
    if _ONE_GROUP.fullmatch(token) and ("," in token) != comma_decides:
        return re.sub(r"[.,]", "", token)
    one = _ONE_SEPARATOR.fullmatch(token)
    if one:
        return f"{one[1]}.{one[2]}"
    raise DomainError(f"'{token}' is no number: write it with digits and one point at most.")


def _ambiguous(token: str) -> DomainError:
    thousands, decimals = re.sub(r"[.,]", "", token), token.replace(",", ".")
    return DomainError(
        f"'{token}' can be {thousands} or {decimals}: write it without a separator, or with another number of decimals."
    )
