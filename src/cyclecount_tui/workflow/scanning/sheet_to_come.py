"""Codes that are scanned before all of the sheet is here: what is not on it may be on what is still to come."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.scanning.results import NotOnSheet, Result, Unknown


def refuse_too_early(count: Count, text: str, result: Result | None) -> None:
    """Raises Refusal for a code that only the rest of the sheet can tell; None is one that ION would be asked about."""
    if count.sheet_coming and (result is None or isinstance(result, NotOnSheet | Unknown)):
        raise Refusal(
            f"{quoted(text)} is not on what has come of the sheet, which is still coming: scan it again when more is "
            "here, or enter it with F3."
        )
