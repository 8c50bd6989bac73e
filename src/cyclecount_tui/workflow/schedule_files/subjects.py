"""Which of ION's locations or parts a row is about: by id or exact name, then by a name that is spelt alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cyclecount_tui.domain.column_names import Column
from cyclecount_tui.domain.empty_cells import says_nothing
from cyclecount_tui.domain.inventory import Location, Part
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.names_alike import NearNames, spelt_plainly
from cyclecount_tui.domain.subject import Subject, SubjectKind, location_subject
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.schedule_files.table import Row

_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a row is about, and what there is to say about how it was found; empty for an id or an exact name."""

    subject: Subject
    remark: str = ""


class KnownSubjects:
    """ION's locations and the parts that a file names, looked up row by row.

    `unknown_parts` has a sentence for numbers that ION is known not to have. A part that is `scheduled` stays the
    subject that it is there, though a lower id may have its number by now. A location that is scheduled is found though
    ION does not have it any more, with a word about it.
    """

    def __init__(
        self,
        locations: Iterable[Location],
        parts: Iterable[Part] = (),
        unknown_parts: Mapping[str, str] | None = None,
        scheduled: Collection[Subject] = (),
    ) -> None:
        self._by_id = {location.id: location for location in locations}
        self._by_name: dict[str, list[Location]] = defaultdict(list)
        self._spelt: dict[str, list[Location]] = defaultdict(list)
        for location in self._by_id.values():
            self._by_name[location.name].append(location)
            self._spelt[spelt_plainly(location.name)].append(location)
        self._parts: dict[str, int] = {}
        for part in parts:
            self._parts[part.number] = min(part.id, self._parts.get(part.number, part.id))
        self._parts |= {each.name: each.id for each in scheduled if each.is_part and each.name in self._parts}
        self._unknown_parts = unknown_parts or {}
        self._gone = [each for each in scheduled if not each.is_part and each.id not in self._by_id]
        self._near: NearNames | None = None

    def of(self, row: Row) -> Found:
        """The location or part of a row.

        Raises:
            Refusal: the row names none, several, both a location and a part, or what ION does not have.
        """
        said_id, name = row.cell(Column.LOCATION_ID), row.cell(Column.LOCATION)
        number = row.cell(Column.PART_NUMBER)
        if says_nothing(number) and (said_id or name):
            number = ""
        if number and (said_id or name):
            raise Refusal(f"it names the location {quoted(name or said_id)} and the part {quoted(number)}: keep one.")
        if number:
            return self._part(number)
        if said_id:
            return self._with_id(said_id, name)
        if not name:
            raise Refusal("it names no location and no part: fill one in, or remove the row.")
        return self._named(name)

    def _part(self, number: str) -> Found:
        if number in self._parts:
            return Found(Subject(self._parts[number], number, SubjectKind.PART))
        other = number.upper()
        if other in self._parts:
            return Found(
                Subject(self._parts[other], other, SubjectKind.PART), f"{quoted(number)} is taken for {other}."
            )
        raise Refusal(self._unknown_parts.get(number) or f"ION has no part {quoted(number)}: check the number.")

    def _with_id(self, said_id: str, name: str) -> Found:
        number = whole_number(said_id.removesuffix(".0")) or 0
        location = self._by_id.get(number)
        if location is None and (gone := self._gone_as(number, name)) is not None:
            return gone
        if location is None:
            raise Refusal(f"ION has no location with id {quoted(said_id)}{self._candidates(name)}")
        if not name or spelt_plainly(name) == spelt_plainly(location.name):
            return Found(location_subject(location.place))
        others = self._by_name.get(name) or self._spelt.get(spelt_plainly(name)) or []
        if others:
            raise Refusal(
                f"id {location.id} is {location.name} in ION, and {quoted(name)} is {_ids(others)}: keep the right one."
            )
        return Found(
            location_subject(location.place), f"{quoted(name)} has the id of {location.name} and is taken for it."
        )

    def _named(self, name: str) -> Found:
        exact = self._by_name.get(name, [])
        number = whole_number(name)
        with_id = self._by_id.get(number) if number is not None else None
        meant = {location.id: location for location in [*exact, *([with_id] if with_id else [])]}
        if len(meant) == 1:
            return Found(location_subject(next(iter(meant.values())).place))
        if meant:
            raise Refusal(
                f"{quoted(name)} means several locations: put an id into a column location_id: {_ids(meant.values())}."
            )
        alike = self._spelt.get(spelt_plainly(name), [])
        if len(alike) == 1:
            return Found(location_subject(alike[0].place), f"{quoted(name)} is taken for {alike[0].name}.")
        if alike:
            raise Refusal(f"{quoted(name)} is spelt like several locations: write one of {_ids(alike)}.")
        gone = self._gone_as(number, name)
        if gone is not None:
            return gone
        raise Refusal(f"ION has no location {quoted(name)}{self._candidates(name)}")

    def _gone_as(self, number: int | None, name: str) -> Found | None:
        """A scheduled location that ION does not have any more, by its id or its exact name."""
        alike = [each for each in self._gone if each.id == number or each.name == name]
        if len(alike) != 1:
            return None
        return Found(alike[0], f"{alike[0].name} is no longer in ION, or archived there; it should be retired.")

    def _candidates(self, name: str) -> str:
        if self._near is None:
            self._near = NearNames(self._by_name)
        near = self._near.of(name) if name else []
        if not near:
            return ": check the name, or use its id."
        return f". Nearest: {_ids(location for name in near for location in self._by_name[name])}."


def _ids(locations: Iterable[Location]) -> str:
    ordered = sorted(locations, key=lambda location: (natural(location.name), location.id))
    more = "; ..." if len(ordered) > _MOST_CANDIDATES else ""
    return "; ".join(f"{location.id} ({location.name})" for location in ordered[:_MOST_CANDIDATES]) + more
