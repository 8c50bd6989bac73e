"""What ION had as each line of a count sees it: of its item, at its place, at the reading that it is compared with."""

from dataclasses import dataclass, field, replace

from cyclecount_tui.domain.causes.evidence_of_parts import EvidenceOfParts
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord, Part, Place
from cyclecount_tui.domain.lines import Line, LineKey, key_of
from cyclecount_tui.domain.sent_back import comparison_of

_ByItem = dict[LineKey, list[InventoryRecord]]


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
                groups.setdefault(key_of(record), []).append(record)
                self.parts[record.part.id] = record.part


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
            item = replace(item, part_number=part.number, revision=part.revision)
        here, elsewhere = reading.here.get(item, ()), reading.elsewhere.get(item, ())
        seen = reading.evidence.seen_from(place, tuple(here), tuple(elsewhere))
        return item, reading.of_parts.narrowed(seen, line, item)

    def _reading(self, line: Line) -> _Reading:
        evidence = comparison_of(self._count, line.number).evidence
        assert evidence is not None, "only lines of a compared count are looked into"
        if id(evidence) not in self._looked_through:
            self._looked_through[id(evidence)] = _Reading(evidence)
        return self._looked_through[id(evidence)]
