"""What this ION lacks, said on the schedule: a line that stays until it was read, and never in the way of a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from cyclecount_tui.tui.jobs import Jobs
from cyclecount_tui.tui.widgets.message_line import MessageLine

if TYPE_CHECKING:  # it comes with the first question to ION
    from cyclecount_tui.workflow.features import Lacking
    from cyclecount_tui.workflow.workplace import Workplace

FEATURES_BINDING = Binding(
    "i", "read_features", "Info", id="schedule-features", tooltip="Read what this ION does not offer"
)

_JOB = "features"
_ALL_THE_SAME = "Counting, reconciling and posting work all the same."


class ScheduleFeatures(Jobs):
    """Mixin for the screen with a `MessageLine(id="features")`, which is there only while it says something."""

    _lacking: Lacking | None = None

    @property
    def has_features_to_read(self) -> bool:
        """Whether something is said that nobody has read yet."""
        return self._lacking is not None

    def check_features(self, *, check: bool) -> None:
        """Find out beside everything else; while ION is away nothing is said, for the schedule works without it."""
        if self.workplace.memory is not None and not (self.job_runs(_JOB) or self.has_features_to_read):
            work = partial(_lacking_here, self.workplace, check=check)
            self.start_job(_JOB, work, self._say_lacking, lambda _error: None, abandonable=True)

    def action_read_features(self) -> None:
        """All of it, to read at length; then the line goes."""
        said = self._lacking
        if said is None:
            return
        from cyclecount_tui.tui.widgets.prompts import Notice

        last = "" if said.essential else f"\n\n{_ALL_THE_SAME}"
        text = "\n\n".join(said.sentences) + last
        self.app.push_screen(Notice("WHAT THIS ION DOES NOT OFFER", text), partial(self._was_read, said))

    def _say_lacking(self, said: Lacking) -> None:
        if not said.sentences:
            return
        self._lacking = said
        line = self._here.query_one("#features", MessageLine)
        self._here.add_class("-features")
        if said.essential:
            line.bad("Counting cannot work with this ION: i says why.")
            line.ring("bad")
        else:
            lacks = said.things[0] if len(said.things) == 1 else f"{len(said.things)} things"
            line.warn(f"Counting works. This ION lacks {lacks}: i says more.")
        self._here.refresh_bindings()

    def _was_read(self, said: Lacking, _closed: None) -> None:
        from cyclecount_tui.workflow.features import was_read

        self._lacking = None
        self._here.remove_class("-features")
        self._here.refresh_bindings()
        self.start_job(_JOB, partial(was_read, self.workplace, said), lambda _: None)


def _lacking_here(workplace: Workplace, *, check: bool) -> Lacking:
    from cyclecount_tui.workflow.features import lacking

    return lacking(workplace, check=check, apart=True)
