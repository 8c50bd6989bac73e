"""The pages of one list from the first to the last: one after the other, or side by side where cursors are offsets."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Generic, Protocol, TypeVar

from cyclecount_tui.ion.offset_cursors import cursor_at, offset_of
from cyclecount_tui.ion.side_by_side import MOST_AT_ONCE, SideBySide
from cyclecount_tui.ion.wire_shapes import PageInfo

Row = TypeVar("Row")

_AHEAD = 2
"""How many pages a thread are asked for before the first was taken: a slow one does not let the others wait."""


@dataclass(frozen=True, slots=True)
class Came(Generic[Row]):
    """A page as it came: its rows and the id of each."""

    info: PageInfo
    ids: Sequence[int]
    rows: list[Row]


class AskPage(Protocol[Row]):
    """The page behind a cursor, of at most so many rows; None: as many as is usual."""

    def __call__(self, after: str | None, most: int | None) -> Came[Row]: ...  # noqa: D102 - the class says it


@dataclass(frozen=True, slots=True)
class Step(Generic[Row]):
    """A page, and whether it surely goes on where the page before it ended."""

    page: Came[Row]
    joined: bool = True


class PageWalk(Generic[Row]):
    """Goes through one list once.

    Pages that are read side by side begin with the last row of the page before. While that row stands at the end of the
    one and at the beginning of the other, all rows between were in one of them, whenever each was read: a row that was
    there all the while cannot slip through, though others came and went. `at_once`: how many are on their way together.
    A `first` page that came already is not asked for.
    """

    def __init__(self, ask: AskPage[Row], at_once: int | None = None, first: Came[Row] | None = None) -> None:
        self._ask = ask
        self._first = first
        self._at_once = at_once or MOST_AT_ONCE

    def steps(self) -> Generator[Step[Row], None, None]:
        """The pages in order, at the latest when they are needed; closing it asks for no more."""
        page = self._first or self._ask(None, None)
        yield Step(page)
        if _cursors_are_offsets(page, 0):
            yield from self._side_by_side(page)
        else:
            yield from self._one_after_the_other(page)

    def in_turn(self) -> Iterator[Step[Row]]:
        """The pages in order, none asked for before the one in front of it was taken."""
        page = self._ask(None, None)
        yield Step(page)
        yield from self._one_after_the_other(page)

    def _one_after_the_other(self, page: Came[Row]) -> Iterator[Step[Row]]:
        after: str | None = None
        while (after := _next_cursor(page, after)) is not None:
            page = self._ask(after, None)
            yield Step(page)

    def _side_by_side(self, first: Came[Row]) -> Iterator[Step[Row]]:
        rows, total = len(first.ids), first.info["totalCount"]
        if not first.info["hasNextPage"] or rows < 2:
            yield from self._one_after_the_other(first)
            return
        starts = iter(range(rows - 1, total - 1, rows - 1))
        last = _last_id(first)
        with SideBySide(self._at_once) as asking:
            ahead = deque(
                asking.ask(partial(self._stretch, start, rows)) for start in islice(starts, _AHEAD * self._at_once)
            )
            while ahead:
                pages = ahead.popleft().value
                ahead.extend(asking.ask(partial(self._stretch, start, rows)) for start in islice(starts, 1))
                for page in pages:
                    yield Step(page, bool(page.ids) and page.ids[0] == last)
                    last = _last_id(page)

    def _stretch(self, start: int, rows: int) -> list[Came[Row]]:
        """The pages of so many rows from an offset on: one, unless pages have to be smaller by now."""
        pages: list[Came[Row]] = []
        while rows > 1:
            page = self._ask(cursor_at(start - 1), rows)
            pages.append(page)
            if len(page.ids) < 2 or not page.info["hasNextPage"]:
                break
            if not _cursors_are_offsets(page, start):
                break  # it does not join what comes next, which shows
            start += len(page.ids) - 1
            rows -= len(page.ids) - 1
        return pages


def _cursors_are_offsets(page: Came[Row], start: int) -> bool:
    return bool(page.ids) and offset_of(page.info["endCursor"]) == start + len(page.ids) - 1


def _last_id(page: Came[Row]) -> int | None:
    return page.ids[-1] if page.ids else None


def _next_cursor(page: Came[Row], current: str | None) -> str | None:
    """Where the next page begins; None at the end, and where a cursor that stands still would never end."""
    info = page.info
    if not info["hasNextPage"] or not page.ids or info["endCursor"] == current:
        return None
    return info["endCursor"]
