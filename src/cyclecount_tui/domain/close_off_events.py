"""What happens around a close-off: who was told, and ION's own `available` flag of the location."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from cyclecount_tui.domain.fact import Fact


class Occasion(StrEnum):
    """What people are told."""

    CLOSING = "closing"
    REOPENING = "reopening"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationClosedOff(Fact):
    """The location was closed off from inventory changes: who was told, the sign, the transactions."""

    told: str
    sign_up: bool
    transactions_stopped: bool
    kind: Literal["location_closed_off"] = "location_closed_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOffSkipped(Fact):
    """The location is counted without closing it off, for a stated reason."""

    reason: str
    kind: Literal["close_off_skipped"] = "close_off_skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTold(Fact):
    """A message went out by a command or a webhook, or did not, which `failure` says in a sentence.

    `way` names it without anything secret: the program's name, or the host.
    """

    occasion: Occasion
    way: str
    text: str
    failure: str = ""
    kind: Literal["people_told"] = "people_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityStarted(Fact):
    """ION's `available` flag of the location is about to be set, guarded by the location's etag.

    `unavailable_before` are the records there that were unavailable already, of themselves.
    """

    available: bool
    etag: str
    unavailable_before: tuple[int, ...] = ()
    kind: Literal["availability_started"] = "availability_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityDone(Fact):
    """The flag is as it was to be, by ION's answer or by reading it afterwards (`found_by_reading`)."""

    available: bool
    etag: str
    found_by_reading: bool = False
    kind: Literal["availability_done"] = "availability_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityRefused(Fact):
    """The flag was not set, for this reason; nothing is under way any more."""

    reason: str
    kind: Literal["availability_refused"] = "availability_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityUnclear(Fact):
    """The flag was to be set and no answer came, or could not be settled by reading yet."""

    reason: str
    kind: Literal["availability_unclear"] = "availability_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityLeft(Fact):
    """The flag is nothing of this count's: the location was unavailable before, or ION no longer has it."""

    reason: str
    kind: Literal["availability_left"] = "availability_left"


CloseOffEvent = (
    LocationClosedOff
    | CloseOffSkipped
    | PeopleTold
    | AvailabilityStarted
    | AvailabilityDone
    | AvailabilityRefused
    | AvailabilityUnclear
    | AvailabilityLeft
)
"""Everything around a close-off."""
