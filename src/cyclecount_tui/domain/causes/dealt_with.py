"""What another count's fix deals with already: the same difference is put right once, whoever saw it first."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.promised import Promise, Promised
from cyclecount_tui.domain.quantities import ZERO, plain

_NOTE = "another count's fix deals with it: let that be posted, then count this line anew"


class DealtWith:
    """What other counts' fixes take from the lines of a count, or bring to them, the way their difference goes."""

    def __init__(self, count: Count, promised: Promised) -> None:
        self._count = count
        self._promised = promised

    def hold(self, line: int) -> Suggestion | None:
        """The suggestion to wait for another count; None where no other count touches the line."""
        row = self._count.rows_by_line.get(line)
        promises = () if row is None or not self._promised.promises else self._touching(row)
        if row is None or not promises:
            return None
        whole = sum((promise.quantity for promise in promises), ZERO) == abs(row.difference)
        return Suggestion(
            Cause.DEALT_WITH,
            Confidence.LIKELY if whole else Confidence.POSSIBLE,
            tuple(_sentence(row, promise) for promise in promises),
            Fix(FixKind.HOLD, note=_NOTE),
            "" if whole else "it is not all of the difference",
            other_counts=tuple(sorted({promise.count_id for promise in promises})),
        )

    def _touching(self, row: Row) -> Sequence[Promise]:
        key, place = row.line.key, self._count.place_of(row.line.key)
        if row.difference > 0:
            return self._promised.brought.get(self._item(row, key).at(place), ())
        taken = (promise for record in row.records for promise in self._promised.of.get(record.id, ()))
        return tuple(promise for promise in taken if promise.to != place)

    def _item(self, row: Row, key: LineKey) -> LineKey:
        """As other counts may know it: a line of a part that was renumbered is the one of its records."""
        if not row.records:
            return key.item
        part = row.records[0].part
        return LineKey(part.number, part.revision, key.lot_number, key.serial_number)


def nothing_left(reasons: Iterable[str]) -> Suggestion:
    """What to do about a line of which every suggestion counts on what is promised to others."""
    return Suggestion(
        Cause.DEALT_WITH,
        Confidence.LAST,
        tuple(dict.fromkeys(reasons)),
        Fix(FixKind.HOLD, note="what would explain it is promised already: see to that first, then count this anew"),
    )


def _sentence(row: Row, promise: Promise) -> str:
    what, way = ("extra", "brings") if row.difference > 0 else ("missing", "takes away")
    amount = _of_which(abs(row.difference), promise.quantity)
    done = "has done so" if promise.written else "is chosen"
    return f"Of the {plain(abs(row.difference))} {what} here, the fix of {promise.holder} {way} {amount}, and {done}."


def _of_which(whole: Decimal, quantity: Decimal) -> str:
    return "all" if quantity == whole else plain(quantity)
