"""How a count is done: of its own, since the settings name it where nothing is counted yet."""

from enum import StrEnum


class CountMode(StrEnum):
    """How much a counter is told: parts without quantities, nothing at all, or everything (training only)."""

    BLIND = "blind"
    DOUBLE_BLIND = "double_blind"
    GUIDED = "guided"

    @property
    def words(self) -> str:
        """For a sentence: `double-blind`."""
        return self.value.replace("_", "-")

    @property
    def report_words(self) -> str:
        """For a cell of a report: `training (guided)`."""
        return f"training ({self.words})" if self is CountMode.GUIDED else self.words

    @property
    def told(self) -> str:
        """How it was counted, for a report."""
        if self is CountMode.GUIDED:
            return "Training (guided): nothing of it is posted, and it moves no schedule."
        return f"Counted {self.words}."
