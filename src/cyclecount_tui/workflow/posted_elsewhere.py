"""Two leads who post one count: one does, and the other is told who."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import WriteDone, WriteRefused, WriteStarted, WriteUnclear
from cyclecount_tui.workflow.workplace import Workplace

_POSTING = (WriteStarted, WriteDone, WriteRefused, WriteUnclear)


def posted_elsewhere(workplace: Workplace, count: Count) -> str:
    """A sentence about whoever posts this count since it was read here; empty where nobody does."""
    since = list(workplace.store.journal.events(count.id))[count.version :]
    posting = [event.by for event in since if isinstance(event, _POSTING)]
    if not posting:
        return ""
    return (
        f"{posting[-1]} posts the count of {count.subject.name} at another terminal: nothing more is sent from here, "
        "and nothing is done twice; look at it again in a moment."
    )
