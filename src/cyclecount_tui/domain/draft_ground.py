"""What a plan stands on: ION as it is at this moment, what the comparison saw, and how one draft is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.corrected import Corrected
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence, records_compared
from cyclecount_tui.domain.inventory import ADJUSTABLE, InventoryRecord, Place
from cyclecount_tui.domain.plan import Write, WriteKind
from cyclecount_tui.domain.quantities import plain, same
from cyclecount_tui.domain.succession import succeeded_by

COUNT_ANEW = "Leave it with a note, and count it anew."
"""What is left to do when ION went on in a way that this count cannot follow."""


class CannotBeWritten(Exception):
    """Why a chosen fix cannot be written as things stand."""


class NeedsGoneRecord(CannotBeWritten):
    """ION no longer has a record that the fix needs: a person says what stands for it."""


@dataclass(frozen=True)
class Now:
    """What ION has at this moment, by record id, what other counts wrote since the comparison, and what that saw."""

    records: Mapping[int, InventoryRecord]
    corrected: Corrected
    evidence: Evidence | None

    @cached_property
    def here_then(self) -> Mapping[int, InventoryRecord]:
        """What the comparison saw where this was counted, by record id; of a part, at all its places."""
        return {record.id: record for record in (self.evidence.here if self.evidence else ())}

    @cached_property
    def compared(self) -> Mapping[int, InventoryRecord]:
        """Every record that the comparison saw, wherever it was, by record id."""
        return records_compared(self.evidence)

    @cached_property
    def by_lot(self) -> Mapping[tuple[str, str], list[InventoryRecord]]:
        """The records by lot and serial."""
        groups: dict[tuple[str, str], list[InventoryRecord]] = {}
        for record in self.records.values():
            groups.setdefault((record.lot_number, record.serial_number), []).append(record)
        return groups


def draft(
    row: Row, kind: WriteKind, record: InventoryRecord, quantity: Decimal, to: Place | None, warning: str
) -> Write:
    """A write on a record as it is now, not numbered yet."""
    return Write(
        0, kind, row.line.number, row.line.key, quantity, before=record.quantity, record_id=record.id,
        etag=record.etag, at=record.location, to=to, part_id=record.part.id, uom=record.part.uom, warning=warning,
        status=record.status, held=record.held,
    )  # fmt: skip


def present(now: Mapping[int, InventoryRecord], record_id: int) -> InventoryRecord:
    """The record as it is now. Raises CannotBeWritten where ION no longer has it."""
    record = now.get(record_id)
    if record is None:
        raise CannotBeWritten(f"Record {record_id} is no longer in ION (merged or deleted). {COUNT_ANEW}")
    return record


def refuse_unchangeable(record: InventoryRecord) -> None:
    """Raises CannotBeWritten for a record of a status that is never adjusted."""
    if record.status not in ADJUSTABLE:
        raise CannotBeWritten(f"Record {record.id} is {record.status.words} by now: settle that in ION first.")


def warning_of(count: Count, record: InventoryRecord, now: Now) -> str:
    """A warning when a record is not as it was compared; the counted difference still applies to what is there now.

    One that was only saved again holds what it held: that is nothing to warn of, nor to approve anew.
    """
    taken_over, compared = succeeded_by(count.successors, record.id), now.compared.get(record.id)
    if taken_over is not None:
        gone = (old for old, known in count.successors.items() if known.successor.record_id == record.id)
        return f"Stands for record {' and '.join(map(str, sorted(gone)))}, which ION no longer has."
    if compared is None or (same(record.quantity, compared.quantity) and record.status is compared.status):
        return ""
    if same(record.quantity, compared.quantity):
        return f"Changed since the comparison: {compared.status.words} then, {record.status.words} now."
    return f"Changed since the comparison: {plain(compared.quantity)} then, {plain(record.quantity)} now."
