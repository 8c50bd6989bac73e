"""What stands on an emulated screen, as a document that another program can draw."""

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

Run = tuple[int, str, str, str, bool, bool, bool]
"""Column, text, foreground, background; bold, reversed, underlined."""

Picture = list[list[Run]]
"""The runs of each row."""


def picture_of(screen: Any) -> Picture:
    """The runs of cells that look alike; empty cells that nobody would draw are left out."""
    return [_runs(screen.buffer[row], screen.columns) for row in range(screen.lines)]


def written(pictures: Iterable[Picture], path: Path) -> Path:
    """Writes them one after the other, to be drawn by `baselines.replayed_pictures`."""
    path.write_text(json.dumps(list(pictures)), encoding="utf-8")
    return path


def _runs(row: Any, columns: int) -> list[Run]:
    runs: list[Run] = []
    cells = [(column, row[column]) for column in range(columns)]
    for look, alike in groupby(cells, key=lambda cell: _look(cell[1])):
        run = list(alike)
        text = "".join(cell.data for _, cell in run)
        plain = look == ("default", "default", False, False, False)
        if plain and not text.strip():
            continue
        runs.append((run[0][0], text.rstrip() if plain else text, *look))
    return runs


def _look(cell: Any) -> tuple[str, str, bool, bool, bool]:
    return cell.fg, cell.bg, cell.bold, cell.reverse, cell.underscore
