"""Everything about one row in words: where digital and floor come from, what may be the cause, what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cyclecount_tui.domain.arithmetic import told_as_sum
from cyclecount_tui.domain.attempts_told import story_of_counts
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.fixes import Suggestion
from cyclecount_tui.tui.screens.numbers_shown import difference, money, quantity
from cyclecount_tui.tui.screens.reconcile.rows import NOT_KNOWN, Shown
from cyclecount_tui.tui.widgets.plain_text import one_line


def detail_text(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """A few lines for the lower part of the screen: the sums, the choice, the suggestions by number."""
    sums = [*_sums(count, shown), *_as_sum(count, shown, offered), *_counts_besides(count, shown)]
    texts = [identity(shown), *sums, *_choice(count, shown, offered), *_numbered(count, shown, offered)]
    return "\n".join(map(one_line, texts))


def detail_short(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """The same for a screen of a few short lines."""
    if shown.row is None:
        return f"{one_line(_line_words(shown))}\nNot counted: it is never posted."
    row, choice = shown.row, count.choices.get(shown.line.number)
    sums = f"Digital {quantity(row.digital)}  Floor {quantity(row.floor)}  Diff {difference(row.difference)}"
    if shown.unsure:
        sums = f"Digital {quantity(row.digital)}  Floor {NOT_KNOWN}"
    offers = [
        f"{_mark(choice, offer)}{place} {offer.confidence}: {offer.fix.words}"
        for place, offer in enumerate(offered, start=1)
    ]
    told = [*_counts(count, shown), *_choice(count, shown, offered)]
    return "\n".join(map(one_line, [_line_words(shown), sums, *told, *offers]))


def evidence_text(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> str:
    """All of it, to read at length: records, notes, every sentence of evidence, what moved meanwhile."""
    sums = [*_sums(count, shown), *_as_sum(count, shown, offered), *_counts_besides(count, shown)]
    parts = [identity(shown), "\n".join(map(one_line, sums))]
    if shown.row is not None:
        parts.append(_section("Records in ION when the count was submitted", _records(shown.row)))
    parts.append(_section("Notes", count.notes.get(shown.line.number, ())))
    parts += [_in_full(place, suggestion) for place, suggestion in enumerate(offered, start=1)]
    parts.append(_section("Chosen", _choice_words(count, shown)))
    moved = [moved.sentence for moved in count.movements if moved.key == shown.line.key]
    parts.append(_section("While the count went on", moved))
    elsewhere = [moved.sentence for moved in count.movements if moved.key != shown.line.key]
    parts.append(_section("While the count went on, other lines", elsewhere))
    parts.append(count.evidence.withheld_words if count.evidence else "")
    return "\n\n".join(part for part in parts if part)


def identity(shown: Shown) -> str:
    """`FR-10034 rev B, lot L-2231   Bearing 6201`."""
    found = " (found here)" if shown.line.found else ""
    return one_line(f"{_line_words(shown)}{found}   {shown.line.description}".rstrip())


def _line_words(shown: Shown) -> str:
    """The line, its place first where it has one: that tells the lines of a part apart."""
    key = shown.line.key
    return f"{key.place.name}: {key.item_words}" if key.place else key.words


def _sums(count: Count, shown: Shown) -> Iterator[str]:
    if shown.row is None:
        yield "Not counted: it is never posted."
        return
    row = shown.row
    entry = count.counted[shown.line.number]
    if shown.unsure:
        yield f"Digital {_digital(row)}   Floor {NOT_KNOWN}: its difference is not known"
    else:
        yield f"Digital {_digital(row)}   Floor {_floor(entry, row)}   Difference {_difference(row)}"


def _as_sum(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> Iterator[str]:
    """How a discrepancy adds up."""
    told = told_as_sum(count, shown.row, offered) if shown.row is not None and shown.row.differs else None
    if told is not None:
        yield f"{told.words[0].upper()}{told.words[1:]}"


def _digital(row: Row) -> str:
    totals = " + ".join(f"{quantity(total)} {status.words}" for status, total in row.breakdown.items())
    return f"{quantity(row.digital)} = {totals}" if totals else "0, no record here"


def _counts_besides(count: Count, shown: Shown) -> Iterator[str]:
    """The counts of a line, unless its suggestion tells them."""
    return iter(()) if shown.unsure else _counts(count, shown)


def _counts(count: Count, shown: Shown) -> Iterator[str]:
    """The counts of a line one after the other, where there was more than one."""
    story = story_of_counts(count, shown.line.number) if count.attempts else ""
    if story:
        yield f"{story[0].upper()}{story[1:]}."


def _floor(entry: Entry, row: Row) -> str:
    said = f"{entry.at.astimezone():%H:%M} {entry.by}"
    if row.floor != entry.quantity:
        return f"{quantity(row.floor)} ({quantity(entry.quantity)} when it was counted, {said}; stock moved since)"
    if entry.none:
        return f"none ({said})"
    is_sum = any(sign in entry.expression for sign in "+-*/(")
    return f"{quantity(entry.quantity)} ({f'{entry.expression}, ' if is_sum else ''}{said})"


def _difference(row: Row) -> str:
    value = f" worth {money(row.value)}" if row.value else ""
    return f"{difference(row.difference)}{value}"


def _records(row: Row) -> list[str]:
    return [f"Record {record.id}: {quantity(record.quantity)} {record.status.words}" for record in row.records]


def _choice(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> Iterator[str]:
    """The chosen fix, where it is none of the suggestions; or the other lines whose fixes put this one right."""
    for covered in count.plan.covered if count.plan else ():
        if covered.line == shown.line.number:
            yield f"Put right with line {', '.join(str(line) for line in covered.by) or 'another'}"
    choice = count.choices.get(shown.line.number)
    if choice is not None and all(choice.fix != suggestion.fix for suggestion in offered):
        yield f"✓ {choice.fix.words}"


def _choice_words(count: Count, shown: Shown) -> list[str]:
    choice = count.choices.get(shown.line.number)
    if choice is None:
        return []
    return [f"{choice.fix.words} ({choice.cause.words}; {choice.at.astimezone():%H:%M} {choice.by})"]


def _numbered(count: Count, shown: Shown, offered: Sequence[Suggestion]) -> Iterator[str]:
    choice = count.choices.get(shown.line.number)
    for place, suggestion in enumerate(offered, start=1):
        said = " ".join(suggestion.evidence[:1])
        why = f"{suggestion.cause.words}{f': {said}' if said else ''}"
        yield f"{_mark(choice, suggestion)}{place} {suggestion.confidence:<8}  {suggestion.fix.words}. {why}"


def _mark(choice: Choice | None, suggestion: Suggestion) -> str:
    return "✓" if choice is not None and choice.fix == suggestion.fix else " "


def _in_full(place: int, suggestion: Suggestion) -> str:
    title = f"{place} {suggestion.confidence}: {suggestion.cause.words}"
    lost = [f"Why not first? {suggestion.lost}"] if suggestion.lost else []
    return _section(title, [*suggestion.evidence, *lost, f"Fix: {suggestion.fix.words}"])


def _section(title: str, sentences: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {one_line(sentence)}" for sentence in sentences)]) if sentences else ""
