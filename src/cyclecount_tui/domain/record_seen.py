"""An inventory record as it was at one moment, so that then and now can be shown one above the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.inventory import InventoryRecord, Place, Status
from cyclecount_tui.domain.quantities import plain, same


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """One record. `quantity` in its own unit; what is not known is None, UNKNOWN or empty."""

    record_id: int
    quantity: Decimal
    place: Place | None = None
    status: Status = Status.UNKNOWN
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def words(self) -> str:
        """`80 at RACK-A, available, changed last by Bo at 10:31 on 2026-03-02` (local time), as far as it is known."""
        return ", ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        yield f"{plain(self.quantity)} at {self.place.name}" if self.place else f"{plain(self.quantity)} at no location"
        if self.status is not Status.UNKNOWN:
            yield self.status.words
        who = f" by {self.changed_by}" if self.changed_by else ""
        when = f" at {self.changed_at.astimezone():%H:%M on %Y-%m-%d}" if self.changed_at else ""
        if who or when:
            yield f"changed last{who}{when}"


def seen(record: InventoryRecord) -> RecordSeen:
    """A record as ION has it at this moment."""
    return RecordSeen(
        record.id, record.quantity, record.location, record.status, record.updated_by, record.updated
    )  # fmt: skip


def then_and_now(then: RecordSeen | None, now: RecordSeen | None) -> tuple[str, ...]:
    """Two sentences, `Then: ...` and `Now: ...`, and what is another one; none where one of them is not known."""
    if then is None or now is None:
        return ()
    return f"Then: {then.words}.", f"Now: {now.words}. {_what_differs(then, now)}"


def _what_differs(then: RecordSeen, now: RecordSeen) -> str:
    known = Status.UNKNOWN not in {then.status, now.status}
    found = [
        ("the quantity", not same(then.quantity, now.quantity)),
        ("the place", then.place != now.place),
        ("the status", known and then.status is not now.status),
    ]
    names = [name for name, differs in found if differs]
    if not names:
        return "It was saved again with the same quantity and place."
    return f"Another one by now: {' and '.join(names)}."
