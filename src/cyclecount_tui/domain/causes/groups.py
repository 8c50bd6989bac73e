"""Lines of one item of which one differs by as much as several others together, the other way round."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from cyclecount_tui.domain.comparing import Row

MOST_PARTS = 4
"""More lines than this that make up another one are chance."""

MOST_IN_QUESTION = 10
"""Of more lines than this that could take part, some always add up to something."""


@dataclass(frozen=True, slots=True)
class Group:
    """One line, the whole, and two to four others that together differ by as much the other way round.

    `alone`: no further line of the item differs, so that all of it comes out even.
    """

    whole: Row
    parts: tuple[Row, ...]
    alone: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them, the whole first."""
        return (self.whole, *self.parts)


def groups_of_places(rows: Iterable[Row]) -> Mapping[int, Group]:
    """By line number, the groups among the places where a count found the same part, lot and serial."""
    return _groups(_alike(rows, lambda row: row.line.key.item if row.line.key.place is not None else None))


def groups_of_lots(rows: Iterable[Row]) -> Mapping[int, Group]:
    """By line number, the groups among the lots of a part and revision at one place; serials have no lots to mix."""
    return _groups(_alike(rows, _lots_of))


def _alike(rows: Iterable[Row], alike: Callable[[Row], Hashable | None]) -> Iterator[tuple[Row, ...]]:
    """The rows that differ, put together by what makes them alike; None leaves a row out."""
    found: dict[Hashable, list[Row]] = {}
    for row in rows:
        key = alike(row) if row.differs else None
        if key is not None:
            found.setdefault(key, []).append(row)
    return (tuple(sorted(group, key=_by_line)) for group in found.values() if len(group) > 2)


def _lots_of(row: Row) -> Hashable | None:
    key = row.line.key
    return None if key.serial_number else (key.place, key.part_number, key.revision)


def _groups(alike: Iterable[tuple[Row, ...]]) -> dict[int, Group]:
    """A line of which two groups could be made is in none, and so is nobody of either."""
    groups = [group for rows in alike for group in _groups_among(rows)]
    taking_part = Counter(row.line.number for group in groups for row in group.rows)
    return {
        row.line.number: group
        for group in groups
        if all(taking_part[each.line.number] == 1 for each in group.rows)
        for row in group.rows
    }


def _groups_among(rows: Sequence[Row]) -> Iterator[Group]:
    """The wholes that exactly one choice of parts makes up; who has an exact opposite is nobody's part."""
    amounts = {row.line.number: row.difference for row in rows}
    known = set(amounts.values())
    unpaired = [row for row in rows if -amounts[row.line.number] not in known]
    for way in (1, -1):
        smaller = sorted((row for row in unpaired if amounts[row.line.number] * way < 0), key=_by_size)
        sizes = [abs(amounts[row.line.number]) for row in smaller]
        for whole in unpaired:
            size = amounts[whole.line.number] * way
            most = bisect_left(sizes, size) if size > 0 else 0
            if 2 <= most <= MOST_IN_QUESTION:
                parts = _only_choice(smaller[:most], sizes[:most], size)
                if parts:
                    yield Group(whole, tuple(sorted(parts, key=_by_line)), len(rows) == len(parts) + 1)


def _only_choice(rows: Sequence[Row], sizes: Sequence[Decimal], whole: Decimal) -> tuple[Row, ...]:
    """The two to four rows that make up the whole; none where several choices do."""
    found: tuple[int, ...] = ()
    for many in range(2, min(MOST_PARTS, len(rows)) + 1):
        for places in combinations(range(len(rows)), many):
            if sum(sizes[place] for place in places) == whole:
                if found:
                    return ()
                found = places
    return tuple(rows[place] for place in found)


def _by_line(row: Row) -> int:
    return row.line.number


def _by_size(row: Row) -> tuple[Decimal, int]:
    return abs(row.difference), row.line.number
