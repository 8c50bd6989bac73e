"""The tape beside the sheet on a large screen: the last entries as they were typed, the newest at the bottom."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.text_view import TextView

_ROWS = 60
"""Entries that are kept on the tape; more than any screen is high."""

_LONGEST = 14
"""Cells of a part number or of what was typed."""


class TapePart(SheetView):
    """Mixin for the count screen; the tape is hidden where there is no room."""

    def tape_view(self) -> TextView:
        """The widget."""
        tape = TextView(id="tape")
        tape.can_focus = False
        return tape

    def showing(self, count: Count) -> None:
        """With the tape."""
        super().showing(count)
        self.show_tape()

    def load_rows(self) -> None:
        """With the tape."""
        super().load_rows()
        self.show_tape()

    def on_resize(self) -> None:
        """There may be room for it now."""
        self.here.call_after_refresh(self.show_tape)

    def show_tape(self) -> None:
        """The newest entry at the bottom; nothing on a screen that is being taken away."""
        for tape in self.here.query("#tape").results(TextView):
            if tape.display:
                tape.set_text("\n".join(row(self.count, entry) for entry in self.count.entries[-_ROWS:]))
                tape.scroll_end(animate=False)


def row(count: Count, entry: Entry) -> str:
    """`09:41 FR-10021       4*12`, with `+` before what was added."""
    key = count.lines[entry.line - 1].key
    item = one_line(key.serial_number or key.part_number, _LONGEST)
    typed = "none" if entry.none else f"{'+' if entry.adds else ''}{entry.expression}"
    return f"{entry.at.astimezone():%H:%M} {item.ljust(_LONGEST)} {one_line(typed, _LONGEST)}"
