"""Digital beside floor: the rows of a reconciliation, and what moved while the count went on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord, Status
from cyclecount_tui.domain.lines import Line, LineKey, key_of, placed_key_of
from cyclecount_tui.domain.quantities import ZERO, rounded


@dataclass(frozen=True, slots=True)
class Row:
    """A counted line with both quantities. `difference` is floor − digital, at five places."""

    line: Line
    digital: Decimal
    floor: Decimal
    records: tuple[InventoryRecord, ...]
    """The records behind `digital`: at the location, with a quantity, not INSTALLED."""
    difference: Decimal = field(init=False, repr=False, compare=False)
    """Floor − digital: below zero when parts are missing. Kept, because detectors ask for it over and over."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "difference", rounded(self.floor - self.digital))

    @property
    def differs(self) -> bool:
        """Whether this row is a discrepancy."""
        return self.difference != 0

    @property
    def breakdown(self) -> dict[Status, Decimal]:
        """Digital by status, in ION's order of names."""
        totals: dict[Status, Decimal] = {}
        for record in sorted(self.records, key=lambda record: record.status):
            totals[record.status] = totals.get(record.status, ZERO) + record.quantity
        return totals

    @property
    def value(self) -> Decimal | None:
        """The difference in money, at the part's unit cost; None where ION knows no cost."""
        costs = [record.part.cost for record in self.records if record.part.cost is not None]
        return self.difference * costs[0] if costs else None


@dataclass(frozen=True, slots=True)
class Movement:
    """A record that changed between the reading of the sheet and the submission."""

    record_id: int
    key: LineKey
    what: str
    """`left`, `arrived`, `changed` or `vanished`."""
    sentence: str
    by: str = ""
    """Who changed it last, where ION tells."""
    at: datetime | None = None
    """When it was changed last, where ION tells."""


def compare(
    lines: Iterable[Line],
    floors: Mapping[int, Decimal],
    evidence: Evidence,
    settled: Mapping[int, Decimal] | None = None,
) -> tuple[Row, ...]:
    """A row for each line with a floor quantity (by line number), in sheet order. Not counted lines have none.

    A line that has its place is compared with what is recorded there. One whose difference was settled before, at an
    earlier attempt (`settled`, by line number), keeps that difference: what moved since then was counted there.
    """
    differences = settled or {}
    lines = tuple(lines)
    here = _expected_by_line(lines, evidence)
    rows = []
    for line in lines:
        floor = floors.get(line.number)
        if floor is None:
            continue
        records = here.get(line.number, ())
        digital = sum((record.quantity for record in records), ZERO)
        if line.number in differences:
            floor = digital + differences[line.number]
        rows.append(Row(line, rounded(digital), rounded(floor), tuple(records)))
    return tuple(rows)


def _expected_by_line(lines: Iterable[Line], evidence: Evidence) -> dict[int, list[InventoryRecord]]:
    """By line number. A record that lies where the sheet listed it is of that line, whatever ION calls its part by now.

    All others go by their key (with the place where a line has one), and so does one whose new name was found there.
    """
    listed = {record_id: line for line in lines for record_id in line.record_ids}
    by_key = {line.key: line for line in lines}
    groups: dict[int, list[InventoryRecord]] = {}
    for record in evidence.here:
        line, sheet = by_key.get(key_of(record)) or by_key.get(placed_key_of(record)), listed.get(record.id)
        if sheet is not None and sheet.key.place in {None, record.location} and not (line is not None and line.found):
            line = sheet
        if line is not None and record.expected_on_shelf:
            groups.setdefault(line.number, []).append(record)
    return groups


def movements(lines: Iterable[Line], evidence: Evidence) -> tuple[Movement, ...]:
    """What left, arrived, changed or vanished between the reading of the sheet and the submission."""
    lines = tuple(lines)
    etags = {record_id: etag for line in lines for record_id, etag in line.records}
    keys = {record_id: line.key for line in lines for record_id in line.record_ids}
    placed = any(line.key.place for line in lines)
    found = [_left(record, keys.get(record.id, key_of(record))) for record in evidence.gone]
    found += [_vanished(record_id, keys[record_id]) for record_id in evidence.vanished_ids if record_id in keys]
    for record in evidence.here:
        key = placed_key_of(record) if placed else key_of(record)
        stayed = record.id in etags and keys[record.id].place == key.place
        if not stayed and record.expected_on_shelf:
            found.append(_moved(record, key, "arrived", "came to this location or was made here"))
        elif stayed and record.etag != etags[record.id]:
            found.append(_moved(record, keys[record.id], "changed", "was changed in ION"))
    return tuple(sorted(found, key=lambda movement: movement.record_id))


def _left(record: InventoryRecord, key: LineKey) -> Movement:
    where = record.location.name if record.location else "no location"
    return _moved(record, key, "left", f"is at {where} by now")


def _moved(record: InventoryRecord, key: LineKey, what: str, how: str) -> Movement:
    sentence = f"Record {record.id} ({key.words}) {how} while the count went on{_by_whom(record)}."
    return Movement(record.id, key, what, sentence, record.updated_by, record.updated)


def _by_whom(record: InventoryRecord) -> str:
    """`, changed last by Bo at 09:41 on 2026-03-02` (local time), as far as ION tells."""
    who = f" by {record.updated_by}" if record.updated_by else ""
    when = f" at {record.updated.astimezone():%H:%M on %Y-%m-%d}" if record.updated else ""
    return f", changed last{who}{when}" if who or when else ""


def _vanished(record_id: int, key: LineKey) -> Movement:
    sentence = (
        f"Record {record_id} ({key.words}) is no longer in ION: it was merged or deleted while the count went on."
    )
    return Movement(record_id, key, "vanished", sentence)
