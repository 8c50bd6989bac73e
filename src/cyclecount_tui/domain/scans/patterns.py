"""Patterns of a factory's own labels: regular expressions whose named groups say what is what."""

import re
from collections.abc import Iterable

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.scans.code_fields import CodeFields

GROUPS = ("part", "revision", "lot", "serial", "location")


def code_pattern(text: str) -> re.Pattern[str]:
    """A pattern of codes.

    Raises:
        DomainError: it is no regular expression, or its named groups are not those that are known.
    """
    pattern = regular_expression(text)
    strange = sorted(set(pattern.groupindex) - set(GROUPS))
    if strange or not pattern.groupindex:
        said = f"has a group called {strange[0]}" if strange else "has no named group"
        raise DomainError(f"'{text}' {said}: name its groups {', '.join(GROUPS[:-1])} or {GROUPS[-1]}.")
    return pattern


def regular_expression(text: str) -> re.Pattern[str]:
    """The expression, compiled. DomainError where it is none."""
    try:
        return re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise DomainError(f"'{text}' is no regular expression ({error}): correct it.") from error


def fields_by_pattern(text: str, patterns: Iterable[re.Pattern[str]]) -> CodeFields | None:
    """What the first pattern that fits the whole text says; None where none fits."""
    for pattern in patterns:
        found = pattern.fullmatch(text)
        said = {name: (value or "").strip() for name, value in found.groupdict().items()} if found else {}
        if any(said.values()):
            part = said.get("part", "")
            return CodeFields(
                part_numbers=(part,) if part else (),
                revision=said.get("revision", ""),
                lot_number=said.get("lot", ""),
                serial_number=said.get("serial", ""),
                location=said.get("location", ""),
            )
    return None
