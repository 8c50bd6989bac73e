"""All detectors over all discrepancies: ranked suggestions for each line that differs."""

from collections.abc import Callable, Iterator, Mapping

from cyclecount_tui.domain.causes import assemblies, elsewhere, kits, last_resort, meanwhile, mrb, statuses
from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Suggestion

Detector = Callable[[Case], Iterator[Suggestion]]

DETECTORS: tuple[Detector, ...] = (
    meanwhile.moved_meanwhile,
    elsewhere.serial_elsewhere,
    statuses.not_on_the_shelf,
    statuses.several_statuses,
    statuses.installed_by_mistake,
    kits.kit_not_filled,
    kits.pulled_for_a_kit,
    assemblies.not_consumed,
    mrb.taken_to_mrb,
    mrb.back_from_mrb,
    elsewhere.moved_here,
    elsewhere.moved_away,
    last_resort.unknown_part,
    last_resort.unexplained_surplus,
    last_resort.unexplained_shortage,
)
"""In the order in which equals are offered: what is already in motion first, the last resort last."""


def suggestions(count: Count) -> Mapping[int, tuple[Suggestion, ...]]:
    """For each line that differs, by line number, its suggestions: surest first."""
    if count.evidence is None:
        return {}
    evidence = count.evidence
    cases = (
        Case(row, count.location, evidence, tuple(item for item in count.movements if item.key == row.line.key))
        for row in count.rows
        if row.differs
    )
    return {case.row.line.number: _ranked(case) for case in cases}


def _ranked(case: Case) -> tuple[Suggestion, ...]:
    found = [suggestion for detector in DETECTORS for suggestion in detector(case)]
    return tuple(sorted(found, key=_rank))


def _rank(suggestion: Suggestion) -> tuple[bool, int]:
    """A line that moved while it was counted comes before anything that would write: see `meanwhile`."""
    return suggestion.cause is not Cause.MOVED_MEANWHILE, suggestion.confidence.rank
