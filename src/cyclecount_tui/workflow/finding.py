"""Finding a location or a count by what a person types: an id or an exact name."""

from difflib import get_close_matches

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Location
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace

MOST_CANDIDATES = 8


def find_location(workplace: Workplace, text: str) -> Location:
    """The location in ION with this id or exact name.

    Raises:
        Refusal: there is none, or several have the name; candidates are listed.
    """
    wanted = text.strip()
    if not wanted:
        raise Refusal("No location was named: give its id or its exact name.")
    named = workplace.ion.locations_named(wanted)
    by_id = workplace.ion.location(int(wanted)) if wanted.isascii() and wanted.isdigit() else None
    found = {location.id: location for location in [*named, *([by_id] if by_id else [])]}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        candidates = "; ".join(f"{location.id} ({location.name})" for location in _in_order(list(found.values())))
        raise Refusal(f"'{wanted}' is the name of several locations: say which by its id: {candidates}.")
    raise Refusal(f"ION has no location '{wanted}'{_nearest(workplace, wanted)}")


def find_count(workplace: Workplace, text: str) -> Count:
    """The open count of a location, else its latest one; ION is asked only if the journal does not know the name.

    Raises:
        Refusal: the location was never counted here, or the name is ambiguous.
    """
    wanted = text.strip()
    ids = {open_count.location_id for open_count in workplace.store.journal.open_counts()
           if wanted in {open_count.location_name, str(open_count.location_id)}}  # fmt: skip
    if not ids:
        ids = {row.location_id for row in workplace.store.schedule.rows()
               if wanted in {row.location_name, str(row.location_id)}}  # fmt: skip
    if len(ids) > 1:
        listed = "; ".join(str(location_id) for location_id in sorted(ids))
        raise Refusal(f"'{wanted}' is the name of several locations: say which by its id: {listed}.")
    location_id = ids.pop() if ids else find_location(workplace, wanted).id
    count_id = workplace.store.journal.latest_count_at(location_id)
    if count_id is None:
        raise Refusal(f"There is no count of {wanted} yet: begin one with cyclecount sheet.")
    return load(workplace, count_id)


def find_open_or_location(workplace: Workplace, text: str) -> Location:
    """The location to open a count at; one that is being counted already is found without asking ION.

    Raises:
        Refusal: see `find_location`.
    """
    wanted = text.strip()
    found = [
        Location(open_count.location_id, open_count.location_name)
        for open_count in workplace.store.journal.open_counts()
        if wanted in {open_count.location_name, str(open_count.location_id)}
    ]
    return found[0] if len(found) == 1 else find_location(workplace, wanted)


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


def _in_order(locations: list[Location]) -> list[Location]:
    return sorted(locations, key=lambda location: (natural(location.name), location.id))
