"""Found items: what lies here and is not on the sheet, by hand, by a scan, or for a scan that nobody knew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.domain.entries import ScanOutcome, UnknownScan
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.screens.count import sentences
from cyclecount_tui.tui.screens.count.scanning_part import ScanningPart
from cyclecount_tui.workflow.scanning.results import NotOnSheet
from cyclecount_tui.workflow.unknown_scans import settle_unknown

if TYPE_CHECKING:
    from cyclecount_tui.tui.screens.found_item import Found


class FindingPart(ScanningPart):
    """Mixin for the count screen. `just_stored`: an entry was stored, and nothing was typed or walked since."""

    just_stored = False

    def action_found(self) -> None:
        """Ask for an item that is not on the sheet; right after a code that nobody knew, for what that was."""
        if self.still_storing():
            return
        scan = next((scan for scan in self.count.open_scans if scan == self.unknown), None)
        if scan is not None and not self.just_stored:
            self.find_scan(scan)
        else:
            self._ask_for_item(LineKey(""))

    def open_found(self, result: NotOnSheet) -> None:
        """The form of a found item with what the code told."""
        self.call_after_refresh(self._ask_for_item, result.key, result.text)

    def find_scan(self, scan: UnknownScan) -> None:
        """The form of a found item for a code that nobody knew; with it the scan is settled."""
        self._ask_for_item(LineKey(""), scan.text, scan)

    def dismiss_to(self, subject: Subject) -> None:
        """Back to the schedule, and from there to the other count."""
        from cyclecount_tui.tui.screens.schedule_counts import ScheduleCounts

        self.app.pop_screen()
        if isinstance(self.app.screen, ScheduleCounts):
            self.app.screen.open_subject(subject)

    def _ask_for_item(self, key: LineKey, scanned: str = "", scan: UnknownScan | None = None) -> None:
        from cyclecount_tui.tui.screens.found_item import FoundItemScreen

        place = key.place or (self.line.key.place if self.line else None)
        form = FoundItemScreen(self.count, place.name if place else "", key, scanned)
        self.app.push_screen(form, partial(self._found, scan))

    def _found(self, scan: UnknownScan | None, found: Found | None) -> None:
        if found is None:
            return
        count = found.count
        self.showing(count)
        line = count.lines[-1]
        self.message_line.good(sentences.saved(line, count.standing[line.number]))
        self.just_stored = True
        self.field.type_ahead(found.typed_after)
        if scan is not None:
            settle = partial(settle_unknown, scan=scan.number, outcome=ScanOutcome.FOUND, line=line.number)
            self.store_in_turn(settle, lambda _before, _after: None)
