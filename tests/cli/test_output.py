"""What is printed goes out whole or is said not to have; it never breaks the terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cyclecount_tui.cli.files import replace_whole
from cyclecount_tui.cli.printing import WIDEST_CELL, fits, print_table
from tests.cli.shell import PROGRAM, TIMEOUT, Shell
from tests.cli.test_bad_input import SHELF, said
from tests.factory import Factory

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["completion", "bash"], ["schedule", "list"], ["sheet", SHELF]]
)
def test_output_that_does_not_fit_is_said(shell: Shell, arguments: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [PROGRAM, *arguments], env=shell.environment, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=TIMEOUT, check=False,
        )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert said(done.stderr).startswith("The output cannot be written (no space left on device)")


def test_a_pipe_is_written_to_and_not_replaced(shell: Shell) -> None:
    pipe = shell.folder / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        try:
            shell("sheet", SHELF, "-o", "pipe")
            assert pipe.is_fifo()
            out, _ = reader.communicate(timeout=TIMEOUT)
        finally:
            reader.kill()
    assert out == shell("sheet", SHELF).out


def test_a_file_that_cannot_be_put_in_place_leaves_no_draft(tmp_path: Path) -> None:
    taken = tmp_path / "folder"
    taken.mkdir()
    with pytest.raises(OSError, match="directory"):
        replace_whole(taken, b"text")
    assert list(tmp_path.iterdir()) == [taken]


def test_a_reader_that_has_gone_is_no_error(shell: Shell) -> None:
    piped = f'"{PROGRAM}" completion bash | true'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", piped], env=shell.environment, capture_output=True, text=True,
        timeout=TIMEOUT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_closed_streams_are_as_good_as_empty_ones(shell: Shell) -> None:
    for script, code in (('exec "$0" sheet "$1" >&-', 0), ('exec "$0" count load "$1" - <&-', 1)):
        done = subprocess.run(
            ["sh", "-c", script, PROGRAM, SHELF], env=shell.environment, capture_output=True, text=True,
            timeout=TIMEOUT, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
    assert "The file is empty" in said(done.stderr)


def test_an_encoding_without_the_letters_gets_signs(shell: Shell, factory: Factory) -> None:
    shelf = factory.named(SHELF)
    next(place for place in factory.simulator.plant.places if place.id == shelf.id).name = "Regal Ü1"
    key = next(iter(factory.simulator.plant.digital(shelf.id)))
    part = next(part for part in factory.simulator.plant.parts if part.part_number == key.part_number)
    part.description = "Blech □"
    shell.environment["PYTHONIOENCODING"] = "ascii"
    sheet = shell("sheet", str(shelf.id))
    assert r"at Regal \xdc1" in sheet.err
    assert r"Blech \u25a1" in sheet.out
    assert r"Regal \xdc1" in shell("schedule", "list").out


def test_very_wide_cells_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a", "b"), [("x" * 500, "end"), ("ü" * 500, "end"), ("x" * WIDEST_CELL, "end")])
    header, ascii_row, other_row, whole_row = capsys.readouterr().out.splitlines()
    assert header == "a" + " " * (WIDEST_CELL + 1) + "b"
    assert ascii_row == "x" * (WIDEST_CELL - 1) + "…  end"
    assert other_row == "ü" * (WIDEST_CELL - 1) + "…  end"
    assert whole_row == "x" * WIDEST_CELL + "  end"
    assert fits("x" * WIDEST_CELL)
    assert not fits("x" * (WIDEST_CELL + 1))


def test_a_table_lines_up_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name", "n"), [("plain", "7"), ("漢字", "12")], right=frozenset({1}))
    assert capsys.readouterr().out.splitlines() == ["name    n", "plain   7", "漢字   12"]


@pytest.mark.parametrize("arguments", [["schedule", "list"], ["verify"]])
def test_what_needs_no_screen_loads_none(shell: Shell, arguments: list[str]) -> None:
    shell("sheet", SHELF)
    code = """
import json, sys
from cyclecount_tui.cli.main import main
code = main(sys.argv[1:])
print(json.dumps([code, [name for name in ("rich", "textual", "httpx") if name in sys.modules]]))"""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=shell.environment, capture_output=True, text=True,
        timeout=TIMEOUT, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
