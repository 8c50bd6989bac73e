"""What happened to inventory records since a time: the entries of their timelines, as ION has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.quantities import ZERO, plain


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of a record: where it was and how much of it, before and after; the same where nothing changed.

    A record that was made by the change has no `before`. What ION does not tell is None; the name of a place that
    nothing else names is empty. `part_id`, lot and serial are the record's own. `origin_id`: what it was split off.
    """

    record_id: int
    part_id: int
    at: datetime | None = None
    by: str = ""
    before: Decimal | None = None
    after: Decimal | None = None
    was_at: Place | None = None
    is_at: Place | None = None
    made: bool = False
    lot_number: str = ""
    serial_number: str = ""
    origin_id: int | None = None

    @property
    def places(self) -> frozenset[Place]:
        """Where it was and where it was then, as far as ION tells."""
        return frozenset(place for place in (self.was_at, self.is_at) if place is not None)

    @property
    def moved(self) -> bool:
        """Whether it went from one location to another."""
        return not self.made and self.was_at is not None and self.is_at is not None and self.was_at != self.is_at

    def effect_at(self, place: Place) -> Decimal | None:
        """By how much it changed what ION has at a place; None where ION does not tell."""
        came = self.after if self.is_at == place else ZERO
        went = self.before if self.was_at == place and not self.made else ZERO
        return None if came is None or went is None else came - went

    def touches(self, place: Place) -> bool:
        """Whether it happened at a place, came there or went away from there."""
        return place in {self.was_at, self.is_at}

    def words_at(self, place: Place) -> str:
        """`Record 123: 4 moved out to RACK-B by Ann, 3 Nov 14:02` as it looks from a place; local time."""
        who = f" by {self.by}" if self.by else ""
        when = f", {self.at.astimezone():%-d %b %H:%M}" if self.at else ""
        return f"Record {self.record_id}: {self._what(place)}{who}{when}."

    def _what(self, place: Place) -> str:
        if self.made:
            split = f", split off record {self.origin_id}" if self.origin_id is not None else ""
            return f"made with {_amount(self.after)}{split}"
        if self.moved and self.was_at == place:
            return f"{_amount(self.before)} moved out{_named(' to ', self.is_at)}"
        if self.moved:
            return f"{_amount(self.after)} moved in{_named(' from ', self.was_at)}"
        if self.before is not None and self.after is not None and self.before != self.after:
            return f"{plain(self.before)} became {plain(self.after)}"
        return "changed"


def _amount(quantity: Decimal | None) -> str:
    return "some" if quantity is None else plain(quantity)


def _named(preposition: str, place: Place | None) -> str:
    return f"{preposition}{place.name}" if place is not None and place.name else ""
