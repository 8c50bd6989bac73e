"""Comparing a submitted count with ION: at once, and again on request when ION was away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rich.cells import cell_len

from cyclecount_tui.domain.causes.same_sign import off_the_same_way
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.jobs import STOPPED
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.screens.reconcile import sentences
from cyclecount_tui.tui.screens.reconcile.rows import Offered
from cyclecount_tui.tui.screens.reconcile.table_part import TablePart
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.errors import CountMoved, sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.submitting import compared
from cyclecount_tui.workflow.workplace import Workplace

JOB = "compare"

_LATER = "The count is submitted and kept; it is not compared yet. Press r to ask ION again."


_Found = tuple[Count, Offered, Mapping[int, str]]
"""The count, its suggestions, and of which rows three counts running are off the same way."""


class Comparison(TablePart):
    """Mixin for the reconcile screen. `comparing`: ION is being asked."""

    comparing = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asking again is for a count that is not compared yet."""
        if action == "try_again":
            return self.count.phase is Phase.SUBMITTED and not self.comparing
        return super().check_action(action, parameters)

    def compare(self) -> None:
        """Ask ION for what a submitted count needs, then for suggestions."""
        self.comparing = True
        self.start_job(
            JOB,
            partial(_with_offers, self.workplace, partial(compared, self.workplace, self.count)),
            self._take_over,
            self._not_compared,
            waiting=f"Comparing {one_line(self.count.subject.name)} with ION",
            stopped=self._read_after_stopping,
            abandonable=True,
        )
        self.here.refresh_bindings()

    def find_suggestions(self) -> None:
        """Work out the suggestions of a count that was compared before."""
        count = self.count
        self.start_job(JOB, partial(_with_offers, self.workplace, lambda: count), self._take_over)

    def later(self, problem: str) -> None:
        """Say why there is no comparison yet, and how to get one."""
        self.comparing = False
        say = self.message_line.warn if problem == STOPPED else self.message_line.bad
        say(f"{problem} {_LATER}")
        self.here.refresh_bindings()

    def action_try_again(self) -> None:
        """Ask ION again."""
        self.message_line.acknowledge()
        self.compare()

    def showing(self, count: Count) -> None:
        """Draw this count; one that another terminal compared gets its suggestions."""
        compared_elsewhere = self.count.evidence is not count.evidence and count.evidence is not None
        chosen = self.count.chosen_attempts != count.chosen_attempts
        super().showing(count)
        if compared_elsewhere or chosen:
            self.find_suggestions()

    def _failed(self, error: Exception) -> None:
        """A choice that was refused may have been made impossible by another count: its suggestions are others now."""
        super()._failed(error)
        if not isinstance(error, CountMoved) and self.count.phase is Phase.RECONCILING:
            self.find_suggestions()

    def _take_over(self, result: _Found) -> None:
        self.comparing = False
        if result[0].phase is Phase.RECOUNTING:
            self.app.switch_screen(screen_for(result[0]))
            return
        was_submitted = self.count.phase is Phase.SUBMITTED
        if was_submitted:
            self.count = result[0]  # else choices may have been made meanwhile
        self.offered, self.same_way = result[1:]
        if self.look_who_counts():
            self.draw_anew()
        else:
            self.load_rows()
            self.say_result()

    def draw_anew(self) -> None:
        """Other suggestions are made beside what is shown now."""
        super().draw_anew()
        if self.count.phase is not Phase.SUBMITTED:
            self.find_suggestions()

    def _read_after_stopping(self) -> None:
        """The last answer may have come just before: then the comparison is on disk."""
        self.comparing = False
        self.start_job(JOB, partial(load, self.workplace, self.count.id), self._show_after_stopping)

    def _show_after_stopping(self, count: Count) -> None:
        if count.phase is Phase.SUBMITTED:
            self.later(STOPPED)
        elif count.phase is Phase.RECOUNTING:
            self.app.switch_screen(screen_for(count))
        else:
            self.showing(count)

    def say_result(self) -> None:
        """What the comparison came to."""
        if any(row.differs for row in self.seen.rows) or self.seen.unsure or self.seen.hidden.words:
            short = self.here.has_class("-short")
            said = sentences.result(self.seen)
            room = max(1, self.here.size.width - 2)
            self.message_line.say(sentences.result_short(self.seen) if short and cell_len(said) > room else said)
        else:
            self.message_line.good(f"{sentences.all_good(self.count)} F8 finishes the count.")

    def _not_compared(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self.comparing = False
            self.read_again()
            return
        self.later(sentence_of(error))
        self.message_line.ring("bad")


def _with_offers(workplace: Workplace, count: Callable[[], Count]) -> _Found:
    known = count()
    return known, offers(workplace, known), off_the_same_way(shown(workplace, known))
