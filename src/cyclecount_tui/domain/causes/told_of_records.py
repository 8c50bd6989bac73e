"""What ION tells of the records behind a suggestion, put to its evidence: holds, issues, who touched them last."""

import re
from collections.abc import Iterable, Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.fixes import Suggestion
from cyclecount_tui.domain.inventory import InventoryRecord

_RECORD = re.compile(r"[Rr]ecord ([0-9]+)\b")

MOST_RECORDS = 3
"""Of more records than this nothing is told one by one."""


def told(case: Case, suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The same suggestions; those that rest on records say what is known of these, if they do not say it already.

    A slip of the counter rests on no record.
    """
    records = {record.id: record for record in (*case.evidence.elsewhere, *case.row.records)}
    of_record: dict[int, list[tuple[str, str]]] = {}
    for suggestion in suggestions:
        behind = [] if suggestion.cause.is_reading else _behind(case, suggestion, records)[:MOST_RECORDS]
        of_record |= {record.id: list(_facts(case, record)) for record in behind if record.id not in of_record}
        facts = [fact for record in behind for fact in of_record[record.id]]
        known = " ".join(suggestion.evidence) if facts else ""
        news = [sentence for sentence, said_as in facts if said_as not in known]
        yield suggestion.saying(*news) if news else suggestion


def _behind(case: Case, suggestion: Suggestion, records: dict[int, InventoryRecord]) -> list[InventoryRecord]:
    """The records that the fix takes from; where it takes from none, those it speaks of; else those of the line."""
    named = [portion.record_id for portion in suggestion.fix.portions] or _spoken_of(suggestion)
    behind = [records[number] for number in dict.fromkeys(named) if number in records]
    return behind or list(case.row.records)


def _spoken_of(suggestion: Suggestion) -> list[int]:
    return [int(number) for sentence in suggestion.evidence for number in _RECORD.findall(sentence)]


def _facts(case: Case, record: InventoryRecord) -> Iterator[tuple[str, str]]:
    """Sentences, each with the words by which a suggestion that says the same is told."""
    if record.on_hold:
        yield f"Record {record.id} is on quality hold.", f"ecord {record.id} is on quality hold"
    for issue in record.open_issues[:1]:
        yield f"Record {record.id} has an open issue, {issue}.", f"issue {issue}"
    last = next((each for each in case.evidence.changes if each.record_id == record.id), None)
    if last is not None and not last.made:
        sentence = last.words_at(case.here)
        yield sentence, sentence
