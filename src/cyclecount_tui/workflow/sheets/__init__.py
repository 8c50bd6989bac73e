"""The count sheet as a file: written blind, and taken back whole or not at all, whatever a spreadsheet made of it."""

from cyclecount_tui.workflow.sheets.filled import refuse_filled
from cyclecount_tui.workflow.sheets.loading import Loaded, load_sheet, refuse_loading
from cyclecount_tui.workflow.sheets.writing import sheet_csv

__all__ = ["Loaded", "load_sheet", "refuse_filled", "refuse_loading", "sheet_csv"]
