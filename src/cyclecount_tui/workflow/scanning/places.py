"""Where no count is open: from a scan to the location or part that it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.subject import Subject, location_subject
from cyclecount_tui.workflow.errors import IonError
from cyclecount_tui.workflow.finding_labelled import places_of
from cyclecount_tui.workflow.finding_parts import part_subject
from cyclecount_tui.workflow.scanning.in_ion import labelled, locations_called, parts_called
from cyclecount_tui.workflow.scanning.known_places import subjects_called
from cyclecount_tui.workflow.scanning.on_sheet import by_card
from cyclecount_tui.workflow.scanning.reading import Reading, readings
from cyclecount_tui.workflow.scanning.results import (
    Ambiguous,
    BadgeScanned,
    CommandScanned,
    SubjectScanned,
    Unknown,
    as_read,
)
from cyclecount_tui.workflow.workplace import Workplace

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

Found = CommandScanned | BadgeScanned | SubjectScanned | Ambiguous | Unknown
"""What a scan can be where no count is open."""


def subject_scanned(workplace: Workplace, text: str) -> Found:
    """The location or part of a scan: by what the schedule and open counts have, then by ION. Nothing is stored.

    ION is asked for labels, parts and locations; while it is away, only known names are found (`asked_ion` False).
    """
    ways = readings(text, workplace.practice.scanning)
    for reading in ways:
        found = _by_card(reading) or _one_of(_named_here(workplace, reading))
        if found is not None:
            return as_read(found, reading)
    if not ways[0].text:
        return Unknown(asked_ion=False)
    try:
        ion = workplace.ion
        for reading in ways:
            found = _one_of(_in_ion(ion, reading))
            if found is not None:
                return as_read(found, reading)
    except IonError:
        return as_read(Unknown(asked_ion=False), ways[0])
    return as_read(Unknown(), ways[0])


def _by_card(reading: Reading) -> Found | None:
    found = by_card(reading)
    return found if isinstance(found, CommandScanned | BadgeScanned) else None


def _named_here(workplace: Workplace, reading: Reading) -> list[Subject]:
    return [subject for name in _names(reading) for subject in subjects_called(workplace, name)]


def _names(reading: Reading) -> tuple[str, ...]:
    """The names that a code may stand for: its location, else its part or all of it; a label has none."""
    if reading.label is not None:
        return ()
    fields = reading.fields
    if fields is None:
        return (reading.text,)
    return (fields.location,) if fields.location else (*fields.part_numbers, *fields.gtins, reading.text)


def _in_ion(ion: Ion, reading: Reading) -> list[Subject]:
    for things in labelled(ion, reading, places=True):
        return [*_subjects(places_of(things)), *_parts(ion, {record.part.number for record in things.records})]
    names = _names(reading)
    places = [place for name in names for place in locations_called(ion, name)]
    return [*_subjects(places), *_parts(ion, names)]


def _subjects(places: Iterable[Place]) -> list[Subject]:
    return [location_subject(place) for place in places]


def _parts(ion: Ion, numbers: Iterable[str]) -> list[Subject]:
    """The parts with these numbers, all revisions of one as one subject."""
    parts = parts_called(ion, numbers)
    by_number = {number: [part for part in parts if part.number == number] for number in {p.number for p in parts}}
    return [subject for of_number in by_number.values() if (subject := part_subject(of_number)) is not None]


def _one_of(subjects: Iterable[Subject]) -> Found | None:
    distinct = tuple(dict.fromkeys(subjects))
    if not distinct:
        return None
    return SubjectScanned(subject=distinct[0]) if len(distinct) == 1 else Ambiguous(subjects=distinct)
