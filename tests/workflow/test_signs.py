"""The sign to hang up: what is on it, as text and as PDF, whatever ION calls a location."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.workflow.closing_off import close_off
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.opening import open_count
from cyclecount_tui.workflow.paper.letters import in_font
from cyclecount_tui.workflow.paper.qr import qr_rows
from cyclecount_tui.workflow.sign_pdf import as_pdf
from cyclecount_tui.workflow.signs import (
    DO_NOT_MOVE,
    HEADLINE,
    Sign,
    as_text,
    keep_signs,
    sign_file,
    signs_for,
    write_signs,
)
from cyclecount_tui.workflow.workplace import ClosingOff
from tests.factory import Factory
from tests.pdf_reading import unpacked

SHELF = "RACK-A / SHELF-01"
SIGN = Sign(SHELF, datetime(2026, 3, 2, 9, 5, tzinfo=UTC), "Ann", "Bo, ext. 4711", SHELF)
LABEL = '{"uid":"0123456789abcdef0123456789abcdef"}'
HARD_NAMES = ["W" * 128, "a " * 60, "ŁÓDŹ 日本 \N{PILE OF POO}", "é" * 128, "/", "tab\there", "half \ud800", "…—“”€"]


def test_the_text_has_all_that_a_person_in_front_of_it_needs() -> None:
    text = as_text([SIGN])
    since = SIGN.since.astimezone()
    for part in (HEADLINE, DO_NOT_MOVE, SHELF, f"{since:%H:%M}", "2 March 2026", "Counted by Ann", "Bo, ext. 4711"):
        assert part in text
    assert max(map(len, text.splitlines())) <= 72


def test_the_code_in_the_text_is_the_code() -> None:
    rows = qr_rows(SHELF)
    drawn = [line for line in as_text([SIGN]).splitlines() if set(line.strip()) & set("▀▄█") and not line.isascii()]
    dark = sum(line.count("▀") + line.count("▄") + 2 * line.count("█") for line in drawn)
    assert dark == sum(map(sum, rows))
    assert all(rows[0][place] for place in range(7)), "the finder in the corner"


def test_a_pdf_holds_the_same_words_on_a_page_each(tmp_path: Path) -> None:
    pdf = as_pdf([SIGN, replace(SIGN, location="B1", part="FR-1")])
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 2
    drawn = "".join(unpacked(pdf)).encode("latin-1")
    for part in (HEADLINE, "RACK-A /", "SHELF-01", "Counted by Ann", "DO NOT MOVE PART FR-1"):
        assert part.encode("latin-1") in drawn
    assert pdf == as_pdf([SIGN, replace(SIGN, location="B1", part="FR-1")]), "the same sign is the same file"


@pytest.mark.parametrize("name", HARD_NAMES)
def test_no_name_keeps_a_sign_from_being_made(name: str) -> None:
    sign = replace(SIGN, location=name, contact=name, counter=name, part=name, scanned=name)
    assert as_pdf([sign]).startswith(b"%PDF-")
    assert as_text([sign])


def test_what_the_font_lacks_is_replaced_where_everybody_sees_it() -> None:
    assert in_font("Größe 2 – Łódź „x“ 日本") == 'Größe 2 - Lódz "x" ??'


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_drawn_with_the_fonts_own_letters(text: str) -> None:
    shown = in_font(text)
    assert shown.encode("latin-1").decode("latin-1") == shown
    assert len(shown) >= len([each for each in text if each.isalnum()])


def test_the_code_holds_the_label_that_was_scanned_else_the_name(factory: Factory) -> None:
    place, subject = factory.workplace, factory.named(SHELF)
    assert subject.place is not None
    (by_name,) = signs_for(place, subject, None, (subject.place,))
    (by_label,) = signs_for(place, subject, None, (subject.place,), LABEL)
    assert (by_name.scanned, by_label.scanned) == (SHELF, LABEL)
    assert qr_rows(LABEL) != qr_rows(SHELF)
    with pytest.raises(Refusal, match="too many for a QR code"):
        qr_rows("x" * 5000)


def test_a_sign_tells_since_when_and_by_whom_it_is_closed_off(factory: Factory) -> None:
    place = factory.workplace
    place.practice = place.practice._replace(closing_off=ClosingOff(contact="Bo\x1b[31m"))
    subject = factory.named(SHELF)
    count = close_off(place, open_count(place, subject), "Bo", sign_up=True, transactions_stopped=False)
    place.counter, closed_at = "Cy", factory.now
    factory.now = factory.now.replace(hour=20)
    (sign,) = signs_for(place, subject, count, count.places)
    assert (sign.counter, sign.since) == ("Ann", closed_at)
    assert "\x1b" not in sign.contact


def test_a_part_gets_a_sign_for_each_place(factory: Factory) -> None:
    part = Subject(7, "FR-1", SubjectKind.PART)
    signs = signs_for(factory.workplace, part, None, (Place(1, "A"), Place(2, "B")))
    assert [(sign.location, sign.do_not_move) for sign in signs] == [
        ("A", "DO NOT MOVE PART FR-1"),
        ("B", "DO NOT MOVE PART FR-1"),
    ]
    assert as_text(signs).count("\f") == 1
    with pytest.raises(Refusal, match="no place for a sign"):
        signs_for(factory.workplace, part, None, ())


@pytest.mark.parametrize("name", ["sign.pdf", "sign.PDF", "sign.txt"])
def test_the_files_ending_says_what_is_written(tmp_path: Path, name: str) -> None:
    write_signs([SIGN], tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"%PDF-") == name.casefold().endswith("pdf")
    write_signs([replace(SIGN, location="B1")], tmp_path / name)
    assert (tmp_path / name).read_bytes() != data
    assert [path.name for path in (tmp_path / name).parent.iterdir()] == [Path(name).name]


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"ends with \.pdf or \.txt"):
        write_signs([SIGN], tmp_path / "sign.docx")
    (tmp_path / "taken").write_text("")
    with pytest.raises(Refusal, match="cannot be written"):
        write_signs([SIGN], tmp_path / "taken" / "sign.pdf")
    with pytest.raises(Refusal, match="cannot be written"):
        write_signs([SIGN], tmp_path / f"{'x' * 300}.txt")
    with pytest.raises(Refusal, match="no such file or directory"):
        write_signs([SIGN], tmp_path / "nope" / "sign.pdf")
    assert not (tmp_path / "nope").exists()
    with pytest.raises(Refusal, match="cannot be written"):
        keep_signs([SIGN], tmp_path / "taken" / "sign.pdf")


def test_a_sign_in_the_data_folder_is_for_nobody_else(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        keep_signs([SIGN], tmp_path / "signs" / "sign.pdf")
        write_signs([SIGN], tmp_path / "sign.pdf")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("signs", "signs/sign.pdf", "sign.pdf")]
    assert modes == [0o700, 0o600, 0o644]


def test_a_sign_without_a_name_goes_into_the_data_folder(factory: Factory) -> None:
    file = sign_file(factory.workplace, Subject(5, "../../RACK A\n/1"))
    assert file.parent == factory.folder / "signs"
    assert file.name == f"RACK-A-1-{factory.workplace.today():%Y-%m-%d}.pdf"
    assert sign_file(factory.workplace, Subject(5, "///"), ".txt").name.startswith("5-")
