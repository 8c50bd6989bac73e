"""A kind of value that says how is counted: the names of units that come in whole numbers alone."""

import re

from cyclecount_tui.settings.kinds import Kind, WrongValue

_LONGEST = 20


def _units(text: str) -> frozenset[str]:
    return _each(re.split(r"[\s,]+", text.strip()))


def _units_of_toml(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return _units(value)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WrongValue('must be units in quotes, as in "EA, PC".')
    return _each([each.strip() for each in value])


def _each(names: list[str]) -> frozenset[str]:
    if any(len(name) > _LONGEST or not name.isprintable() for name in names):
        raise WrongValue('must be names of units, as in "EA, PC".')
    return frozenset(name.casefold() for name in names if name)


UNITS = Kind(_units, _units_of_toml, lambda units: ", ".join(sorted(each.upper() for each in units)))
"""Names of units in any case; none where the text is empty."""
