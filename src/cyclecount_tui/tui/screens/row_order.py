"""Which rows of a table are shown and in which order: filter, sort and groups, with nothing worked out twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Sorting(Generic[Item]):
    """An order: the column whose head says so, its name for a sentence, and the key of a row.

    Rows whose column is `empty` come last, in the order from its end, too; `key` tells them apart among themselves.
    With an order `among`, which is sorted once for many, those are empty whose `key` is None; they, and rows of the
    same `key`, stand as they do there.
    """

    column: str
    words: str
    key: Callable[[Item], Any]
    empty: Callable[[Item], bool] = lambda _item: False
    among: Sorting[Item] | None = None


class RowOrder(Generic[Item]):
    """The rows that hold a text, sorted. Texts are folded once, and each order is sorted once, when first asked for.

    Rows are spoken of by their places in `items`, which stand in the order of the column `stands_by` already: as long
    as they are only shown so, nothing is asked of any of them.
    """

    def __init__(self, items: Sequence[Item], text_of: Callable[[Item], str], *, stands_by: str = "") -> None:
        self._items = items
        self._text_of = text_of
        self._texts: list[str] | None = None
        self._sorted: dict[str, Sequence[int]] = {stands_by: range(len(items))}
        self._empty: dict[str, frozenset[int]] = {}
        self._last: tuple[str, str, Sequence[int]] | None = None

    def shown(self, sorting: Sorting[Item], wanted: str = "", *, backwards: bool = False) -> Sequence[int]:
        """The places of the rows that hold each word of `wanted`; upper and lower case are the same."""
        found = self._found(sorting, wanted.casefold())
        if not backwards:
            return found
        empty = self._empty_of(sorting)
        return [*(place for place in reversed(found) if place not in empty), *filter(empty.__contains__, found)]

    def _found(self, sorting: Sorting[Item], wanted: str) -> Sequence[int]:
        words = wanted.split()
        if not words:
            return self._in_order(sorting)
        last_column, last_wanted, last_found = self._last or ("", "", ())
        goes_on = last_column == sorting.column and wanted.startswith(last_wanted) and self._last is not None
        found = self._holding(words, last_found if goes_on else self._in_order(sorting))
        self._last = sorting.column, wanted, found
        return found

    def _holding(self, words: Iterable[str], places: Iterable[int]) -> list[int]:
        if self._texts is None:
            self._texts = [self._text_of(item).casefold() for item in self._items]
        texts = self._texts
        for word in words:
            places = [place for place in places if word in texts[place]]
        return list(places)

    def _in_order(self, sorting: Sorting[Item]) -> Sequence[int]:
        known = self._sorted.get(sorting.column)
        if known is None:
            keys = [sorting.key(item) for item in self._items]
            if sorting.among is None:
                empty = self._empty_of(sorting)
                known = sorted(range(len(keys)), key=lambda place: (place in empty, keys[place]))
            else:
                places = self._in_order(sorting.among)
                full = [place for place in places if keys[place] is not None]
                full.sort(key=keys.__getitem__)
                known = full + [place for place in places if keys[place] is None]
                self._empty[sorting.column] = frozenset(known[len(full) :])
            self._sorted[sorting.column] = known
        return known

    def _empty_of(self, sorting: Sorting[Item]) -> frozenset[int]:
        known = self._empty.get(sorting.column)
        if known is None:
            known = frozenset(place for place, item in enumerate(self._items) if sorting.empty(item))
            self._empty[sorting.column] = known
        return known


class Group(NamedTuple):
    """Rows that belong together: the name above them, and their places in the order shown."""

    name: str
    places: tuple[int, ...]


def in_groups(order: Iterable[int], names: Sequence[str], rank: Callable[[str], Any]) -> list[Group]:
    """The rows of an order by `names[place]`, groups sorted by `rank` of their name; rows keep their order."""
    gathered: dict[str, list[int]] = {}
    for place in order:
        gathered.setdefault(names[place], []).append(place)
    return [Group(name, tuple(gathered[name])) for name in sorted(gathered, key=rank)]
