"""The one way to the suggestions of a count: beside what the other counts of this database have chosen.

Whoever shows or chooses a suggestion asks here, so that no front end offers what is promised already.
"""

from collections.abc import Mapping

from cyclecount_tui.domain.causes.refusals import beside_choices
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.events import WriteDone
from cyclecount_tui.domain.fixes import Fix, Suggestion
from cyclecount_tui.domain.plan import Step
from cyclecount_tui.domain.promised import NOTHING, Promised, promises_of
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace


def offers(workplace: Workplace, count: Count) -> Mapping[int, tuple[Suggestion, ...]]:
    """For each line that differs, by line number, its suggestions, the best first; none before it is compared.

    A line whose suggestions rest on what is being counted blind has none until that is submitted: others that are made
    without it would be taken in their place.

    Raises:
        StoreError: the database cannot be read.
    """
    promised = promised_elsewhere(workplace, count)
    every, seen = suggestions(count, promised), shown(workplace, count)
    if seen is count:
        return every
    told = suggestions(seen, promised)
    return {line: offered if told.get(line) == offered else () for line, offered in every.items()}


def refuse_promised(workplace: Workplace, count: Count, line: int, fix: Fix) -> None:
    """Raises Refusal where a fix counts on what is chosen for another line already, of this count or another."""
    promised = promised_elsewhere(workplace, count)
    reason = beside_choices(count, promised, but_not_of=line).refusal(line, fix)
    if reason:
        raise Refusal(f"{reason} Choose another fix for line {line}, or take that one back first.")


def promised_elsewhere(workplace: Workplace, count: Count) -> Promised:
    """What other counts have chosen or planned, and what they wrote to ION after this one was compared.

    A count that is not compared learns nothing, and one that is being counted promises nothing. Two small questions to
    the database; another count is folded once, and from then on only by what was added to it.
    """
    if count.evidence is None:
        return NOTHING
    journal, since = workplace.store.journal, count.compared_at
    if since is None:
        since = journal.compared_at(count.id) or 0
    others = workplace.counts_seen.read(journal, journal.promising_counts(since, count.id))
    if not others:
        return NOTHING
    done: dict[str, set[tuple[int, Step]]] = {}
    for count_id, event in journal.writes_done_after(since, count.id):
        if isinstance(event, WriteDone):
            done.setdefault(count_id, set()).add((event.write, event.step))
    return Promised(tuple(promise for other in others for promise in promises_of(other, done.get(other.id, ()))))
