"""The settings as one frozen value: each field's type and default, and where its value came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from cyclecount_tui.ion.secret import Secret

if TYPE_CHECKING:
    from cyclecount_tui.ion.transport import Authorization

NO_SECRET = Secret("")


class SettingsProblem(ValueError):
    """Settings that cannot be used; each of `sentences` names one, where it stands, and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


class Source(NamedTuple):
    """Where a value came from: `place` is the file's path or the variable's name, `preset` the environment it is of."""

    kind: Literal["default", "file", "variable"] = "default"
    place: str = ""
    preset: str = ""

    def __str__(self) -> str:
        where = self.place or self.kind
        return f"{where}, environment {self.preset}" if self.preset else where


DEFAULT = Source()


class Settings(NamedTuple):
    """Everything that can be set, the defaults included.

    `client_secret` is the one of the environment alone; one that `cyclecount login` has stored is looked up when ION is
    first asked. `missing` names the variables without which ION cannot be asked. `sources` says by field where a value
    came from; a field that is not in it has its default.
    """

    environment: str = ""
    api_uri: str = ""
    auth_server: str = ""
    client_id: str = ""
    client_secret: Secret = NO_SECRET
    authorization: Authorization = "bearer"
    counter: str = ""
    lease_seconds: int = 300
    mode: str = "blind"
    whole_units: frozenset[str] = frozenset({"ea", "each", "pc", "pcs"})
    discrepancy_location: str = "CYCLE-COUNT-DISCREPANCY"
    mrb_mark: str = "MRB"
    shares: tuple[Decimal, Decimal, Decimal] = (Decimal(80), Decimal(15), Decimal(5))
    cadence_a: int = 90
    cadence_b: int = 180
    cadence_c: int = 365
    window_days: int = 90
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    country: str = ""
    subdivision: str = ""
    daily_lines: int = 0
    daily_minutes: int = 0
    minutes_per_line: Decimal = Decimal(1)
    minutes_per_location: Decimal = Decimal(5)
    slack_days: int = 14
    recount_required: bool = True
    other_counter: bool = True
    tolerance_a: tuple[Decimal, Decimal] = (Decimal(1), Decimal(100))
    tolerance_b: tuple[Decimal, Decimal] = (Decimal(3), Decimal(100))
    tolerance_c: tuple[Decimal, Decimal] = (Decimal(5), Decimal(100))
    decoys: tuple[Decimal, Decimal] = (Decimal(25), Decimal(2))
    neighbour_days: int = 7
    approval_required: bool = True
    limit_a: tuple[Decimal, Decimal] = (Decimal(10), Decimal(500))
    limit_b: tuple[Decimal, Decimal] = (Decimal(20), Decimal(500))
    limit_c: tuple[Decimal, Decimal] = (Decimal(30), Decimal(500))
    ion_issue: bool = False
    comments: bool = False
    contact: str = ""
    command: str = ""
    webhook: str = ""
    stop_transactions: bool = False
    scan_prefix: str = ""
    scan_suffix: str = ""
    group_separator: str = "~"
    code_patterns: tuple[re.Pattern[str], ...] = ()
    badge_pattern: re.Pattern[str] | None = None
    fastest_typing: int = 30
    ascii_only: bool = False
    bells: bool = True
    data_dir: Path | None = None
    missing: tuple[str, ...] = ()
    sources: Mapping[str, Source] = MappingProxyType({})

    def source_of(self, name: str) -> Source:
        """Where the value of a field came from."""
        return self.sources.get(name, DEFAULT)
