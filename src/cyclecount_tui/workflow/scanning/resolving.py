"""What a scan is: by the sheet first, then by the names this terminal knows, then by ION. Nothing is stored."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.workflow.errors import IonError
from cyclecount_tui.workflow.scanning.in_ion import by_ion
from cyclecount_tui.workflow.scanning.known_places import subjects_called
from cyclecount_tui.workflow.scanning.on_sheet import by_sheet
from cyclecount_tui.workflow.scanning.reading import Reading, readings
from cyclecount_tui.workflow.scanning.results import Ambiguous, OtherLocation, Result, Unknown, as_read
from cyclecount_tui.workflow.workplace import Workplace


def resolve(workplace: Workplace, count: Count, text: str, *, at_line: int | None = None) -> Result:
    """What a scan is, for this count; `at_line` is the line that is up.

    ION is asked only for what the sheet does not have, so this may take as long as ION does: not for the thread that
    draws the screen, unless `resolved_here` has told it already.
    """
    return resolved_here(workplace, count, text, at_line=at_line) or _resolved_in_ion(workplace, count, text, at_line)


def resolved_here(workplace: Workplace, count: Count, text: str, *, at_line: int | None = None) -> Result | None:
    """What a scan is, as far as it can be told without a connection; None where ION has to be asked."""
    ways = readings(text, workplace.practice.scanning)
    for reading in ways:
        found = by_sheet(count, reading, at_line) or _known_place(workplace, reading)
        if found is not None:
            return as_read(found, reading)
    return None if ways[0].text else Unknown(asked_ion=False)


def _resolved_in_ion(workplace: Workplace, count: Count, text: str, at_line: int | None) -> Result:
    ways = readings(text, workplace.practice.scanning)
    try:
        ion = workplace.ion
        for reading in ways:
            found = by_ion(ion, count, reading, at_line)
            if found is not None:
                return as_read(found, reading)
    except IonError:
        return as_read(Unknown(asked_ion=False), ways[0])
    return as_read(Unknown(), ways[0])


def _known_place(workplace: Workplace, reading: Reading) -> Result | None:
    """Another location, by a name that the schedule or an open count has."""
    if reading.label is not None:
        return None
    places = [subject for subject in subjects_called(workplace, reading.text) if not subject.is_part]
    if len(places) == 1:
        return OtherLocation(subject=places[0])
    return Ambiguous(subjects=tuple(places)) if places else None
