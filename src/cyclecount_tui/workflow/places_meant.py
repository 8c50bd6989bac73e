"""The other end of a move, by what a person types or scans."""

from collections.abc import Iterable

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes_by_hand import About, NotPossible
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.lines import by_walk
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding import find_location_however_written
from cyclecount_tui.workflow.scanning.places import subject_scanned
from cyclecount_tui.workflow.scanning.reading import readings
from cyclecount_tui.workflow.scanning.results import SubjectScanned
from cyclecount_tui.workflow.workplace import Workplace


def places_known(count: Count) -> tuple[Place, ...]:
    """The locations that a comparison tells of, in walking order: they are found without asking ION."""
    evidence = count.evidence
    if evidence is None:
        return count.places
    records = (*evidence.here, *evidence.elsewhere, *evidence.gone)
    parking = (evidence.discrepancy_location,) if evidence.discrepancy_location else ()
    held = (record.location for record in records if record.location is not None)
    return tuple(sorted({*count.places, *evidence.mrb, *parking, *held}, key=by_walk))


def places_like(count: Count, typed: str) -> tuple[Place, ...]:
    """Those of them that the letters typed so far may mean: their names begin so, else hold it."""
    wanted = typed.strip().casefold()
    if not wanted:
        return ()
    known = places_known(count)
    begin = tuple(place for place in known if place.name.casefold().startswith(wanted))
    return begin or tuple(place for place in known if wanted in place.name.casefold())


def place_meant(workplace: Workplace, count: Count, text: str) -> Place:
    """The location of a name (in upper or lower case), an id, or a scanned label; ION is asked where it must be.

    Letters that no name in ION is stand for the only location that `places_like` finds for them.

    Raises:
        NotPossible: nothing was said, there is no such location, or several have the name. IonError: ION is away.
    """
    wanted = text.strip()
    if not wanted:
        raise NotPossible(About.PLACE, "A move needs the other location: type or scan its name.")
    known = _among(places_known(count), wanted)
    if known is not None:
        return known
    reading = readings(text, workplace.practice.scanning)[0]
    if reading.label is not None or reading.fields is not None:
        return _scanned(workplace, text, wanted)
    try:
        return find_location_however_written(workplace, wanted).place
    except Refusal as refusal:
        like = places_like(count, wanted)
        if len(like) == 1:
            return like[0]
        raise NotPossible(About.PLACE, refusal.sentence) from refusal


def _among(places: Iterable[Place], wanted: str) -> Place | None:
    known = tuple(places)
    exact = [place for place in known if wanted == place.name or whole_number(wanted) == place.id]
    found = exact or [place for place in known if wanted.casefold() == place.name.casefold()]
    return found[0] if len(found) == 1 else None


def _scanned(workplace: Workplace, text: str, wanted: str) -> Place:
    found = subject_scanned(workplace, text)
    if isinstance(found, SubjectScanned) and not found.subject.is_part and found.subject.place is not None:
        return found.subject.place
    raise NotPossible(About.PLACE, f"{wanted[:40]} is the code of no location: type or scan its name.")
