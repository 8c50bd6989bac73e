"""Counts beside this one that are counted blind, or may be again: nothing is read that would tell their counters.

While a count is blind, no other count that shares stock with it is compared, no fix that touches its stock is planned,
and no write that touches it is sent: nothing new of its stock is kept anywhere. What another count had compared before
it was opened stays in that count's journal; `beside_blind` leaves it out of what is shown, and whoever begins the blind
count is told not to look at what may be on a screen or on paper already.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.evidence import records_compared
from cyclecount_tui.domain.inventory import InventoryRecord, Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.lines import by_walk, natural
from cyclecount_tui.domain.recounting import may_ask
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

_LATEST = sys.maxsize
"""No count has so many events: whatever was added to it is read."""


class ComparisonWaits(Refusal):
    """The count is submitted and waits: another count, of some of the same stock, is still blind."""


class PostingWaits(Refusal):
    """Writes of a plan wait: they touch what another count is counting blind."""


@dataclass(frozen=True, slots=True)
class Blind:
    """The places and the part numbers of which no quantity may be kept or shown.

    `part_ids` are the ids of those parts and what they are counted as: ION may call them something else by now.
    `waiting` are submitted counts of some of the same stock, of which it is not known yet whether lines are counted
    again.
    """

    places: tuple[Place, ...] = ()
    parts: tuple[str, ...] = ()
    part_ids: Mapping[int, str] = field(default_factory=dict)
    waiting: tuple[Count, ...] = ()

    def hides(self, record: InventoryRecord) -> bool:
        """Whether a record lies at one of the places, or is of one of the parts."""
        return record.location in self.places or bool(self._counted_as(record.part.number, record.part.id))

    def hides_result(self, result: LineResult) -> bool:
        """Whether what another count found lies at one of the places, or is of one of the parts."""
        return result.place in self.places or bool(self._counted_as(result.key.part_number, result.part_id or 0))

    def hides_any(self, part_id: int, places: Iterable[Place | None]) -> bool:
        """Whether something that happened to a part at some places is at one of them, or is of one of the parts."""
        return part_id in self.part_ids or not set(self.places).isdisjoint(places)

    def shown(self, records: Iterable[InventoryRecord]) -> tuple[InventoryRecord, ...]:
        """Those of the records that may be kept."""
        return tuple(record for record in records if not self.hides(record))

    def places_in(self, records: Iterable[InventoryRecord]) -> tuple[Place, ...]:
        """Those of the places where some of the records lie."""
        found = {record.location for record in records}
        return tuple(place for place in self.places if place in found)

    def parts_in(self, records: Iterable[InventoryRecord]) -> tuple[str, ...]:
        """Those of the part numbers that some of the records are of."""
        found = {self._counted_as(record.part.number, record.part.id) for record in records}
        return tuple(part for part in self.parts if part in found)

    def touched(self, part_number: str, part_id: int | None, places: Iterable[Place | None]) -> tuple[str, ...]:
        """What of it a fix or a write touches, as a sentence names it: `RACK-B / SHELF-04`, `part FR-10034`."""
        there = set(places)
        counted_as = self._counted_as(part_number, part_id)
        part = (f"part {counted_as}",) if counted_as else ()
        return (*(place.name for place in self.places if place in there), *part)

    def _counted_as(self, number: str, part_id: int | None) -> str:
        return number if number in self.parts else self.part_ids.get(part_id or 0, "")


def blind_beside(workplace: Workplace, count: Count) -> Blind:
    """What is being counted blind beside a count that is to be compared, or may be counted again.

    Raises:
        ComparisonWaits: this count and a blind one are of the same stock: a part's and that of a location where it
            lies. What ION has would be shown here before it is counted there.
    """
    blind = [load(workplace, other.count_id) for other in _blind_but(workplace, count)]
    shared = [other for other in blind if _of_the_same_stock(count, other)]
    entering = [other for other in shared if other.phase.blind]
    if entering:
        raise ComparisonWaits(comparison_waits(count, entering))
    hidden = [other for other in blind if other not in shared]
    return replace(_blind([other.subject for other in hidden], hidden), waiting=tuple(shared))


def blind_now(workplace: Workplace, count: Count) -> Blind:
    """What is being counted blind at this moment beside a compared count, whether it shares stock with it or not.

    A screen asks before every key: of the blind counts of parts only what was added since is read.
    """
    blind = _blind_but(workplace, count)
    parts = [(other.count_id, _LATEST) for other in blind if other.subject.is_part]
    return _blind([other.subject for other in blind], workplace.blind_seen.read(workplace.store.journal, parts))


def waiting_words(touched: Iterable[str]) -> str:
    """`RACK-B and part FR-1 are being counted blind`, the rest of the sentence being what waits for that."""
    names = sorted(set(touched), key=natural)
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} being counted blind"


def to_submit_first(workplace: Workplace, count: Count) -> str:
    """A sentence for whoever begins this count: which blind counts it will wait for; empty without one."""
    if count.submission is not None:
        return ""
    blind = (load(workplace, other.count_id) for other in _blind_but(workplace, count))
    shared = [other for other in blind if other.phase.blind and _of_the_same_stock(count, other)]
    return comparison_waits(count, shared) if shared else ""


def compared_before(workplace: Workplace, count: Count) -> str:
    """A sentence for whoever begins this count: whose reconciliation may have shown what ION had of it before.

    Empty without one. From now on nothing shows it; what was drawn or printed before cannot be taken back.
    """
    if count.submission is not None:
        return ""
    blind = _blind([count.subject], [count])
    open_now = (other for other in workplace.store.journal.open_counts() if other.phase == Phase.RECONCILING)
    compared = [load(workplace, other.count_id) for other in open_now if other.subject != count.subject]
    telling = [other for other in compared if _tells_of(other, blind)]
    if not telling:
        return ""
    names = ", ".join(sorted((called(other.subject) for other in telling), key=natural))
    return (
        f"The reconciliation of {names} may have shown what ION had of this stock already, on a screen that stays "
        "drawn or on paper: do not look there before this count is submitted. Fixes that touch it wait until then."
    )


def _tells_of(other: Count, blind: Blind) -> bool:
    """Whether a compared count knows records, or what a third count found, of what is being counted blind."""
    results = other.evidence.nearby if other.evidence else ()
    records = records_compared(other.evidence).values()
    happened = other.evidence.happened if other.evidence else ()
    if any(blind.hides_any(each.part_id, each.places) for each in happened):
        return True
    return any(map(blind.hides, records)) or any(map(blind.hides_result, results))


def _blind_but(workplace: Workplace, count: Count) -> list[OpenCount]:
    """The blind counts beside this one."""
    open_now = workplace.store.journal.open_counts()
    return [other for other in open_now if _is_beside(other, count) and _is_blind(workplace, other)]


def _is_beside(other: OpenCount, count: Count) -> bool:
    """Of the same subject only the new count beside one that has ended, or the recount that a screen knows not of."""
    if other.subject != count.subject or count.phase.ended:
        return True
    return count.phase is Phase.RECONCILING and other.phase == Phase.RECOUNTING


def _is_blind(workplace: Workplace, other: OpenCount) -> bool:
    """Without a sheet nobody counts; one that was closed off is about to be, one submitted may be counted again."""
    phase = Phase(other.phase)
    if phase is Phase.SUBMITTED:
        return may_ask(load(workplace, other.count_id), workplace.practice.recount)
    return phase.entering or (phase is Phase.OPENED and other.closed_off_at is not None)


def _blind(subjects: Iterable[Subject], counts: Iterable[Count]) -> Blind:
    """`counts`: at least those of parts."""
    subjects = tuple(subjects)
    return Blind(
        tuple(sorted((subject.place for subject in subjects if subject.place is not None), key=by_walk)),
        tuple(sorted((subject.name for subject in subjects if subject.is_part), key=natural)),
        {part_id: each.subject.name for each in counts if each.subject.is_part for part_id in _part_ids(each)},
    )


def _part_ids(count: Count) -> set[int]:
    return {line.part_id for line in count.lines if line.part_id is not None}


def _of_the_same_stock(count: Count, other: Count) -> bool:
    """Two locations never share stock; a part and a location do where the one has a line of the other."""
    if count.subject.is_part == other.subject.is_part:
        return False
    part, location = (count, other) if count.subject.is_part else (other, count)
    has_the_part = any(line.key.part_number == part.subject.name for line in location.lines)
    same_ids = bool(_part_ids(part) & _part_ids(location))
    return has_the_part or same_ids or location.subject.place in part.places


def comparison_waits(count: Count, shared: Sequence[Count]) -> str:
    """The sentence that names the counts for which this one waits."""
    names = " and ".join(sorted((called(other.subject) for other in shared), key=natural))
    counts, are, share = ("count", "it is", "shares") if len(shared) == 1 else ("counts", "they are", "share")
    return (
        f"First submit or give up the {counts} of {names}: {are} blind and {share} stock with {called(count.subject)}, "
        "which is compared after that."
    )
