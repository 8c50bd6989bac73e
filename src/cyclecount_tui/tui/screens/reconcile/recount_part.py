"""Lines that are to be counted again: marked one by one, sent back together once it is confirmed."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.sending_back import why_not_again
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.screens.reconcile.table_part import TablePart
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.sending_back import mark, marked, recount_marked, to_ask

_JOB = "send-back"


class RecountPart(TablePart):
    """Mixin for the reconcile screen: `r` marks a row or takes the mark back, `R` sends all marked ones back."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows that differ are marked; once one is, it can be carried out."""
        if action == "recount":
            return self.here.is_mounted and self.may_decide and self._may_be_counted_again
        if action == "recount_marked":
            return bool(marked(self.count))
        return super().check_action(action, parameters)

    @property
    def _may_be_counted_again(self) -> bool:
        training = self.count.mode is CountMode.GUIDED
        return self.current is not None and not training and not why_not_again(self.count, self.current.line.number)

    def action_recount(self) -> None:
        """Mark the row under the cursor, or take the mark back."""
        if self.current is not None:
            line = self.current.line
            self.change(partial(mark, line=line.number), partial(_said, line.number, line.key.words))

    def action_recount_marked(self) -> None:
        """Ask, then send them back."""
        self.afterwards(self._ask_recount)

    def _ask_recount(self) -> None:
        lines = marked(self.count)
        if lines:
            question = to_ask(self.workplace, self.count, lines)
            asked = Confirm(f"RECOUNT  {self.count.subject.name}", [question], yes_label="send them back")
            self.app.push_screen(asked, self._send_back)

    def _send_back(self, yes: bool | None) -> None:
        if yes:
            self.start_job(_JOB, partial(recount_marked, self.workplace, self.count), self._sent, self._not_sent)

    def _sent(self, count: Count) -> None:
        if count.phase is Phase.RECOUNTING:
            self.app.switch_screen(screen_for(count))
        else:
            self.showing(count)

    def _not_sent(self, error: Exception) -> None:
        if isinstance(error, CountMoved):
            self.read_again()
        else:
            self.show_error(error)


def _said(line: int, words: str, _before: Count, after: Count) -> str:
    choice = after.choices.get(line)
    if choice is None or choice.fix.kind is not FixKind.RECOUNT:
        return f"{words} is not marked any more."
    number = len(marked(after))
    lines = "1 line is" if number == 1 else f"{number} lines are"
    return f"{words} is to be counted again; {lines} marked. R asks for the recount."
