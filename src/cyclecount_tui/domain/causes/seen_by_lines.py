"""What ION had as each line of a count sees it: of its item, at its place, at the reading that it is compared with."""

from dataclasses import dataclass, field

from cyclecount_tui.domain.causes.evidence_of_parts import EvidenceOfParts
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.sent_back import comparison_of

_Item = tuple[str, str, str, str]
"""Part, revision, lot and serial: of a text it is known what it hashes to, of a `LineKey` it is not."""

_ByItem = dict[_Item, list[InventoryRecord]]


@dataclass(slots=True)
class _Reading:
    """One reading of ION, looked through once."""

    evidence: Evidence
    here: _ByItem = field(default_factory=dict)
    elsewhere: _ByItem = field(default_factory=dict)
    parts: dict[int, Part] = field(default_factory=dict)
    of_parts: EvidenceOfParts = field(init=False)

    def __post_init__(self) -> None:
        self.of_parts = EvidenceOfParts(self.evidence)
        for records, groups in ((self.evidence.here, self.here), (self.evidence.elsewhere, self.elsewhere)):
            for record in records:
                part = self.parts[record.part.id] = record.part
                item = part.number, part.revision, record.lot_number, record.serial_number
                groups.setdefault(item, []).append(record)


class SeenByLines:
    """All readings of ION that the lines of a compared count stand beside."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._looked_through: dict[int, _Reading] = {}

    def of(self, line: Line, place: Place) -> tuple[LineKey, Evidence]:
        """What a line at this place is by now, without the place, and the evidence as it is seen from there."""
        reading = self._reading(line)
        part = reading.parts.get(line.part_id or 0)
        item = line.key.item
        if part is not None:  # it may have got another number or revision while it was counted
            item = LineKey(part.number, part.revision, item.lot_number, item.serial_number)
        of_item = item.part_number, item.revision, item.lot_number, item.serial_number
        here, elsewhere = reading.here.get(of_item, ()), reading.elsewhere.get(of_item, ())
        return item, reading.of_parts.seen_from(place, line, item, here, elsewhere)

    def _reading(self, line: Line) -> _Reading:
        evidence = comparison_of(self._count, line.number).evidence
        assert evidence is not None, "only lines of a compared count are looked into"
        if id(evidence) not in self._looked_through:
            self._looked_through[id(evidence)] = _Reading(evidence)
        return self._looked_through[id(evidence)]
