"""What a person may mean by a text typed or scanned for a spot count: a location or a part, exactly or nearly."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.scans.ion_label import ion_label
from cyclecount_tui.domain.subject import Subject, SubjectKind, location_subject
from cyclecount_tui.ion.side_by_side import side_by_side
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.finding import open_or_location_called
from cyclecount_tui.workflow.finding_labelled import find_labelled
from cyclecount_tui.workflow.finding_parts import open_or_part_called
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.workplace import Workplace

MOST_NEAR = 9

_FINDING: tuple[Callable[[Workplace, str], Subject | None], ...] = (open_or_location_called, open_or_part_called)


@dataclass(frozen=True, slots=True)
class Meant:
    """What is called exactly so; where there is nothing, what is called nearly so, in walking order.

    A near part may stand there by the id of any of its revisions: find it by its number before it is counted.
    """

    exactly: tuple[Subject, ...]
    nearly: tuple[Subject, ...] = ()


def what_is_meant(workplace: Workplace, text: str) -> Meant:
    """The location with this id or name and the part with this number; else up to nine near ones of both.

    ION's own label, scanned, means the location it is on, or the location and the part of its inventory record.

    Raises:
        Refusal: nothing was typed, nothing is called anything like it, or ION does not tell what a label is on.
        IonError: ION cannot be asked.
    """
    wanted = text.strip()
    if not wanted:
        raise Refusal("Nothing was typed: give a location, its id, or a part number.")
    label = ion_label(wanted)
    if label is not None:
        return Meant(find_labelled(workplace, wanted, label))
    found = _called_so(workplace, wanted)
    if found:
        return Meant(found)
    nearly = _near(workplace, wanted)
    if not nearly:
        raise Refusal(f"ION has no location and no part that is called anything like {quoted(wanted)}: check it.")
    return Meant((), nearly)


def _called_so(workplace: Workplace, wanted: str) -> tuple[Subject, ...]:
    """ION is asked for locations and parts at the same time."""
    answers = side_by_side(partial(_called, find, workplace, wanted) for find in _FINDING)
    found = tuple(answer for answer in answers if isinstance(answer, Subject))
    away = [answer for answer in answers if isinstance(answer, IonError)]
    if away and not found:  # what is scheduled or being counted is found all the same
        raise away[-1]
    return found


def _called(
    find: Callable[[Workplace, str], Subject | None], workplace: Workplace, wanted: str
) -> Subject | IonError | None:
    try:
        return find(workplace, wanted)
    except Refusal:  # several: those are among the near ones
        return None
    except IonError as error:
        return error


def _near(workplace: Workplace, wanted: str) -> tuple[Subject, ...]:
    """What holds the text in its name comes before what is only written alike."""
    places = [location_subject(location.place) for location in workplace.ion.locations()]
    parts: dict[str, Subject] = {}
    for part in workplace.ion.parts_like(f"%{wanted}%"):
        parts.setdefault(part.number, Subject(part.id, part.number, SubjectKind.PART))
    known = [*places, *parts.values()]
    sought = wanted.casefold()
    holding = sorted((each for each in known if sought in each.name.casefold()), key=_by_name)
    alike = get_close_matches(sought, {each.name.casefold() for each in known}, n=MOST_NEAR, cutoff=0.6)
    close = [each for each in known if each.name.casefold() in alike and each not in holding]
    return tuple([*holding, *sorted(close, key=_by_name)][:MOST_NEAR])


def _by_name(subject: Subject) -> tuple[object, ...]:
    return natural(subject.name), subject.is_part, subject.id
