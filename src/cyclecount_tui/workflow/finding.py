"""Finding a location, a part or a count by what a person types: an id or an exact name, or a part number."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Never, TypeVar

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.subject import Subject, SubjectKind, location_subject
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.finding_parts import find_open_or_part
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.workplace import Workplace

MOST_CANDIDATES = 8

Known = TypeVar("Known", Location, Subject)
"""A location as ION has it, or as the subject of a count."""


def find_location(workplace: Workplace, text: str) -> Location:
    """The location in ION with this id or exact name.

    Raises:
        Refusal: there is none, or several have the name; candidates are listed.
    """
    wanted = _named(text)
    found = _in_ion(workplace, wanted)
    return _the_only(wanted, found) if found else _refused(workplace, wanted)


def find_location_however_written(workplace: Workplace, text: str) -> Location:
    """As `find_location`; where no name is exactly so, one that differs in upper and lower case alone is meant.

    Raises:
        Refusal: there is none, or several have the name; candidates are listed.
    """
    wanted = _named(text)
    found = _in_ion(workplace, wanted)
    if not found:
        folded = wanted.casefold()
        found = {each.id: each for each in workplace.ion.locations() if each.name.casefold() == folded}
    return _the_only(wanted, found) if found else find_location(workplace, wanted)


def find_open_or_location(workplace: Workplace, text: str) -> Subject:
    """The location to open a count at. One that is being counted or scheduled is found while ION is away, too.

    Raises:
        Refusal: there is none, or the text means several: here, in ION, or one here and another one in ION.
    """
    found = open_or_location_called(workplace, text)
    return found if found is not None else _refused(workplace, _named(text))


def open_or_location_called(workplace: Workplace, text: str) -> Subject | None:
    """The same; None where there is none, and nothing is asked about other names.

    Raises:
        Refusal: the text means several.
    """
    wanted = _named(text)
    here = _known_here(workplace, wanted)
    if here:
        _the_only(wanted, here)
    try:
        in_ion = {found.id: location_subject(found.place) for found in _in_ion(workplace, wanted).values()}
    except IonError:
        if not here:
            raise
        in_ion = {}
    return _the_only(wanted, here | in_ion) if here or in_ion else None


def find_subject(workplace: Workplace, text: str, kind: SubjectKind = SubjectKind.LOCATION) -> Subject:
    """The location or the part to count; see `find_open_or_location` and `find_open_or_part`."""
    if kind is SubjectKind.PART:
        return find_open_or_part(workplace, text)
    return find_open_or_location(workplace, text)


def find_count(workplace: Workplace, text: str, kind: SubjectKind = SubjectKind.LOCATION) -> Count:
    """The open count of a location or part, else its latest one.

    Raises:
        Refusal: it was never counted here, or the text means several; see `find_subject`.
    """
    subject = find_subject(workplace, text, kind)
    count_id = workplace.store.journal.latest_count_of(subject)
    if count_id is None:
        raise Refusal(f"There is no count of {subject.name} yet: begin one with cyclecount sheet.")
    return load(workplace, count_id)


def find_count_under_way(workplace: Workplace, text: str, kind: SubjectKind = SubjectKind.LOCATION) -> Count:
    """As `find_count`, for what only a count that has not ended can do.

    Raises:
        Refusal: the latest count is closed or given up; or see `find_count`.
    """
    count = find_count(workplace, text, kind)
    if count.phase.ended:
        raise Refusal(
            f"The last count of {count.subject.name} is {count.phase.words}: begin a new one with cyclecount sheet."
        )
    return count


def _refused(workplace: Workplace, wanted: str) -> Never:
    raise Refusal(f"ION has no location {quoted(wanted)}{_nearest(workplace, wanted)}")


def _named(text: str) -> str:
    wanted = text.strip()
    if not wanted:
        raise Refusal("No location was named: give its id or its exact name.")
    return wanted


def _known_here(workplace: Workplace, wanted: str) -> dict[int, Subject]:
    """The locations of open counts and of the schedule with this id or name, by id."""
    scheduled = workplace.store.schedule.subjects_called(wanted)
    counted = [count.subject for count in workplace.store.journal.open_counts()]
    known = [subject for subject in [*scheduled, *counted] if not subject.is_part]
    return {subject.id: subject for subject in known if wanted in {subject.name, str(subject.id)}}


def _in_ion(workplace: Workplace, wanted: str) -> dict[int, Location]:
    """ION's locations with this id or name, by id."""
    found = {location.id: location for location in workplace.ion.locations_named(wanted)}
    number = whole_number(wanted)
    by_id = workplace.ion.location(number) if number is not None else None
    return found | {by_id.id: by_id} if by_id is not None else found


def _the_only(wanted: str, found: Mapping[int, Known]) -> Known:
    """The one location that was found.

    Raises:
        Refusal: there are several; each is listed.
    """
    if len(found) == 1:
        return next(iter(found.values()))
    listed = "; ".join(f"{location.id} ({location.name})" for location in _in_order(list(found.values())))
    by_id = found.get(whole_number(wanted) or 0)
    if by_id is not None:
        raise Refusal(
            f"{quoted(wanted)} is the id of one location and the name of another: say {quoted(by_id.name)} for the "
            f"first, or the id of the other: {listed}."
        )
    raise Refusal(f"{quoted(wanted)} is the name of several locations: say which by its id: {listed}.")


def _nearest(workplace: Workplace, wanted: str) -> str:
    try:
        locations = workplace.ion.locations()
    except IonError:
        return ": check the name."
    names = {location.name.casefold(): location for location in locations}
    near = get_close_matches(wanted.casefold(), names, n=MOST_CANDIDATES, cutoff=0.6)
    within = [name for name in names if wanted.casefold() in name and name not in near]
    candidates = [names[name] for name in [*near, *within]][:MOST_CANDIDATES]
    if not candidates:
        return ": check the name, or use its id."
    listed = "; ".join(f"{location.id} ({location.name})" for location in _in_order(candidates))
    return f". Nearest: {listed}."


def _in_order(locations: list[Known]) -> list[Known]:
    return sorted(locations, key=lambda location: (natural(location.name), location.id))
