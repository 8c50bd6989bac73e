"""Where a found item of a part's count lies: a location of its sheet, or any other one of ION's."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding import find_location_however_written
from cyclecount_tui.workflow.workplace import Workplace


class NoSuchPlace(Refusal):
    """What was said of where the item lies is not one location."""


def found_place(workplace: Workplace, count: Count, text: str) -> Place:
    """The location with this id or name, in upper or lower case; ION is asked only where the sheet does not have it.

    Raises:
        NoSuchPlace: nothing was said, there is no such location, or several have the name. IonError: ION is away.
    """
    wanted = text.strip()
    if not wanted:
        raise NoSuchPlace("A found item needs its location: type or scan the name of the location.")
    known = [place for place in count.places if wanted == place.name or whole_number(wanted) == place.id]
    known = known or [place for place in count.places if wanted.casefold() == place.name.casefold()]
    if len(known) == 1:
        return known[0]
    try:
        return find_location_however_written(workplace, wanted).place
    except Refusal as refusal:
        raise NoSuchPlace(refusal.sentence) from refusal
