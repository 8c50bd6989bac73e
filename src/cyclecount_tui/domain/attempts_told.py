"""The counts of a line one after the other, once it is compared: who, how many, and which of them agree."""

from dataclasses import dataclass
from functools import cached_property

from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import Entry
from cyclecount_tui.domain.quantities import plain, rounded
from cyclecount_tui.domain.recounting import difference_fits, to_choose_from
from cyclecount_tui.domain.tapes import tape_in, tape_words

_ORDINALS = ("1st", "2nd", "3rd")


@dataclass(frozen=True, slots=True)
class AttemptTold:
    """One count of a line.

    `typed` is its tape, `agrees`: its difference is the one that counts for the line. `moved`: stock moved since, so
    that its difference is not known any more.
    """

    number: int
    entry: Entry
    typed: str
    agrees: bool
    moved: bool

    @property
    def words(self) -> str:
        """`2nd count Ben 76 (12*6+4)`."""
        quantity = "none" if self.entry.none else plain(self.entry.quantity)
        sums = self.typed.rpartition(" = ")[0]
        return f"{ordinal(self.number)} count {self.entry.by} {quantity}{f' ({sums})' if sums else ''}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`."""
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}th"


class CountsTold:
    """The counts of every line of a compared count; asked for many lines, it looks through the entries once."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._unsure = count.unsure

    def of(self, line: int) -> tuple[AttemptTold, ...]:
        """The counts of a line, in order; empty for one that was not counted."""
        row = self._count.rows_by_line.get(line)
        if row is None:
            return ()
        tapes = [(number, tape) for number, entries in self._entries.get(line, ()) if (tape := tape_in(entries, line))]
        known, last = to_choose_from(self._count, line), tapes[-1][0]
        told = []
        for number, tape in tapes:
            agrees = line not in self._unsure and self._agrees(row, number, tape[-1], last=number == last)
            moved = number not in known and not agrees
            told.append(AttemptTold(number, tape[-1], tape_words(tape), agrees, moved))
        return tuple(told)

    def agreement(self, line: int) -> str:
        """What the counts of a line come to: `they agree`, `no two agree`; empty for one count and nothing to say."""
        count = self._count
        if line in count.stale:
            return "stock moved since then, and nobody counted it again"
        if line in count.chosen_attempts:
            return f"no two agree, the {ordinal(count.chosen_attempts[line])} was chosen"
        if line in count.disputed:
            return "no two agree"
        told = self.of(line) if count.attempts else ()
        if len(told) < 2:
            return ""
        agreeing = [each for each in told if each.agrees]
        if len(agreeing) < 2:
            return "all within tolerance"
        if len(agreeing) == len(told):
            return "they agree"
        return f"{' and '.join(ordinal(each.number) for each in agreeing)} agree"

    def story(self, line: int) -> str:
        """`1st count Ann 76 (12*6+4), 2nd count Ben 76: they agree`; empty where `agreement` is."""
        said = self.agreement(line)
        if not said:
            return ""
        stale = line in self._count.stale
        told = (f"{each.words} (stock moved since then)" if each.moved and not stale else each.words
                for each in self.of(line))  # fmt: skip
        return f"{', '.join(told)}: {said}"

    @cached_property
    def _entries(self) -> dict[int, list[tuple[int, list[Entry]]]]:
        """By line: the number of each attempt that entered something for it, with these entries."""
        found: dict[int, list[tuple[int, list[Entry]]]] = {}
        attempts = [*(attempt.entries for attempt in self._count.attempts), self._count.entries]
        for number, entries in enumerate(attempts, start=1):
            for entry in entries:
                of_line = found.setdefault(entry.line, [])
                if not of_line or of_line[-1][0] != number:
                    of_line.append((number, []))
                of_line[-1][1].append(entry)
        return found

    def _agrees(self, row: Row, attempt: int, entry: Entry, *, last: bool) -> bool:
        """Whether an attempt has the difference that counts; the one by which a line was settled has no seal."""
        count, line = self._count, row.line.number
        if line in count.chosen_attempts:
            return attempt == count.chosen_attempts[line]
        if attempt == count.attempt:
            return rounded(entry.quantity - row.digital) == row.difference
        if line in count.settled and last:
            return True
        return difference_fits(count, line, attempt, entry.quantity, row.difference)


def attempts_told(count: Count, line: int) -> tuple[AttemptTold, ...]:
    """The counts of one line."""
    return CountsTold(count).of(line)


def story_of_counts(count: Count, line: int) -> str:
    """The counts of one line in words."""
    return CountsTold(count).story(line)
