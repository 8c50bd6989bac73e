"""Reads the arguments of a control command from JSON values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Read = Callable[[Any], object]


class WrongCommand(ValueError):
    """A command that cannot be understood; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: what reads it, what it should be in words, and whether it must be given."""

    read: Read
    words: str
    required: bool = False


def arguments_of(command: str, wanted: Mapping[str, Argument], given: Mapping[str, Any]) -> dict[str, object]:
    """The values of a command's arguments; null counts as not given.

    Raises:
        WrongCommand: one is missing, unknown, or not what it should be.
    """
    for name in given:
        if name not in wanted:
            known = ", ".join(wanted) or "none"
            raise WrongCommand(f"{command} has no argument {name!r}; its arguments: {known}.")
    for name, argument in wanted.items():
        if argument.required and given.get(name) is None:
            raise WrongCommand(f"{command} needs {name}: {argument.words}.")
    return {name: _value(command, name, wanted[name], value) for name, value in given.items() if value is not None}


def _value(command: str, name: str, argument: Argument, value: Any) -> object:
    try:
        return argument.read(value)
    except (ValueError, TypeError, InvalidOperation) as problem:
        raise WrongCommand(f"{name} of {command} must be {argument.words}, not {value!r}.") from problem


def whole(least: int) -> Callable[[Any], int]:
    """Reads a whole number that is not below `least`."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueError(value)
        return value

    return read


def seconds(value: Any) -> float:
    """Reads a time in seconds, not below 0."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise ValueError(value)
    return float(value)


def flag(value: Any) -> bool:
    """Reads true or false."""
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def text(value: Any) -> str:
    """Reads a text that is not empty."""
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value


def text_or_whole(value: Any) -> int | str:
    """Reads a text, or a whole number not below 0."""
    return text(value) if isinstance(value, str) else whole(0)(value)


def quantity(value: Any) -> Decimal:
    """Reads a finite decimal from a number or a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(value)
    return number


def ids(value: Any) -> list[int]:
    """Reads a list of at least two ids."""
    if not isinstance(value, list) or len(value) < 2:
        raise ValueError(value)
    return [whole(1)(each) for each in value]
