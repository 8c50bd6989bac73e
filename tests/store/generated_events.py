"""Hypothesis strategies for every event of the domain, made from the types of their fields."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from cyclecount_tui.domain.events import Event

EVENT_TYPES: tuple[type[Any], ...] = get_args(Event)

HOSTILE = [
    "",
    "\x00",
    "\x1b[31mred",
    "[bold]x[/]",
    "a\"b\\c'd",
    "line\r\nbreak",
    "\u202e\u200b\ufeff",
    "日本語",
    "\U0001f529",
]

HUGE = [Decimal("1E+6000"), Decimal("-1E-6000"), Decimal("9" * 5000), Decimal("-0.000"), Decimal("1.50000")]

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE)),
    int: st.integers(),
    bool: st.booleans(),
    Decimal: st.one_of(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(HUGE)),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type as the domain's dataclasses write it."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) in {Union, types.UnionType}:
        return st.one_of(*(values(part) for part in get_args(hint)))
    if get_origin(hint) is tuple:
        return _tuples(get_args(hint))
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type), hint
    assert is_dataclass(hint), hint
    return dataclasses_of(hint)


def dataclasses_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass, with every field drawn."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


def _tuples(parts: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if parts[-1] is Ellipsis:
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    return st.tuples(*(values(part) for part in parts))
