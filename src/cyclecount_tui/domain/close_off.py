"""How a location is closed off for its count: what was said, who was told, and what was stopped in ION."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cyclecount_tui.domain.close_off_events import Occasion
from cyclecount_tui.domain.inventory import InventoryRecord, Status


@dataclass(frozen=True, slots=True)
class CloseOff:
    """How the location was closed off, or `skipped` with the reason why it was not."""

    by: str
    at: datetime
    told: str = ""
    sign_up: bool = False
    transactions_stopped: bool = False
    skipped: str = ""

    def and_then(self, more: "CloseOff") -> "CloseOff":
        """With what was done after it: nothing that was said is taken back. One that was skipped is none."""
        if self.skipped:
            return more
        return replace(
            self,
            by=_listed(self.by, more.by),
            told=_listed(self.told, more.told),
            sign_up=self.sign_up or more.sign_up,
            transactions_stopped=self.transactions_stopped or more.transactions_stopped,
        )


def _listed(names: str, more: str) -> str:
    """Names with commas between them, in the order they came, each once however its letters are written."""
    every: dict[str, str] = {}
    for name in map(str.strip, f"{names},{more}".split(",")):
        every.setdefault(name.casefold(), name)
    return ", ".join(filter(None, every.values()))


@dataclass(frozen=True, slots=True)
class Told:
    """A message that went out by a command or a webhook; with a `failure`, it did not."""

    occasion: Occasion
    way: str
    at: datetime
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that was sent for ION's flag and is not settled: guarded by this etag, last sent at this time."""

    available: bool
    etag: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """What this count did to ION's `available` flag of its location.

    `off`: this count turned it off, and it is not known to be on again. `under_way`: a setting whose outcome is not
    known. `by` and `at` say who turned it off, and when. `unavailable_before`: records that were unavailable of
    themselves. `remark` is the last thing there was to say of it.
    """

    off: bool = False
    under_way: Setting | None = None
    by: str = ""
    at: datetime | None = None
    unavailable_before: tuple[int, ...] = ()
    remark: str = ""

    @property
    def to_put_back(self) -> bool:
        """Whether the flag is off because of this count, or may be."""
        return self.off or self.under_way is not None


def as_without_stops(
    stops: Mapping[int, Stop], records: Iterable[InventoryRecord]
) -> tuple[tuple[InventoryRecord, ...], tuple[int, ...]]:
    """The records as they would be if no count had turned a flag off, and the ids of those that ION shows otherwise.

    `stops` are what counts did, by the id of their location. What was unavailable of itself before (a hold, for
    example) stays so. Source: ION's status order, in which the location's availability comes last.
    """
    known = tuple(records)
    ours = {record.id for record in known if record.location and _is_ours(stops.get(record.location.id), record)}
    judged = (replace(record, status=Status.AVAILABLE) if record.id in ours else record for record in known)
    return tuple(judged), tuple(sorted(ours))


def _is_ours(stop: Stop | None, record: InventoryRecord) -> bool:
    if stop is None or not stop.to_put_back or record.id in stop.unavailable_before:
        return False
    return record.status is Status.UNAVAILABLE and record.quantity > 0


@dataclass(frozen=True, slots=True)
class Reopened:
    """Who reopened the location; what was said of the sign and of the people."""

    by: str
    at: datetime
    sign_down: bool = False
    told: str = ""


def off_since(close_off: CloseOff | None, stop: Stop | None, opened_at: datetime) -> datetime | None:
    """Since when a location is closed off, or off in ION; None when it is neither."""
    if close_off is not None and not close_off.skipped:
        return close_off.at
    return (stop.at or opened_at) if stop is not None and stop.to_put_back else None
