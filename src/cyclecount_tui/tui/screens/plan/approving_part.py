"""Approving on the plan screen: who, what exactly, and why; until then nothing is posted."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from cyclecount_tui.domain.approval import Major, unapproved
from cyclecount_tui.domain.approval_words import approved_words, by_somebody_else
from cyclecount_tui.domain.approvals import substance
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.domain.recount_rules import Tolerance
from cyclecount_tui.tui.screens.plan import approval_text
from cyclecount_tui.tui.screens.plan.posting_part import JOB, PostingPart
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm
from cyclecount_tui.workflow.approving import approve, approver_name, limit_of
from cyclecount_tui.workflow.errors import OperatorError, sentence_of


class ApprovingPart(PostingPart):
    """Mixin for the plan screen. `waiting` are the rows that wait for an approval; none where none is required.

    `waiting_writes` are the numbers of their writes.
    """

    waiting: tuple[Major, ...] = ()
    waiting_writes: frozenset[int] = frozenset()
    _limit: Tolerance | None = None

    @abstractmethod
    def begin(self) -> None:
        """The screen as it comes up, once the limits are known."""

    def find_limit(self) -> None:
        """Read beyond which limits an approval is needed, where one is required at all; then begin."""
        if not self.workplace.practice.approval.required:
            self.begin()
            return
        self.start_job("limit", partial(limit_of, self.workplace, self.count), self._begin_with)

    def see_what_waits(self, count: Count) -> None:
        """Find the rows of this count's plan that wait for an approval."""
        self.waiting = unapproved(count, self._limit) if self._limit is not None and count.plan is not None else ()
        self.waiting_writes = frozenset(write.number for major in self.waiting for write in major.writes)

    @property
    def approved(self) -> bool:
        """Whether some of what is to be posted was approved."""
        known = self.count.approvals.by_write
        return any(substance(write) in known for write in self.count.outstanding)

    def approval_of(self, write: Write) -> str:
        """For the details of a write: that it needs an approval and why, or who approved it."""
        for major in self.waiting:
            if write in major.writes:
                return f"Needs approval{by_somebody_else(self.count)}. {major.sentence}."
        given = self.count.approvals.by_write.get(substance(write))
        return approved_words(given) if given is not None else ""

    @property
    def to_approve(self) -> str:
        """`1 row needs approval by somebody other than Ann: press a.`; empty when nothing does."""
        return approval_text.needed(self.count, len(self.waiting)) if self.waiting else ""

    def action_post(self) -> None:
        """Nothing is posted before it is approved."""
        if self.waiting:
            self._say_trouble(self.to_approve)
        else:
            super().action_post()

    def action_approve(self) -> None:
        """Ask who approves; that is somebody other than whoever is known to have had a hand in it."""
        self.message_line.acknowledge()
        question = AskText(f"APPROVE  {self.count.subject.name}", approval_text.who(self.count, demo=self.is_demo))
        self.app.push_screen(question, self._look_at_it)

    def _begin_with(self, limit: Tolerance) -> None:
        self._limit = limit
        self.showing(self.count)
        self.begin()

    def _look_at_it(self, name: str | None) -> None:
        """Show whoever approves each row in full."""
        if name is None:
            return
        try:
            by = approver_name(self.workplace, self.count, name)
        except OperatorError as error:
            self._say_trouble(sentence_of(error))
            return
        question = Confirm(
            f"APPROVE  {self.count.subject.name}",
            approval_text.rows_in_full(self.seen, self.waiting),
            yes_label=approval_text.yes_to_approve(by, len(self.waiting)),
        )
        self.app.push_screen(question, partial(self._ask_why, by))

    def _ask_why(self, by: str, yes: bool | None) -> None:
        if yes:
            question = AskText(f"APPROVE  {self.count.subject.name}", approval_text.why(by))
            self.app.push_screen(question, partial(self._approve, by))

    def _approve(self, by: str, reason: str | None) -> None:
        if reason:
            work = partial(approve, self.workplace, self.count, reason, by, self.waiting)
            self.start_job(JOB, work, self._approved, self._failed)

    def _approved(self, count: Count) -> None:
        self.showing(count)
        self.message_line.good(f"{approved_words(count.approvals.given[-1])} F8 posts the plan.")
