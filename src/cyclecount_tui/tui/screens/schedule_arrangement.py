"""How the rows of the schedule are arranged: filtered, for one person, sorted, grouped, folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cyclecount_tui.tui.screens import schedule_rows
from cyclecount_tui.tui.screens.row_order import Group, RowOrder, Sorting, in_groups
from cyclecount_tui.tui.screens.schedule_sorting import GROUPINGS, SORTINGS, Ranked


class Arrangement:
    """The order of the rows, spoken of by their places; each group has a heading, whose number follows theirs.

    A heading's number stays with its group whatever is filtered, so that a cursor on it can.
    """

    def __init__(self) -> None:
        self.ranked: Sequence[Ranked] = ()
        self.backwards = False
        self.only_for: str | None = None
        """The counter whose due counts, and those of nobody in particular, are shown alone."""
        self._rows: RowOrder[Ranked] = RowOrder((), schedule_rows.searched_text)
        self._sorting = self._grouping = 0
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._groups: dict[int, Group] = {}
        self._folded: frozenset[str] = frozenset()

    @property
    def sorting(self) -> Sorting[Ranked]:
        """The column they are sorted by."""
        return SORTINGS[self._sorting]

    @property
    def sorted_by(self) -> str:
        """The present order, for a sentence."""
        return f"{self.sorting.words}{', backwards' if self.backwards else ''}"

    @property
    def grouped_by(self) -> str:
        """By what rows are grouped, for a sentence; empty when they are not."""
        grouping = GROUPINGS[self._grouping]
        return grouping.words if grouping else ""

    @property
    def most_numbers(self) -> int:
        """Rows and headings together are never more."""
        return 2 * len(self.ranked)

    def load(self, ranked: Sequence[Ranked]) -> None:
        """Arrange these rows, which stand in the first of the orders, in the present way."""
        self.ranked = ranked
        self._rows = RowOrder(ranked, schedule_rows.searched_text, stands_by=SORTINGS[0].column)
        self._name_groups()

    def sort_next(self) -> None:
        """Sort by the next of the columns."""
        self._sorting, self.backwards = (self._sorting + 1) % len(SORTINGS), False

    def sort_by(self, column: str) -> None:
        """Sort by a column; by the one it is sorted by already, the other way round."""
        place = next(place for place, sorting in enumerate(SORTINGS) if sorting.column == column)
        self.backwards = place == self._sorting and not self.backwards
        self._sorting = place

    def order_kept(self) -> Callable[[Arrangement], None]:
        """What sorts again as it is sorted now."""
        kept = self._sorting, self.backwards

        def sort_again(arrangement: Arrangement) -> None:
            arrangement._sorting, arrangement.backwards = kept

        return sort_again

    def group_next(self) -> None:
        """Group by class, then by area, then not at all."""
        self._grouping = (self._grouping + 1) % len(GROUPINGS)
        self._folded = frozenset()
        self._name_groups()

    def fold(self, name: str) -> None:
        """Hide the rows of a group, or show them again."""
        self._folded = self._folded ^ {name}

    def is_folded(self, name: str) -> bool:
        """Whether the rows of a group are hidden."""
        return name in self._folded

    def group_at(self, number: int) -> Group | None:
        """The group whose heading has this number."""
        return self._groups.get(number)

    def heading_of(self, name: str) -> int:
        """The number of a group's heading; -1 where there is no such group."""
        return self._numbers.get(name, -1)

    def order(self, wanted: str) -> Sequence[int]:
        """What is shown, from the top: the places of rows, and the numbers of headings."""
        places = self._rows.shown(self.sorting, wanted, backwards=self.backwards)
        if self.only_for is not None:
            places = [place for place in places if schedule_rows.is_due_for(self.ranked[place], self.only_for)]
        grouping = GROUPINGS[self._grouping]
        if grouping is None:
            return places
        groups = in_groups(places, self._names, grouping.rank)
        self._groups = {self._numbers[group.name]: group for group in groups}
        order: list[int] = []
        for group in groups:
            order.append(self._numbers[group.name])
            if group.name not in self._folded:
                order += group.places
        return order

    def _name_groups(self) -> None:
        grouping = GROUPINGS[self._grouping]
        self._names = [grouping.name_of(each) for each in self.ranked] if grouping else []
        self._numbers = {name: number for number, name in enumerate(dict.fromkeys(self._names), len(self.ranked))}
        self._groups = {}
