"""The schedule as a file: read whole or not at all after a look at what would change, written to be read back."""

from cyclecount_tui.workflow.schedule_files.decoding import Decoded, decoded
from cyclecount_tui.workflow.schedule_files.exporting import HEADER, csv_of, export_csv
from cyclecount_tui.workflow.schedule_files.importing import preview_of, take
from cyclecount_tui.workflow.schedule_files.preview import Change, Difference, Preview
from cyclecount_tui.workflow.schedule_files.problems import FileRefused, Problem

__all__ = [
    "HEADER",
    "Change",
    "Decoded",
    "Difference",
    "FileRefused",
    "Preview",
    "Problem",
    "csv_of",
    "decoded",
    "export_csv",
    "preview_of",
    "take",
]
