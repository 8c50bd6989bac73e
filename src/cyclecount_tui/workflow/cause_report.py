"""How right the detectors were: what was suggested and what was chosen, over all counts of the database."""

from datetime import date

from cyclecount_tui.domain.cause_tally import CauseRecord, CauseTally, Preferred
from cyclecount_tui.domain.fixes import Cause, Confidence
from cyclecount_tui.store.decided_counts import decided_since
from cyclecount_tui.workflow.documents import Document
from cyclecount_tui.workflow.keeping import load
from cyclecount_tui.workflow.workplace import Workplace


def cause_tally(workplace: Workplace, since: date | None = None) -> CauseTally:
    """The record of each cause, from counts of which the day of the count is `since` or later.

    One count is in memory at a time. Nothing is asked of ION, and no quantity of any count comes into it.

    Raises:
        StoreError: the database cannot be read.
    """
    tally = CauseTally()
    for count_id in decided_since(workplace.store.database, since):
        tally.add(load(workplace, count_id))
    return tally


def in_order(tally: CauseTally) -> list[tuple[Cause, CauseRecord]]:
    """The causes, those suggested first most often before others, equals by name."""
    return sorted(tally.causes.items(), key=lambda item: (-item[1].suggested.total(), item[0].value))


def causes_document(tally: CauseTally, since: date | None = None) -> Document:
    """The same as a JSON document, in a shape that stays."""
    return {
        "since": since.isoformat() if since else None,
        "counts": tally.counts,
        "choices": tally.choices,
        "first_suggestion_not_told": tally.not_told,
        "causes": [_cause(cause, record) for cause, record in in_order(tally)],
    }


def _cause(cause: Cause, record: CauseRecord) -> Document:
    return {
        "cause_id": cause.value,
        "cause": cause.words,
        "suggested_first": record.suggested.total(),
        "taken": record.taken.total(),
        "taken_instead_of_another": record.instead.total(),
        "certain_not_taken": record.certain_not_taken,
        "by_confidence": {
            confidence.value: {
                "suggested_first": record.suggested[confidence],
                "taken": record.taken[confidence],
                "taken_instead_of_another": record.instead[confidence],
                "passed_over_for": [_preferred(*other) for other in record.passed_over(confidence).most_common()],
            }
            for confidence in Confidence
        },
    }


def _preferred(other: Preferred, times: int) -> Document:
    return {
        "cause_id": other.cause.value,
        "by_hand": other.by_hand.value if other.by_hand else None,
        "words": other.words,
        "times": times,
    }
