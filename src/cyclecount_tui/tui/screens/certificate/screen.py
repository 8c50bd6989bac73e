"""The certificate of a count: how many lines are equal in ION by now, which are not, and why."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.certificate import CertificateLine
from cyclecount_tui.domain.certificate_words import not_equal, summary
from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.screens.certificate import rows
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH, NARROW, SHORT
from cyclecount_tui.tui.screens.table_walking import LETTER_WALKING, TableWalking, unfocused
from cyclecount_tui.tui.shown_beside import ShownBeside
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

_NO_LINES = "No line was counted."


class CertificateScreen(ShownBeside, TableWalking, Screen[None]):
    """Every line of a posted count with digital before, floor and digital after; those that are not equal first."""

    CSS_PATH = "certificate.tcss"
    AUTO_FOCUS = ""
    HELP_TITLE = "Certificate"
    HELP = """
What the count came to. Digital before is what ION had when the count was compared, digital after what it had when it
was read once more after the posting. A line is equal when digital after is what lay on the floor; every other line
says why it is not: left or held with a note, refused by ION in its own words, or changed by somebody else meanwhile.

cyclecount certificate writes the same as text, CSV or JSON.
"""
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,ctrl+j", "go_back", "Back", id="certificate-back", tooltip="Back to the posting"),
        *LETTER_WALKING,
    ]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count
        self._lines: tuple[CertificateLine, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, lines, one of them in full, the sum, keys."""
        yield TitleBar(f"CERTIFICATE  {self.count.subject.name}")
        yield unfocused(LineTable(rows.columns(self.count), empty_text=_NO_LINES))
        detail = TextView(id="detail")
        detail.can_focus = False
        yield detail
        yield MessageLine(id="message")
        yield KeyBar(rank=("certificate-back",))

    def on_mount(self) -> None:
        """Fill the table."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.table.when_moved = self.show_detail
        self.look_who_counts()
        self.draw_anew()
        if self.size.height >= SHORT:  # else the title says it, and the room is for the reason
            say = self.message_line.warn if not_equal(self._lines) else self.message_line.good
            say(f"{summary(self._lines)}. {self.seen.hidden.words}".rstrip())

    def draw_anew(self) -> None:
        """The lines that are shown by now."""
        lines = self._lines = rows.lines_shown(self.seen)
        self.table.set_empty_text(self.seen.hidden.words or _NO_LINES)
        self.table.set_rows(
            len(lines), lambda index: rows.cells(self.count, lines[index]), lambda index: rows.tone(lines[index])
        )
        self._show_title()
        self.show_detail()

    def on_resize(self) -> None:
        """What the title has room for has changed."""
        self._show_title()
        self.show_detail()

    def show_detail(self) -> None:
        """The line under the cursor in full."""
        index = self.table.cursor
        text = "" if index is None else rows.detail_text(self._lines[index])
        if index is not None and self.has_class("-short"):
            text = f"{index + 1} of {len(self._lines)}: {rows.detail_short(self._lines[index])}"
        self.query_one("#detail", TextView).set_text(text)

    def action_go_back(self) -> None:
        """Back to where it was asked for."""
        self.dismiss()

    def _show_title(self) -> None:
        place, title = self.count.subject.name, self.query_one(TitleBar)
        equal = len(self._lines) - len(not_equal(self._lines))
        said = f"{equal} of {len(self._lines)} equal"
        if self.size.width < NARROW:
            title.show(place, "", said)
        else:
            title.show(f"CERTIFICATE  {place}", "closed" if self.count.phase.ended else "not closed yet", said)
