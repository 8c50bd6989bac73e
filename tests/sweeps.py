"""Sweeps over many cases of one kind: a few run every time, the others with `make test-all`."""

from collections.abc import Container, Iterable, Sequence
from itertools import product

import pytest


def some_by_default(cases: Iterable[str], *every_time: str) -> list[object]:
    """For `parametrize`: the cases, all but those named marked slow. One that is named must be among them."""
    names = list(cases)
    assert set(every_time) <= set(names), set(every_time) - set(names)
    return [pytest.param(name, marks=() if name in every_time else pytest.mark.slow, id=name) for name in names]


def crossed(*columns: Sequence[object], also: Container[tuple[object, ...]] = ()) -> list[object]:
    """For `parametrize`: every combination; every time only so many that each value has its turn, and `also`."""
    turns = range(max(len(column) for column in columns))
    every_time = [tuple(column[turn % len(column)] for column in columns) for turn in turns]
    return [
        pytest.param(*case, marks=() if case in every_time or case in also else pytest.mark.slow)
        for case in product(*columns)
    ]
