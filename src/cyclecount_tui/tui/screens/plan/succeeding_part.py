"""On the plan screen: a record that ION merged away is shown beside what may have taken it in, and a person decides."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Phase
from cyclecount_tui.domain.record_seen import RecordSeen
from cyclecount_tui.domain.successors import Gone, decided_together, gone_words
from cyclecount_tui.tui.screens.plan.posting_part import JOB, PostingPart
from cyclecount_tui.tui.screens.plan.rows import Item
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Choose, Confirm
from cyclecount_tui.workflow.succeeding import Succeeded, gone_in_ion, take_successor


class SucceedingPart(PostingPart):
    """Mixin for the plan screen."""

    planning = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where the row under the cursor waits for a record that is gone."""
        if action == "take_successor":
            busy = self.planning or self.posting or self.count.phase is not Phase.RECONCILING
            return not busy and not self.count.unsettled and self._line_of_gone is not None
        return super().check_action(action, parameters)

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        raise NotImplementedError

    @property
    def _line_of_gone(self) -> int | None:
        item = self.item
        if item is None:
            return None
        if item.write is None:
            return item.missing.line if item.missing and item.missing.gone else None
        states = (self.count.steps.get((item.write.number, step)) for step in item.write.steps)
        return item.write.line if any(state and state.gone and not state.in_doubt for state in states) else None

    def action_take_successor(self) -> None:
        """Read what may stand for the record, show then and now, and ask."""
        line = self._line_of_gone
        if line is not None:
            self.message_line.acknowledge()
            work = partial(gone_in_ion, self.workplace, self.count)
            self.start_job(JOB, work, partial(self._found, line), self._failed, waiting="Looking for it in ION")

    def _found(self, line: int, found: tuple[Gone, ...]) -> None:
        if not self.stands_as_shown():
            return
        gone = decided_together([each for each in found if each.line == line])
        offered = {each.record_id: each for one in gone for each in one.candidates}
        if not gone:
            self.message_line.say("Nothing that this line needs is gone by now: r makes a new plan.")
        elif not offered:
            self._say_trouble(gone_words(gone[0]))
        elif len(offered) == 1:
            self._ask(line, gone, next(iter(offered.values())))
        else:
            options = [(f"Record {each.record_id}", one_line(each.words)) for each in offered.values()]
            question = Choose(f"WHICH STANDS FOR RECORD {gone[0].record.record_id}?", options)
            self.app.push_screen(question, partial(self._chosen, line, gone, tuple(offered.values())))

    def _chosen(self, line: int, gone: tuple[Gone, ...], offered: tuple[RecordSeen, ...], place: int | None) -> None:
        if place is not None:
            self._ask(line, gone, offered[place])

    def _ask(self, line: int, gone: tuple[Gone, ...], successor: RecordSeen) -> None:
        """The records that are gone above the one that may have taken them in."""
        rows = [f"Then: record {each.record.record_id}, {each.record.words}." for each in gone]
        rows.append(f"Now: record {successor.record_id}, {successor.words}.")
        rows.append("The counted difference is applied to that record. Nothing is written before you post.")
        question = Confirm(
            f"SUCCESSOR  {self.count.subject.name}",
            tuple(map(one_line, rows)),
            yes_label=f"let record {successor.record_id} stand for it",
        )
        self.app.push_screen(question, partial(self._take, line, successor))

    def _take(self, line: int, successor: RecordSeen, yes: bool | None) -> None:
        if yes:
            self.planning = True
            work = partial(take_successor, self.workplace, self.count, line, successor.record_id)
            self.start_job(JOB, work, self._taken, self._not_taken, waiting="Making a plan upon it")
            self.here.refresh_bindings()

    def _taken(self, taken: Succeeded) -> None:
        self.planning = False
        self.showing(taken.count)
        if taken.not_planned is not None:
            self._say_trouble(taken.not_planned.sentence)
        else:
            self.message_line.good(f"Record {taken.successor.record_id} stands for it: look at the new plan, then F8.")

    def _not_taken(self, error: Exception) -> None:
        self.planning = False
        self._failed(error)
