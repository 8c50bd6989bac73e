"""The benchmarks run to their end and write their table; what they measure here counts for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.figures import Figure, not_measured
from benchmarks.questions import Questions
from benchmarks.report import BEGIN, END, write

ROOT = Path(__file__).parents[1]
GOALS = (
    "S1", "S2", "S3", "S4", "K1", "K2", "K3", "K4", "B1", "B2", "B3", "B4", "L1", "L2", "L3", "M1", "M2", "G1", "G2",
    "F1", "F2", "F3", "J1", "J2", "J3", "T1", "T2",
)  # fmt: skip


def test_the_page_keeps_what_people_wrote(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    figures = [Figure("B1", "a digit", "41 bytes", "curses: 29", 41, 64, "bytes"), Figure("S3", "late", "", "", 2, 0)]
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write(page, figures, "a machine")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert text.index("| S3 | late |") < text.index(
        "| B1 | a digit | 41 bytes | curses: 29 | 41 bytes | ≤ 64 bytes | met |"
    )
    assert "| 2.00x | ≤ 0.00x | **not met** |" in text


def test_what_is_not_there_is_said_and_not_met() -> None:
    assert not_measured("K1", "a digit", "urwid is not installed", 1.0).verdict == "not measured"
    assert Figure("K1", "for information", "", "", 2.0, None).verdict == ""


def test_questions_are_counted_in_any_pieces() -> None:
    asked = b"\x1b[6nab\x1b[6n\x1b[6"
    for size in range(1, len(asked) + 1):
        questions = Questions()
        pieces = [asked[start : start + size] for start in range(0, len(asked), size)]
        assert sum(questions.ended_in(piece) for piece in [*pieces, b"n"]) == 3


@pytest.mark.slow
def test_a_quick_run_writes_a_figure_for_every_goal(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--page", str(page)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert [goal for goal in GOALS if f"| {goal} |" not in text] == []
    assert "A quick run with small sizes" in text
