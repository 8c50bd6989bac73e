"""Choosing which count of a line is right, where no two of them agree."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from cyclecount_tui.domain.attempts_told import AttemptTold, attempts_told, ordinal
from cyclecount_tui.domain.quantities import rounded
from cyclecount_tui.tui.screens.numbers_shown import difference
from cyclecount_tui.tui.screens.reconcile.comparison import Comparison
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import AskText, Choose
from cyclecount_tui.workflow.recounting import choose_attempt


class CountChoice(Comparison):
    """Mixin for the reconcile screen: `c` on a line whose counts disagree."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where nobody knows better than a person."""
        if action != "choose_count":
            return super().check_action(action, parameters)
        return self.here.is_mounted and self.may_choose_count

    @property
    def may_choose_count(self) -> bool:
        """Whether nobody has said yet which count of the row under the cursor is right."""
        if self.current is None or not self.may_decide:
            return False
        number = self.current.line.number
        return number in self.count.disputed and number not in self.count.chosen_attempts

    def action_choose_count(self) -> None:
        """Ask which count is right."""
        if self.current is None or self.current.row is None:
            return
        row, line = self.current.row, self.current.line
        told = attempts_told(self.seen, line.number)
        options = [(one_line(each.words), _meaning(each, row.digital)) for each in told]
        question = Choose(f"WHICH COUNT?  {line.key.words}", options)
        self.app.push_screen(question, partial(self._ask_why, line.number, told))

    def _ask_why(self, line: int, told: tuple[AttemptTold, ...], place: int | None) -> None:
        if place is None:
            return
        attempt = told[place].number
        question = f"Why is the {ordinal(attempt)} count right? Enter alone leaves that open."
        prompt = AskText(one_line(told[place].words), question, allow_empty=True)
        self.app.push_screen(prompt, partial(self._choose, line, attempt))

    def _choose(self, line: int, attempt: int, reason: str | None) -> None:
        if reason is not None:
            said = f"Line {line} is as it was counted the {ordinal(attempt)} time."
            change = partial(choose_attempt, line=line, attempt=attempt, reason=reason)
            self.change(change, lambda _before, _after: said)


def _meaning(told: AttemptTold, digital: Decimal) -> str:
    if told.moved:
        return "stock moved since then: it cannot be chosen"
    return f"difference {difference(rounded(told.entry.quantity - digital))}"
