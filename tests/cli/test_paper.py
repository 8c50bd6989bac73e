"""Paper by the command line: the sheet as PDF, the filled sheet from any spreadsheet, the command card."""

import os
import subprocess
from decimal import Decimal

import pexpect
import pytest

from tests.blindness import TELLTALE, leaks
from tests.cli.shell import PROGRAM, TIMEOUT, Shell
from tests.factory import Factory
from tests.pdf_reading import pages_of, unpacked
from tests.qr_reading import drawn_modules, read_qr
from tests.sweeps import some_by_default

SHELF = "RACK-A / SHELF-01"


def test_a_sheet_to_print_has_no_quantity_and_a_code_a_line(shell: Shell, factory: Factory) -> None:
    place = factory.named(SHELF)
    for item in list(factory.simulator.plant.inventory):
        if item.location_id == place.id:
            factory.simulator.faults.edit_behind_the_back(item.id, quantity=Decimal(TELLTALE))
    shell("sheet", SHELF, "-o", "sheet.csv")
    said = shell("sheet", SHELF, "-o", "sheet.pdf", "--rows", "0", "--label", "the label").err
    assert "lines to count at RACK-A / SHELF-01 in sheet.pdf" in said
    pdf = (shell.folder / "sheet.pdf").read_bytes()
    lines = (shell.folder / "sheet.csv").read_text().count("\n") - 1
    codes = [[read_qr(drawn_modules(code)) for code in page.codes] for page in pages_of(pdf)]
    assert [code for page in codes for code in page[1:]] == [f"CC-LINE-{line}" for line in range(1, lines + 1)]
    assert {page[0] for page in codes} == {"the label"}
    assert not any("48151623" in stream for stream in unpacked(pdf))
    assert not leaks(factory.simulator.requests)
    command = [PROGRAM, "sheet", SHELF, "--format", "pdf"]
    piped = subprocess.run(command, env=shell.environment, capture_output=True, timeout=TIMEOUT, check=True)
    assert piped.stdout.startswith(b"%PDF-")
    assert pages_of(piped.stdout)


def test_a_sheet_saved_by_a_german_spreadsheet_is_loaded(shell: Shell) -> None:
    shell("sheet", SHELF, "-o", "sheet.csv")
    header, *rows = [row.replace(",", ";") for row in (shell.folder / "sheet.csv").read_text().splitlines()[:4]]
    endings = ["12,0;Öse fehlt;", "1.234,0;;", ";;Käfig zu"]
    filled = [row.removesuffix(";;") + ending for row, ending in zip(rows, endings, strict=True)]
    rows = [f"Zählblatt {SHELF}", "", header.replace("_", " ").upper(), filled[0], "", *filled[1:]]
    (shell.folder / "back.csv").write_bytes("\r\n".join(rows).encode("utf-16"))
    said = shell("count", "load", SHELF, "back.csv").err
    assert "Loaded: 2 lines counted, 0 confirmed none, 0 found, 1 left uncounted, 1 note;" in said
    assert "Loaded: 0 lines counted, 0 confirmed none, 0 found;" in shell("count", "load", SHELF, "back.csv").err
    shell("sheet", SHELF, "-o", "again.csv")
    (shell.folder / "again.csv").write_bytes("line;floor count\r\n2;1.234\r\n".encode("utf-16"))
    refused = shell("count", "load", SHELF, "again.csv", code=1).err
    assert "Nothing was loaded. Row 2: '1.234' can be 1234 or 1.234" in refused
    assert "holds counts already" in shell("sheet", SHELF, "-o", "again.csv", code=1).err
    assert "holds counts already" in shell("card", "-o", "again.csv", "--format", "text", code=1).err


BAD: dict[tuple[str, ...], tuple[int, str]] = {
    ("sheet", SHELF, "--format", "docx"): (2, "invalid choice: 'docx'"),
    ("sheet", SHELF, "-o", "sheet.xlsx"): (1, "cannot be written as xlsx: give a name that ends with .csv or .pdf"),
    ("sheet", SHELF, "-o", "sheet.pdf", "--format", "csv"): (2, "sheet.pdf is no name for csv: change the name or"),
    ("sheet", SHELF, "-o", "sheet.csv", "--format", "pdf"): (2, "sheet.csv is no name for pdf: change the name or"),
    ("sheet", SHELF, "-o", "no/such/sheet.pdf"): (1, "no/such/sheet.pdf cannot be written (no such file or directory)"),
    ("sheet", SHELF, "-o", "sheet.pdf", "--rows", "-1"): (1, "-1 empty rows cannot be printed"),
    ("sheet", SHELF, "-o", "sheet.pdf", "--rows", "x"): (2, "invalid int value: 'x'"),
    ("sheet", SHELF, "-o", "sheet.pdf", "--label", "x" * 4000): (1, "too many for a QR code"),
    ("card", "-o", "card.docx"): (1, "card.docx is no name for a card: give one that ends with .pdf or .txt"),
    ("card", "-o", "card.pdf", "--format", "text"): (2, "card.pdf is no name for text: change the name or --format"),
    ("card", "-o", "no/such/card.pdf"): (1, "no/such/card.pdf cannot be written"),
    ("card", "--badge", " "): (1, "A badge needs a name"),
}


BY_NAME = {" ".join(arguments)[:60]: arguments for arguments in BAD}


@pytest.mark.parametrize("name", some_by_default(BY_NAME, f"sheet {SHELF} -o sheet.xlsx", "card -o no/such/card.pdf"))
def test_bad_input_is_one_clear_sentence(shell: Shell, name: str) -> None:
    arguments = BY_NAME[name]
    code, sentence = BAD[arguments]
    ran = shell(*arguments, code=code)
    assert sentence in ran.err
    assert not list(shell.folder.glob("*.pdf"))


def test_the_card_is_written_as_its_name_says(shell: Shell) -> None:
    printed = shell("card", "--badge", "Ann", "Bo")
    assert "FINISH" in printed.out
    assert "Badges" in printed.out
    said = shell("card", "-o", "card.pdf", "--badge", "Ann", "--badge", "Bo").err
    assert said == "The command card with 2 badges is in card.pdf.\n"
    card, badges = pages_of((shell.folder / "card.pdf").read_bytes())
    assert "CC-FINISH" in card.texts
    assert {"Ann", "CC-BY-Ann", "Bo"} <= set(badges.texts)
    shell("card", "-o", "card.txt")
    assert (shell.folder / "card.txt").read_text().startswith("Command card\n")


def test_a_pdf_does_not_go_to_a_terminal(shell: Shell) -> None:
    for arguments in (["card", "--format", "pdf"], ["sheet", SHELF, "--format", "pdf"]):
        child = pexpect.spawn(PROGRAM, arguments, env=os.environ | shell.environment, timeout=TIMEOUT, encoding="utf-8")
        child.expect("say where it goes with -o FILE")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 2


def test_help_and_completion_know_paper(shell: Shell) -> None:
    assert "--format {csv,pdf}" in shell("sheet", "--help").out
    assert "--badge NAME" in shell("card", "--help").out
    script = shell("completion", "bash").out
    assert "card" in script
    assert "--badge" in script
