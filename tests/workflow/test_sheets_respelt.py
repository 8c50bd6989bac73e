"""A filled sheet comes back through any spreadsheet and means the same, or is refused row by row."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.recount_events import RecountAsked
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load, record
from cyclecount_tui.workflow.recording import enter
from cyclecount_tui.workflow.schedule_files import decoded
from cyclecount_tui.workflow.sheets import load_sheet, sheet_csv
from tests.offline_counts import NOW, begun, offline, said_of
from tests.sweeps import some_by_default
from tests.workflow.respelling import DATES, Habits, Table, saved, table_of

ODD_TEXTS = (
    "FR-10034", "00123", "000", "123", "1.10", "12E5", "3E7", "3-4", "1/2", "12-31", "8901234567890123456",
    "123456789012", "true", "=1+1", "+5", "-A", "@x", "a,b;c", 'he said "7"', "Größe 5", "日本", "L-2231", "  ",
    "sep=;", "'x", "-5", "5.50",
)  # fmt: skip

TEXTS = st.sampled_from(ODD_TEXTS) | st.text("ABC0123456789-./E", min_size=1, max_size=12)
KEYS = st.builds(LineKey, TEXTS.filter(str.strip), st.sampled_from(["", "A", "00", "1.0", "-"]), TEXTS | st.just(""),
                 st.just("") | TEXTS)  # fmt: skip

QUANTITIES = st.sampled_from(["", "7", "12*6+4", "none", "0", "250", "0012", "1", "3.5"])

HABITS = st.builds(
    Habits,
    numbers=st.sampled_from(["plain", "zeros", "comma"]),
    dates=st.sampled_from(list(DATES)),
    exponents=st.booleans(),
    eats_apostrophes=st.booleans(),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quote_all=st.booleans(),
    says_delimiter=st.booleans(),
)


def filled(text: str, quantities: list[str]) -> Table:
    """The sheet with these quantities, serials 1 or none, a note on the first line, a reason on the last."""
    table = table_of(text)
    header = table[0]
    for row, quantity in zip(table[1:], quantities, strict=False):
        has_serial = row[header.index("serial_number")]
        row[header.index("floor_count")] = quantity if not has_serial or quantity in {"none", "0", ""} else "1"
    table[1][header.index("note")] = "label torn, see box 4; really"
    if not table[-1][header.index("floor_count")]:
        table[-1][header.index("left_uncounted")] = "cage is locked"
    return table


def moved(table: Table, shuffle: random.Random) -> Table:
    """Rows sorted and columns moved as people do; a column of row numbers, blank rows, and titles in other spelling."""
    order = list(range(len(table[0])))
    shuffle.shuffle(order)
    header, *rows = [[row[at] for at in order] for row in table]
    shuffle.shuffle(rows)
    header = [shuffle.choice([title, title.upper(), title.replace("_", " "), title.title()]) for title in header]
    numbered = [["#", *header], *([str(at), *row] for at, row in enumerate(rows, start=2))]
    numbered.insert(shuffle.randrange(1, len(numbered) + 1), [""] * len(numbered[0]))
    return numbered


@settings(max_examples=25)
@given(st.data())
def test_whatever_a_spreadsheet_does_the_sheet_means_the_same(data: st.DataObject) -> None:
    keys = data.draw(st.lists(KEYS, min_size=1, max_size=8, unique=True))
    quantities = data.draw(st.lists(QUANTITIES, min_size=len(keys), max_size=len(keys)))
    habits, shuffle = data.draw(HABITS), data.draw(st.randoms(use_true_random=False))
    with offline() as one, offline() as other:
        count, again = begun(one, keys, uom="kg"), begun(other, keys, uom="kg")
        table = filled(sheet_csv(count), quantities)
        loaded = load_sheet(one, count, saved(table, Habits(), untouched=range(20)).decode())
        file = decoded(saved(moved(table, shuffle), habits))
        respelt = load_sheet(other, again, file.text)
        assert said_of(respelt.count) == said_of(loaded.count)
        assert load(other, again.id) == respelt.count
        assert load_sheet(other, respelt.count, file.text).count == respelt.count, "the same file twice is the same"


ODD_SHAPES: dict[str, tuple[str, int | str]] = {
    "no header case": ("LINE,Floor Count\n1,7\n", 7),
    "spaces in header": (" line , floor_count \n1,7\n", 7),
    "dashes in header": ("line-no,floor-count\n1,7\n", 7),
    "one word": ("Line,FloorCount\n1,7\n", 7),
    "semicolons": ("line;floor_count\n1;7\n", 7),
    "decimal comma": ("line;floor_count\n1;7,5\n", "7.5"),
    "decimal comma of thousands": ("line;floor_count\n1;1.234,5\n", "1234.5"),
    "three decimals": ("line;floor_count\n1;0,125\n", "0.125"),
    "tabs": ("line\tfloor_count\n1\t7\n", 7),
    "bars": ("line|floor_count\n1|7\n", 7),
    "said delimiter": ("sep=;\nline;floor_count\n1;7\n", 7),
    "byte order mark": ("\ufeffline,floor_count\n1,7\n", 7),
    "carriage returns": ("line,floor_count\r1,7\r", 7),
    "quoted numbers": ('"line","floor_count"\r\n"1","7"\r\n', 7),
    "quotes within": ('line,floor_count\n1,"""7"""\n', 7),
    "trailing zero": ("line,floor_count\n1.0,7.0\n", 7),
    "many zeros": ("line,floor_count\n1,7.50000\n", "7.5"),
    "point at the end": ("line,floor_count\n1,7.\n", 7),
    "leading zeros": ("line,floor_count\n01,007\n", 7),
    "thousands in groups": ('line,floor_count\n1,"1,234,567"\n', 1234567),
    "thousands with a space": ("line,floor_count\n1,1\u00a0234\n", 1234),
    "thousands with an apostrophe": ("line,floor_count\n1,1'234\n", 1234),
    "thousands and point": ('line,floor_count\n1,"1,234.5"\n', "1234.5"),
    "comma that parts no thousands": ('line,floor_count\n1,"7,25"\n', "7.25"),
    "apostrophe": ("line,floor_count\n'1,'7\n", 7),
    "formula": ("line,floor_count\n1,=3*2+1\n", 7),
    "formula of text": ('line,floor_count\n"=""1""","=""7"""\n', 7),
    "spaces": ("line,floor_count\n 1 ,  7 \n", 7),
    "times sign": ("line,floor_count\n1,3×2 + 1\n", 7),
    "blank rows": ("\n\nline,floor_count\n,\n\n1,7\n,\n", 7),
    "titles above": ("Sheet of RACK-B\nprinted,2 March\nline,floor_count\n1,7\n", 7),
    "header again": ("line,floor_count\nline,floor_count\n1,7\n", 7),
    "more columns": ("line,shelf life,floor_count,who\n1,x,7,Ann\n", 7),
    "row numbers": (",line,floor_count\n0,1,7\n1,,\n", 7),
    "columns without a name": ("line,,floor_count,\n1,x,7,\n", 7),
    "few cells": ("line,floor_count,note,uom\n1,7\n", 7),
    "a revision that is a number": ("line,revision,floor_count\n1,1,7\n", 7),
    "a part that is a date": ("line,part_number,floor_count\n1,4-Mar,7\n", 7),
    "a lot without its zeros": ("line,lot_number,floor_count\n1,123,7\n", 7),
    "a lot with an exponent": ("line,lot_number,floor_count\n1,1.23E+02,7\n", 7),
    "a cell that is too narrow": ("line,lot_number,floor_count\n1,###,7\n", 7),
}

ODD_LINE = LineKey("3-4", "01", "00123")


@pytest.mark.parametrize("shape", some_by_default(ODD_SHAPES, "decimal comma", "titles above", "a part that is a date"))
def test_odd_shapes(shape: str) -> None:
    text, quantity = ODD_SHAPES[shape]
    with offline() as place:
        count = begun(place, [ODD_LINE, LineKey("FR-1")], uom="kg")
        loaded = load_sheet(place, count, text)
        assert loaded.count.floors == {1: Decimal(quantity)}


REFUSED_SHAPES = {
    "thousands or decimals": ('line,floor_count\n1,"1,234"\n', "Row 2: '1,234' can be 1234 or 1.234"),
    "thousands or decimals by tab": ("line\tfloor_count\n1\t1,234\n", "Row 2: '1,234' can be 1234 or 1.234"),
    "a point among semicolons": ("line;floor_count\n1;1.234\n", "Row 2: '1.234' can be 1234 or 1.234"),
    "in a sum": ('line,floor_count\n1,"2*1,234"\n', "'1,234' can be"),
    "date": ("line,floor_count\n1,4-Mar\n", "Row 2: '4-Mar' is a date"),
    "iso date": ("line,floor_count\n1,2026-03-04\n", "'2026-03-04' is a date"),
    "american date": ("line,floor_count\n1,12/5/2026\n", "'12/5/2026' is a date"),
    "exponent": ("line,floor_count\n1,1.23E+05\n", "'1.23E+05' was rounded"),
    "error": ("line,floor_count\n1,#REF!\n", "'#REF!' is what a spreadsheet shows"),
    "too narrow": ("line,floor_count\n1,####\n", "'####' is what a spreadsheet shows"),
    "accounting": ("line,floor_count\n1,(5)\n", "'(5)' is how a spreadsheet writes a number below zero"),
    "a formula with names": ("line,floor_count\n1,=SUM(A1:A3)\n", "'SUM(A1:A3)' is no quantity"),
    "minus alone": ("line,floor_count\n1,-\n", "'-' is no quantity"),
    "another part": ("line,part_number,floor_count\n1,5-Mar,7\n", "line 1 is 3-4 rev 01, lot 00123 on the sheet"),
    "another lot": ("line,lot_number,floor_count\n1,124,7\n", "not lot number '124'"),
    "columns sorted alone": (
        "line,part_number,floor_count\n1,FR-1,7\n2,3-4,8\n", "Row 2: line 1 is 3-4 rev 01, lot 00123 on the sheet, not"
    ),
    "lines above the header": ("1,3-4,7\nline,part_number,floor_count\n", "Row 1 stands above the header"),
    "two columns of one kind": ("line,lot,batch,floor_count\n1,a,b,7\n", "'lot' and 'batch' both say the lot number"),
    "a column twice": ("line,floor_count,floor_count\n1,7,7\n", "'floor_count' appears twice"),
    "no line column": ("part_number,floor_count\nFR-1,7\n", "no column 'line'"),
    "decimals that became a note": ("line,floor_count,note\n1,7,5\n", "the note '5' may belong to the quantity"),
    "found with an exponent": ("line,part_number,floor_count\n,1.23E+05,7\n", "the part number '1.23E+05' was rounded"),
    "counted and left": ("line,floor_count,left\n1,7,locked\n", "counted ('7') and left uncounted ('locked')"),
    "left without a reason": ("line,floor_count,left\n1,,x\n", "left uncounted without a reason"),
    "a quantity as the reason": ("line,floor_count,left\n1,,12\n", "'12' is no reason to leave"),
}  # fmt: skip


@pytest.mark.parametrize("shape", some_by_default(REFUSED_SHAPES, "thousands or decimals", "iso date", "another part"))
def test_what_could_be_two_things_is_refused_with_its_row(shape: str) -> None:
    text, sentence = REFUSED_SHAPES[shape]
    with offline() as place:
        count = begun(place, [ODD_LINE, LineKey("FR-1")])
        with pytest.raises(Refusal) as refused:
            load_sheet(place, count, text)
        assert sentence in refused.value.sentence
        assert load(place, count.id) == count, "nothing is half loaded"


def test_numbers_sorted_away_from_their_rows_are_seen_even_where_a_spreadsheet_drops_zeros() -> None:
    keys = [LineKey("FR-1", serial_number="00123"), LineKey("FR-1", serial_number="123")]
    sheet = "line,part_number,serial_number,floor_count\n"
    with offline() as place:
        count = begun(place, keys)
        with pytest.raises(Refusal, match=r"this row says what line 2 is: were rows sorted without their numbers\?"):
            load_sheet(place, count, f"{sheet}1,FR-1,123,1\n2,FR-1,00123,none\n")
        loaded = load_sheet(place, count, f"{sheet}1,FR-1,123,1\n2,FR-1,123,none\n").count
        assert (loaded.standing[1].none, loaded.standing[2].none) == (False, True)


def test_notes_and_reasons_come_with_the_counts() -> None:
    text = (
        (
            "line,floor_count,note,left_uncounted,reason\n1,4,two torn,,\n2,,,x,cage is locked\n3,,,,in use\n"
            "4,,look again,no,\n,2,found behind,,\n"
        )
        .replace("line,", "part_number,line,")
        .replace("\n1,", "\n,1,")
        .replace("\n2,", "\n,2,")
    )
    text = text.replace("\n3,", "\n,3,").replace("\n4,", "\n,4,").replace("\n,2,found", "\nFR-9,,2,found")
    with offline() as place:
        count = begun(place, [LineKey(f"FR-{number}") for number in range(1, 5)])
        loaded = load_sheet(place, count, text)
        assert (loaded.counted, loaded.left, loaded.notes, loaded.found) == (1, 2, 3, 1)
        after = loaded.count
        assert {line: left.reason for line, left in after.left.items()} == {2: "cage is locked", 3: "in use"}
        assert after.notes == {1: ("two torn",), 4: ("look again",), 5: ("found behind",)}
        assert [line.number for line in after.open_lines] == [4]
        assert load_sheet(place, after, text).count == after


def test_a_double_blind_sheet_counts_what_it_names_and_tells_nothing() -> None:
    keys = [LineKey("FR-1", "A"), LineKey("FR-1", "A", "L-2"), LineKey("FR-2")]
    with offline() as place:
        count = begun(place, keys, CountMode.DOUBLE_BLIND)
        sheet = sheet_csv(count)
        assert sheet == "part_number,revision,lot_number,serial_number,uom,floor_count,note,left_uncounted\n"
        loaded = load_sheet(place, count, f"{sheet}FR-1,A,L-2,,EA,4,,\nFR-9,,,,EA,2,torn,\n")
        assert (loaded.counted, loaded.found) == (1, 1)
        assert loaded.count.floors == {2: 4, 4: 2}
        assert load_sheet(place, loaded.count, f"{sheet}FR-1,A,L-2,,EA,4,,\nFR-9,,,,EA,2,torn,\n").count == loaded.count
        for row in ("FR-1,A,L-2,,EA,none,,", "FR-77,,,,EA,none,,"):
            with pytest.raises(Refusal, match="a found item is one that is here"):
                load_sheet(place, loaded.count, sheet + row)
        with pytest.raises(Refusal, match="the sheet of a double-blind count has no line numbers") as refused:
            load_sheet(place, count, "line,part_number,floor_count\n3,FR-7,1\n")
        assert "FR-2" not in refused.value.sentence


@pytest.mark.parametrize("mode", [CountMode.BLIND, CountMode.DOUBLE_BLIND])
def test_a_recount_takes_the_lines_that_are_asked_and_no_others(mode: CountMode) -> None:
    with offline() as place:
        count = begun(place, [LineKey(f"FR-{number}") for number in range(1, 5)], mode)
        for line in count.lines:
            count = enter(place, count, line.number, "4")
        count = record(place, count, Submitted(at=NOW, by="Ann", counted_on=NOW.date()))
        count = record(place, count, RecountAsked(at=NOW, by="Bo", lines=(2, 4), salt="salt", seals=()))
        place.counter = "Bo"
        assert [row[0] for row in table_of(sheet_csv(count))] == ["line", "2", "4"]
        with pytest.raises(Refusal, match="Row 3: FR-3 is not counted again"):
            load_sheet(place, count, "line,floor_count\n2,5\n3,5\n")
        loaded = load_sheet(place, count, "line,floor_count\n2,5\n4,none\n")
        assert (loaded.counted, loaded.none, loaded.blank) == (1, 1, 0)
        assert loaded.count.floors == {1: 4, 2: 5, 3: 4, 4: 0}


def test_a_thousand_lines_are_loaded() -> None:
    keys = [LineKey(f"FR-{number // 9}", lot_number=f"{number:08}") for number in range(1000)]
    with offline() as place:
        count = begun(place, keys)
        rows = "".join(f"{number + 1},{number},{number % 7}\n" for number in range(1000))
        loaded = load_sheet(place, count, f"line,lot_number,floor_count\n{rows}")
        assert loaded.counted + loaded.none == 1000
