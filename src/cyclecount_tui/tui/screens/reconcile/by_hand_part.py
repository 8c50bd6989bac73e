"""Another fix than those that are suggested: its kind first, then its own small form."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.fixes_by_hand import kinds_by_hand
from cyclecount_tui.tui.screens.reconcile.count_choice import CountChoice
from cyclecount_tui.tui.screens.reconcile.fix_form import FixForm
from cyclecount_tui.tui.screens.reconcile.fix_questions import kind_option
from cyclecount_tui.tui.widgets.prompts import Choose

_ANOTHER_COUNT = ("Another count", "Say again which count is right")


class ByHandPart(CountChoice):
    """Mixin for the reconcile screen: `c` on a line whose difference is known."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: dict[tuple[int, FixKind], dict[str, str]] = {}
        """What was typed into forms that did not come to their end, by line and kind."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On whatever may be decided; where no two counts agree that comes first."""
        if action == "by_hand":
            return self.here.is_mounted and self.may_decide and not self.may_choose_count
        return super().check_action(action, parameters)

    def action_by_hand(self) -> None:
        """Ask what is to be done, once what was chosen before is on disk."""
        shown = self.current
        if shown is not None and shown.row is not None:
            self.leave_by(partial(self._ask_kind, shown.row))

    def _ask_kind(self, row: Row) -> None:
        kinds = kinds_by_hand(self.count, row)
        options = [kind_option(kind, row) for kind in kinds]
        if row.line.number in self.count.disputed:
            options.append(_ANOTHER_COUNT)
        question = Choose(f"OTHER FIX  {row.line.key.words}", options)
        self.app.push_screen(question, partial(self._ask_rest, row, kinds))

    def _ask_rest(self, row: Row, kinds: tuple[FixKind, ...], place: int | None) -> None:
        if place is None:
            return
        if place == len(kinds):
            self.action_choose_count()
            return
        typed = self._typed.setdefault((row.line.number, kinds[place]), {})
        form = FixForm(self.count, row, kinds[place], typed)
        self.app.push_screen(form, partial(self._made, row, kinds[place]))

    def _made(self, row: Row, kind: FixKind, count: Count | None) -> None:
        if count is None:
            self._ask_kind(row)
            return
        self._typed.pop((row.line.number, kind), None)
        self.showing(count)
        choice = count.choices.get(row.line.number)
        if choice is not None:
            self.message_line.good(f"{row.line.key.words}: {choice.fix.words}.")
