"""Pairs and groups are solved together: over all lines, and beside other counts, nothing is promised to two fixes.

Whose best suggestion has the better claim keeps it: the surer one, then what a line's own records say by their status,
then the one that takes just what there is, then the larger one in money and in number, then the lower line. Who finds
too little left takes the next suggestion, and asks for that with the claim it has by it. Source: one inventory record
explains one discrepancy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import heapify, heappop, heappush

from cyclecount_tui.domain.causes.claims import Claim, Claims, by_status
from cyclecount_tui.domain.causes.dealt_with import DealtWith, nothing_left
from cyclecount_tui.domain.causes.ledger import Ledger
from cyclecount_tui.domain.causes.runner_up import with_reasons
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Confidence, FixKind, Suggestion
from cyclecount_tui.domain.promised import NOTHING, Promised
from cyclecount_tui.domain.quantities import ZERO

Ranked = Mapping[int, Sequence[Suggestion]]
"""The suggestions of each line by its number, the best first."""

_Rank = tuple[int, bool, bool, Decimal, Decimal, int, int]
"""The better claim is the smaller one; the last two are the line and the place of its suggestion."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The suggestions of a line once all lines had their turn: which comes first, and why others cannot."""

    offered: tuple[Suggestion, ...]
    first: int
    refused: Mapping[int, str]
    """The sentences, by the place of the suggestion."""


def shared_out(count: Count, ranked: Ranked, promised: Promised = NOTHING) -> dict[int, tuple[Suggestion, ...]]:
    """The same suggestions line by line, so ordered that all first ones together promise nothing twice.

    `promised` is what other counts hold. Each but the first says why it lost. The order of `ranked` changes nothing.
    """
    sharing = _Sharing(count, ranked, promised)
    return {line: tuple(_told(shared)) for line, shared in sharing.result().items()}


class _Sharing:
    """Lines that ask one after the other, the best claim first."""

    def __init__(self, count: Count, ranked: Ranked, promised: Promised) -> None:
        self._claims = Claims(count)
        self._ledger = Ledger(self._claims, promised)
        self._rows = count.rows_by_line
        dealt_with = DealtWith(count, promised)
        self._refused: dict[int, dict[int, str]] = {line: {} for line in ranked}
        self._offered: dict[int, tuple[Suggestion, ...]] = {}
        self._asked: dict[int, tuple[Claim, ...]] = {}
        for line, suggestions in ranked.items():
            hold = dealt_with.hold(line)
            self._offered[line] = tuple(suggestions) if hold is None else _put_in(suggestions, hold)
            if hold is not None:
                writing = (place for place, each in enumerate(self._offered[line]) if each.fix.kind.writes)
                self._refused[line].update(dict.fromkeys(writing, hold.evidence[0]))

    def result(self) -> dict[int, Shared]:
        """Every line with its first suggestion."""
        first: dict[int, int] = {}
        waiting = [self._rank(line, 0) for line, offered in self._offered.items() if offered]
        heapify(waiting)
        while waiting:
            *_, line, place = heappop(waiting)
            claims = self._asked[line]
            refusal = self._refused[line].get(place) or self._ledger.refusal(claims) or self._not_beside(line, place)
            if not refusal:
                self._ledger.enter(line, claims)
                first[line] = place
                continue
            self._refused[line][place] = refusal
            if place + 1 == len(self._offered[line]):
                hold = nothing_left(tuple(self._refused[line].values()))
                self._offered[line] = (*self._offered[line], hold)
            heappush(waiting, self._rank(line, place + 1))
        return {
            line: Shared(offered, first.get(line, 0), self._refused[line]) for line, offered in self._offered.items()
        }

    def _not_beside(self, line: int, place: int) -> str:
        """Parks what is left beside the moves of other lines; why that cannot be, where it cannot."""
        suggestion = self._offered[line][place]
        if suggestion.fix.kind is not FixKind.PARK:
            return ""
        portions = self._ledger.beside_moves(line, suggestion.fix.portions)
        if portions is None:
            return "Other lines of this count move some of the same records."
        if portions != suggestion.fix.portions:
            changed = replace(suggestion, fix=replace(suggestion.fix, portions=portions))
            self._offered[line] = (*self._offered[line][:place], changed, *self._offered[line][place + 1 :])
        return ""

    def _rank(self, line: int, place: int) -> _Rank:
        row, suggestion = self._rows[line], self._offered[line][place]
        self._asked[line] = self._claims.of(row, suggestion)
        exact = self._claims.is_exact(self._asked[line])
        likeness = (suggestion.confidence.rank, not by_status(suggestion), not exact)
        return *likeness, -_value(row), -abs(row.difference), line, place


def _value(row: Row) -> Decimal:
    return abs(row.value or ZERO)


def _put_in(suggestions: Sequence[Suggestion], hold: Suggestion) -> tuple[Suggestion, ...]:
    """The hold before the first one that is no surer."""
    surer = sum(each.confidence.rank < hold.confidence.rank for each in suggestions)
    return (*suggestions[:surer], hold, *suggestions[surer:])


def _told(shared: Shared) -> Iterator[Suggestion]:
    """The first one, then the others, each with why it lost; what is promised elsewhere is no more than possible."""
    if not shared.offered:
        return
    others = [place for place in range(len(shared.offered)) if place != shared.first]
    refused = {place: _less_sure(shared.offered[place]) for place in others if place in shared.refused}
    order = sorted(others, key=lambda place: refused.get(place, shared.offered[place]).confidence.rank)
    ranked = [shared.offered[shared.first], *(refused.get(place, shared.offered[place]) for place in order)]
    for place, suggestion in zip([shared.first, *order], with_reasons(ranked), strict=True):
        reason = shared.refused.get(place)
        yield suggestion if reason is None or place == shared.first else suggestion.losing(reason)


def _less_sure(suggestion: Suggestion) -> Suggestion:
    sure = suggestion.confidence in {Confidence.CERTAIN, Confidence.LIKELY}
    return replace(suggestion, confidence=Confidence.POSSIBLE) if sure else suggestion
