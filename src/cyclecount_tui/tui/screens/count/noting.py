"""Notes on the line that is up: a few that are said often by one key, or a text of one's own."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow import recording

NOTES = ("Damaged", "Label unreadable", "Expired", "Wrong label")
"""What is said often of what lies on a shelf."""


class NotingPart(SheetView):
    """Mixin for the count screen."""

    def action_note(self) -> None:
        """Ask for a note and store it."""
        line = self.line
        if line is None:
            return
        options = [*((note, "") for note in NOTES), ("Something else", "Type it")]
        self.app.push_screen(Choose(f"NOTE  {line.key.words}", options), partial(self._chosen, line))

    def _chosen(self, line: Line, choice: int | None) -> None:
        if choice is None:
            return
        if choice < len(NOTES):
            self._note(line.number, NOTES[choice])
        else:
            question = AskText(f"NOTE  {line.key.words}", "What is there to say about this line?")
            self.app.push_screen(question, partial(self._note, line.number))

    def _note(self, line: int, text: str | None) -> None:
        if text:
            self.store_in_turn(partial(recording.note, line=line, text=text), self._noted)

    def _noted(self, _before: Count, _after: Count) -> None:
        if self.message_line.has_error:  # of the entry before it, which nobody has seen yet
            self.message_line.say("Saved the note.")
        else:
            self.message_line.good("Saved the note.")
