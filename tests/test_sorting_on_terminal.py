"""On a real terminal: s sorts at once, and a scan that begins with s finds the schedule as it was."""

from __future__ import annotations

from pathlib import Path

from tests.cli.shell import PROGRAM
from tests.terminal import Terminal, row_with


def test_s_sorts_and_a_scan_that_begins_with_it_does_not(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    with Terminal([PROGRAM, "demo"], environment, 80, 24) as terminal:
        terminal.wait_for("RACK-A / SHELF-01", "MRB-1")
        terminal.wait_until_quiet()
        due = row_with(terminal.text, "Location")
        terminal.send_bytes(b"s-1234567\r")
        terminal.wait_for("s-1234567 is no location or part")
        assert row_with(terminal.text, "Location") == due
        terminal.press("s")
        terminal.wait_for("Sorted by location.")
        assert row_with(terminal.text, "Location") != due
        terminal.send_bytes(b"s-7654321\r")
        terminal.wait_for("s-7654321 is no location or part")
        terminal.press("s")
        terminal.wait_for("Sorted by class.")
