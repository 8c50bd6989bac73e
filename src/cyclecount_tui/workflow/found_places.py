"""Where a found item of a part's count lies: a location of its sheet, or any other one of ION's."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.whole_numbers import whole_number
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.finding import find_location
from cyclecount_tui.workflow.workplace import Workplace


def found_place(workplace: Workplace, count: Count, text: str) -> Place:
    """The location with this id or exact name; ION is asked only for one that the sheet does not have.

    Raises:
        Refusal: nothing was said, there is no such location, or several have the name. IonError: ION is away.
    """
    wanted = text.strip()
    if not wanted:
        raise Refusal("A found item needs its location: type or scan the name of the location.")
    known = [place for place in count.places if wanted == place.name or whole_number(wanted) == place.id]
    return known[0] if len(known) == 1 else find_location(workplace, wanted).place
