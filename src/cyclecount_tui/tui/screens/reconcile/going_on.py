"""Where a reconciliation leads: to the plan, to the end of a count in which nothing differs, or back."""

from __future__ import annotations

from functools import partial

from textual import on

from cyclecount_tui.domain import subject_words
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.reconcile import sentences
from cyclecount_tui.tui.screens.reconcile.comparison import Comparison
from cyclecount_tui.tui.screens.reopened import open_again
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.workplace import Workplace


class GoingOn(Comparison):
    """Mixin for the reconcile screen: `p` and Enter, `F8`, Esc."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The plan of a compared count; the end of one in which nothing differs."""
        if action == "plan":
            return self.count.phase is Phase.RECONCILING or self.count.phase.ended
        if action == "finish":
            return self.count.phase is Phase.RECONCILING and self._nothing_differs
        return super().check_action(action, parameters)

    @property
    def _nothing_differs(self) -> bool:
        return self.count.to_reopen or not (self.count.unsure or self.count.discrepancies)

    @on(LineTable.Chosen)
    def action_plan(self) -> None:
        """The exact writes; where nothing differs, the end of the count; after that, the schedule."""
        if self.count.phase.ended:
            self._leave_screen()
        elif self.check_action("finish", ()):
            self.action_finish()
        elif self.count.phase is Phase.RECONCILING:
            self.leave_by(self._open_plan)

    def _open_plan(self) -> None:
        from cyclecount_tui.tui.screens.plan import PlanScreen

        self.app.push_screen(PlanScreen(self.count), self._back_from_plan)

    def _back_from_plan(self, count: Count | None) -> None:
        if count is None:
            return
        if count.phase.ended:
            self.app.pop_screen()
            return
        self.showing(count)
        self.say_result()

    def action_finish(self) -> None:
        """Ask, then close a count in which nothing differs; one that was closed off is reopened first."""
        if self.job_runs("finish"):
            return
        if self.count.to_reopen:
            self.leave_by(self._open_reopening)
            return
        name = self.count.subject.name
        afterwards = subject_words.open_again(self.count.subject)
        said = [sentences.all_good(self.count), f"{afterwards} after this; nothing is written to ION."]
        self.app.push_screen(Confirm(f"FINISH  {name}", said, yes_label="finish the count"), self._finish)

    def _open_reopening(self) -> None:
        from cyclecount_tui.tui.screens.reopening import ReopenScreen

        screen = ReopenScreen(self.count, reconciled=True)
        self.app.push_screen(screen, lambda _: self._back_from_plan(screen.count))

    def _finish(self, yes: bool | None) -> None:
        if yes:
            self.start_job("finish", partial(_closed, self.workplace, self.count), self._finished)

    def _finished(self, result: tuple[Count, str]) -> None:
        count, sentence = result
        self.showing(count)
        self.message_line.good(sentence)

    def action_go_back(self) -> None:
        """One thing at a time: the error, the filter, then the screen."""
        if not self.drop_filter() and (self.count.phase is Phase.SUBMITTED or not self.message_line.acknowledge()):
            self.leave_by(self._leave_screen)

    def _leave_screen(self) -> None:
        self.app.pop_screen()


def _closed(workplace: Workplace, count: Count) -> tuple[Count, str]:
    closed = reopen(workplace, count)
    return closed, open_again(workplace, closed)
