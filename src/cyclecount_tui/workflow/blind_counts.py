"""Counts beside this one that are not submitted yet: nothing is kept that would tell their counters a quantity."""

from collections.abc import Iterable
from dataclasses import dataclass

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.lines import by_walk, natural
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace


class ComparisonWaits(Refusal):
    """The count is submitted and waits: another count, of some of the same stock, is still blind."""


@dataclass(frozen=True, slots=True)
class Blind:
    """The places and the part numbers of which no quantity may be kept or shown."""

    places: tuple[Place, ...] = ()
    parts: tuple[str, ...] = ()

    def hides(self, record: InventoryRecord) -> bool:
        """Whether a record lies at one of the places, or is of one of the parts."""
        return record.location in self.places or record.part.number in self.parts

    def shown(self, records: Iterable[InventoryRecord]) -> tuple[InventoryRecord, ...]:
        """Those of the records that may be kept."""
        return tuple(record for record in records if not self.hides(record))

    def places_in(self, records: Iterable[InventoryRecord]) -> tuple[Place, ...]:
        """Those of the places where some of the records lie."""
        found = {record.location for record in records}
        return tuple(place for place in self.places if place in found)

    def parts_in(self, records: Iterable[InventoryRecord]) -> tuple[str, ...]:
        """Those of the part numbers that some of the records are of."""
        found = {record.part.number for record in records}
        return tuple(part for part in self.parts if part in found)


def blind_beside(workplace: Workplace, count: Count) -> Blind:
    """What is being counted blind beside this count.

    Raises:
        ComparisonWaits: this count and a blind one are of the same stock: a part's and that of a location where it
            lies. What ION has would be shown here before it is counted there.
    """
    blind = [
        load(workplace, other.count_id)
        for other in workplace.store.journal.open_counts()
        if other.subject != count.subject and other.phase in {Phase.OPENED, Phase.COUNTING}
    ]
    shared = [other for other in blind if _of_the_same_stock(count, other)]
    if shared:
        raise ComparisonWaits(_waiting(count, shared))
    places = (other.subject.place for other in blind if other.subject.place is not None)
    parts = (other.subject.name for other in blind if other.subject.is_part)
    return Blind(tuple(sorted(places, key=by_walk)), tuple(sorted(parts, key=natural)))


def _of_the_same_stock(count: Count, other: Count) -> bool:
    """Two locations never share stock; a part and a location do where the one has a line of the other."""
    if count.subject.is_part == other.subject.is_part:
        return False
    part, location = (count, other) if count.subject.is_part else (other, count)
    has_the_part = any(line.key.part_number == part.subject.name for line in location.lines)
    return has_the_part or location.subject.place in part.places


def _waiting(count: Count, shared: list[Count]) -> str:
    names = ", ".join(sorted((other.subject.name for other in shared), key=natural))
    one = len(shared) == 1
    return (
        f"{names} {'is' if one else 'are'} being counted blind and {'shares' if one else 'share'} stock with "
        f"{count.subject.name}: it is compared once {'that count is' if one else 'those counts are'} submitted, or "
        "given up."
    )
