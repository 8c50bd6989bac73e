"""The shape of a plan file, checked once when it is read; quantities are text."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Interval, Predicate

from cyclecount_tui.domain.inventory import Status
from cyclecount_tui.domain.plan import WriteKind

FORMAT = "cyclecount plan"
VERSION = 1

_AMOUNT = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,40})?")


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None


def _is_aware(moment: datetime) -> bool:
    return moment.tzinfo is not None


Amount = Annotated[str, Predicate(_is_amount)]
"""A number of this program: digits without an exponent."""

Number = Annotated[int, Interval(ge=0, le=2**53)]

Moment = Annotated[datetime, Predicate(_is_aware)]


class Strict:
    """Nothing is converted, and nothing may be there that is not known: read by pydantic."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"strict": True, "extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class NamedThing(Strict):
    """A location or a part."""

    id: Number
    name: str


@dataclass(frozen=True, kw_only=True)
class FileWrite(Strict):
    """One write of the list, with what it is to be read beside it."""

    number: Number
    kind: WriteKind
    line: Number
    location: NamedThing | None = None
    record_id: Number | None
    etag: str | None
    quantity: Amount
    before: Amount
    after: Amount
    digital: Amount | None
    floor: Amount | None
    value: Amount | None
    status: Status | None
    held: Amount
    at_location_id: Number | None
    at_location: str | None
    to_location_id: Number | None
    to_location: str | None
    part_id: Number | None
    part_number: str
    revision: str
    lot_number: str
    serial_number: str
    uom: str
    words: str
    warning: str
    warnings: list[str]
    mark: str


@dataclass(frozen=True, kw_only=True)
class FileTotals(Strict):
    """What the writes come to."""

    writes: Number
    records: Number
    created: Number
    up: Amount
    down: Amount
    moved: Amount
    value_up: Amount
    value_down: Amount
    without_cost: Number


@dataclass(frozen=True, kw_only=True)
class FileRule(Strict):
    """A rule of ION's own."""

    title: str
    event: str
    location_ids: list[Number]


@dataclass(frozen=True, kw_only=True)
class FileCovered(Strict):
    """A line that other lines' writes put right."""

    line: Number
    by: list[Number]


@dataclass(frozen=True, kw_only=True)
class FileNotPlanned(Strict):
    """A line whose fix got no write."""

    line: Number
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanFile(Strict):
    """The whole file."""

    format: Literal["cyclecount plan"]
    version: Literal[1]
    count: str
    count_version: Number
    exported_at: Moment
    exported_by: str
    location: NamedThing | None = None
    part: NamedThing | None = None
    mode: str
    writes: list[FileWrite]
    totals: FileTotals
    rules: list[FileRule]
    notes: list[str]
    covered: list[FileCovered]
    not_planned: list[FileNotPlanned]
    mark: str
