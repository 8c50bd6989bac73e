"""Sweeps over many cases of one kind: a few run every time, the others with `make test-all`."""

from collections.abc import Iterable

import pytest


def some_by_default(cases: Iterable[str], *every_time: str) -> list[object]:
    """For `parametrize`: the cases, all but those named marked slow. One that is named must be among them."""
    names = list(cases)
    assert set(every_time) <= set(names), set(every_time) - set(names)
    return [pytest.param(name, marks=() if name in every_time else pytest.mark.slow, id=name) for name in names]
