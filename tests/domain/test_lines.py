"""Lines of a sheet."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.inventory import Part, SheetRecord
from cyclecount_tui.domain.lines import LineKey, natural, sheet_lines


def _record(record_id: int, number: str, lot: str = "", serial: str = "") -> SheetRecord:
    return SheetRecord(record_id, f"e{record_id}", Part(len(number), number, "A", "text", uom="EA"), lot, serial)


def test_one_line_covers_all_records_of_the_same_part_lot_and_serial() -> None:
    lines = sheet_lines([_record(3, "FR-10"), _record(1, "FR-10"), _record(2, "FR-9"), _record(4, "FR-10", lot="L")])
    assert [(line.number, line.key.part_number, line.key.lot_number, line.record_ids) for line in lines] == [
        (1, "FR-9", "", (2,)),
        (2, "FR-10", "", (1, 3)),
        (3, "FR-10", "L", (4,)),
    ]


def test_people_read_9_before_10() -> None:
    assert sorted(["R-10", "R-9", "r-2b", "R-2a", "R"], key=natural) == ["R", "R-2a", "r-2b", "R-9", "R-10"]


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    ordered = sorted(names, key=natural)
    assert all(natural(first) <= natural(second) for first, second in pairwise(ordered))


@given(st.lists(st.tuples(st.sampled_from(["P1", "P2", "P10"]), st.sampled_from(["", "L"])), max_size=30), st.randoms())
def test_every_record_is_on_exactly_one_line_whatever_order_it_came_in(
    keys: list[tuple[str, str]], shuffler: random.Random
) -> None:
    records = [_record(index, number, lot) for index, (number, lot) in enumerate(keys, start=1)]
    lines = sheet_lines(records)
    covered = [record_id for line in lines for record_id in line.record_ids]
    assert sorted(covered) == [record.id for record in records]
    assert len({line.key for line in lines}) == len(lines)
    shuffled = list(records)
    shuffler.shuffle(shuffled)
    assert sheet_lines(shuffled) == lines


def test_a_key_is_said_in_words() -> None:
    assert LineKey("FR-1").words == "FR-1"
    assert LineKey("FR-1", "B", "L-2", "S-3").words == "FR-1 rev B, lot L-2, serial S-3"
    assert LineKey("FR-1", "B", "L-2", "S-3").lot_or_serial == "S-3"
