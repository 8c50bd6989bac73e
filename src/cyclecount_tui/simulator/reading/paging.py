"""Relay pages over a list that may change between pages: a cursor is nothing but an offset."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CURSOR_STEM = "arrayconnection:"


@dataclass(frozen=True, slots=True)
class PageInfo:
    """ION's page information."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None
    count: int
    total_count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A row and its cursor."""

    node: Any
    cursor: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One page; `rows` are all rows of the list, for the aggregates."""

    page_info: PageInfo
    edges: list[Edge]
    rows: Sequence[Any]


def cursor_of(offset: int) -> str:
    """The cursor for an offset."""
    return base64.b64encode(f"{CURSOR_STEM}{offset}".encode()).decode()


def offset_of(cursor: str | None) -> int | None:
    """The offset in a cursor; None when there is no cursor or it is not one of ours."""
    if not cursor:
        return None
    try:
        text = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    stem, number = text[: len(CURSOR_STEM)], text[len(CURSOR_STEM) :]
    return int(number) if stem == CURSOR_STEM and number.isdigit() else None


def page(
    rows: Sequence[Any],
    *,
    first: int | None = None,
    last: int | None = None,
    after: str | None = None,
    before: str | None = None,
    max_first: int | None = None,
) -> Connection:
    """One page of the rows.

    Args:
        rows: the whole list, in order.
        first: at most so many from the start; all when missing.
        last: at most so many from the end.
        after: only what comes after this cursor.
        before: only what comes before this cursor.
        max_first: the most that a page may hold.
    """
    start, end = _range(len(rows), offset_of(after), offset_of(before))
    if first is not None:
        end = min(end, start + first)
    if last is not None:
        start = max(start, end - last)
    if max_first is not None:
        end = min(end, start + max_first)
    edges = [Edge(row, cursor_of(start + index)) for index, row in enumerate(rows[start:end])]
    info = PageInfo(
        has_next_page=end < len(rows),
        has_previous_page=start > 0 and len(rows) > 0,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
        count=len(edges),
        total_count=len(rows),
    )
    return Connection(info, edges, rows)


def _range(total: int, after: int | None, before: int | None) -> tuple[int, int]:
    start = 0 if after is None else min(after + 1, total)
    end = total if before is None else max(min(before, total), start)
    return start, end
