"""Pages of one list read side by side: what they bring together, while rows come and go, and how few are asked."""

import base64
import json
import threading
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.ion import side_by_side
from cyclecount_tui.ion.errors import KeepsChanging, Refused
from cyclecount_tui.ion.offset_cursors import cursor_at, offset_of
from cyclecount_tui.ion.paging import BESIDE_WORK, Listing, Pages
from cyclecount_tui.ion.reply_shape import ReplyShape
from cyclecount_tui.ion.side_by_side import MOST_AT_ONCE
from cyclecount_tui.ion.waiting import StoppedWaiting, Wait, waited_for
from cyclecount_tui.ion.wire_shapes import LocationNode, Page
from tests.ion.scripted import ScriptedIon, data, errors, html

LISTING = Listing("Locations", "locations", ReplyShape(Page[LocationNode]), 10)
SECONDS = 10

Move = tuple[int, list[int], list[int]]
"""Before the so-many-th page: which rows leave and which come."""


class Shelf:
    """A list of ids behind ION's offset cursors, asked from several threads; `hook` is called for each page."""

    def __init__(self, ids: list[int], hook: Callable[[int, int], httpx.Response | None] | None = None) -> None:
        self.ids = sorted(ids)
        self.largest_page = 1_000
        self.asked: list[tuple[int, int]] = []
        self.at_once = 0
        self._hook = hook or (lambda _number, _start: None)
        self._lock = threading.Lock()
        self._under_way = 0
        self.ion = ScriptedIon([self.answer])
        self.pages = Pages(self.ion.graphql())

    def answer(self, request: httpx.Request) -> httpx.Response:
        variables = json.loads(request.content)["variables"]
        offset = offset_of(variables["after"])
        start, first = 0 if offset is None else offset + 1, variables["first"]
        with self._lock:
            self.asked.append((start, first))
            number = len(self.asked)
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
        try:
            said = self._hook(number, start)
            with self._lock:
                return said or self._page(start, first)
        finally:
            with self._lock:
                self._under_way -= 1

    def _page(self, start: int, first: int) -> httpx.Response:
        ids = self.ids[start : start + min(first, self.largest_page)]
        end = start + len(ids)
        nodes = [{"id": i, "name": f"L{i}", "type": None, "parentId": None, "available": True} for i in ids]
        info = {
            "hasNextPage": end < len(self.ids),
            "endCursor": cursor_at(end - 1) if ids else None,
            "totalCount": len(self.ids),
        }
        return data(locations={"pageInfo": info, "edges": [{"node": node} for node in nodes]})

    def read(self) -> list[int]:
        return [node["id"] for node in self.pages.read(LISTING, {})]

    def arriving(self) -> Generator[list[int], None, None]:
        with closing(self.pages.arriving(LISTING, {})) as pages:
            for page in pages:
                yield [node["id"] for node in page]


@given(st.integers(0, 130), st.integers(2, 20))
def test_every_row_comes_once_and_few_pages_are_asked(count: int, largest_page: int) -> None:
    shelf = Shelf(list(range(count)))
    shelf.largest_page = largest_page
    assert shelf.read() == list(range(count))
    rows = min(10, largest_page)
    assert len(shelf.asked) == (1 if count <= rows else 1 + -(-(count - rows) // (rows - 1)))


def moves() -> st.SearchStrategy[list[Move]]:
    some = st.lists(st.integers(0, 59), max_size=3)
    return st.lists(st.tuples(st.integers(2, 12), some, some), max_size=3)


@given(st.sets(st.integers(0, 59), min_size=5), moves(), st.sampled_from([1, MOST_AT_ONCE]), st.booleans())
def test_no_row_that_was_there_all_the_while_is_missed(
    ids: set[int], moves: list[Move], at_once: int, as_they_come: bool
) -> None:
    """Whatever leaves and comes before whichever page, asked in whichever order."""
    always, ever = set(ids), set(ids)

    def move(number: int, _start: int) -> None:
        for before, leaving, coming in moves:
            if before == number:
                always.difference_update(leaving)
                ever.update(coming)
                shelf.ids = sorted((set(shelf.ids) - set(leaving)) | set(coming))

    shelf = Shelf(list(ids), move)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(side_by_side, "MOST_AT_ONCE", at_once)
        try:
            came = [row for page in shelf.arriving() for row in page] if as_they_come else shelf.read()
        except KeepsChanging:
            assert moves
            return
    assert always <= set(came) <= ever
    if not moves:
        assert list(dict.fromkeys(came)) == sorted(ids)
    if not as_they_come:
        assert len(came) == len(set(came))


def test_one_that_leaves_in_front_while_one_comes_at_the_end_is_noticed() -> None:
    """The total stays the same, and each id comes once: only the rows at the seams tell that row 10 was passed over."""

    def swap(number: int, _start: int) -> None:
        if number == 2:
            shelf.ids = [*range(1, 25), 99]

    shelf = Shelf(list(range(25)), swap)
    assert shelf.read() == [*range(1, 25), 99]


def test_no_more_than_four_are_asked_at_once_and_no_fewer() -> None:
    gate = threading.Barrier(MOST_AT_ONCE)

    def together(number: int, _start: int) -> None:
        if 2 <= number < 2 + 2 * MOST_AT_ONCE:
            gate.wait(SECONDS)

    shelf = Shelf(list(range(10 + 9 * 2 * MOST_AT_ONCE)), together)
    assert shelf.read() == list(range(10 + 9 * 2 * MOST_AT_ONCE))
    assert shelf.at_once == MOST_AT_ONCE


def test_pages_that_come_in_any_order_are_given_in_theirs() -> None:
    """Of those that are under way together each waits for the one behind it."""
    came = {start: threading.Event() for start in (9, 18, 27, 36)}

    def backwards(_number: int, start: int) -> None:
        if start in came:
            behind = came[start + 9] if start in {9, 27} else None
            assert behind is None or behind.wait(SECONDS)
            came[start].set()

    shelf = Shelf(list(range(40)), backwards)
    assert [page[0] for page in shelf.arriving()] == [0, 9, 18, 27, 36]


def test_a_list_that_was_begun_goes_on_without_its_first_page_being_asked_for_again() -> None:
    shelf = Shelf(list(range(40)))
    assert shelf.pages.first(LISTING, {}) == (shelf.pages.read(LISTING, {})[:10], False)
    shelf.asked.clear()
    assert [page[0] for page in shelf.arriving()] == [0, 9, 18, 27, 36]
    assert [start for start, _ in sorted(shelf.asked)] == [9, 18, 27, 36]
    shelf.asked.clear()
    assert len(list(shelf.arriving())) == len(shelf.asked) == 5, "the next time all of it is read"


def test_a_list_that_changed_since_it_was_begun_is_read_again() -> None:
    shelf = Shelf(list(range(40)))
    shelf.pages.first(LISTING, {})
    shelf.ids = [*range(5, 40), 77]
    assert {row for page in shelf.arriving() for row in page} >= set(shelf.ids)
    assert (0, 10) in shelf.asked


def test_another_list_is_read_from_its_beginning() -> None:
    shelf = Shelf(list(range(40)))
    shelf.pages.first(LISTING, {"other": 1})
    shelf.asked.clear()
    assert [page[0] for page in shelf.arriving()] == [0, 9, 18, 27, 36]
    assert (0, 10) in shelf.asked


def test_beside_work_two_are_asked_at_once_and_no_fewer() -> None:
    gate = threading.Barrier(BESIDE_WORK)

    def together(number: int, _start: int) -> None:
        if 2 <= number < 2 + 2 * MOST_AT_ONCE:
            gate.wait(SECONDS)

    shelf = Shelf(list(range(10 + 9 * 2 * MOST_AT_ONCE)), together)
    assert [row for page in shelf.arriving() for row in page[1:]] == list(range(1, 10 + 9 * 2 * MOST_AT_ONCE))
    assert shelf.at_once == BESIDE_WORK


def test_before_each_request_and_before_its_answer_is_read_keys_are_let_by() -> None:
    let_by: list[int] = []
    shelf = Shelf(list(range(40)))
    with waited_for(Wait(give_way=lambda: let_by.append(len(shelf.asked)))):
        assert shelf.read() == list(range(40))
    assert len(let_by) == 2 * len(shelf.asked)


def test_the_first_page_is_there_after_one_request() -> None:
    shelf = Shelf(list(range(500)))
    pages = shelf.arriving()
    assert next(pages) == list(range(10))
    assert len(shelf.asked) == 1


def test_a_page_that_fails_is_asked_for_again_alone() -> None:
    failed: Counter[int] = Counter()

    def failing(_number: int, start: int) -> httpx.Response | None:
        failed[start] += 1
        return html(503) if start == 18 and failed[start] == 1 else None

    shelf = Shelf(list(range(60)), failing)
    assert shelf.read() == list(range(60))
    assert {start: times for start, times in failed.items() if times > 1} == {18: 2}


def test_a_page_that_is_too_much_is_read_in_pieces_that_join() -> None:
    limit = threading.Event()
    listing = Listing("Locations", "locations", LISTING.shape, 40)

    def slow(_number: int, start: int) -> httpx.Response | None:
        first = next(first for begun, first in reversed(shelf.asked) if begun == start)
        if start:
            limit.set()
        return html(502) if limit.is_set() and first > 20 else None

    shelf = Shelf(list(range(100)), slow)
    assert [node["id"] for node in shelf.pages.read(listing, {})] == list(range(100))
    assert {first for start, first in shelf.asked if start > 40} <= {40, 20, 2}


def test_after_an_error_that_stays_no_more_is_asked() -> None:
    def refusing(number: int, _start: int) -> httpx.Response | None:
        return errors("You may not") if number > 1 else None

    shelf = Shelf(list(range(500)), refusing)
    with pytest.raises(Refused):
        shelf.read()
    assert len(shelf.asked) <= 1 + 2 * MOST_AT_ONCE


def test_who_stops_waiting_asks_no_more_than_is_under_way() -> None:
    wait = Wait()
    stopped = threading.Event()

    def stopping(number: int, _start: int) -> None:
        if number > MOST_AT_ONCE:
            wait.stop()
            stopped.set()
        elif number > 1:
            assert stopped.wait(SECONDS)

    shelf = Shelf(list(range(500)), stopping)
    with waited_for(wait), pytest.raises(StoppedWaiting):
        shelf.read()
    assert len(shelf.asked) == 1 + MOST_AT_ONCE


def test_who_takes_no_more_pages_asks_for_no_more() -> None:
    shelf = Shelf(list(range(500)))
    pages = shelf.arriving()
    next(pages)
    next(pages)
    pages.close()
    assert len(shelf.asked) <= 1 + 2 * MOST_AT_ONCE + 1
    assert shelf.read() == list(range(500)), "the connection goes on being of use"


def test_cursors_that_are_no_offsets_are_followed_one_after_the_other() -> None:
    def scrambled(cursor: str) -> str:
        return base64.b64encode(f"row:{cursor}".encode()).decode()

    def answer(request: httpx.Request) -> httpx.Response:
        after = json.loads(request.content)["variables"]["after"]
        start = 0 if after is None else int(base64.b64decode(after).decode().removeprefix("row:")) + 1
        return data(locations=opaque(start))

    def opaque(start: int) -> dict[str, Any]:
        ids = list(range(35))[start : start + 10]
        nodes = [{"id": i, "name": "", "type": None, "parentId": None, "available": None} for i in ids]
        info = {"hasNextPage": start + 10 < 35, "endCursor": scrambled(str(start + len(ids) - 1)), "totalCount": 35}
        return {"pageInfo": info, "edges": [{"node": node} for node in nodes]}

    ion = ScriptedIon([answer])
    assert [node["id"] for node in Pages(ion.graphql()).read(LISTING, {})] == list(range(35))
    assert len(ion.requests) == 4


@pytest.mark.parametrize(
    ("cursor", "offset"),
    [(cursor_at(0), 0), (cursor_at(4_999), 4_999), ("", None), (None, None), ("19", None), ("YXJyYXk=", None),
     (base64.b64encode(b"arrayconnection:-1").decode(), None), (base64.b64encode(b"row:1").decode(), None)],
)  # fmt: skip
def test_only_a_cursor_that_is_known_to_be_an_offset_is_taken_for_one(cursor: str | None, offset: int | None) -> None:
    assert offset_of(cursor) == offset
