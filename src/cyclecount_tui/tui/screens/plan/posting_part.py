"""Posting from the plan screen: asked first, each step shown as it is known, and what comes after it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.screens.plan import sentences
from cyclecount_tui.tui.screens.plan.certificate_key import CertificateKey
from cyclecount_tui.tui.screens.reopened import open_again
from cyclecount_tui.tui.shown_beside import ShownBeside
from cyclecount_tui.tui.widgets.prompts import AskText, Confirm
from cyclecount_tui.workflow.choosing import leave_all
from cyclecount_tui.workflow.closing import close_if_resolved
from cyclecount_tui.workflow.errors import CountMoved
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.posting import Posting, post
from cyclecount_tui.workflow.waiting import StoppedWaiting, go_on
from cyclecount_tui.workflow.workplace import Workplace

JOB = "plan"
"""Planning, posting and reopening never run beside each other."""

_MOVED = "Another terminal changed this count: it was read again. Look at it, then do it again."
_NOT_PERMITTED = "The API key may not change inventory: ask for the permission, then make a new plan with r."


class PostingPart(CertificateKey, ShownBeside):
    """Mixin for the plan screen: what is posted, and how it went."""

    _moved = _MOVED

    @dataclass
    class Stepped(Message, bubble=False):
        """A step of a write was begun or settled; the count is as it is on disk."""

        count: Count

    @property
    def here(self) -> Screen[Count]:
        """The screen it is mixed into."""
        assert isinstance(self, Screen)
        return self

    @abstractmethod
    def showing(self, count: Count) -> None:
        """Draw this count."""

    def action_post(self) -> None:
        """Say what will be written and ask; Enter alone never posts."""
        seen = self.seen
        if self.count.outstanding and not (seen.outstanding or self.count.unsettled):
            self._say_trouble(seen.hidden.words)
            return
        question = Confirm(
            f"POST  {seen.subject.name}", sentences.before_posting(seen), yes_label=sentences.yes_to_post(seen)
        )
        self.app.push_screen(question, self._post)

    def action_close(self) -> None:
        """The same where nothing is to be written."""
        self.action_post()

    def action_reopen_now(self) -> None:
        """Go on to the reopening, a step of its own."""
        from cyclecount_tui.tui.screens.reopening import ReopenScreen

        screen = ReopenScreen(self.count, reconciled=True)
        self.app.push_screen(screen, lambda _: self._back_from_reopening(screen.count))

    def _back_from_reopening(self, count: Count) -> None:
        self.showing(count)
        if count.phase.ended:
            self.here.dismiss(count)

    def action_leave_rest(self) -> None:
        """Ask why, then leave what is open; what was closed off is reopened after that, with F8."""
        question = AskText(f"LEAVE  {self.count.subject.name}", sentences.why_left(self.count))
        self.app.push_screen(question, self._leave_rest)

    def action_stop_posting(self) -> None:
        """What is on its way to ION cannot be called back; nothing is sent after it."""
        self.give_up_waiting(JOB)
        self.message_line.warn("Stopping. A write on its way cannot be called back; the rest stays planned.")

    @on(Stepped)
    def show_step(self, stepped: Stepped) -> None:
        """A row has another state."""
        if self.posting:
            self.showing(stepped.count)

    @property
    def finishing(self) -> str:
        """What quitting waits for."""
        return "the posting" if self.posting else super().finishing

    def read_again(self) -> None:
        """Show the count as its journal tells it, after another terminal changed it."""
        self.start_job(JOB, partial(load, self.workplace, self.count.id), self._show_moved)

    def _post(self, yes: bool | None) -> None:
        if yes:
            self.posting = True
            work = partial(_posted, self.workplace, self.count, self)
            self.start_job(JOB, work, self._posted, self._failed, waiting="Posting. Every write is kept as it goes")
            self.here.refresh_bindings()

    def _posted(self, result: tuple[Posting, str]) -> None:
        posting, sentence = result
        self.posting = False
        self.showing(posting.count)
        seen = self.seen
        if posting.count.phase.ended:
            self.message_line.good(" ".join(filter(None, (sentence, sentences.what_came_of_it(seen)))))
            self.message_line.ring("good")
        elif isinstance(posting.stopped_by, StoppedWaiting) and not sentences.in_trouble(posting.count):
            self.message_line.warn(f"You stopped the posting. {sentences.ended(seen)}")
        elif posting.stopped_by is not None:
            self._say_trouble(f"Posting stopped. {posting.stopped_by.sentence} {sentences.ended(seen)}")
        elif posting.not_permitted:
            self._say_trouble(f"{sentences.counted(seen)} {_NOT_PERMITTED}")
        elif sentences.in_trouble(posting.count):
            self._say_trouble(sentences.ended(seen))
        else:
            self.message_line.good(sentences.ended(seen))

    def _leave_rest(self, reason: str | None) -> None:
        if reason:
            self.posting = True
            work = partial(_rest_left, self.workplace, self.count, reason)
            self.start_job(JOB, work, self._rest_left, self._failed)

    def _rest_left(self, result: tuple[Count, str]) -> None:
        count, sentence = result
        self.posting = False
        self.showing(count)
        self.message_line.good(sentence or sentences.left(self.seen))

    def _failed(self, error: Exception) -> None:
        self.posting = False
        if isinstance(error, CountMoved):
            self._moved = error.sentence if " posts the count of " in error.sentence else _MOVED
            self.read_again()
            return
        self.show_error(error)
        self.here.refresh_bindings()

    def _show_moved(self, count: Count) -> None:
        self.showing(count)
        self._say_trouble(self._moved)

    def _say_trouble(self, sentence: str) -> None:
        self.message_line.bad(sentence)
        self.message_line.ring("bad")


def _posted(workplace: Workplace, count: Count, screen: PostingPart) -> tuple[Posting, str]:
    latest = count

    def show(stepped: Count) -> None:
        nonlocal latest
        latest = stepped
        screen.post_message(screen.Stepped(stepped))
        if between_writes(stepped):
            go_on()

    try:
        posting = post(workplace, count, show)
    except StoppedWaiting as stopped:
        posting = Posting(latest, stopped)
    return posting, open_again(workplace, posting.count) if posting.count.phase.ended else ""


def between_writes(count: Count) -> bool:
    """Whether more is to be written and none of it was begun: a write is not left half done."""
    begun = {number for number, _ in count.steps}
    return bool(count.outstanding) and not any(write.number in begun for write in count.outstanding)


def _rest_left(workplace: Workplace, count: Count, reason: str) -> tuple[Count, str]:
    left = leave_all(workplace, count, [row.line.number for row in count.unresolved], reason)
    count = close_if_resolved(workplace, left)
    return count, open_again(workplace, count) if count.phase.ended else ""
