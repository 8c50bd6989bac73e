"""What a suggestion counts on, so that no two fixes count on the same: records, open kits and assemblies, lines.

A line counts as well where a count walks several locations: what is missing at one of them is moved to one other only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence, records_compared
from cyclecount_tui.domain.fixes import AwaitedKind, Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.promised import Thing, thing_awaited
from cyclecount_tui.domain.quantities import ZERO

_BY_STATUS = frozenset({
    Cause.ON_ORDER, Cause.UNAVAILABLE, Cause.KITTED, Cause.WIP, Cause.SCRAPPED, Cause.INSTALLED, Cause.STATUSES,
})  # fmt: skip
"""Causes by which records of the line itself say where its difference is."""

Ends = tuple[int, int]
"""A move between two lines of a count: the numbers of the line it takes from, and of the one it brings to."""


@dataclass(frozen=True, slots=True)
class OfLine:
    """The difference of a line: it is dealt with once."""

    number: int


Source = Thing | OfLine


@dataclass(frozen=True, slots=True)
class Claim:
    """So much of a source; `ends` where it is a move from one line of the count to another, which both may suggest."""

    source: Source
    quantity: Decimal
    ends: Ends | None = None


class Claims:
    """The claims that fixes of one count lay, and how much there is of what they claim."""

    def __init__(self, count: Count) -> None:
        self._evidence = count.evidence or Evidence(())
        self._count = count
        self._several = count.subject.is_part
        self._owner = {record.id: row.line.number for row in count.rows for record in row.records}

    def of(self, row: Row, suggestion: Suggestion) -> tuple[Claim, ...]:
        """What a suggestion for a row claims; a last resort claims nothing of its own line."""
        return tuple(self._of(row, suggestion.fix, explains=_explains(suggestion)))

    def of_fix(self, row: Row, fix: Fix) -> tuple[Claim, ...]:
        """What a fix claims of others, whoever made it."""
        return tuple(claim for claim in self._of(row, fix, explains=False) if not isinstance(claim.source, OfLine))

    def there_is(self, source: Source) -> Decimal | None:
        """How much of a source there is; None where the evidence does not tell."""
        if isinstance(source, OfLine):
            return abs(self._count.rows_by_line[source.number].difference)
        if isinstance(source, int):
            record = self._records.get(source)
            return None if record is None else record.quantity
        return self._open.get(source)

    def words(self, source: Source) -> str:
        """The source at the beginning of a sentence: `Record 123 at B-2`."""
        if isinstance(source, OfLine):
            row = self._count.rows_by_line[source.number]
            return f"What {'is extra' if row.difference > 0 else 'is missing'} at {_place_name(self._count, row)}"
        if isinstance(source, int):
            record = self._records.get(source)
            where = f" at {record.location.name}" if record is not None and record.location is not None else ""
            return f"Record {source}{where}"
        kind, number, _ = source
        match kind:
            case AwaitedKind.ASSEMBLY:
                return f"What {self._assembly(number)} calls for"
            case AwaitedKind.KIT:
                return f"What kit {number} still wants"
            case AwaitedKind.KIT_RETURN:
                return f"What kit {number} wants or has"
            case AwaitedKind.DELIVERY:
                return f"What purchase line {number} brings"
            case AwaitedKind.RECEIPT:
                return f"What receipt position {number} took in"

    def is_exact(self, claims: Iterable[Claim]) -> bool:
        """Whether all that is claimed of records, kits and assemblies is just what there is."""
        return all(
            isinstance(claim.source, OfLine) or claim.quantity == self.there_is(claim.source) for claim in claims
        )

    def _of(self, row: Row, fix: Fix, *, explains: bool) -> Iterator[Claim]:
        own, between = row.line.number, False
        target = self._line_at(row, fix)
        for portion in fix.portions if fix.kind is FixKind.MOVE else ():
            source = self._owner.get(portion.record_id)
            ends = None if source is None or target is None else (source, target)
            if source != own or ends is not None:
                yield Claim(portion.record_id, portion.quantity, ends)
            if ends is not None:
                between = True
                yield from (Claim(OfLine(end), portion.quantity, ends) for end in ends)
        for awaited in fix.awaited:
            yield Claim(thing_awaited(awaited), awaited.quantity)
        if explains and self._several and not between:
            yield Claim(OfLine(own), abs(row.difference))

    def _line_at(self, row: Row, fix: Fix) -> int | None:
        """The line to which a move brings its parts, where that was counted."""
        if fix.to is None or not self._several:
            return None
        return self._lines.get(row.line.key.item.at(fix.to))

    @cached_property
    def _lines(self) -> Mapping[LineKey, int]:
        """The lines of a count that walks several locations, by item and place."""
        return {row.line.key: row.line.number for row in self._count.rows}

    @cached_property
    def _records(self) -> Mapping[int, InventoryRecord]:
        return records_compared(self._count.evidence)

    @cached_property
    def _open(self) -> Mapping[Thing, Decimal]:
        """What open kits and assemblies want, by what can be promised of it."""
        found: dict[Thing, Decimal] = {}
        for item in self._evidence.kit_items:
            wants, has = item.quantity - item.fulfilled, max(item.quantity, item.fulfilled)
            for kind, amount in ((AwaitedKind.KIT, wants), (AwaitedKind.KIT_RETURN, has)):
                thing = (kind, item.kit_id, item.part_id)
                found[thing] = found.get(thing, ZERO) + max(amount, ZERO)
        for needed in self._evidence.requirements:
            thing = (AwaitedKind.ASSEMBLY, needed.assembly_id, needed.part_id)
            found[thing] = found.get(thing, ZERO) + needed.missing
        for line in self._evidence.order_lines:
            found[AwaitedKind.DELIVERY, line.id, line.part_id] = line.outstanding
        for receipt in self._evidence.receipts:
            found[AwaitedKind.RECEIPT, receipt.id, receipt.part_id] = receipt.quantity
        return found

    def _assembly(self, number: int) -> str:
        needed = next((item for item in self._evidence.requirements if item.assembly_id == number), None)
        return f"run {needed.run_ids[0]}" if needed is not None and needed.run_ids else f"assembly record {number}"


def by_status(suggestion: Suggestion) -> bool:
    """Whether records of the line itself say by their status where its difference is."""
    return suggestion.cause in _BY_STATUS


def _explains(suggestion: Suggestion) -> bool:
    """Whether it says where the whole difference of its line is, so that none of it is left for another line."""
    if suggestion.confidence is Confidence.LAST:
        return False
    return by_status(suggestion) or bool(suggestion.fix.portions or suggestion.fix.awaited)


def _place_name(count: Count, row: Row) -> str:
    return count.place_of(row.line.key).name
