"""The operators of ION's filters, with SQL's manners: an empty column meets no comparison but `isnull`."""

import operator
import re
from collections.abc import Callable
from decimal import Decimal

Test = Callable[[object], bool]
Compare = Callable[[object, object], bool]
WILDCARDS = {"%": ".*", "_": "."}
_NEVER_EQUAL = object()


def comparable(wanted: object, *, is_id: bool) -> object:
    """A filter's value in the form the rows hold: an id as a number, a float as the decimal it reads as."""
    if is_id:
        return int(wanted) if isinstance(wanted, str) and wanted.strip().isdigit() else _NEVER_EQUAL
    if isinstance(wanted, float):
        return Decimal(str(wanted))
    return wanted


def like_pattern(text: object, *, ignore_case: bool) -> re.Pattern[str]:
    """A regular expression for SQL's LIKE: `%` any text, `_` any one character, a backslash takes them literally."""
    pieces = re.findall(r"\\.|.", str(text), flags=re.DOTALL)
    pattern = "".join(WILDCARDS.get(piece, re.escape(piece[-1])) for piece in pieces)
    return re.compile(pattern, re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _is_null(wanted: object) -> Test:
    return lambda value: (value is None) is bool(wanted)


def _equal(wanted: object) -> Test:
    return (lambda value: value is None) if wanted is None else _compared(operator.eq, wanted)


def _not_equal(wanted: object) -> Test:
    return (lambda value: value is not None) if wanted is None else _compared(operator.ne, wanted)


def _compared(compare: Compare, wanted: object) -> Test:
    return lambda value: value is not None and compare(value, wanted)


def _ordered(compare: Callable[[object, object], bool]) -> Callable[[object], Test]:
    def prepare(wanted: object) -> Test:
        if wanted is None or wanted is _NEVER_EQUAL:
            return lambda _: False
        return _compared(compare, wanted)

    return prepare


def _like(*, ignore_case: bool, wanted_match: bool) -> Callable[[object], Test]:
    def prepare(wanted: object) -> Test:
        pattern = like_pattern(wanted, ignore_case=ignore_case)
        return lambda value: value is not None and (pattern.fullmatch(str(value)) is not None) is wanted_match

    return prepare


OPERATORS: dict[str, Callable[[object], Test]] = {
    "eq": _equal,
    "neq": _not_equal,
    "gt": _ordered(operator.gt),  # type: ignore[arg-type]  # the schema makes both sides the same type
    "gte": _ordered(operator.ge),  # type: ignore[arg-type]
    "lt": _ordered(operator.lt),  # type: ignore[arg-type]
    "lte": _ordered(operator.le),  # type: ignore[arg-type]
    "isnull": _is_null,
}
TEXT_OPERATORS: dict[str, Callable[[object], Test]] = {
    "like": _like(ignore_case=False, wanted_match=True),
    "ilike": _like(ignore_case=True, wanted_match=True),
    "notlike": _like(ignore_case=False, wanted_match=False),
    "notilike": _like(ignore_case=True, wanted_match=False),
}


def condition(operator_name: str, wanted: object, *, is_id: bool) -> Test:
    """A test for one operator of a filter, e.g. `condition("gt", 0.0, is_id=False)`."""
    if operator_name in TEXT_OPERATORS:
        return TEXT_OPERATORS[operator_name](wanted)
    if operator_name == "isnull":
        return _is_null(wanted)
    if operator_name == "in":
        return _among(wanted, is_id=is_id)
    return OPERATORS[operator_name](None if wanted is None else comparable(wanted, is_id=is_id))


def _among(wanted: object, *, is_id: bool) -> Test:
    if not isinstance(wanted, list):
        return lambda _: True
    choices = {comparable(choice, is_id=is_id) for choice in wanted if choice is not None}
    return lambda value: value is not None and value in choices
