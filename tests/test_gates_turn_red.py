"""The gates hold: each turns red on the program as it is with one regression planted, and says what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

import cyclecount_tui

PACKAGE = Path(cyclecount_tui.__file__).parent
PROJECT = Path(__file__).parents[1]

SCRIPT = """\
#!{python}
from cyclecount_tui.__main__ import main
main()
"""

FIRST_FRAME = "tests/test_first_frame.py::test_nothing_is_loaded_that_the_first_frame_does_not_draw"
USE_CASES = "tests/test_first_frame.py::test_the_use_cases_of_the_schedule_and_no_others"
IDLE = "tests/tui/test_idle.py::test_no_timer_runs_on[count]"
BYTES = "tests/test_terminal_bytes.py::test_a_hundred_entries_by_keyboard_take_a_key_each"
DIFFERENCE = "tests/tui/terminal/test_difference.py::test_a_digit_is_a_digit"
TABLE_MOVE = "tests/tui/widgets/test_line_table.py::test_a_move_in_view_draws_two_rows_and_the_position"
TABLE_GROWTH = "tests/tui/widgets/test_line_table.py::test_ten_thousand_rows_cost_no_more_than_the_rows_on_the_screen"
REASON_GROWTH = "tests/domain/test_many_discrepancies.py::test_the_work_grows_with_the_lines"
COMMITS = "tests/store/test_one_commit_an_entry.py::test_each_entry_is_one_durable_commit"
PACE = "tests/tui/terminal/test_pace.py::test_a_third_picture_waits_until_one_was_shown"
ALIKE = "tests/test_recorded_hour.py::test_the_first_minutes_are_shown_alike"


@dataclass(frozen=True)
class Regression:
    """What stands in a file of the package becomes something worse; a gate fails, and says so."""

    file: str
    good: str
    bad: str
    gate: str
    says: str


def in_front(file: str, place: str, added: str, gate: str, says: str) -> Regression:
    """Something more in front of what stands there."""
    return Regression(file, place, added + place, gate, says)


_IMPORTS = "from functools import partial\n"
_MOVED = "        if self._top == top:\n"
_COMMIT = '        connection.execute("COMMIT")\n'
_TIMER = "    def on_mount(self) -> None:\n        self.set_interval(0.5, self.refresh)\n\n"
_ALL_ROWS = "        for index in range(self._window.shown):\n            self._cell_row(index)\n"
_RUN = "(first or old[x]"

REGRESSIONS = {
    "an import at the top of a screen": in_front(
        "tui/screens/schedule.py", _IMPORTS, "import httpx\n", FIRST_FRAME, "'httpx'"
    ),
    "a use case that comes later": in_front(
        "tui/screens/schedule.py", _IMPORTS, "import cyclecount_tui.workflow.posting\n", USE_CASES, "'posting'"
    ),
    "a cursor that blinks": in_front(
        "tui/widgets/entry_field.py", "    def on_key(self,", _TIMER, IDLE, "Widget.refresh of EntryField"
    ),
    "all cells are sent for each key": in_front(
        "tui/terminal/driver.py", "        text = difference(", "        self._shown.fill(UNKNOWN)\n", BYTES,
        "MOST_FOR_THE_FIRST_SCREEN",
    ),
    "a pen for each cell": Regression(
        "tui/terminal/difference.py", "        if pen != self._pen:", "        if True:", BYTES, "MOST_FOR_"
    ),
    "the rest of the row for a digit": Regression(
        "tui/terminal/difference.py", _RUN, "(True or old[x]", DIFFERENCE, "AssertionError"
    ),
    "the rest of the row for a digit, on a terminal": Regression(
        "tui/terminal/difference.py", _RUN, "(True or old[x]", BYTES, "MOST_FOR_A_"
    ),
    "the whole table is drawn for each key": in_front(
        "tui/widgets/line_table.py", _MOVED, "        self.refresh()\n", TABLE_MOVE, "== [0, 1, 2]"
    ),
    "every row is read for each key": in_front("tui/widgets/line_table.py", _MOVED, _ALL_ROWS, TABLE_GROWTH, "<= 2"),
    "each discrepancy looks at all others": Regression(
        "domain/causes/suggesting.py", "        if row.differs:\n",
        "        if [each.line.key.__str__() for each in rows] and row.differs:\n", REASON_GROWTH, "4.6 *",
    ),
    "an entry of two commits": in_front(
        "store/database.py", _COMMIT, _COMMIT + '        connection.execute("BEGIN")\n', COMMITS, "== (1, 1)"
    ),
    "a commit that does not wait for the disk": Regression(
        "store/connecting.py", "synchronous = FULL", "synchronous = NORMAL", COMMITS, "a commit waits for the disk"
    ),
    "a third picture under way": Regression(
        "tui/terminal/pace.py", "MOST_UNDER_WAY = 2", "MOST_UNDER_WAY = 3", PACE, "not True"
    ),
    "a row that is not gone through to its end": Regression(
        "tui/terminal/difference.py", "            x = _first_difference(old, new, x, end)\n", "            x = end\n",
        ALIKE, "differs:",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Installation:
    """An environment of its own with a copy of the package in it, and all that the tests need from this one."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Installation:
        """With the package as it is here."""
        venv.create(folder, symlinks=True)
        made = cls(folder)
        shutil.copytree(PACKAGE, made.package, ignore=shutil.ignore_patterns("__pycache__"))
        others = sysconfig.get_path("purelib")
        (made.packages / "others.pth").write_text(f"{others}\n", encoding="utf-8")  # without its own .pth files
        script = folder / "bin" / "cyclecount"
        script.write_text(SCRIPT.format(python=made.python), encoding="utf-8")
        script.chmod(0o755)
        return made

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def packages(self) -> Path:
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found

    @property
    def package(self) -> Path:
        return self.packages / PACKAGE.name

    def plant(self, regression: Regression) -> None:
        """Only a text that stands there once is replaced."""
        file = self.package / regression.file
        text = file.read_text(encoding="utf-8")
        assert text.count(regression.good) == 1, f"{regression.good!r} in {regression.file}"
        file.write_text(text.replace(regression.good, regression.bad), encoding="utf-8")

    def test(self, *gates: str) -> tuple[int, str]:
        """Runs the gates on this copy; the exit code, and what was said."""
        command = [str(self.python), "-m", "pytest", "-vv", "-n0", "-m", "", "-p", "no:cacheprovider", *gates]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment.pop("PYTHONPATH", None)
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_all_gates_are_green_on_the_program_as_it_is(tmp_path: Path) -> None:
    installation = Installation.made(tmp_path / "as-it-is")
    where = "import cyclecount_tui; print(cyclecount_tui.__file__)"
    told = subprocess.run([installation.python, "-c", where], capture_output=True, text=True, check=True).stdout
    assert Path(told.strip()).is_relative_to(installation.folder), "the copy is what is tested"
    code, said = installation.test(*sorted({regression.gate for regression in REGRESSIONS.values()}))
    assert code == 0, said


@pytest.mark.slow
@pytest.mark.parametrize("name", REGRESSIONS)
def test_a_gate_turns_red(name: str, tmp_path: Path) -> None:
    regression, installation = REGRESSIONS[name], Installation.made(tmp_path / "planted")
    installation.plant(regression)
    code, said = installation.test(regression.gate)
    assert code == pytest.ExitCode.TESTS_FAILED, said
    assert "1 failed" in said
    assert regression.says in said
