"""Which lines of a sheet a code belongs to."""

from dataclasses import replace

from cyclecount_tui.domain.inventory import Part, Place, SheetRecord
from cyclecount_tui.domain.lines import Line, LineKey, sheet_lines
from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.sheet_codes import CodeKind, is_known, matches, of_item, of_part, with_label
from tests.domain.building import BOLT

KEYS = (
    LineKey("FR-10034", "A", "L-1"),
    LineKey("FR-10034", "B", "L-1"),
    LineKey("FR-10034", "B", "L-2"),
    LineKey("FR-20", "A", serial_number="SN-1"),
    LineKey("FR-20", "A", serial_number="SN-2"),
    LineKey("FR-30", "A"),
    LineKey("fr 30", "A"),
    LineKey("4006381333931"),
    LineKey("SN-2"),
)
LINES = tuple(Line(number, key) for number, key in enumerate(KEYS, start=1))


def numbers(text: str) -> dict[tuple[CodeKind, str], list[int]]:
    return {(match.kind, match.code): [line.number for line in match.lines] for match in matches(text, LINES)}


def test_serials_lots_and_parts_are_found() -> None:
    assert numbers("SN-1") == {(CodeKind.SERIAL, "SN-1"): [4]}
    assert numbers("L-1") == {(CodeKind.LOT, "L-1"): [1, 2]}
    assert numbers("FR-10034") == {(CodeKind.PART, "FR-10034"): [1, 2, 3]}
    assert numbers("nothing") == {}
    assert numbers("") == {}
    assert numbers("--") == {}


def test_exactly_comes_before_alike() -> None:
    assert numbers("FR-30") == {(CodeKind.PART, "FR-30"): [6]}
    assert numbers("fr 30") == {(CodeKind.PART, "fr 30"): [7]}
    assert numbers("Fr_30") == {(CodeKind.PART, "FR-30"): [6], (CodeKind.PART, "fr 30"): [7]}
    assert numbers("sn 1") == {(CodeKind.SERIAL, "SN-1"): [4]}


def test_one_code_may_be_two_things() -> None:
    assert numbers("SN-2") == {(CodeKind.SERIAL, "SN-2"): [5], (CodeKind.PART, "SN-2"): [9]}


def test_a_part_with_its_revision_in_one_code() -> None:
    for text in ("FR-10034 B", "FR-10034-B", "FR-10034/b", "fr-10034 rev b"):
        (found,) = numbers(text).values()
        assert found == [2, 3]


def test_known_is_exactly_known() -> None:
    assert is_known("4006381333931", LINES)
    assert not is_known("400638133393", LINES)
    assert not is_known("", LINES)


def test_labels_belong_to_the_line_that_covers_their_records() -> None:
    records = [SheetRecord(number, "e", BOLT, labels=(f"{number:032x}",)) for number in (7, 8)]
    elsewhere = SheetRecord(9, "e", BOLT, location=Place(2, "RACK-B"), labels=("f" * 32,))
    here, there = sheet_lines([*records, elsewhere])
    assert {here.labels, there.labels} == {(f"{7:032x}", f"{8:032x}"), ("f" * 32,)}
    both = (here, there)
    assert with_label(f"{8:032x}", both) == tuple(line for line in both if f"{8:032x}" in line.labels)
    assert with_label("0" * 32, both) == ()


def item(**said: object) -> list[int]:
    return [line.number for line in of_item(replace(CodeFields(), **said), LINES)]  # type: ignore[arg-type]  # by name


def test_fields_name_an_item() -> None:
    assert item(part_numbers=("FR-10034",)) == [1, 2, 3]
    assert item(part_numbers=("FR-10034",), revision="b") == [2, 3]
    assert item(part_numbers=("FR-10034",), lot_number="l-1") == [1, 2]
    assert item(part_numbers=("FR-10034",), revision="B", lot_number="L-1") == [2]
    assert item(part_numbers=("FR-20",), serial_number="SN-2") == [5]
    assert item(part_numbers=("no such", "FR-20"), serial_number="SN-2") == [5]
    assert item(serial_number="SN-2") == [5]
    assert item(gtins=("04006381333931", "4006381333931")) == [8]


def test_a_trade_item_number_nobody_knows_leaves_it_to_the_lot() -> None:
    assert item(gtins=("05012345678900",), lot_number="L-2") == [3]
    assert item(gtins=("05012345678900",)) == []
    assert item(gtins=("4006381333931",), lot_number="L-2") == []


def test_a_part_that_is_not_here_is_not_found_by_its_lot() -> None:
    assert item(part_numbers=("FR-99",), lot_number="L-2") == []
    assert of_part(CodeFields(part_numbers=("FR-99",)), LINES) == ()
    assert item() == []


def test_a_line_of_an_older_journal_has_no_labels() -> None:
    (line,) = sheet_lines([SheetRecord(1, "e", Part(1, "FR-1"))])
    assert line.labels == ()
