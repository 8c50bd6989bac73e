"""From ION's own label to what is counted: its location; of an inventory record, where it lies and what part it is."""

from collections.abc import Iterable, Iterator

from cyclecount_tui.domain.scans.ion_label import IonLabel
from cyclecount_tui.domain.scans.labelled import Labelled
from cyclecount_tui.domain.subject import Subject, location_subject
from cyclecount_tui.ion.errors import Refused
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding_parts import find_open_or_part
from cyclecount_tui.workflow.workplace import Workplace

_KINDS = {"PartKit": "a kit", "Run": "a run", "Part": "a part"}


def find_labelled(workplace: Workplace, scanned: str, label: IonLabel) -> tuple[Subject, ...]:
    """What can be counted by the label: the location, or the location and the part of an inventory record.

    Raises:
        Refusal: this ION looks no labels up, does not know this one, or it is on something that is not counted.
        IonError: ION cannot be asked.
    """
    things = _looked_up(workplace, scanned, label)
    if not things:
        raise Refusal(
            f"ION does not know the label {label.uid}: scan it again, or type the name of the location or the part "
            "number."
        )
    found = tuple(dict.fromkeys(_counted(workplace, things)))
    if not found:
        kinds = " and ".join(dict.fromkeys(_KINDS.get(each.kind, f"a {each.kind or 'thing'}") for each in things))
        raise Refusal(
            f"The label is on {kinds}, which is not counted: scan the label of a location or of an inventory record."
        )
    return found


def _looked_up(workplace: Workplace, scanned: str, label: IonLabel) -> list[Labelled]:
    """The text as it was scanned first, then the digits alone: ION does not say which of the two it wants."""
    try:
        found = workplace.ion.on_label(scanned)
    except Refused:
        found = []
    if found == []:
        found = workplace.ion.on_label(label.uid)
    if found is None:
        raise Refusal(
            "This ION does not tell what a label is stuck on: type the name or id of the location, or the part number."
        )
    return found


def _counted(workplace: Workplace, things: Iterable[Labelled]) -> Iterator[Subject]:
    for thing in things:
        yield from map(location_subject, thing.places)
        for record in thing.records:
            if record.place is not None:
                yield location_subject(record.place)
            yield find_open_or_part(workplace, record.part_number)
