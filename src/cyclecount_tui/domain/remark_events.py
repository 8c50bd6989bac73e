"""What happens around the remarks that a posting leaves in ION: comments on records, and issues about what is major."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from cyclecount_tui.domain.fact import Fact


class RemarkKind(StrEnum):
    """What is left; a comment is about a write, an issue about a line."""

    COMMENT = "comment"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkStarted(Fact):
    """A remark is about to be sent: `about` is a write's number or a line's; `text` stands for itself in ION."""

    what: RemarkKind
    about: int
    record_ids: tuple[int, ...]
    text: str
    kind: Literal["remark_started"] = "remark_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkDone(Fact):
    """A remark is in ION under `ion_id`, by its answer or by looking for it afterwards (`found_by_reading`)."""

    what: RemarkKind
    about: int
    ion_id: int
    found_by_reading: bool = False
    kind: Literal["remark_done"] = "remark_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRefused(Fact):
    """A remark was not left, and is not tried again."""

    what: RemarkKind
    about: int
    reason: str
    kind: Literal["remark_refused"] = "remark_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkUnclear(Fact):
    """Whether a remark is in ION is not known: it was sent without an answer, or ION could not be asked at all."""

    what: RemarkKind
    about: int
    reason: str
    kind: Literal["remark_unclear"] = "remark_unclear"


RemarkEvent = RemarkStarted | RemarkDone | RemarkRefused | RemarkUnclear
