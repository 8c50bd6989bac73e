"""Lines are to be counted again: who may not count them, and how it goes on from here."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.earlier_counters import to_count_again
from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.tui.jobs import STOP_WAITING, STOPPED, Jobs
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.scanned import Scanned, card_of
from cyclecount_tui.tui.screens.screen_sizes import NARROW, SHORT
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.recounting import hand_over_to_another, waive
from cyclecount_tui.workflow.second_counter import may_not_count

_JOB = "recount"
_WAIVING = "waive"
_CARDS = {Command.YES: "count_again", Command.NO: "step_back", Command.HELP: "app.show_help"}


class RecountAskedScreen(Jobs, Screen[None]):
    """Says how many lines are counted again and by whom not; goes on to the recount, or without it."""

    CSS_PATH = "recount_asked.tcss"
    TAKES_SCANS = True
    AUTO_FOCUS = "TextView"
    HELP_TITLE = "Recount"
    HELP = """
Some lines are counted again before anything is compared. A few that agreed are asked with them, so that being asked
says nothing: count what lies there, as if nobody had counted it. What others noted about a line is shown afterwards.

Two counts with the same difference settle a line. Whoever counted before does not count again, if the settings say so;
hand the terminal over (a badge does it, too), or leave the count: it waits in the schedule. Going on without the
recount needs a reason, which is kept.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+j",
            "count_again",
            "Count again",
            id="recount-count",
            tooltip="Count these lines now, somebody else where it has to be",
        ),
        Binding("w", "go_without", "Without", id="recount-without", tooltip="Reconcile without the recount; say why"),
        STOP_WAITING,
        Binding("escape", "step_back", "Back", id="recount-back", tooltip="Back to the schedule; the recount waits"),
    ]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count

    def compose(self) -> ComposeResult:
        """Title, what is asked, message, keys."""
        yield TitleBar(f"RECOUNT  {self.count.subject.name}")
        yield TextView()
        yield MessageLine(id="message")
        yield KeyBar(rank=("stop-waiting", "recount-count", "recount-without", "recount-back"))

    def on_mount(self) -> None:
        """Say what is asked."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self._show(self.count)

    def on_resize(self) -> None:
        """What there is room for has changed."""
        self._show(self.count)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While ION or the disk is asked, nothing else is begun."""
        if action in {"count_again", "go_without"}:
            return not (self.is_mounted and (self.job_runs(_JOB) or self.job_runs(_WAIVING)))
        return super().check_action(action, parameters)

    def on_scanned(self, event: Scanned) -> None:
        """A badge says who counts again; the cards YES and NO answer."""
        event.stop()
        card = card_of(self, event.text)
        if self.job_runs(_JOB) or self.job_runs(_WAIVING):
            return
        if card is not None and card.badge:
            self._hand_over_to(card.badge)
        elif card is not None and card.command in _CARDS:
            self.call_after_refresh(self.run_action, _CARDS[card.command])
        else:
            self.message_line.warn("That is nothing to scan here: scan the badge of whoever counts again.")
            self.message_line.ring("bad")

    def action_count_again(self) -> None:
        """On to the lines; where whoever is here counted before, ask who counts."""
        self.message_line.acknowledge()
        if may_not_count(self.workplace, self.count):
            from cyclecount_tui.tui.screens.who_counts import WhoCounts

            self.app.push_screen(WhoCounts(self.workplace.counter), self._hand_over_to)
            return
        self.start_job(_JOB, partial(load, self.workplace, self.count.id), self._go_on)
        self.refresh_bindings()

    def action_go_without(self) -> None:
        """Ask why."""
        self.message_line.acknowledge()
        question = "Why is it not counted again? What was counted so far is compared with ION; the reason is kept."
        self.app.push_screen(AskText(f"WITHOUT RECOUNT  {self.count.subject.name}", question), self._waive)

    def action_step_back(self) -> None:
        """The error first, then the screen."""
        if not self.message_line.acknowledge():
            self.app.pop_screen()

    def _hand_over_to(self, name: str | None) -> None:
        if name is not None:
            work = partial(hand_over_to_another, self.workplace, self.count, name)
            self.start_job(_JOB, work, self._go_on, self._say_why_not)
            self.refresh_bindings()

    def _waive(self, reason: str | None) -> None:
        if reason is not None:
            self.start_job(
                _WAIVING,
                partial(waive, self.workplace, self.count, reason),
                self._go_on,
                self._not_compared,
                waiting=f"Comparing {one_line(self.count.subject.name)} with ION",
                stopped=partial(self._read_again, STOPPED),
                abandonable=True,
            )
            self.refresh_bindings()

    def _go_on(self, count: Count) -> None:
        """The lines that are counted again, or whatever another terminal has made of the count."""
        from cyclecount_tui.tui.screens.count import CountScreen

        self.app.switch_screen(CountScreen(count) if count.phase is Phase.RECOUNTING else screen_for(count))

    def _not_compared(self, error: Exception) -> None:
        self._read_again(sentence_of(error))

    def _say_why_not(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self._read_again(sentence_of(error))
        else:
            self.show_error(error)
            self._show(self.count)

    def _read_again(self, problem: str) -> None:
        """What was waived, or changed by another terminal, is on disk: go on from there."""
        reading = partial(load, self.workplace, self.count.id)
        self.start_job("read", reading, partial(self._show_or_leave, problem), self.show_error)

    def _show_or_leave(self, problem: str, count: Count) -> None:
        from cyclecount_tui.tui.screens.reconcile import ReconcileScreen

        if count.phase is Phase.SUBMITTED:
            self.app.switch_screen(ReconcileScreen(count, problem=problem))
        elif count.phase is not Phase.RECOUNTING:
            self._go_on(count)
        else:
            self.message_line.bad(problem)
            self._show(count)

    def _show(self, count: Count) -> None:
        self.count = count
        self.query_one(TextView).set_text("\n".join(self._sentences()))
        narrow = self.size.width < NARROW
        self.query_one(TitleBar).show("RECOUNT" if narrow else f"RECOUNT  {count.subject.name}")
        self.refresh_bindings()

    def _sentences(self) -> list[str]:
        other = self.workplace.practice.recount.other_counter
        said = [f"{to_count_again(self.count, other_counter=other)}."]
        said += [""] if self.size.height >= SHORT else []
        if may_not_count(self.workplace, self.count):
            you = one_line(self.workplace.counter)
            return [*said, f"You are {you}: hand the terminal over, or leave it for later."]
        return [
            *said,
            "Some may have agreed: being asked says nothing. Count what lies there, as if for the first time.",
        ]
