"""What goes with a close-off on paper or by mail: the message to copy, and the sign to hang up."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.screens.message_text import MessageText
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow.signs import keep_signs, sign_file, signs_for
from cyclecount_tui.workflow.telling import message, places_known
from cyclecount_tui.workflow.workplace import Workplace

_OPTIONS = (
    ("Message", "The text for the people concerned, to copy"),
    ("Sign, PDF", "Written into the data folder, to print and hang up"),
    ("Sign, text", "The same as plain text"),
)
_WITH_LABEL = ("Sign, ION's label", "A PDF whose code gives what ION's own label of it gives")
_ENDINGS = {1: ".pdf", 2: ".txt"}


class CloseOffPapers(Jobs):
    """Mixin for a screen with a `count`: one key for the message and the sign."""

    count: Count

    def action_papers(self) -> None:
        """Ask which."""
        assert isinstance(self, Screen)
        # A part has a sign at each of its locations, and those have a label each.
        options = _OPTIONS if self.count.subject.is_part else (*_OPTIONS, _WITH_LABEL)
        self.app.push_screen(Choose(f"TELL PEOPLE  {self.count.subject.name}", options), self._make)

    def _make(self, chosen: int | None) -> None:
        if chosen is None:
            return
        if chosen in _ENDINGS:
            self._write_sign(_ENDINGS[chosen], "")
        elif chosen == len(_OPTIONS):
            question = "Scan ION's label of this location: the code on the sign will give the same."
            prompt = AskText(f"SIGN  {self.count.subject.name}", question)
            self.app.push_screen(prompt, partial(self._write_sign, _ENDINGS[1]))
        else:
            self.start_job("papers", partial(_message, self.workplace, self.count), self._show_message)

    def _write_sign(self, ending: str, label: str | None) -> None:
        if label is not None:
            work = partial(_sign_written, self.workplace, self.count, ending, label)
            self.start_job("papers", work, self._say_where, waiting="Writing the sign")

    def _say_where(self, file: Path) -> None:
        self.message_line.good(f"The sign is in {file}")

    def _show_message(self, text: str) -> None:
        assert isinstance(self, Screen)
        self.app.push_screen(MessageText(f"MESSAGE  {self.count.subject.name}", text))


def _message(workplace: Workplace, count: Count) -> str:
    return message(workplace, count.subject, count, places_known(workplace, count))


def _sign_written(workplace: Workplace, count: Count, ending: str, label: str) -> Path:
    file = sign_file(workplace, count.subject, ending)
    keep_signs(signs_for(workplace, count.subject, count, places_known(workplace, count), label), file)
    return file
