"""What the writes of a part's count come to, line by line: one move changes two of its lines, and neither twice."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.plan import Progress, Step, Write, WriteKind
from cyclecount_tui.domain.quantities import ZERO, plain, rounded, signed

_ENDS = {Step.SET, Step.MOVE, Step.MOVE_SPLIT, Step.CREATE}
"""The steps after which a write shows at its places; what was only split off lies where it was."""


class TooFar(Exception):
    """Writes would take a counted line beyond what was counted there; the text says which, and what to do."""


class Balance:
    """The changes of each counted line, by the line whose fix makes them: those in ION, then those added here.

    In the count of a location no write touches another counted line: all of this is empty there.
    """

    def __init__(self, count: Count) -> None:
        self._parking = count.evidence.discrepancy_location if count.evidence else None
        self._lines = {row.line.key: row for row in count.rows} if count.subject.is_part else {}
        self._rows = {row.line.number: row for row in self._lines.values()}
        self._unsure = count.unsure
        self._changes: dict[int, dict[int, Decimal]] = {}
        self._added: dict[int, set[int]] = {}
        for write in count.written.values():
            if any(_done(count, write, step) for step in _ENDS):
                self._note(write)

    def add(self, writes: Iterable[Write]) -> None:
        """Take these writes into account from now on.

        Raises:
            TooFar: they do not fit what was counted; nothing is taken into account then.
        """
        drafts = tuple(writes)
        for line, change in self._summed(drafts).items():
            row = self._rows[line]
            if line in self._unsure:
                raise TooFar(_not_known(row.line.key))
            total, difference = rounded(self.total(line) + change), row.difference
            if total * difference < 0 or abs(total) > abs(difference):
                raise TooFar(_too_far(row.line.key, difference, self.total(line)))
        for write in drafts:
            self._note(write)
            for line, _ in self._touched(write):
                self._added.setdefault(line, set()).add(write.line)

    def total(self, line: int) -> Decimal:
        """What all writes together change a line by."""
        return rounded(sum(self._changes.get(line, {}).values(), ZERO))

    def by_others(self, line: int) -> Decimal:
        """What the fixes of other lines change a line by."""
        changes = self._changes.get(line, {})
        return rounded(sum((change for source, change in changes.items() if source != line), ZERO))

    def waits_for(self, line: int) -> tuple[int, ...]:
        """The other lines whose writes, added here, change this line."""
        return tuple(sorted(self._added.get(line, set()) - {line}))

    def _note(self, write: Write) -> None:
        for line, change in self._touched(write):
            changes = self._changes.setdefault(line, {})
            changes[write.line] = changes.get(write.line, ZERO) + change

    def _summed(self, writes: Iterable[Write]) -> dict[int, Decimal]:
        sums: dict[int, Decimal] = {}
        for write in writes:
            for line, change in self._touched(write):
                sums[line] = sums.get(line, ZERO) + change
        return sums

    def _touched(self, write: Write) -> Iterator[tuple[int, Decimal]]:
        for place, change in _changes_of(write):
            row = self._lines.get(write.key.at(place))
            if row is not None and not (write.kind.moves and place == self._parking and change > 0):
                yield row.line.number, change


def _changes_of(write: Write) -> Iterator[tuple[Place | None, Decimal]]:
    """By place; what is parked in the discrepancy location says nothing about what lies there."""
    match write.kind:
        case WriteKind.SET_QUANTITY:
            yield write.at, write.quantity - write.before
        case WriteKind.CREATE:
            yield write.to, write.quantity
        case WriteKind.MOVE | WriteKind.SPLIT_AND_MOVE:
            yield write.at, -write.quantity
            yield write.to, write.quantity


def _done(count: Count, write: Write, step: Step) -> bool:
    state = count.steps.get((write.number, step))
    return state is not None and state.progress is Progress.DONE


def _not_known(key: LineKey) -> str:
    where = key.place.name if key.place else "this location"
    return f"What lies at {where} is not known: no two counts of {key.item_words} there agree, or stock moved since."


def _too_far(key: LineKey, difference: Decimal, so_far: Decimal) -> str:
    where = key.place.name if key.place else "this location"
    if not difference:
        return f"{where} was counted and agrees with ION: nothing of {key.item_words} is moved there or from there."
    already = f", of which {signed(so_far)} is dealt with by the fix of another line" if so_far else ""
    return (
        f"{where} was counted and differs by {signed(difference)}{already}: this fix would go further. "
        f"Choose another one, or less than {plain(abs(difference))}."
    )
