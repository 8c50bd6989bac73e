"""A row as a sum: what ION had, what explains the difference, what nobody explains, and what was counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Confidence, FixKind, Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord, Status
from cyclecount_tui.domain.quantities import ZERO, plain, rounded
from cyclecount_tui.domain.sent_back import comparison_of


@dataclass(frozen=True, slots=True)
class Term:
    """So much more (or less, below zero) than the snapshot, and why."""

    amount: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`snapshot` and all `terms` together are exactly `counted`; a row that matches has no terms."""

    snapshot: Decimal
    terms: tuple[Term, ...]
    counted: Decimal

    @property
    def words(self) -> str:
        """`snapshot 100 − 12 kit 31 − 2 unexplained = counted 86`."""
        said = "".join(f" {_sign(term.amount)} {plain(abs(term.amount))} {term.why}" for term in self.terms)
        return f"snapshot {plain(self.snapshot)}{said} = counted {plain(self.counted)}"


UNEXPLAINED = "unexplained"

_NOTHING = frozenset({
    Cause.UNEXPLAINED_SHORTAGE, Cause.UNEXPLAINED_SURPLUS, Cause.FOUND_UNRECORDED, Cause.UNKNOWN_PART,
    Cause.UNKNOWN_REVISION, Cause.COUNTS_DISAGREE, Cause.MOVED_SINCE, Cause.CHOSEN, Cause.COUNTS_AGREE,
    Cause.WITHIN_TOLERANCE, Cause.BEYOND_TOLERANCE, Cause.SAME_SIGN,
})  # fmt: skip
"""Causes that name no stock which would account for a difference."""

_STATUSES = {
    Cause.KITTED: (Status.KITTED,),
    Cause.WIP: (Status.WIP,),
    Cause.ON_ORDER: (Status.ON_ORDER,),
    Cause.SCRAPPED: (Status.SCRAPPED,),
    Cause.UNAVAILABLE: (Status.UNAVAILABLE,),
    Cause.STATUSES: (Status.KITTED, Status.WIP, Status.ON_ORDER, Status.SCRAPPED, Status.UNAVAILABLE),
}
"""What is in digital and, by the cause, not on the shelf; in the order in which it is told."""


def arithmetic(row: Row, suggestion: Suggestion | None, evidence: Evidence) -> Arithmetic:
    """The sum of a row as this suggestion explains it.

    Where it explains nothing, or there is none, what is in digital and not on the shelf by its status (kitted, in work,
    on order) is told as far as it fits into what is missing, and the rest is unexplained.
    """
    terms = [term for term in _explained(row, suggestion, evidence) if term.amount]
    rest = row.difference - sum((term.amount for term in terms), ZERO)
    return Arithmetic(row.digital, (*terms, *([Term(rest, UNEXPLAINED)] if rest else ())), row.floor)


def told_as_sum(count: Count, row: Row, offered: Sequence[Suggestion]) -> Arithmetic | None:
    """The sum of a row of a compared count by the suggestion that was taken, else by the first one.

    None where the difference of the row is not known.
    """
    if count.evidence is None or row.line.number in count.unsure:
        return None
    choice = count.choices.get(row.line.number)
    seen = comparison_of(count, row.line.number).evidence or count.evidence
    return arithmetic(row, taken_or_first(offered, choice), seen)


def taken_or_first(offered: Sequence[Suggestion], choice: Choice | None) -> Suggestion | None:
    """The suggestion by which a row is told: the one that was taken, whatever its rank is by now, else the first.

    Whoever makes a fix by hand that writes says with it that no suggestion is right: the row is told by that fix.
    """
    if choice is not None and choice.suggested is None and choice.fix.kind.writes:
        return Suggestion(choice.cause, Confidence.LIKELY, (), choice.fix)
    if choice is not None and choice.suggested is not None:
        taken = next((each for each in offered if (each.cause, each.fix) == (choice.cause, choice.fix)), None)
        if taken is not None:
            return taken
    return offered[0] if offered else None


def _explained(row: Row, suggestion: Suggestion | None, evidence: Evidence) -> Iterator[Term]:
    if not row.differs:
        return
    moved = suggestion is not None and suggestion.cause is Cause.CHOSEN and suggestion.fix.kind is FixKind.MOVE
    named = suggestion is not None and suggestion.cause not in _NOTHING and not suggestion.cause.is_reading
    explains = moved or named
    if suggestion is None or not explains:
        yield from _by_status(row, _STATUSES[Cause.STATUSES], evidence)
    elif suggestion.cause in _STATUSES:
        yield from _by_status(row, _STATUSES[suggestion.cause], evidence)
    elif suggestion.fix.kind is FixKind.MOVE:
        amount = suggestion.fix.quantity
        yield Term(amount if row.difference > 0 else -amount, _as_sure(suggestion, _moved(suggestion)))
    else:
        yield Term(row.difference, _as_sure(suggestion, f"({suggestion.cause.words})"))


def _by_status(row: Row, statuses: Sequence[Status], evidence: Evidence) -> Iterator[Term]:
    """What records of these statuses hold, as far as what is missing reaches; what is extra has none of it."""
    missing = max(-row.difference, ZERO)
    totals: dict[str, Decimal] = {}
    for status in statuses:
        for record in row.records:
            held = rounded(record.quantity)
            if record.status is status and held <= missing:
                why = _where(record, evidence)
                totals[why] = totals.get(why, ZERO) + held
                missing -= held
    yield from (Term(-held, why) for why, held in totals.items())


def _where(record: InventoryRecord, evidence: Evidence) -> str:
    """`kit 31`, `run 554`, or the words of its status."""
    kit = next((item for item in evidence.kit_items if record.id in item.record_ids), None)
    if record.status is Status.KITTED and kit is not None:
        return f"kit {kit.kit_id}"
    if record.status is Status.WIP and record.open_runs:
        return f"run {record.open_runs[0]}"
    return record.status.words


def _moved(suggestion: Suggestion) -> str:
    fix = suggestion.fix
    return f"from {fix.from_name}" if fix.from_name else f"to {fix.to.name}" if fix.to else suggestion.cause.words


def _as_sure(suggestion: Suggestion, why: str) -> str:
    """What is merely possible is told as that."""
    return f"maybe {why}" if suggestion.confidence is Confidence.POSSIBLE else why


def _sign(amount: Decimal) -> str:
    return "+" if amount > 0 else "\N{MINUS SIGN}"
