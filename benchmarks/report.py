"""The page with the figures: a table that each run writes anew, between paragraphs that people wrote."""

import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import Figure, in_unit

BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of the figures -->"

_NEW_PAGE = f"""# Performance

{BEGIN}
{END}
"""

_HEAD = """\
| | what | here | baseline of the same run | figure | goal | |
| --- | --- | --- | --- | --- | --- | --- |
"""

_GROUPS = "SKBLMGFJ"

TESTED = (
    ("J3", "entries marked as saved that are lost when the program is killed or the line drops, at any moment: none",
     "`tests/store/test_processes.py`, `tests/test_terminal.py`, `tests/test_ending.py`"),
    ("T1", "on xterm, linux, vt220, vt100, screen, tmux and dumb, in UTF-8, C and Latin-1, at 80x24, 40x12 and 20x16 a "
     "whole count can be done; they are sent only what they know",
     "`tests/test_terminal_kinds.py`, `tests/test_terminal_driver.py`, `tests/test_in_tmux.py`"),
    ("T2", "no stream of bytes on the input ends or quits the program", "`tests/test_any_bytes.py`"),
)  # fmt: skip
"""Goals that are shown by tests and not by a figure."""


def write(path: Path, figures: Iterable[Figure], about: str) -> None:
    """Puts the table, below what is said about the machine, into the page; a page that is not there is begun."""
    page = path.read_text(encoding="utf-8") if path.exists() else _NEW_PAGE
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before}{BEGIN}\n\n{about}\n\n{table(figures)}\n{_tested()}\n{END}{after}", encoding="utf-8")


def table(figures: Iterable[Figure]) -> str:
    """In the order of the goals, whichever group of figures measured them."""
    ordered = sorted(figures, key=lambda figure: (_GROUPS.index(figure.goal[0]), figure.goal))
    return _HEAD + "".join(f"{_row(figure)}\n" for figure in ordered)


def _row(figure: Figure) -> str:
    value = "" if figure.value is None else in_unit(figure.value, figure.unit)
    goal = "" if figure.limit is None else f"≤ {in_unit(figure.limit, figure.unit)}"
    cells = (figure.goal, figure.what, figure.ours, figure.baseline, value, goal, figure.verdict)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _tested() -> str:
    rows = "".join(f"| {goal} | {what} | {where} |\n" for goal, what, where in TESTED)
    return f"Shown by tests:\n\n| | what | where |\n| --- | --- | --- |\n{rows}"
