"""What is decided about a row with one key: a suggestion by its number, a hold, a note, or nothing after all."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.tui.screens.reconcile import sentences
from cyclecount_tui.tui.screens.reconcile.comparison import JOB
from cyclecount_tui.tui.screens.reconcile.rows import next_open
from cyclecount_tui.tui.screens.reconcile.table_part import TablePart
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.workflow import choosing
from cyclecount_tui.workflow.choosing import Asked

_ON_A_ROW = frozenset({"take", "no_suggestion", "hold", "leave", "untake"})


class ChoosingPart(TablePart):
    """Mixin for the reconcile screen: numbers, `h`, `n`, `u`, `a`, and Tab to what is open still."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where something can be decided."""
        if action in {"take_certain", "next_open"}:
            return self.count.phase is Phase.RECONCILING and bool(self.count.unresolved)
        if action not in _ON_A_ROW:
            return super().check_action(action, parameters)
        if not (self.here.is_mounted and self.may_decide and self.current is not None):
            return False
        if action == "take":
            return isinstance(parameters[0], int) and parameters[0] <= len(self.current_offers)
        if action == "no_suggestion":
            return True
        return action != "untake" or self.current.line.number in self.count.choices

    def action_take(self, rank: int) -> None:
        """Take a suggestion by its number."""
        if self.current is not None:
            line, shown = self.current.line, self.current_offers[rank - 1]
            said = f"Took {rank} for {line.key.words}: {shown.fix.words}."
            change = partial(choosing.choose, line=line.number, rank=rank, shown=shown)
            self.change(change, lambda _before, _after: said)

    def action_no_suggestion(self) -> None:
        """Say how many suggestions there are, since the number is none of them."""
        if self.current is not None and not self.job_runs(JOB):
            number = len(self.current_offers)
            suggestions = "1 suggestion" if number == 1 else f"{number or 'no'} suggestions"
            self.message_line.warn(f"Line {self.current.line.number} has {suggestions}: nothing was chosen.")
            self.message_line.ring("bad")

    def action_hold(self) -> None:
        """Ask what is waited for, then hold the discrepancy."""
        self._ask(FixKind.HOLD, "HOLD", "What is waited for before this difference is settled?", "Held")

    def action_leave(self) -> None:
        """Ask why, then leave the discrepancy as it is."""
        self._ask(FixKind.LEAVE, "LEAVE", "Why is this difference left as it is?", "Left")

    def action_untake(self) -> None:
        """Take the choice back."""
        if self.current is not None:
            line = self.current.line
            said = f"Took back what was chosen for {line.key.words}."
            self.change(partial(choosing.clear, line=line.number), lambda _before, _after: said)

    def action_take_certain(self) -> None:
        """Take every certain suggestion where nothing is chosen yet."""
        self.change(partial(choosing.take, which=choosing.Take.CERTAIN), sentences.taken)

    def action_next_open(self) -> None:
        """To the next row of which nothing is decided; behind the last one from the top."""
        self.afterwards(self._go_to_next_open)

    def _go_to_next_open(self) -> None:
        place = next_open(self.seen, self.rows, self.table.cursor)
        if place is None:
            self.message_line.say(sentences.nothing_open(self.seen, filtered=self.filtered))
        else:
            self.table.move_to(place)

    def _ask(self, kind: FixKind, title: str, question: str, done: str) -> None:
        if self.current is not None:
            line = self.current.line
            said = f"{done} {line.key.words}{' as it is' if kind is FixKind.LEAVE else ''}."
            prompt = AskText(f"{title}  {line.key.words}", question)
            self.app.push_screen(prompt, partial(self._note, line.number, kind, said))

    def _note(self, line: int, kind: FixKind, said: str, reason: str | None) -> None:
        if reason:
            change = partial(choosing.choose_by_hand, line=line, asked=Asked(kind, reason=reason))
            self.change(change, lambda _before, _after: said)
