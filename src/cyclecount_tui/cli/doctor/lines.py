"""How findings are printed: a line each for people, with what to do below it, or plain values for programs."""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import Any

from cyclecount_tui import __version__
from cyclecount_tui.cli.printing import plural
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.diagnosing.findings import Finding, State

_STATE_WIDTH = len(State.WARNING)
_INDENT = " " * (_STATE_WIDTH + 2)
_NARROWEST = 40


def print_finding(finding: Finding, above: Finding | None = None) -> None:
    """`ok       database: ...`, at once, and below it what to do, where the line `above` does not say the same."""
    _print(f"{finding.state:{_STATE_WIDTH}}  {finding.name}: {finding.sentence}", _INDENT)
    if finding.what_to_do and (above is None or finding.what_to_do != above.what_to_do):
        _print(f"{_INDENT}> {finding.what_to_do}", f"{_INDENT}  ")
    sys.stdout.flush()


def print_verdict(findings: list[Finding]) -> None:
    """The last line: whether counting can start."""
    failures = [finding.name for finding in findings if finding.state is State.FAILED]
    warnings = sum(finding.state is State.WARNING for finding in findings)
    also = f" ({plural(warnings, 'warning')})" if warnings else ""
    print()
    if failures:
        _print(f"Counting cannot start: {', '.join(dict.fromkeys(failures))} failed{also}.", "")
    else:
        _print(f"Counting can start{also}.", "")


def document_of(findings: Iterable[Finding], **verdict: Any) -> dict[str, Any]:
    """The findings as plain values, after the program's version and the verdict."""
    return {
        "version": __version__,
        **verdict,
        "findings": [
            {
                "name": finding.name,
                "state": finding.state.value,
                "sentence": finding.sentence,
                "what_to_do": finding.what_to_do,
            }
            for finding in findings
        ],
    }


def _print(text: str, indent: str) -> None:
    shown = visible(text)
    if sys.stdout.isatty():
        columns = max(shutil.get_terminal_size().columns, _NARROWEST)
        # A long address or path is left whole, so that it can be copied.
        shown = textwrap.fill(shown, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    print(shown)
