"""Where a count stands: of its own, since a schedule shows it and folds no count."""

from enum import StrEnum


class Phase(StrEnum):
    """Where a count stands."""

    OPENED = "opened"
    COUNTING = "counting"
    RECOUNTING = "recounting"
    SUBMITTED = "submitted"
    RECONCILING = "reconciling"
    CLOSED = "closed"
    GIVEN_UP = "given_up"

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen."""
        return self in {Phase.CLOSED, Phase.GIVEN_UP}

    @property
    def entering(self) -> bool:
        """Whether a counter enters what lies there, for the first time or again."""
        return self in {Phase.COUNTING, Phase.RECOUNTING}

    @property
    def blind(self) -> bool:
        """Whether no quantity of ION's may be asked for, kept or shown."""
        return self.entering or self is Phase.OPENED

    @property
    def words(self) -> str:
        """For a sentence: `given up`."""
        return self.value.replace("_", " ")
