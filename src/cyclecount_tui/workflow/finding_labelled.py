"""From ION's own label to what is counted: its location; of an inventory record, where it lies and what part it is."""

from collections.abc import Iterator

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.scans.ion_label import IonLabel
from cyclecount_tui.domain.scans.scanned_things import ScannedThings
from cyclecount_tui.domain.subject import Subject, location_subject
from cyclecount_tui.ion.errors import NotFound, Refused
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
    if not things.kinds:
        raise Refusal(
            f"ION does not know the label {label.uid}: scan it again, or type the name of the location or the part "
            "number."
        )
    parts = dict.fromkeys(record.part.number for record in things.records)
    places = map(location_subject, places_of(things))
    found = tuple(dict.fromkeys([*places, *(find_open_or_part(workplace, number) for number in parts)]))
    if not found:
        kinds = " and ".join(dict.fromkeys(_KINDS.get(kind, f"a {kind or 'thing'}") for kind in things.kinds))
        raise Refusal(
            f"The label is on {kinds}, which is not counted: scan the label of a location or of an inventory record."
        )
    return found


def places_of(things: ScannedThings) -> Iterator[Place]:
    """The locations that a label names: those it is stuck on, and where its records lie."""
    yield from things.places
    yield from (record.place for record in things.records if record.place is not None)


def _looked_up(workplace: Workplace, scanned: str, label: IonLabel) -> ScannedThings:
    """The text as it was scanned first, then the digits alone: ION does not say which of the two it wants."""
    found = _asked(workplace, scanned)
    if not found.kinds:
        found = _asked(workplace, label.uid)
    if not workplace.ion.features.has("scan"):
        raise Refusal(
            "This ION does not tell what a label is stuck on: type the name or id of the location, or the part number."
        )
    return found


def _asked(workplace: Workplace, text: str) -> ScannedThings:
    try:
        return workplace.ion.scan_barcode(text, places=True)
    except Refused:  # this is no barcode to it
        return ScannedThings()
    except NotFound as error:
        if error.address_doubtful:
            raise
        return ScannedThings()
