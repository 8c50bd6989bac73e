"""Keeping a sheet that somebody has filled from being written over."""

from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.schedule_files.decoding import decoded
from cyclecount_tui.workflow.sheets.columns import FILLED_COLUMNS
from cyclecount_tui.workflow.sheets.reading import sheet_table


def refuse_filled(existing: bytes, name: str) -> None:
    """Raises Refusal when a file that is about to be written over is a sheet with counts or notes in it."""
    try:
        table = sheet_table(decoded(existing).text)
    except Refusal:
        return
    if any(row.cell(column) for row in table.rows for column in FILLED_COLUMNS):
        raise Refusal(f"{name} holds counts already: load it first with cyclecount count load, or give another name.")
