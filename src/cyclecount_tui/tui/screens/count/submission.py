"""Ending the counting: asked first, then submitted and compared; ION may be away, the submission stays."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.entries import UnknownScan
from cyclecount_tui.domain.scans.arrival import Arrival
from cyclecount_tui.tui.jobs import STOPPED
from cyclecount_tui.tui.screens.count import sentences
from cyclecount_tui.tui.screens.count.open_items import Ended, open_items
from cyclecount_tui.tui.screens.count.sheet_view import SheetView
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Confirm
from cyclecount_tui.workflow.errors import sentence_of
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.submitting import submit

JOB = "submit"


class Submission(SheetView):
    """Mixin for the count screen. `submitting`: the count is on its way, nothing of it can be changed any more."""

    submitting = False

    def action_finish(self) -> None:
        """Settle what is open, line by line; then ask, and submit."""
        if self.half_typed() or self.still_storing():
            return
        if self.count.to_count and not self.count.entries:
            self.message_line.warn("Nothing was counted yet: count at least one line, then finish.")
        elif open_items(self.count):
            from cyclecount_tui.tui.screens.count.finishing import FinishScreen

            self.app.push_screen(FinishScreen(self.count), self._settled)
        else:
            self._ask_to_submit()

    def _settled(self, ended: Ended | None) -> None:
        if ended is None:
            return
        self.showing(ended.count)
        if ended.scanned is not None:
            self.scan(ended.scanned.text, ended.scanned.arrival)
        elif ended.found is not None:
            self.find_scan(ended.found)
        elif ended.go_to is not None:
            self.bring_up(ended.go_to)
        elif not open_items(ended.count):
            self._ask_to_submit()

    def find_scan(self, scan: UnknownScan) -> None:
        """Enter the item that an unknown scan was."""
        raise NotImplementedError

    def scan(self, text: str, arrival: Arrival) -> None:
        """Take a scan into the count."""
        raise NotImplementedError

    def _ask_to_submit(self) -> None:
        question = Confirm(
            f"FINISH  {self.count.subject.name}",
            sentences.before_submitting(self.count),
            yes_label=sentences.yes_to_submit(self.count),
        )
        self.app.push_screen(question, self._submit_after)

    def _submit_after(self, yes: bool | None) -> None:
        if not yes:
            return
        self.submitting = True
        self.here.set_focus(None)
        self.start_job(
            JOB,
            partial(submit, self.workplace, self.count),
            self.move_on,
            lambda error: self._after_trouble(sentence_of(error)),
            waiting=f"Comparing {one_line(self.count.subject.name)} with ION",
            stopped=partial(self._after_trouble, STOPPED),
            abandonable=True,
        )

    def _after_trouble(self, problem: str) -> None:
        reading = partial(load, self.workplace, self.count.id)
        self.start_job(
            "entry", reading, partial(self._go_on, problem), lambda error: self._back_to_counting(sentence_of(error))
        )

    def _go_on(self, problem: str, count: Count) -> None:
        """What was submitted waits for its comparison on the next screen; what was not stays here."""
        if count.phase is Phase.SUBMITTED:
            self._wait_for_ion(problem, count)
        elif count.phase.entering and count.attempt == self.count.attempt:
            self.showing(count)
            self._back_to_counting(problem)
        else:
            self.move_on(count)

    def _wait_for_ion(self, problem: str, count: Count) -> None:
        from cyclecount_tui.tui.screens.reconcile import ReconcileScreen

        self.app.switch_screen(ReconcileScreen(count, problem=problem))

    def _back_to_counting(self, problem: str) -> None:
        self.submitting = False
        self.message_line.bad(problem)
        self.message_line.ring("bad")
        self.field.focus()
        self.here.refresh_bindings()
