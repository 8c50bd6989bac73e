"""What a count or a row of the schedule is about: one location, or one part wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a schedule has subjects and no inventory
    from cyclecount_tui.domain.inventory import Place


class SubjectKind(StrEnum):
    """Location-based or part-based (cycle-counting SOP: both are ways to count)."""

    LOCATION = "location"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Subject:
    """A location by its id and name, or a part by its id and number; a part stands for all its revisions.

    The name may change in ION; the same kind and id are the same subject.
    """

    id: int
    name: str = field(compare=False)
    kind: SubjectKind = SubjectKind.LOCATION

    @property
    def is_part(self) -> bool:
        """Whether it is a part, counted at every location that holds it."""
        return self.kind is SubjectKind.PART

    @property
    def place(self) -> Place | None:
        """The location; None for a part, which lies in many."""
        from cyclecount_tui.domain.inventory import Place

        return None if self.is_part else Place(self.id, self.name)


def location_subject(place: Place) -> Subject:
    """A location as a subject."""
    return Subject(place.id, place.name)
