"""Filter, sort and groups of a table: what is found, and that nothing is worked out twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.store.count_row import OpenCount
from cyclecount_tui.tui.screens.row_order import Group, RowOrder, Sorting, in_groups
from cyclecount_tui.tui.screens.schedule_sorting import NO_AREA, PARTS, SORTINGS, Ranked, area_of
from cyclecount_tui.workflow.scheduling import ScheduleEntry

WORDS = ["pear 10", "Apple 2", "plum 10", "apple 1", "PEAR 3"]
calls: Counter[str] = Counter()


def _text(word: str) -> str:
    calls["text"] += 1
    return word


def _by_name(word: str) -> object:
    calls["key"] += 1
    return natural(word.casefold())


BY_NAME: Sorting[str] = Sorting("name", "name", _by_name)
BY_LENGTH: Sorting[str] = Sorting("length", "length", len)


def test_every_word_must_be_there_whatever_the_case() -> None:
    order = RowOrder(WORDS, _text)
    assert [WORDS[place] for place in order.shown(BY_NAME)] == ["apple 1", "Apple 2", "PEAR 3", "pear 10", "plum 10"]
    assert [WORDS[place] for place in order.shown(BY_NAME, "pE")] == ["PEAR 3", "pear 10"]
    assert [WORDS[place] for place in order.shown(BY_NAME, "10 p")] == ["pear 10", "plum 10"]
    assert [WORDS[place] for place in order.shown(BY_NAME, "10 p", backwards=True)] == ["plum 10", "pear 10"]
    assert order.shown(BY_NAME, "kiwi") == []


def test_narrowing_widening_and_another_order_find_the_same_as_from_scratch() -> None:
    order = RowOrder(WORDS, _text)
    for wanted in ("p", "pe", "pea", "pear", "pear ", "pear 1", "pear", "p", "", "a", "ap", "10", "1"):
        for sorting in (BY_NAME, BY_LENGTH):
            assert order.shown(sorting, wanted) == RowOrder(WORDS, _text).shown(sorting, wanted), wanted


def test_texts_and_keys_are_asked_for_once_however_much_is_typed() -> None:
    calls.clear()
    order = RowOrder(WORDS, _text)
    for wanted in ("p", "pe", "pea", "", "x", "pl"):
        order.shown(BY_NAME, wanted)
        order.shown(BY_NAME, wanted, backwards=True)
    assert calls == {"text": len(WORDS), "key": len(WORDS)}


def test_groups_keep_the_order_of_their_rows() -> None:
    names = ["b10", "b9", "rest", "b9", "b10"]
    groups = in_groups([4, 2, 1, 0, 3], names, lambda name: (name == "rest", natural(name)))
    assert groups == [Group("b9", (1, 3)), Group("b10", (4, 0)), Group("rest", (2,))]


def test_the_area_is_the_parent_or_what_stands_before_the_last_separator() -> None:
    names = {
        "RACK-B / SHELF-04": "RACK-B",
        "A-01-03": "A-01",
        "Cage 3": "Cage",
        "Hall 2 / Rack 4 / 7": "Hall 2 / Rack 4",
        "RECEIVING": NO_AREA,
        "-X": NO_AREA,
        "X-": NO_AREA,
        "": NO_AREA,
    }
    assert {name: area_of(Subject(1, name)) for name in names} == names
    assert area_of(Subject(1, "A-01-03"), "Hall 7") == "Hall 7"
    assert area_of(Subject(1, "FR-10021", SubjectKind.PART)) == PARTS


def test_what_has_nothing_in_the_column_comes_last_in_either_direction() -> None:
    rows = ["b", "", "c", "", "a"]
    order = RowOrder(rows, lambda row: f"{row} row")
    by_row: Sorting[str] = Sorting("row", "row", lambda row: row, lambda row: not row)
    assert order.shown(by_row) == [4, 0, 2, 1, 3]
    assert order.shown(by_row, backwards=True) == [2, 0, 4, 1, 3]
    assert order.shown(by_row, "row", backwards=True) == [2, 0, 4, 1, 3]


def test_the_schedule_has_rows_without_a_value_last_by_every_column() -> None:
    today = date(2026, 3, 2)
    full = ScheduleRow(Subject(1, "B"), "A", 30, today, assigned_to="Ann")
    under_way = OpenCount("1", full.subject, datetime.now(UTC), "Ann", "opened", 0, 0)
    entries = [ScheduleEntry(ScheduleRow(Subject(2, "A")), None, today), ScheduleEntry(full, under_way, today)]
    ranked = [Ranked(each, "", (Fraction(1),) if each.open_count else ()) for each in entries]
    order = RowOrder(ranked, lambda _each: "")
    for sorting in SORTINGS:
        if sorting.column != "location":
            assert order.shown(sorting) == order.shown(sorting, backwards=True) == [1, 0], sorting.words
