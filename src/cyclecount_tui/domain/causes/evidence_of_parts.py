"""Evidence by part, lot and serial: looked through once, so that no line looks at what belongs to others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.incoming import Receipt
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.record_changes import RecordChange

Thing = TypeVar("Thing")
Index = TypeVar("Index")

_Records = Sequence[InventoryRecord]

_Identity = tuple[int, str, str]
"""A part's id, a lot and a serial."""

_ReceivedAs = _Identity | tuple[int, None]
"""The same, or a part of which it is not said yet."""


class EvidenceOfParts:
    """One reading of ION, by what its kits, assemblies, purchase lines, receipts and changes are of."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._parts = _grouped(evidence.parts, lambda part: part.number)
        self._kit_items = _grouped(evidence.kit_items, lambda item: item.part_id)
        self._requirements = _grouped(evidence.requirements, lambda item: item.part_id)
        self._order_lines = _grouped(evidence.order_lines, lambda line: line.part_id)
        self._receipts = _grouped(evidence.receipts, _received_as)
        self._changes = _grouped(evidence.changes, _changed_as)

    def seen_from(self, place: Place, line: Line, item: LineKey, of_item: _Records, others: _Records) -> Evidence:
        """The same as one line sees it, without what is of other parts, lots and serials; `item` is what it is by now.

        The records of its item at its place are here, all others are elsewhere. `of_item` are those of it among the
        records here, `others` those among the records elsewhere.
        """
        here = tuple(record for record in of_item if record.location == place)
        elsewhere = (*(record for record in of_item if record.location != place), *others)
        parts = _together(self._parts, dict.fromkeys((item.part_number, line.key.part_number)))
        ids = dict.fromkeys([*_ids(line, here, elsewhere), *(part.id for part in parts)])
        lots = [(part_id, item.lot_number, item.serial_number) for part_id in ids]
        received: list[_ReceivedAs] = [*lots, *((part_id, None) for part_id in ids)]
        return replace(
            self._evidence,
            here=here,
            elsewhere=elsewhere,
            parts=parts,
            kit_items=_together(self._kit_items, ids),
            requirements=_together(self._requirements, ids),
            order_lines=_together(self._order_lines, ids),
            receipts=_together(self._receipts, received),
            changes=_together(self._changes, lots),
        )


def _ids(line: Line, here: _Records, elsewhere: _Records) -> list[int]:
    """The ids of the part that a line is of: usually one."""
    of_line = [] if line.part_id is None else [line.part_id]
    return [*of_line, *(record.part.id for record in (*here[:1], *elsewhere[:1]))]


def _received_as(receipt: Receipt) -> _ReceivedAs:
    """What no record stands for has neither lot nor serial yet."""
    if receipt.record_id is None:
        return receipt.part_id, None
    return receipt.part_id, receipt.lot_number, receipt.serial_number


def _changed_as(change: RecordChange) -> _Identity:
    return change.part_id, change.lot_number, change.serial_number


def _grouped(things: Iterable[Thing], index_of: Callable[[Thing], Index]) -> dict[Index, list[Thing]]:
    groups: dict[Index, list[Thing]] = {}
    for thing in things:
        groups.setdefault(index_of(thing), []).append(thing)
    return groups


def _together(groups: dict[Index, list[Thing]], wanted: Iterable[Index]) -> tuple[Thing, ...]:
    return tuple(thing for index in wanted for thing in groups.get(index, ()))
