"""The printed count sheet: what is on each page, that every code leads to its line, and that no quantity is on it."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

# it comes without types
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Submitted
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.recount_events import RecountAsked
from cyclecount_tui.domain.scans.line_codes import line_number
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.paper.letters import in_font
from cyclecount_tui.workflow.paper.qr import qr_rows, rectangles
from cyclecount_tui.workflow.paper.sheet_content import ROWS_WITHOUT_LINES, PaperSheet, paper_sheet
from cyclecount_tui.workflow.paper.sheet_pdf import sheet_pdf
from cyclecount_tui.workflow.paper.system_fonts import fonts_for
from cyclecount_tui.workflow.recording import enter, found_item
from tests.blindness import TELLTALE
from tests.factory import Factory
from tests.offline_counts import NOW, SHELF, begun, offline
from tests.part_counts import part_begun
from tests.pdf_reading import Page, pages_of, unpacked
from tests.qr_reading import drawn_modules, read_qr

LABEL = '{"uid":"0123456789abcdef0123456789abcdef"}'


def pages(sheet: PaperSheet) -> list[Page]:
    return pages_of(sheet_pdf(sheet))


def scanned(page: Page) -> list[str]:
    """What a scanner reads on a page, from the top."""
    return [read_qr(drawn_modules(code)) for code in page.codes]


def sheet_of(keys: list[LineKey], mode: CountMode = CountMode.BLIND, part: str = "") -> Count:
    with offline() as place:
        return begun(place, keys, mode, part)


def test_each_page_says_what_when_and_where_and_its_codes_lead_to_its_lines() -> None:
    keys = [LineKey(f"FR-{number}", "B", f"L-{number}" if number % 2 else "", "") for number in range(1, 41)]
    count = sheet_of(keys)
    drawn = pages(paper_sheet(count, NOW))
    found = []
    for number, page in enumerate(drawn, start=1):
        assert f"Count {count.id}, 40 lines, printed Monday, 2 March 2026 09:05" in page.texts
        assert SHELF.name in page.texts
        assert f"page {number} of {len(drawn)}" in page.texts
        assert {"Counter", "Date", "From", "To", "Floor count", "None", "Note"} <= set(page.texts)
        assert "leave it blank. Where there is none, tick None." in page.text
        place, *lines = scanned(page)
        assert place == SHELF.name
        found += lines
    assert [line_number(code) for code in found] == list(range(1, 41))
    everything = "\n".join(page.text for page in drawn)
    assert all(f"FR-{number} rev B" in everything.splitlines() for number in range(1, 41))
    assert "Lot L-7" in everything
    assert {"Notes", "Counted by", "Entered by", "Signature", "Date, time"} <= set(drawn[-1].texts)
    assert not {"Counted by", "Entered by"} & set(drawn[0].texts)
    assert "Here and not listed" in everything


def test_a_line_stands_beside_its_own_code() -> None:
    (page,) = pages(paper_sheet(sheet_of([LineKey("FR-1"), LineKey("FR-2", serial_number="S-7")]), NOW))
    texts = page.texts
    assert texts.index("1") < texts.index("FR-1") < texts.index("2") < texts.index("FR-2") < texts.index("S/N S-7")
    first, second = page.codes[1:]
    assert max(box.top for box in first) > max(box.top for box in second) + 10, "there is white between two codes"


def test_a_part_is_listed_by_location_in_walking_order() -> None:
    shelves = [Place(9, "RACK-A / SHELF-2"), Place(8, "RACK-A / SHELF-10"), Place(7, "RACK-B / SHELF-1")]
    keys = [LineKey("FR-7", "A", f"L-{lot}", place=place) for place in shelves for lot in range(9)]
    with offline() as place:
        count = begun(place, keys, part="FR-7")
        late = LineKey("FR-7", "A", "LATE", place=shelves[0])
        count = found_item(place, count, late, "5")
    drawn = pages(paper_sheet(count, NOW))
    assert {"Part FR-7"} <= set(drawn[0].texts)
    assert scanned(drawn[0])[0] == "FR-7"
    texts = [text for page in drawn for text in page.texts]
    order = [texts.index(place.name) for place in shelves]
    assert order == sorted(order)
    assert order[0] < texts.index("Lot LATE") < order[1], "what was found stands at its location"
    going_on = f"{shelves[1].name} (continued)"
    assert going_on in drawn[1].texts
    assert drawn[1].texts.index(going_on) < drawn[1].texts.index("FR-7 rev A")
    headings = {place.name for place in shelves} | {going_on}
    for page in drawn[:-1]:
        foot = page.texts.index("FR-7, count count1")
        assert page.texts[foot - 1] not in headings, "no heading stands alone at the end of a page"


def test_ions_label_is_on_the_sheet_where_it_is_known() -> None:
    count = sheet_of([LineKey("FR-1")])
    (page,) = pages(paper_sheet(count, NOW, label=LABEL))
    assert scanned(page)[0] == LABEL


def test_a_double_blind_sheet_names_nothing_and_is_always_as_long() -> None:
    few = sheet_of([LineKey("FR-SECRET", "B", "LOT-SECRET")], CountMode.DOUBLE_BLIND)
    many = sheet_of([LineKey(f"FR-SECRET-{number}") for number in range(90)], CountMode.DOUBLE_BLIND)
    pdfs = [sheet_pdf(paper_sheet(count, NOW)) for count in (few, many)]
    assert pdfs[0] == pdfs[1], "not even the number of pages tells what is expected"
    drawn = pages_of(pdfs[0])
    assert len(drawn) == 2
    assert not any("SECRET" in stream or "LINE-" in stream for stream in unpacked(pdfs[0]))
    assert "Count sheet, double-blind" in drawn[0].texts
    assert "Everything that lies here: write part number, revision, lot or serial, and how many" in drawn[0].texts
    assert "None" not in drawn[0].texts
    assert [scanned(page) for page in drawn] == [[SHELF.name]] * 2
    assert paper_sheet(few, NOW).empty_rows == ROWS_WITHOUT_LINES


@pytest.mark.parametrize("mode", [CountMode.BLIND, CountMode.DOUBLE_BLIND])
def test_a_recount_lists_what_is_asked_and_says_so(mode: CountMode) -> None:
    with offline() as place:
        count = begun(place, [LineKey(f"FR-{number}") for number in range(1, 6)], mode)
        for line in count.lines:
            count = enter(place, count, line.number, "48151")
        count = record(place, count, Submitted(at=NOW, by="Ann", counted_on=NOW.date()))
        count = record(place, count, RecountAsked(at=NOW, by="Bo", lines=(2, 5), salt="salt", seals=()))
    pdf = sheet_pdf(paper_sheet(count, NOW))
    (page,) = pages_of(pdf)
    assert "Recount sheet, blind" in page.texts
    assert scanned(page)[1:] == ["CC-LINE-2", "CC-LINE-5"]
    assert "FR-3" not in page.text
    assert not any("48151" in stream for stream in unpacked(pdf)), "nor what was counted before"


def test_other_lines_can_be_asked_for_and_other_empty_rows() -> None:
    count = sheet_of([LineKey(f"FR-{number}") for number in range(1, 6)])
    (page,) = pages(paper_sheet(count, NOW, lines=count.lines[3:4], empty_rows=0))
    assert scanned(page)[1:] == ["CC-LINE-4"]
    assert "Here and not listed" not in page.text
    assert len(pages(paper_sheet(count, NOW, empty_rows=60))) > 3
    for rows in (-1, 1001):
        with pytest.raises(Refusal, match=f"{rows} empty rows cannot be printed: give a number from 0 to 1000"):
            paper_sheet(count, NOW, empty_rows=rows)


def test_training_is_marked() -> None:
    (page,) = pages(paper_sheet(sheet_of([LineKey("FR-1")], CountMode.GUIDED), NOW))
    assert "Count sheet, blind, for training" in page.texts


def test_no_quantity_of_ion_is_on_the_paper(factory: Factory) -> None:
    place, record_id = factory.workplace, factory.simulator.plant.inventory
    subject = factory.named("RACK-B / SHELF-04")
    for item in list(record_id):
        if item.location_id == subject.id:
            factory.simulator.faults.edit_behind_the_back(item.id, quantity=Decimal(TELLTALE))
    count = read_sheet(place, open_count(place, subject))
    part = part_begun(place, count.lines[0].key.part_number)
    for opened in (count, part):
        pdf = sheet_pdf(paper_sheet(opened, NOW))
        everything = [pdf.decode("latin-1"), *unpacked(pdf)]
        assert not any(digits in piece for piece in everything for digits in (TELLTALE, "48151623"))
        assert len(pages_of(pdf)) > 1


HARD = [
    "W" * 128,
    "a " * 60,
    "ŁÓDŹ 日本 \N{PILE OF POO}",
    "é" * 128,
    "/",
    "tab\there",
    "…—“”€",
    "(a\\b)",
    "\u0301",
]


@pytest.mark.parametrize("text", HARD)
def test_no_text_of_ions_keeps_a_sheet_from_being_made(text: str) -> None:
    count = sheet_of([LineKey(text, text, text, text), LineKey("FR-1")])
    count = replace(
        count,
        subject=replace(count.subject, name=text),
        lines=tuple(replace(line, description=text, uom=text) for line in count.lines),
    )
    drawn = pages_of(sheet_pdf(paper_sheet(count, NOW, label="x"), places=()))
    assert [code for page in drawn for code in scanned(page)[1:]] == ["CC-LINE-1", "CC-LINE-2"]
    words = in_font(visible(text)).split()
    if words:
        assert words[0][:8] in "".join(drawn[0].texts)


def test_what_cannot_be_printed_is_said_so_that_nobody_miscounts() -> None:
    said = "A ? may stand for a letter: scan the code."
    for text, missing in (("ЖД-1", True), ("ŁÓDŹ-1", False), ("FR-1?", False)):
        (page,) = pages_of(sheet_pdf(paper_sheet(sheet_of([LineKey(text)]), NOW), places=()))
        assert (said in page.text) is missing, text


def test_letters_are_printed_with_a_font_of_this_computer_where_one_has_them(tmp_path: Path) -> None:
    font = tmp_path / "truetype" / "DejaVuSans.ttf"
    font.parent.mkdir()
    font.write_bytes(font_with("ЖД"))
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(b"no font")
    assert [found.file for found in fonts_for("ЖД", (tmp_path,))] == [font]
    assert fonts_for("日", (tmp_path,)) == ()
    pdf = sheet_pdf(paper_sheet(sheet_of([LineKey("ЖД-1")]), NOW), places=(tmp_path,))
    assert b"/FontFile2" in pdf
    assert not any("may stand for a letter" in stream for stream in unpacked(pdf))
    plain = sheet_pdf(paper_sheet(sheet_of([LineKey("FR-1")]), NOW), places=(tmp_path,))
    assert b"/FontFile2" not in plain, "the usual letters need no font in the file"


def font_with(letters: str) -> bytes:
    """A font whose plain letters and these are all the same box."""
    signs = [*map(chr, range(0x20, 0x7F)), *letters]
    names = [".notdef", *(f"u{ord(sign):04X}" for sign in signs)]
    pen = TTGlyphPen(None)
    for number, corner in enumerate([(0, 0), (0, 700), (500, 700), (500, 0)]):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): f"u{ord(sign):04X}" for sign in signs})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


@settings(max_examples=20)
@given(st.lists(st.builds(LineKey, st.text(min_size=1, max_size=140), st.text(max_size=9), st.text(max_size=90)),
                min_size=1, max_size=25))  # fmt: skip
def test_every_line_is_on_exactly_one_page_whatever_its_texts(keys: list[LineKey]) -> None:
    drawn = pages_of(sheet_pdf(paper_sheet(sheet_of(keys), NOW), places=()))
    found = [code for page in drawn for code in scanned(page)[1:]]
    assert found == [f"CC-LINE-{number}" for number in range(1, len(keys) + 1)]
    bottom = min(box.top - box.height for page in drawn for code in page.codes for box in code)
    assert bottom > 297 - 264, "all of it is on Letter, too"


@pytest.mark.slow
def test_five_thousand_lines_are_one_file() -> None:
    count = sheet_of([LineKey(f"FR-{number // 9}", serial_number=f"S{number:07}") for number in range(5000)])
    pdf = sheet_pdf(paper_sheet(count, NOW))
    drawn = pages_of(pdf)
    assert sum(len(page.codes) - 1 for page in drawn) == 5000
    assert f"page {len(drawn)} of {len(drawn)}" in drawn[-1].texts
    assert len(pdf) < 5_000_000


@settings(max_examples=30)
@given(st.text(max_size=40), st.booleans())
def test_a_code_says_its_text_and_is_drawn_module_by_module(text: str, one_of_many: bool) -> None:
    rows = qr_rows(f"x{text}", one_of_many=one_of_many)
    drawn = [[False] * len(rows) for _ in rows]
    for column, row, width, height in rectangles(rows):
        for y in range(row, row + height):
            for x in range(column, column + width):
                assert not drawn[y][x], "no module is drawn twice"
                drawn[y][x] = True
    assert drawn == rows
    if len(rows) <= 33 and text.isascii() and not text.isdigit():
        assert read_qr(rows) == f"x{text}"
