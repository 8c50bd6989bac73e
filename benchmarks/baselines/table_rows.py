"""The rows of a schedule as its file holds them, for programs that show the same rows as this one."""

import csv
from pathlib import Path

WIDTHS = {"location": 24, "class": 5, "cadence_days": 8, "last_counted": 12, "next_due": 12, "assigned_to": 18}
"""Columns and their widths."""


def rows_of(path: Path) -> list[list[str]]:
    """The cells of each row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[row[name] for name in WIDTHS] for row in csv.DictReader(file)]


def line_of(cells: list[str]) -> str:
    """One row as one line of text."""
    return " ".join(cell[:width].ljust(width) for cell, width in zip(cells, WIDTHS.values(), strict=True))
