"""Scans on the schedule: a location or part is counted, a badge says who counts; none of them ever is a command."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.schedule_counts import FINDING, ScheduleCounts
from cyclecount_tui.tui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from cyclecount_tui.domain.scans.command_card import Command
    from cyclecount_tui.workflow.scanning import places, results
    from cyclecount_tui.workflow.workplace import Workplace

_LONGEST_QUOTED = 40


class ScheduleScans(ScheduleCounts):
    """Mixin for the schedule."""

    TAKES_SCANS = True

    @abstractmethod
    def hand_over_to(self, name: str) -> None:
        """From now on this one counts here."""

    def on_scanned(self, event: Scanned) -> None:
        """Find out what it is; ION is asked for what this terminal does not know."""
        event.stop()
        self.message_line.acknowledge()
        self.start_job(
            FINDING,
            partial(_subject_scanned, self.workplace, event.text),
            self._act_on,
            waiting=f"Looking for {one_line(event.text, _LONGEST_QUOTED)}",
            stopped=partial(self.message_line.say, "Stopped waiting; nothing was counted."),
            abandonable=True,
        )

    def _act_on(self, found: places.Found) -> None:
        from cyclecount_tui.workflow.scanning import results

        if isinstance(found, results.SubjectScanned):
            self.open_subject(found.subject)
        elif isinstance(found, results.Ambiguous):
            self._ask_which(found)
        elif isinstance(found, results.BadgeScanned):
            self.hand_over_to(found.name)
        elif isinstance(found, results.CommandScanned):
            self._command(found.command)
        else:
            self._say_unknown(found)

    def _command(self, command: Command) -> None:
        from cyclecount_tui.domain.scans.command_card import Command

        if command is Command.HELP:
            self.call_after_refresh(self._screen.run_action, "app.show_help")
        else:
            self.message_line.warn("That card is for a count: scan a location or part first, or press Enter on a row.")
            self.message_line.ring("bad")

    def _ask_which(self, found: results.Ambiguous) -> None:
        from cyclecount_tui.tui.widgets.prompts import Choose

        def chosen(choice: int | None) -> None:
            if choice is not None:
                self.open_subject(found.subjects[choice])

        options = [
            (one_line(each.name), "a part, wherever it lies" if each.is_part else "a location")
            for each in found.subjects
        ]
        self.message_line.ring("unknown")
        self.app.push_screen(Choose(f"WHICH IS {one_line(found.text, _LONGEST_QUOTED)}?", options), chosen)

    def _say_unknown(self, found: results.Unknown) -> None:
        code = one_line(found.text, _LONGEST_QUOTED)
        why = (
            "is no location or part that ION knows" if found.asked_ion else "is not known here, and ION did not answer"
        )
        self.message_line.warn(f"{code} {why}: nothing was opened.")
        self.message_line.ring("unknown")


def _subject_scanned(workplace: Workplace, text: str) -> places.Found:
    """What reads scans is loaded with the first of them, and not by the thread that draws."""
    from cyclecount_tui.workflow.scanning.places import subject_scanned

    return subject_scanned(workplace, text)
