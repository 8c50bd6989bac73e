"""Finding a part by the number a person types or scans: all its revisions are one part to count."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Never

from cyclecount_tui.domain.inventory import Part
from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.subject import Subject, SubjectKind
from cyclecount_tui.workflow.errors import IonError, Refusal
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.recording import LONGEST_PART_NUMBER
from cyclecount_tui.workflow.workplace import Workplace

MOST_CANDIDATES = 8
_SHARE_KEPT = 0.7
"""How much of a number is kept to look for numbers that begin like it: slips are commonest towards its end."""


def part_subject(parts: Iterable[Part]) -> Subject | None:
    """The revisions of one part number as a subject: the lowest of ION's ids stands for all; None for none."""
    first = min(parts, key=lambda part: part.id, default=None)
    return None if first is None else Subject(first.id, first.number, SubjectKind.PART)


def find_part(workplace: Workplace, text: str) -> Subject:
    """The part in ION with exactly this number.

    Raises:
        Refusal: there is none; the nearest numbers are listed.
    """
    wanted = _number(text)
    found = _in_ion(workplace, wanted)
    return found if found is not None else _refused(workplace, wanted)


def find_open_or_part(workplace: Workplace, text: str) -> Subject:
    """The part to count. One that is being counted or scheduled is found without asking ION.

    Raises:
        Refusal: there is none; the nearest numbers are listed.
    """
    found = open_or_part_called(workplace, text)
    return found if found is not None else _refused(workplace, _number(text))


def open_or_part_called(workplace: Workplace, text: str) -> Subject | None:
    """The same; None where there is none, and nothing is asked about other numbers.

    Raises:
        Refusal: the text is no part number.
    """
    wanted = _number(text)
    scheduled = workplace.store.schedule.subjects_called(wanted)
    counted = [count.subject for count in workplace.store.journal.open_counts()]
    known = [subject for subject in [*counted, *scheduled] if subject.is_part and subject.name == wanted]
    return known[0] if known else _in_ion(workplace, wanted)


def _in_ion(workplace: Workplace, wanted: str) -> Subject | None:
    return part_subject(part for part in workplace.ion.sheet_parts([wanted]) if part.number == wanted)


def _refused(workplace: Workplace, wanted: str) -> Never:
    raise Refusal(f"ION has no part {quoted(wanted)}{_nearest(workplace, wanted)}")


def _number(text: str) -> str:
    wanted = text.strip()
    if not wanted:
        raise Refusal("No part was named: give its part number.")
    if len(wanted) > LONGEST_PART_NUMBER:
        raise Refusal(
            f"A part number has at most {LONGEST_PART_NUMBER} characters, this one has {len(wanted)}: "
            "check what was typed or scanned."
        )
    return wanted


def _nearest(workplace: Workplace, wanted: str) -> str:
    try:
        beginning = workplace.ion.parts_like(f"{wanted[: max(1, int(len(wanted) * _SHARE_KEPT))]}%")
        within = workplace.ion.parts_like(f"%{wanted}%")
    except IonError:
        return ": check the number."
    numbers = {part.number.casefold(): part.number for part in [*beginning, *within]}
    if wanted.casefold() in numbers:
        return f". It has {numbers[wanted.casefold()]}: mind capital and small letters."
    near = get_close_matches(wanted.casefold(), numbers, n=MOST_CANDIDATES, cutoff=0.6)
    near += [part.number.casefold() for part in within]
    candidates = [numbers[number] for number in dict.fromkeys(near)][:MOST_CANDIDATES]
    if not candidates:
        return ": check the number."
    return f". Nearest: {'; '.join(sorted(candidates, key=natural))}."
