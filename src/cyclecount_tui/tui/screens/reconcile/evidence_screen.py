"""All there is about one row, to read at length; Enter opens the other count that a suggestion speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.looking_first import look_before_key
from cyclecount_tui.tui.widgets.entry_field import SUBMITTING_KEYS
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Choose, Notice
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

_JOB = "other-counts"


class EvidenceScreen(Jobs, Notice):
    """The text, and the other counts it speaks of, by their ids; `item` is what the row is of.

    `open_count` gives the screen of another count of that item. Esc there comes back here.
    """

    CSS_PATH = "../../widgets/prompts/prompts.tcss"  # Textual looks beside the module of each class
    HELP_TITLE = "Evidence"
    HELP = """
All that is known about one line: ION's records, notes, every suggestion with what speaks for it and why it is not the
first, and what moved while the count went on. Where a suggestion speaks of another count, Enter opens that count's
reconciliation at the same item; Esc there comes back to this text.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+j", "open_other", "Other count", id="evidence-other", tooltip="Open the count it speaks of"
        ),
    ]

    def __init__(
        self,
        title: str,
        text: str,
        others: Sequence[str],
        item: LineKey,
        open_count: Callable[[Count, LineKey], None],
    ) -> None:
        super().__init__(title, text)
        self._others, self._item, self._open_count = tuple(others), item, open_count
        self._counts: tuple[Count, ...] = ()
        self.went_on = False
        """Whether another count was opened from here."""

    @property
    def message_line(self) -> MessageLine:
        """The prompt's own line."""
        return self.query_one("#prompt-message", MessageLine)

    def on_mount(self) -> None:
        """Find out what the other counts are called."""
        if self._others:
            self.start_job(_JOB, partial(_loaded, self.workplace, self._others), self._name_them)

    def on_screen_resume(self) -> None:
        """Back from the other count: the text may be of something that is being counted blind by now."""
        look_before_key(self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where another count can be opened."""
        if action == "open_other":
            return bool(self._counts)
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Enter is for the other count, where there is one."""
        if event.key in SUBMITTING_KEYS and self._counts:
            event.prevent_default()  # a notice that is only to read would say that it goes nowhere

    def action_open_other(self) -> None:
        """Open it; where there are several, ask which."""
        if len(self._counts) == 1:
            self._open(0)
            return
        options = [(one_line(count.subject.name), count.phase.words) for count in self._counts]
        self.app.push_screen(Choose("WHICH COUNT?", options), self._open)

    def _name_them(self, counts: tuple[Count, ...]) -> None:
        self._counts = tuple(count for count in counts if count.phase in {Phase.RECONCILING, Phase.CLOSED})
        named = ", ".join(one_line(count.subject.name) for count in self._counts)
        waiting = [one_line(count.subject.name) for count in counts if count not in self._counts]
        said = [f"Enter opens the count of {named}."] if named else []
        said += [f"{', '.join(waiting)}: there is nothing to reconcile at the moment."] if waiting else []
        self.message_line.say(" ".join(said))
        self.refresh_bindings()

    def _open(self, place: int | None) -> None:
        if place is not None:
            self.went_on = True
            self._open_count(self._counts[place], self._item)


def _loaded(workplace: Workplace, ids: tuple[str, ...]) -> tuple[Count, ...]:
    return tuple(load(workplace, count_id) for count_id in ids)
