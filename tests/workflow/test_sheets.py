"""The count sheet as a file: all of it or nothing, and twice is as good as once."""

import csv
import io

import pytest

from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.sheets import load_sheet, refuse_filled, sheet_csv
from cyclecount_tui.workflow.sheets.writing import HEADER
from cyclecount_tui.workflow.spreadsheet import harmless, original
from cyclecount_tui.workflow.submitting import submit
from tests.factory import NO_WAITING, Factory


@pytest.fixture
def count(factory: Factory) -> Count:
    """An open count with a sheet of several lines."""
    place = factory.workplace
    return read_sheet(place, open_count(place, factory.named("RACK-A / SHELF-01")))


def rows_of(count: Count) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet_csv(count))))


def text_of(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [str(name) for name in HEADER], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def found(part: str, floor: str, **more: str) -> dict[str, str]:
    return {**dict.fromkeys(HEADER, ""), "part_number": part, "floor_count": floor, **more}


def test_the_sheet_has_the_agreed_columns_and_no_quantity(count: Count) -> None:
    assert sheet_csv(count).splitlines()[0] == (
        "line,part_number,revision,description,lot_number,serial_number,uom,floor_count,note,left_uncounted"
    )
    rows = rows_of(count)
    assert [row["line"] for row in rows] == [str(line.number) for line in count.lines]
    assert all(row["floor_count"] == row["note"] == row["left_uncounted"] == "" for row in rows)


def test_expressions_none_blank_and_found_items(factory: Factory, count: Count) -> None:
    rows = rows_of(count)
    rows[0]["floor_count"] = "12*6+4"
    rows[1]["floor_count"] = "none"
    rows[2]["floor_count"] = "0"
    new = factory.planted("found_not_recorded").part_number
    rows += [found(new, "3"), found("FR-99999", "2", revision="A", lot_number="L1", uom="EA")]
    loaded = load_sheet(factory.workplace, count, "\ufeff" + text_of(rows))
    assert (loaded.counted, loaded.none, loaded.found, loaded.blank) == (1, 2, 2, len(count.lines) - 3)
    after = loaded.count
    assert after.standing[1].expression == "12*6+4"
    assert after.standing[2].none
    assert after.standing[3].none
    assert after.lines[-1].key.lot_number == "L1"
    assert len(after.not_counted) == loaded.blank
    assert load(factory.workplace, count.id) == after


def test_loading_the_same_file_again_changes_nothing(factory: Factory, count: Count) -> None:
    rows = rows_of(count)
    rows[0]["floor_count"], rows[1]["floor_count"] = "4*3", "none"
    rows.append(found("FR-99999", "2", revision="A"))
    once = load_sheet(factory.workplace, count, text_of(rows)).count
    twice = load_sheet(factory.workplace, once, text_of(rows))
    assert twice.count == once
    rows[0]["floor_count"] = "13"
    rows[-1]["floor_count"] = "5"
    corrected = load_sheet(factory.workplace, once, text_of(rows))
    assert (corrected.counted, corrected.found) == (2, 0)
    assert corrected.count.floors[1] == 13


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"line": "99", "floor_count": "1"}, "Row 2: there is no line '99'"),
        ({"line": "-1", "floor_count": "1"}, "Row 2: there is no line '-1'"),
        ({"line": "x", "floor_count": "1"}, "Row 2: there is no line 'x'"),
        ({"line": "2", "part_number": "", "floor_count": "1"}, "Row 3: line 2 stands in row 2 already"),
        ({"floor_count": "12**9"}, "Row 2: '12**9' has a power"),
        ({"floor_count": "1/0"}, "Row 2: '1/0' divides by zero"),
        ({"floor_count": "3-5"}, "Row 2: '3-5' comes to -2"),
        ({"floor_count": "ten"}, "Row 2: 'ten' is no quantity"),
        ({"line": "9" * 5000, "floor_count": "1"}, "Row 2: there is no line '9999"),
        ({"part_number": "FR-00000", "floor_count": "1"}, "Row 2: line 1 is FR-"),
        ({"revision": "ZZ", "floor_count": "1"}, "on the sheet, not revision 'ZZ': is this another sheet?"),
        ({"lot_number": "ZZ", "floor_count": "1"}, "on the sheet, not lot number 'ZZ': is this another sheet?"),
        ({"serial_number": "ZZ", "floor_count": "1"}, "on the sheet, not serial number 'ZZ': is this another sheet?"),
        ({"lot_number": "ZZ"}, "on the sheet, not lot number 'ZZ': is this another sheet?"),
        (
            {"line": "", "part_number": "F" * 129, "floor_count": "1"},
            "Row 2: A part number has at most 128 characters, this one has 129",
        ),
        ({"line": "", "part_number": "", "floor_count": "1"}, "Row 2: A found item needs a part number"),
        ({"line": "", "part_number": "FR-99999", "floor_count": "0"}, "Row 2: a found item is one that is here"),
        ({"line": "", "part_number": "FR-99999", "floor_count": ""}, "Row 2: a found item needs a floor_count"),
        (
            {"line": "", "part_number": "F", "revision": "A", "serial_number": "S", "floor_count": "2"},
            "Row 2: F rev A, serial S has a serial",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    factory: Factory, count: Count, change: dict[str, str], said: str
) -> None:
    rows = rows_of(count)
    rows[0] |= change
    rows[1]["floor_count"] = "5"
    with pytest.raises(Refusal, match="Nothing was loaded") as refused:
        load_sheet(factory.workplace, count, text_of(rows))
    assert said in refused.value.sentence
    assert load(factory.workplace, count.id) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("line,part_number\n1,FR\n", "no column 'floor_count'"),
        ("line,line,floor_count\n1,1,2\n", "'line' appears twice"),
        ("line,floor_count\n1,2,3\n", "more cells than the header"),
        ('line,floor_count\n1,"2\n', "no CSV table"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(factory: Factory, count: Count, text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        load_sheet(factory.workplace, count, text)
    assert said in refused.value.sentence
    assert load(factory.workplace, count.id) == count


def test_an_empty_or_missing_cell_names_no_other_line(factory: Factory, count: Count) -> None:
    rows = [row | {"floor_count": "1"} for row in rows_of(count)]
    for row in rows:
        row |= {"revision": "", "lot_number": "", "serial_number": ""}
    assert load_sheet(factory.workplace, count, text_of(rows)).counted == len(count.lines)
    bare = "".join(f"{line.number},2\n" for line in count.lines if not line.key.serial_number)
    assert load_sheet(factory.workplace, factory.again(count), f"line,floor_count\n{bare}").counted == bare.count("\n")


def test_a_part_number_of_128_characters_is_one(factory: Factory, count: Count) -> None:
    loaded = load_sheet(factory.workplace, count, text_of([found("F" * 128, "1", revision="A")]))
    assert loaded.count.lines[-1].key.part_number == "F" * 128


def _requests(factory: Factory, operation: str) -> int:
    return sum(request.operation_name == operation for request in factory.simulator.requests)


def _found_rows(factory: Factory) -> list[dict[str, str]]:
    numbers = sorted({part.part_number for part in factory.simulator.plant.parts})[:6]
    return [found(number, "1", revision="A", lot_number=f"NEW-{number}") for number in numbers]


def test_all_found_parts_are_asked_for_at_once(factory: Factory, count: Count) -> None:
    loaded = load_sheet(factory.workplace, count, text_of(_found_rows(factory)))
    assert loaded.found == 6
    assert any(line.part_id is not None for line in loaded.count.lines if line.found)
    assert _requests(factory, "SheetParts") == 1


def test_while_ion_is_away_found_parts_are_asked_for_once(factory: Factory, count: Count) -> None:
    factory.simulator.faults.drop_before(count=50)
    loaded = load_sheet(factory.workplace, count, text_of(_found_rows(factory)))
    assert loaded.found == 6
    assert _requests(factory, "SheetParts") == NO_WAITING.tries


def test_a_count_takes_a_sheet_only_while_it_is_counted(factory: Factory, count: Count) -> None:
    place = factory.workplace
    filled = "line,floor_count\n1,4\n"
    fresh = open_count(place, factory.named("RACK-A / SHELF-02"))
    with pytest.raises(Refusal, match="has no sheet yet"):
        load_sheet(place, fresh, "line,floor_count\n")
    count = submit(place, load_sheet(place, count, filled).count, leaving="no time")
    with pytest.raises(Refusal, match="reconciling: no sheet is loaded into it any more"):
        load_sheet(place, count, filled)
    closed = reopen(place, count, "left")
    with pytest.raises(Refusal, match=r"is closed: no sheet is loaded .* Begin a new one"):
        load_sheet(place, closed, filled)
    assert load(place, count.id) == closed


@pytest.mark.parametrize("number", ["-2", "-0.5", "-12.00001", "7", "0"])
def test_a_plain_number_stays_a_number(number: str) -> None:
    assert harmless(number) == number
    assert original(number) == number


@pytest.mark.parametrize("cell", ["-2+3", "-", "-1e5", "-.5", "-A1", "- 2", "-2 ", "--2", "+5", "=1", "@x", "-\u0662"])
def test_what_a_spreadsheet_would_work_out_is_kept_from_it(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert original(harmless(cell)) == cell.rstrip()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_are_read_too(factory: Factory, count: Count, delimiter: str) -> None:
    text = f"line{delimiter}floor_count\r\n1{delimiter}6*4\r\n"
    assert load_sheet(factory.workplace, count, text).count.floors[1] == 24


def test_a_description_cannot_become_a_formula(factory: Factory) -> None:
    part = next(iter(factory.simulator.plant.parts))
    part.description, part.part_number = "=HYPERLINK(1)", "+FR-1"
    location_id = next(
        item.location_id for item in factory.simulator.plant.inventory if _on_shelf(factory, item.id, part.id)
    )
    place = factory.workplace
    assert location_id is not None
    count = read_sheet(place, open_count(place, factory.location(location_id)))
    row = next(row for row in rows_of(count) if row["part_number"] == "'+FR-1")
    assert row["description"] == "'=HYPERLINK(1)"
    row["floor_count"] = "3"
    assert load_sheet(place, count, text_of([row])).counted == 1


def _on_shelf(factory: Factory, record_id: int, part_id: int) -> bool:
    plant = factory.simulator.plant
    record = plant.inventory[record_id]
    return record.part_id == part_id and record.quantity > 0 and plant.status_of(record) != "INSTALLED"


def test_a_filled_sheet_is_not_written_over(count: Count) -> None:
    refuse_filled(b"", "s.csv")
    refuse_filled(b"anything else", "s.csv")
    refuse_filled(b"PK\x03\x04", "s.csv")
    refuse_filled(sheet_csv(count).encode(), "s.csv")
    for filled in (
        "line,floor_count\n1,5\n", "Line;Floor Count\n1;5\n", "line,floor_count,note\n1,,torn\n",
        "line,floor_count,left\n1,,locked\n",
    ):  # fmt: skip
        for encoding in ("utf-8-sig", "utf-16"):
            with pytest.raises(Refusal, match=r"s\.csv holds counts already"):
                refuse_filled(filled.encode(encoding), "s.csv")
