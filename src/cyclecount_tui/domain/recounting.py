"""Judging a submitted count: which lines are settled, which are counted again, of which no two counts agree.

ION's quantities are looked at in memory and nothing of them is kept for a line that is counted again: of its earlier
counts only seals are known (`sealing.py`). A later count with the difference d agrees with an earlier one when that
one's seal fits its floor quantity less d: the same difference, also when stock moved in between.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from types import MappingProxyType

from cyclecount_tui.domain.comparing import Row, compare
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Attempt, CountMode
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.quantities import ZERO, rounded
from cyclecount_tui.domain.recount_rules import RecountRules, Tolerance
from cyclecount_tui.domain.sealing import fits

MOST_ATTEMPTS = 3
"""After so many counts of a line, of which no two agree, a person decides."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from a submission. Exists in memory only: `digital` holds ION's quantities.

    `again` are the lines to count again, those that agreed and are asked besides among them; empty when the count is
    compared now. `settled` are differences of lines that need no further count, `disputed` lines of which no two
    counts agree, `stale` lines that were counted once, before stock moved. All by line number.
    """

    again: tuple[int, ...] = ()
    settled: Mapping[int, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    disputed: frozenset[int] = frozenset()
    stale: frozenset[int] = frozenset()
    digital: Mapping[int, Decimal] = field(default_factory=lambda: MappingProxyType({}), repr=False)


class _Verdict(Enum):
    """What is to be said of one line."""

    SETTLED = auto()
    BEYOND = auto()
    """One count that needs another."""
    DISPUTED = auto()
    STALE = auto()
    NOT_COUNTED = auto()


def judged(count: Count, here: Iterable[InventoryRecord], rules: RecountRules, count_class: str = "") -> Judgement:
    """What follows from a submitted count and the records that lie where it was counted."""
    judge = _Judge(count, tuple(here), rules.tolerance(count_class))
    known = count.settled.keys() | count.sent_back.kept
    verdicts = {line.number: judge.verdict(line.number) for line in count.lines if line.number not in known}
    open_ones = [line for line, verdict in verdicts.items() if verdict in {_Verdict.BEYOND, _Verdict.DISPUTED}]
    again: tuple[int, ...] = ()
    if may_ask(count, rules):
        asked_for_good = [line for line in open_ones if line in count.standing or judge.unseen(line)]
        again = tuple(sorted({*asked_for_good, *_decoys(count, judge, asked_for_good, rules)}))
    return Judgement(
        again,
        settled=judge.differences(line for line, verdict in verdicts.items()
                                  if verdict is _Verdict.SETTLED and line not in again),
        disputed=frozenset(line for line in open_ones if len(counts_of(count, line)) > 1),
        stale=frozenset(line for line, verdict in verdicts.items() if verdict is _Verdict.STALE),
        digital={line: judge.rows[line].digital for line in again},
    )  # fmt: skip


def may_ask(count: Count, rules: RecountRules) -> bool:
    """Whether some lines of this submission may have to be counted again; in training none are."""
    return count.mode is not CountMode.GUIDED and rules.required and not count.waived and count.attempt < MOST_ATTEMPTS


def counts_of(count: Count, line: int) -> tuple[tuple[int, Decimal], ...]:
    """The number of each attempt that counted a line, with the floor quantity it found, in order."""
    entries = [*(attempt.standing for attempt in count.attempts), count.standing]
    return tuple((number, each[line].quantity) for number, each in enumerate(entries, start=1) if line in each)


def difference_fits(count: Count, line: int, attempt: int, floor: Decimal, difference: Decimal) -> bool:
    """Whether an earlier attempt, which found `floor`, had this difference to what ION had then."""
    earlier = count.attempts[attempt - 1]
    sealed = earlier.seals.get(line)
    return sealed is not None and fits(sealed, earlier.salt, line, rounded(floor - difference))


def to_choose_from(count: Count, line: int) -> tuple[int, ...]:
    """The attempts of a line that may be chosen: ION has now what it had then, so that their difference is known."""
    row = count.rows_by_line.get(line)
    if row is None:
        return ()
    return tuple(
        number
        for number, floor in counts_of(count, line)
        if number == count.attempt or difference_fits(count, line, number, floor, rounded(floor - row.digital))
    )


class _Judge:
    """The lines of a count beside what ION has of them at this moment."""

    def __init__(self, count: Count, here: tuple[InventoryRecord, ...], tolerance: Tolerance) -> None:
        self._count = count
        self._tolerance = tolerance
        floors = {line.number: ZERO for line in count.lines}
        floors |= {number: entry.quantity for number, entry in count.standing.items()}
        self.rows = {row.line.number: row for row in compare(count.lines, floors, Evidence(here))}
        self._known: dict[int, Decimal] = {}

    def verdict(self, line: int) -> _Verdict:
        """What is to be said of a line that was not settled before."""
        if line in self._count.standing:
            return self._of_new_count(line)
        counts = counts_of(self._count, line)
        if not counts:
            return _Verdict.BEYOND if self.unseen(line) else _Verdict.NOT_COUNTED
        if len(counts) > 1:
            return _Verdict.SETTLED if self._agreed_twice(line) else _Verdict.DISPUTED
        return self._of_only_count(line, *counts[0])

    def unseen(self, line: int) -> bool:
        """Whether ION expects what nobody saw in a count without a list (double-blind)."""
        count = self._count
        first = count.mode is CountMode.DOUBLE_BLIND and not count.attempts
        return first and line not in count.standing and line not in count.left and self.rows[line].differs

    def agreed_always(self, line: int) -> bool:
        """Whether every count of a line, this one included, found what ION had."""
        return not self.rows[line].differs and self._agreed_before(line)

    def differences(self, lines: Iterable[int]) -> dict[int, Decimal]:
        """The difference of each of these settled lines."""
        return {line: self._known.get(line, self.rows[line].difference) for line in lines}

    def _of_new_count(self, line: int) -> _Verdict:
        row, earlier = self.rows[line], tuple(self._earlier(line))
        if any(self._fits(line, attempt, floor, row.difference) for attempt, floor in earlier):
            return _Verdict.SETTLED
        if self._agreed_twice(line):
            return _Verdict.SETTLED
        within = self._tolerance.takes(row)
        if within and all(self._was_within(line, attempt, floor) for attempt, floor in earlier):
            return _Verdict.SETTLED
        return _Verdict.DISPUTED if earlier else _Verdict.BEYOND

    def _of_only_count(self, line: int, attempt: int, floor: Decimal) -> _Verdict:
        """A line that was asked again and not counted again keeps its count, as long as its difference is known."""
        known = self._known_difference(line, attempt, floor)
        if known is None:
            return _Verdict.STALE
        self._known[line] = known
        return _Verdict.SETTLED

    def _was_within(self, line: int, attempt: int, floor: Decimal) -> bool:
        """Whether an earlier count of a line is known to have been within tolerance."""
        known = self._known_difference(line, attempt, floor)
        if known is None:
            return False
        then = rounded(floor - known)
        row = self.rows[line]
        return self._tolerance.takes(Row(row.line, then, floor, row.records))

    def _agreed_twice(self, line: int) -> bool:
        """Whether two earlier counts found what ION had: that settled the line, although it was asked once more."""
        agreed = len(tuple(self._earlier(line))) > 1 and self._agreed_before(line)
        if agreed:
            self._known[line] = ZERO
        return agreed

    def _agreed_before(self, line: int) -> bool:
        """Whether every earlier count of a line found what ION had then."""
        return all(self._fits(line, attempt, floor, ZERO) for attempt, floor in self._earlier(line))

    def _known_difference(self, line: int, attempt: int, floor: Decimal) -> Decimal | None:
        """The difference of an earlier count where ION has now what it had then, or where there was none."""
        unmoved = rounded(floor - self.rows[line].digital)
        return next((each for each in (unmoved, ZERO) if self._fits(line, attempt, floor, each)), None)

    def _earlier(self, line: int) -> Iterator[tuple[int, Decimal]]:
        """The earlier counts of a line; of what nobody saw, where ION expected it, that there was none."""
        for attempt in self._count.attempts:
            entry = attempt.standing.get(line)
            if entry is not None:
                yield attempt.number, entry.quantity
            elif self._count.mode is CountMode.DOUBLE_BLIND and _asked_unseen(attempt, line):
                yield attempt.number, ZERO

    def _fits(self, line: int, attempt: int, floor: Decimal, difference: Decimal) -> bool:
        return difference_fits(self._count, line, attempt, floor, difference)


def _asked_unseen(attempt: Attempt, line: int) -> bool:
    return attempt.number == 1 and line in attempt.seals and line not in attempt.left


def _decoys(count: Count, judge: _Judge, asked: list[int], rules: RecountRules) -> list[int]:
    """Lines that agreed and are asked besides; which ones follows from the count's id.

    At a later attempt they are some of those that were asked besides before: two counts that agreed settle them,
    whatever the next one finds.
    """
    if not asked:
        return []
    agreed = [line for line in count.standing if judge.agreed_always(line)]
    return sorted(agreed, key=lambda line: drawn(count, line))[: rules.decoys(len(asked))]


def drawn(count: Count, line: int) -> str:
    """The lot of a line, by which some are asked although they agreed: it follows from the count's id."""
    return hashlib.sha256(f"{count.id}:{line}".encode()).hexdigest()
