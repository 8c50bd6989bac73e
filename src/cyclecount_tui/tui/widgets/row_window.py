"""Which rows of a table are on the screen and where its cursor is: pure, so that 10,000 rows cost nothing."""

from __future__ import annotations

from collections.abc import Sequence


class RowWindow:
    """The order of the rows and the cursor's place in it.

    A row's *index* is its place in the source; its *place* is where it stands after sorting and filtering.
    Without an order the two are the same and nothing is kept a row; nor is anything where the order is a range.
    """

    def __init__(self) -> None:
        self._total = 0
        self._order: Sequence[int] | None = None
        self._places: dict[int, int] | None = None
        self.place = 0

    @property
    def shown(self) -> int:
        """How many rows can be walked through."""
        return self._total if self._order is None else len(self._order)

    @property
    def cursor(self) -> int | None:
        """The source index under the cursor; None when there are no rows."""
        return self.index_at(self.place)

    def index_at(self, place: int) -> int | None:
        """The source index of the row at `place`; None outside."""
        if not 0 <= place < self.shown:
            return None
        return place if self._order is None else self._order[place]

    def place_of(self, index: int) -> int | None:
        """Where the row with source `index` stands; None when it is filtered away or does not exist."""
        if self._order is None:
            return index if 0 <= index < self._total else None
        if isinstance(self._order, range):
            return self._order.index(index) if index in self._order else None
        if self._places is None:
            self._places = {row: place for place, row in enumerate(self._order)}
        return self._places.get(index)

    def load(self, total: int) -> None:
        """Start over with `total` rows in their own order; the cursor keeps its place as far as it can."""
        self._total = max(0, total)
        self._order = self._places = None
        self.go_to(self.place)

    def load_more(self, more: int) -> bool:
        """There are more rows, behind the others; says whether all the others stand where they stood."""
        in_order = self._order is None
        self.load(self._total + more)
        return in_order

    def reorder(self, order: Sequence[int] | None) -> None:
        """Show the rows of `order` alone, in that order; None shows all. The cursor stays with its row.

        Raises:
            ValueError: when `order` names a row that does not exist.
        """
        ends = (order[0], order[-1]) if order and isinstance(order, range) else order
        if ends and (min(ends) < 0 or max(ends) >= self._total):
            raise ValueError(f"The order names a row that is not among the {self._total} rows.")
        before = self.cursor
        self._order, self._places = order, None
        if before is None:
            self.go_to(self.place)
            return
        kept = self.place_of(before)
        self.go_to(self.place if kept is None else kept)

    def go_to(self, place: int) -> bool:
        """Put the cursor at `place`, held inside the rows; says whether it moved."""
        before = self.place
        self.place = max(0, min(self.shown - 1, place))
        return self.place != before


def top_for(place: int, top: int, page: int, shown: int) -> int:
    """The first place to show so that `place` is seen on a page of `page` rows.

    The view stays while it can; when it cannot it jumps by half a page, so that most moves repaint two rows.
    """
    last_top = max(0, shown - page)
    if page < 1:
        return 0
    if not top <= place < top + page:
        top = place - page // 2
    return max(0, min(last_top, top))
