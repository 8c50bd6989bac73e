"""A line that is off the same way three counts running: the fix stays what it is, and its cause has to be looked for.

Source: the rules of cycle counting: after the third difference of one sign at one place the normal fix is done and a
cause investigation is opened, for another adjustment changes nothing about what goes wrong there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.line_result import LineResult
from cyclecount_tui.domain.quantities import ZERO, signed


@dataclass(frozen=True, slots=True)
class _Found:
    """What one count found of an item or a part at a place; `by` are the names of those who counted it."""

    difference: Decimal
    day: str
    by: str


class SameSign:
    """The rows of a compared count beside what the two counts before it found at the same place."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._here: dict[tuple[Place, str], list[Row]] = {}
        self._before: dict[tuple[Place, str], list[LineResult]] = {}
        unsure = count.unsure
        for row in count.rows:
            if row.line.number not in unsure:
                self._here.setdefault((count.place_of(row.line.key), row.line.key.part_number), []).append(row)
        for result in count.evidence.earlier if count.evidence else ():
            self._before.setdefault((result.place, result.key.part_number), []).append(result)

    def of(self, row: Row) -> str:
        """The sentence about the item of a row, else about its part at this place; empty where neither was so off."""
        of_part = self._count.place_of(row.line.key), row.line.key.part_number
        before = self._before.get(of_part)
        if not before or not row.differs or row.line.number in self._count.unsure:
            return ""
        of_item = [each for each in before if each.is_of_item(row.line.part_id, row.line.key)]
        return self._sentence(_by_count(of_item), [row], "") or self._sentence(
            _by_count(before), self._here[of_part], f"{row.line.key.part_number} in all its lots and revisions: "
        )

    def _sentence(self, before: list[_Found], rows: list[Row], what: str) -> str:
        now = self._now(rows)
        running = [*reversed(before), now]
        signs = {each.difference > 0 for each in running}
        if len(running) != 3 or len(signs) > 1 or not all(each.difference for each in running):
            return ""
        told = ", ".join(f"{signed(each.difference)} on {each.day} ({each.by})" for each in running)
        return f"Too {'many' if now.difference > 0 else 'few'} for the third count running: {what}{told}. Find out why."

    def _now(self, rows: Iterable[Row]) -> _Found:
        rows = tuple(rows)
        entries = [self._count.counted[row.line.number] for row in rows if row.differs]
        total = sum((row.difference for row in rows), ZERO)
        day = max(entries, key=lambda entry: entry.at).at.astimezone()
        return _Found(total, f"{day:%-d %b %Y}", _names(entry.by for entry in entries))


def cause_looked_for_first(case: Case) -> Iterator[Suggestion]:
    """To look for the cause first; every other fix can be done at once, with the same sentence beside it."""
    if case.running:
        fix = Fix(FixKind.HOLD, note="find out why it is off the same way each time, before it is adjusted once more")
        yield Suggestion(Cause.SAME_SIGN, Confidence.LAST, (case.running,), fix)


def marked(suggestions: Iterable[Suggestion], sentence: str) -> Iterator[Suggestion]:
    """The same suggestions, each with the sentence at the end of its evidence."""
    for each in suggestions:
        said = not sentence or sentence in each.evidence
        yield each if said else each.saying(sentence)


def off_the_same_way(count: Count) -> Mapping[int, str]:
    """The sentence by line number, for the rows of a compared count that are off the same way three counts running."""
    same_sign = SameSign(count)
    found = ((row.line.number, same_sign.of(row)) for row in count.rows)
    return {line: sentence for line, sentence in found if sentence}


def _by_count(results: Iterable[LineResult]) -> list[_Found]:
    """What each count found, the newest first, as the results come."""
    found = []
    for _, group in groupby(results, key=lambda result: result.count_id):
        lines = list(group)
        total = sum((each.difference for each in lines), ZERO)
        day = max(each.at for each in lines).astimezone()
        found.append(_Found(total, f"{day:%-d %b %Y}", _names(each.by for each in lines)))
    return found


def _names(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))
