"""Submitting a count and comparing it with ION: the first moment at which quantities are read."""

from dataclasses import replace

from cyclecount_tui.domain.close_off import as_without_stops
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.events import Compared, Submitted
from cyclecount_tui.workflow.blind_counts import ComparisonWaits, blind_beside
from cyclecount_tui.workflow.gathering import evidence_for
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.stopping import stops_in_ion
from cyclecount_tui.workflow.workplace import Workplace

__all__ = ["ComparisonWaits", "compared", "submit"]


def submit(workplace: Workplace, count: Count) -> Count:
    """Submits the count and compares it; a count that is submitted already is only compared.

    Raises:
        DomainError: nothing was counted yet. IonError: ION cannot be read now. ComparisonWaits: a blind count shares
            stock with this one. After the last two the count is submitted all the same; the next call compares it.
    """
    if count.phase in {Phase.OPENED, Phase.COUNTING}:
        event = Submitted(at=workplace.now(), by=workplace.counter, counted_on=workplace.today())
        count = record(workplace, count, event)
    return compared(workplace, count)


def compared(workplace: Workplace, count: Count) -> Count:
    """The count with its evidence; reads ION only if that was not done yet. A fixed number of questions a count.

    Raises:
        IonError: ION cannot be read now. ComparisonWaits: a blind count shares stock with this one.
    """
    if count.phase is not Phase.SUBMITTED:
        return count
    blind, position = blind_beside(workplace, count), workplace.store.journal.end()
    stops = stops_in_ion(workplace)
    evidence = evidence_for(workplace, count, blind)
    stops |= stops_in_ion(workplace)  # one that was turned off or put back while ION was read
    here, stopped = as_without_stops(stops, evidence.here)
    elsewhere, stopped_elsewhere = as_without_stops(stops, evidence.elsewhere)
    evidence = replace(evidence, here=here, elsewhere=elsewhere, stopped_in_ion=(*stopped, *stopped_elsewhere))
    event = Compared(at=workplace.now(), by=workplace.counter, evidence=evidence, journal_position=position)
    return record(workplace, count, event)
