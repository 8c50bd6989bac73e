"""Small stores, counts and events that the tests of the store begin with."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from cyclecount_tui.domain.counting_events import Counted, LineNoted
from cyclecount_tui.domain.events import CountOpened, Event
from cyclecount_tui.store.count_row import CountState
from cyclecount_tui.store.opening import Store

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)

COUNTING = CountState("counting", 1, 9)

ENDED = CountState("closed", 9, 9, ended=True)


def opening(location_id: int = 7, name: str = "RACK-B / SHELF-04", by: str = "Ada") -> CountOpened:
    """The first event of a count."""
    return CountOpened(at=NOON, by=by, location_id=location_id, location_name=name)


def counted(number: int, by: str = "Ada") -> Counted:
    """A line counted; events of different numbers differ."""
    at = NOON + timedelta(seconds=number)
    return Counted(at=at, by=by, line=number, expression=f"{number}*2", quantity=Decimal(number * 2))


def noted(text: str) -> LineNoted:
    """A remark on line 1."""
    return LineNoted(at=NOON, by="Ada", line=1, text=text)


def begin(store: Store, count_id: str = "one", location_id: int = 7) -> None:
    """Open a count in the store."""
    store.journal.open_count(count_id, opening(location_id, f"SHELF-{location_id:02}"), CountState("opened", 0, 0))


def fill(store: Store, count_id: str, first_seq: int, last_seq: int) -> list[Event]:
    """Append one counted line a number, each in its own transaction."""
    events: list[Event] = []
    for seq in range(first_seq, last_seq + 1):
        event = counted(seq, by=count_id)
        store.journal.append(count_id, seq, event, COUNTING)
        events.append(event)
    return events


def modes(folder: Path) -> dict[str, int]:
    """The permissions of the files in a folder, by name."""
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
