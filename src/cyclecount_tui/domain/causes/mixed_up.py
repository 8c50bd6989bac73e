"""Parts lie, or were counted, under the wrong label: two lots, two revisions, or two part numbers that look alike.

Source: the rules of cycle counting for +n and −n at one location: of one part in two lots, in two revisions, or in
near-identical part numbers, both are counted again before anything is written. ION's own records explain neither line.
"""

from collections.abc import Iterator

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.causes.likenesses import swapped_at
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.fixes import Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import plain


def lots_mixed(case: Case) -> Iterator[Suggestion]:
    """Another lot of the same part and revision at the same location differs just the other way round."""
    fitting = case.opposite.lots
    for other in fitting:
        mine, theirs = _lot(case.row), _lot(other)
        note = f"{mine} and {theirs} of {_part(case.row)}, each by the lot on its label"
        yield _suggestion(Cause.LOTS_MIXED, case, other, (f"of {_part(case.row)}", mine, theirs), note, len(fitting))


def revisions_mixed(case: Case) -> Iterator[Suggestion]:
    """Another revision of the same part at the same location differs just the other way round."""
    fitting = case.opposite.revisions
    for other in fitting:
        mine, theirs = _revision(case.row), _revision(other)
        number = case.row.line.key.part_number
        note = f"{number} {mine} and {theirs}, each by the revision on its label"
        yield _suggestion(Cause.REVISIONS_MIXED, case, other, (f"of {number}", mine, theirs), note, len(fitting))


def numbers_mixed(case: Case) -> Iterator[Suggestion]:
    """A part whose number is one slip apart, at the same location, differs just the other way round."""
    fitting = case.opposite.numbers
    for other in fitting:
        mine, theirs = case.row.line.key.item_words, other.line.key.item_words
        note = f"{mine} and {theirs}; read both part numbers sign by sign"
        found = _suggestion(Cause.NUMBERS_MIXED, case, other, ("", mine, theirs), note, len(fitting))
        yield found if _swapped(case.row, other) else _only_possible(found)


def _suggestion(
    cause: Cause, case: Case, other: Row, named: tuple[str, str, str], note: str, candidates: int
) -> Suggestion:
    whole, mine, theirs = named
    sentences = (
        f"{_sentence_start(mine, whole)}: counted {plain(case.row.floor)}, recorded {plain(case.row.digital)}.",
        f"{_sentence_start(theirs, whole)}: counted {plain(other.floor)}, recorded {plain(other.digital)}, "
        f"the same {plain(abs(other.difference))} the other way round.",
    )
    weakness = f"{candidates} lines fit" if candidates > 1 else "two counts found the same" if case.agreed else ""
    confidence = Confidence.POSSIBLE if weakness else Confidence.LIKELY
    fix = Fix(FixKind.RECOUNT, note=note, also=(other.line.number,))
    return Suggestion(cause, confidence, sentences, fix, weakness)


def _only_possible(found: Suggestion) -> Suggestion:
    """Numbers that differ in one sign are often neighbours in a series, and both are right."""
    weakness = found.weakness or "part numbers in a series are alike without a slip"
    return Suggestion(found.cause, Confidence.POSSIBLE, found.evidence, found.fix, weakness)


def _swapped(row: Row, other: Row) -> bool:
    return swapped_at(row.line.key.part_number, other.line.key.part_number) is not None


def _sentence_start(name: str, whole: str) -> str:
    said = f"{name} {whole}".rstrip()
    return said[0].upper() + said[1:]


def _part(row: Row) -> str:
    key = row.line.key
    return key.part_number + (f" rev {key.revision}" if key.revision else "")


def _lot(row: Row) -> str:
    return f"lot {row.line.key.lot_number}" if row.line.key.lot_number else "what has no lot"


def _revision(row: Row) -> str:
    return f"rev {row.line.key.revision}" if row.line.key.revision else "what has no revision"
