"""What ION has for each line once a count was posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LineAfter:
    """One line. `digital` is None where another count is counting it blind: nothing is kept of it then.

    `meanwhile`: what happened to its records since the comparison that this count did not do, a sentence each.
    """

    line: int
    digital: Decimal | None
    meanwhile: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitalAfter:
    """One reading after a posting, by line number; with a `failure` it did not come about."""

    at: datetime
    by: str
    lines: Mapping[int, LineAfter] = field(default_factory=lambda: MappingProxyType({}))
    failure: str = ""
