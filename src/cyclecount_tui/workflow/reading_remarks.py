"""What is to be said of the reading of ION that a reconciliation rests on: what it left out, what it went without."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.workflow.features import detectors_off


def reading_remarks(count: Count) -> tuple[str, ...]:
    """Sentences: what counts as available, what is counted blind, what was cut, what this ION does not offer.

    There are none for a count that is not compared.
    """
    return _remarks(count.evidence) if count.evidence is not None else ()


def _remarks(evidence: Evidence) -> tuple[str, ...]:
    said = (evidence.stopped_words, evidence.withheld_words, evidence.cut_words, *detectors_off(evidence))
    return tuple(sentence for sentence in said if sentence)
