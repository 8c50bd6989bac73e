"""The lines of a count whose differences are equal and opposite to one another, found by index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from cyclecount_tui.domain.causes.likenesses import Likenesses
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.inventory import Place

MOST_PARTNERS = 3
"""More lines than this that fit are no lead, they are a list."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """The lines at the same location whose difference is that of one line the other way round."""

    lots: tuple[Row, ...] = ()
    """Of the same part and revision in another lot."""
    revisions: tuple[Row, ...] = ()
    """Of the same part, lot and serial in another revision."""
    numbers: tuple[Row, ...] = ()
    """Of a part whose number is one slip of the hand or the eye apart."""


_Amount = tuple[Place | None, Decimal]
"""Where a line lies and its difference."""


class Opposites:
    """An index of rows; it looks at each row once, and at few of them for each question."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._lots: dict[tuple[_Amount, str, str], list[Row]] = {}
        self._revisions: dict[tuple[_Amount, str, str, str], list[Row]] = {}
        self._numbers: dict[_Amount, dict[str, list[Row]]] = {}
        self._alike: dict[_Amount, Likenesses] = {}
        for row in rows:
            key, amount = row.line.key, (row.line.key.place, row.difference)
            self._revisions.setdefault((amount, key.part_number, key.lot_number, key.serial_number), []).append(row)
            if not key.serial_number:
                self._lots.setdefault((amount, key.part_number, key.revision), []).append(row)
                self._numbers.setdefault(amount, {}).setdefault(key.part_number, []).append(row)

    def of(self, row: Row) -> Opposite:
        """What fits one row: none of a kind where too many fit."""
        key, amount = row.line.key, (row.line.key.place, -row.difference)
        revisions = self._revisions.get((amount, key.part_number, key.lot_number, key.serial_number), ())
        if key.serial_number:
            return Opposite(revisions=_a_lead(revisions))
        lots = self._lots.get((amount, key.part_number, key.revision), ())
        return Opposite(_a_lead(lots), _a_lead(revisions), self._with_like_number(amount, key.part_number))

    def _with_like_number(self, amount: _Amount, number: str) -> tuple[Row, ...]:
        rows = self._numbers.get(amount)
        if rows is None:
            return ()
        if amount not in self._alike:
            self._alike[amount] = Likenesses(rows)
        fitting = (row for alike in self._alike[amount].of(number) for row in rows[alike])
        return _a_lead(tuple(islice(fitting, MOST_PARTNERS + 1)))


def _a_lead(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(rows) if len(rows) <= MOST_PARTNERS else ()
