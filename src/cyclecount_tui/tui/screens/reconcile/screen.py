"""The reconcile screen: digital beside floor, suggestions by number, and what is done about each discrepancy."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cyclecount_tui.domain import subject_words
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.tui.screens.reconcile import keys, sentences
from cyclecount_tui.tui.screens.reconcile.count_choice import CountChoice
from cyclecount_tui.tui.screens.reconcile.details import evidence_text, identity
from cyclecount_tui.tui.screens.reconcile.rows import columns
from cyclecount_tui.tui.screens.reopened import open_again
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH
from cyclecount_tui.tui.screens.table_walking import unfocused
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm, Notice
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow import choosing
from cyclecount_tui.workflow.closing import reopen
from cyclecount_tui.workflow.workplace import Workplace

_ON_A_ROW = frozenset({"take", "leave", "untake", "evidence"})
_COMPARED = frozenset({"plan", "finish", "take_certain", "matches", "filter", "sort", "walk"})


class ReconcileScreen(CountChoice, Screen[None]):
    """Reconciles one count; one that is only submitted is compared first, unless `problem` says why that failed."""

    CSS_PATH = "reconcile.tcss"
    AUTO_FOCUS = ""
    HELP = keys.HELP
    HELP_TITLE = "Reconcile"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]

    def __init__(self, count: Count, *, problem: str = "") -> None:
        super().__init__()
        self.count = count
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Title, rows, the details of one, filter, result, keys."""
        yield TitleBar(f"RECONCILE  {self.count.subject.name}")
        yield unfocused(LineTable(columns((), of_part=self.count.subject.is_part)))
        detail = TextView(id="detail")
        detail.can_focus = False
        yield detail
        yield EntryField("Filter", id="filter", hold_on_submit=True)
        yield MessageLine(id="message")
        yield KeyBar(rank=keys.RANK)

    def on_mount(self) -> None:
        """Show what is known; ask ION for what is not."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.load_rows()
        if self.count.phase is not Phase.SUBMITTED:
            self.find_suggestions()
        elif self._problem:
            self.later(self._problem)
        else:
            self.compare()

    def on_resize(self) -> None:
        """What the title has room for has changed."""
        self.show_title()
        self.show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action == "try_again":
            return self.count.phase is Phase.SUBMITTED and not self.comparing
        if action in _COMPARED:
            return self._may(action)
        if action == "clear_typed":
            return self.filtering
        if action in _ON_A_ROW:
            return self.is_mounted and self._may_here(action, parameters)
        return super().check_action(action, parameters)

    def _may(self, action: str) -> bool:
        if action == "walk":
            return self.count.evidence is not None
        if self.count.phase is not Phase.RECONCILING:
            return action == "plan" and self.count.phase.ended
        if action == "take_certain":
            return bool(self.count.unresolved)
        if action == "finish":
            return self.count.to_reopen or not (self.count.unsure or any(row.differs for row in self.count.rows))
        return True

    def _may_here(self, action: str, parameters: tuple[object, ...]) -> bool:
        shown = self.current
        if shown is None:
            return False
        number = shown.line.number
        if action == "evidence":
            return True
        if not shown.differs or self.count.phase.ended or number in self.count.posted_lines:
            return False
        if action == "take":
            return isinstance(parameters[0], int) and parameters[0] <= len(self.current_offers)
        return action == "leave" or number in self.count.choices

    # What is done about a row

    def action_take(self, rank: int) -> None:
        """Take a suggestion by its number."""
        if self.current is not None:
            line = self.current.line
            said = f"Took {rank} for {line.key.words}: {self.current_offers[rank - 1].fix.words}."
            self.change(partial(choosing.choose, line=line.number, rank=rank), lambda _before, _after: said)

    def action_leave(self) -> None:
        """Ask why, then leave the discrepancy as it is."""
        if self.current is not None:
            line = self.current.line
            question = AskText(f"LEAVE  {line.key.words}", "Why is this difference left as it is?")
            self.app.push_screen(question, partial(self._leave, line.number, line.key.words))

    def _leave(self, line: int, words: str, reason: str | None) -> None:
        if reason:
            said = f"Left {words} as it is."
            self.change(partial(choosing.leave, line=line, reason=reason), lambda _before, _after: said)

    def action_untake(self) -> None:
        """Take the choice back."""
        if self.current is not None:
            line = self.current.line
            said = f"Took back what was chosen for {line.key.words}."
            self.change(partial(choosing.clear, line=line.number), lambda _before, _after: said)

    def action_take_certain(self) -> None:
        """Take every certain suggestion where nothing is chosen yet."""
        self.change(partial(choosing.take, which=choosing.Take.CERTAIN), sentences.taken)

    def action_evidence(self) -> None:
        """All about this row, to read at length."""
        shown = self.current
        if shown is not None:
            text = evidence_text(self.count, shown, self.current_offers)
            self.app.push_screen(Notice(f"EVIDENCE  {identity(shown)}", text))

    # Going on, and back

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
        self._say_result()

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
