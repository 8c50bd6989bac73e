"""What of a count's plan is in ION, what is not, and what nobody knows yet."""

from collections.abc import Mapping

from cyclecount_tui.domain.plan import Plan, Step, StepState, Write, come_to_its_end


class WritesUnderWay:
    """The part of a count that answers this; the fields are the count's."""

    plan: Plan | None
    written: Mapping[int, Write]
    steps: Mapping[tuple[int, Step], StepState]

    @property
    def unsettled(self) -> tuple[tuple[int, Step], ...]:
        """Steps of writes of which it is not known whether ION carried them out."""
        return tuple(key for key, state in self.steps.items() if state.progress.unsettled)

    @property
    def outstanding(self) -> tuple[Write, ...]:
        """Writes of the present plan that are neither finished nor refused, in order."""
        return tuple(write for write in (self.plan.writes if self.plan else ()) if not self.finished(write))

    def finished(self, write: Write) -> bool:
        """Whether nothing more is to be sent for a write: all steps done, or one refused."""
        return come_to_its_end([self.steps.get((write.number, step)) for step in write.steps])

    @property
    def next_write_number(self) -> int:
        """Numbers of writes go on across plans, so that the journal never means two things by one number."""
        return max(self.written, default=0) + 1
