"""Training: a guided count shows what ION expects, and nothing ever comes of it."""

from collections.abc import Mapping
from decimal import Decimal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import CountMode
from cyclecount_tui.domain.quantities import ZERO
from cyclecount_tui.workflow.beside_blind import lines_touched
from cyclecount_tui.workflow.blind_counts import blind_beside, blind_now
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace


def expected(workplace: Workplace, count: Count) -> Mapping[int, Decimal]:
    """What ION has of each line of a guided count, by line number. It is kept nowhere: for the screen alone.

    Raises:
        Refusal: the count is not guided. ComparisonWaits: a blind count shares stock with this one.
        IonError: ION cannot be read now; the count goes on without.
    """
    if count.mode is not CountMode.GUIDED:
        raise Refusal(f"The count of {count.subject.name} is {count.mode.words}: what ION has is not shown.")
    blind_beside(workplace, count)
    quantities = workplace.ion.training_quantities(count.subject.id)
    return {
        line.number: sum((quantities.get(record, ZERO) for record in line.record_ids), ZERO) for line in count.lines
    }


def still_shown(workplace: Workplace, count: Count, quantities: Mapping[int, Decimal]) -> Mapping[int, Decimal]:
    """Those of the `expected` quantities that may be shown now: no blind count has begun of that stock since.

    Raises:
        StoreError: the database cannot be read.
    """
    hidden = lines_touched(count, blind_now(workplace, count))
    return {line: quantity for line, quantity in quantities.items() if line not in hidden}


def refuse_training(count: Count) -> None:
    """Raises Refusal for a guided count: nothing of it goes into ION."""
    if count.mode is CountMode.GUIDED:
        raise Refusal(f"The count of {count.subject.name} was for training: nothing of it is planned or posted.")
