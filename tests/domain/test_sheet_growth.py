"""A sheet that comes in pieces, in whatever pieces, is the sheet that would have come at once."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.counting_events import Counted, EntryUndone, ItemFound, SheetGrew, Submitted
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import Part, SheetRecord
from cyclecount_tui.domain.lines import Line, LineKey, found_line, reading_order, sheet_lines
from cyclecount_tui.domain.sheet_growth import GrowingSheet, growth
from cyclecount_tui.domain.subject import Subject
from tests.counted_work import calls

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
BLANK = Count("c", Subject(7, "RACK-B / SHELF-04"), "Ann", AT)


def record(number: int, part: int, lot: int = 0) -> SheetRecord:
    made = Part(part, f"FR-{part}", "A", f"part {part}", None, "EA")
    return SheetRecord(number, f"e{number}", made, f"L-{lot}" if lot else "", "", labels=(f"label-{number}",))


def grew(count: Count, records: list[SheetRecord], *, whole: bool = False, known: GrowingSheet | None = None) -> Count:
    lines = growth(count.lines, records)
    assert known is None or known.growth(count.lines, records) == lines
    if not whole:
        return after(count, SheetGrew(at=AT, by="Ann", lines=lines))
    then = after(count, SheetGrew(at=AT, by="Ann", lines=lines)).lines
    walk = reading_order(line for line in then if not line.found)
    return after(count, SheetGrew(at=AT, by="Ann", lines=lines, whole=True, walk=walk))


def counted(line: int) -> Counted:
    return Counted(at=AT, by="Ann", line=line, expression="2", quantity=Decimal(2))


def as_read(lines: tuple[Line, ...]) -> list[Line]:
    return [replace(line, number=0) for line in lines]


shelves = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), unique=True, max_size=25).map(
    lambda rows: [record(number, part, lot) for number, (part, lot) in enumerate([*rows, *rows[:3]], start=1)]
)


@given(shelves, st.lists(st.integers(0, 28), max_size=4), st.integers(0, 3))
def test_in_whatever_pieces_it_comes_it_is_the_same_sheet_and_numbers_stay(
    records: list[SheetRecord], cuts: list[int], again: int
) -> None:
    ends = [*sorted(cuts), len(records)]
    count, numbers, known = BLANK, dict[LineKey, int](), GrowingSheet()
    for start, end in zip([0, *ends], ends, strict=False):
        count = grew(count, records[max(start - again, 0) : end], known=known)
        assert numbers.items() <= {line.key: line.number for line in count.lines}.items()
        numbers = {line.key: line.number for line in count.lines}
    count = grew(count, records, whole=True)
    assert {line.key: line.number for line in count.lines} == numbers
    assert as_read(count.in_order) == as_read(sheet_lines(records))
    assert not count.sheet_coming


def test_it_can_be_counted_meanwhile_and_not_submitted() -> None:
    count = grew(BLANK, [record(1, 9), record(2, 4)])
    assert (count.phase, count.sheet_coming) == (Phase.COUNTING, True)
    count = after(count, counted(1))
    count = grew(count, [record(3, 1)])
    assert count.line(1) is not None
    assert count.standing[1].quantity == 2
    with pytest.raises(DomainError, match="not come whole"):
        after(count, Submitted(at=AT, by="Ann", counted_on=AT.date()))
    count = grew(count, [record(3, 1)], whole=True)
    assert [line.key.part_number for line in count.to_count] == ["FR-1", "FR-4", "FR-9"]
    assert [line.number for line in count.open_lines] == [3, 2]
    assert after(count, Submitted(at=AT, by="Ann", counted_on=AT.date())).phase is Phase.SUBMITTED
    with pytest.raises(DomainError, match="whole already"):
        grew(count, [record(4, 2)])


def test_what_was_found_and_comes_later_is_one_line_and_counted_once() -> None:
    count = grew(BLANK, [record(1, 4)])
    found = found_line(2, LineKey("FR-9", "A"))
    count = after(count, ItemFound(at=AT, by="Ann", line=found, expression="5", quantity=Decimal(5)))
    count = grew(count, [record(1, 4), record(2, 9), record(3, 1)], whole=True)
    line = count.lines[1]
    assert (line.found, line.record_ids, line.description) == (False, (2,), "part 9")
    assert count.floors == {2: Decimal(5)}
    assert [line.number for line in count.in_order] == [3, 1, 2]
    count = after(count, EntryUndone(at=AT, by="Ann"))
    assert len(count.lines) == 3, "it is on the sheet, whoever found it"


def test_what_was_found_stays_behind_the_sheet_and_goes_with_its_entry() -> None:
    count = grew(grew(BLANK, [record(1, 4)]), [record(2, 1)], whole=True)
    found = found_line(3, LineKey("FR-2"))
    count = after(count, ItemFound(at=AT, by="Ann", line=found, expression="5", quantity=Decimal(5)))
    assert [line.number for line in count.to_count] == [2, 1, 3]
    assert [line.number for line in after(count, EntryUndone(at=AT, by="Ann")).to_count] == [2, 1]


def test_a_record_whose_lot_was_corrected_meanwhile_is_of_one_line() -> None:
    count = grew(BLANK, [record(1, 4, lot=1), record(2, 4, lot=1)])
    count = grew(count, [record(1, 4, lot=2), record(2, 4, lot=1)], whole=True)
    assert [(line.key.lot_number, line.record_ids) for line in count.lines] == [("L-1", (2,)), ("L-2", (1,))]


@pytest.mark.parametrize(
    "lines", [(found_line(3, LineKey("FR-1")),), (found_line(1, LineKey("FR-1")),), (found_line(0, LineKey("FR-1")),)]
)
def test_lines_that_do_not_go_on_with_the_sheet_are_refused(lines: tuple[Line, ...]) -> None:
    with pytest.raises(DomainError, match="read the count again"):
        after(grew(BLANK, [record(1, 4)]), SheetGrew(at=AT, by="Ann", lines=lines))


def test_a_whole_sheet_names_each_of_its_lines() -> None:
    with pytest.raises(DomainError, match="did not come whole"):
        after(grew(BLANK, [record(1, 4)]), SheetGrew(at=AT, by="Ann", lines=(), whole=True, walk=(1, 1)))


def test_what_is_known_of_a_sheet_is_looked_up_again_where_its_lines_have_changed() -> None:
    known = GrowingSheet()
    count = grew(BLANK, [record(1, 1), record(2, 2)], known=known)
    item = found_line(3, LineKey("FR-3", "A"))
    with_found = after(count, ItemFound(at=AT, by="Ann", line=item, expression="1", quantity=Decimal(1)))
    assert [line.number for line in known.growth(with_found.lines, [record(4, 4)])] == [4]
    undone = after(with_found, EntryUndone(at=AT, by="Ann"))
    assert [line.number for line in known.growth(undone.lines, [record(3, 3), record(4, 4)])] == [3, 4]


def test_a_piece_costs_what_it_brings_and_not_what_is_there() -> None:
    made = []
    for there in (100, 2_000):
        known = GrowingSheet()
        count = grew(BLANK, [record(number, number) for number in range(there)], known=known)
        known.growth(count.lines, [])  # what came before is known
        piece = [record(there + more, there + more) for more in range(50)]
        made.append(calls(partial(known.growth, count.lines, piece), built_in=True))
    assert made[0] == made[1] > 0
