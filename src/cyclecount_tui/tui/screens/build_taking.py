"""Taking proposals into the schedule from the build screen: row by row, or all that are shown after a question."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial

from textual import on
from textual.screen import Screen

from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.tui.screens import build_rows
from cyclecount_tui.tui.screens.build_table import ProposalTable
from cyclecount_tui.tui.screens.table_filter import TableFilter
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.proposing import Proposal
from cyclecount_tui.workflow.taking import take

_TAKING = "take"


class BuildTaking(TableFilter):
    """Mixin for the screen with a `ProposalTable`."""

    _to_store: tuple[Proposal, ...] = ()

    @abstractmethod
    def show_detail(self) -> None:
        """The proposal under the cursor."""

    @property
    def table(self) -> ProposalTable:
        """The proposals."""
        assert isinstance(self, Screen)
        return self.query_one(ProposalTable)

    @property
    def taking(self) -> bool:
        """Whether something is being stored."""
        return self.job_runs(_TAKING)

    @property
    def finishing(self) -> str:
        """What quitting waits for."""
        return "the schedule" if self.taking else super().finishing

    @on(LineTable.Chosen)
    def take_this(self) -> None:
        """Take the one under the cursor."""
        here = self.table.proposal
        if here is not None and here.changed and here.subject not in self.table.taken:
            self._take([here])
            self.table.action_walk("down")

    def action_take_all(self) -> None:
        """Ask, then take all that are shown."""
        chosen = self.table.to_take
        some = "1 row" if len(chosen) == 1 else f"{len(chosen)} rows"
        said = [f"{some} of the schedule will have another class or cadence, or come on it for the first time.",
                "Last counts, counters and notes stay as they are."]  # fmt: skip
        question = Confirm("BUILD", said, yes_label=f"take {some}")
        self.app.push_screen(question, lambda yes: self._take(chosen) if yes else None)

    def _take(self, chosen: Sequence[Proposal]) -> None:
        """Row after row may come quicker than the disk: what comes meanwhile is stored together, after."""
        self._to_store = (*self._to_store, *chosen)
        self.table.mark_taken(each.subject for each in chosen)
        self.show_detail()
        self._store()

    def _store(self) -> None:
        if self._to_store and not self.job_runs(_TAKING):
            chosen, self._to_store = self._to_store, ()
            work = partial(take, self.workplace, chosen)
            self.start_job(_TAKING, work, partial(self._say_taken, chosen), partial(self._say_not_taken, chosen))

    def _say_taken(self, chosen: Sequence[Proposal], rows: Sequence[ScheduleRow]) -> None:
        name = one_line(build_rows.name(chosen[0]))
        self.message_line.good(f"Took {name}." if len(chosen) == 1 else f"Took {len(rows)} rows into the schedule.")
        self._store()

    def _say_not_taken(self, chosen: Sequence[Proposal], error: Exception) -> None:
        self.table.taken = self.table.taken - {each.subject for each in (*chosen, *self._to_store)}
        self._to_store = ()
        self.table.refresh()
        self.show_error(error)
        self.show_detail()
