"""Whether a fix may be chosen or planned beside what is chosen already, in this count and in others."""

from collections.abc import Iterator, Mapping

from cyclecount_tui.domain.causes.claims import Claims
from cyclecount_tui.domain.causes.dealt_with import DealtWith
from cyclecount_tui.domain.causes.ledger import Ledger
from cyclecount_tui.domain.count import Choice, Count
from cyclecount_tui.domain.fixes import Fix
from cyclecount_tui.domain.promised import Promised


class Beside:
    """What other counts have promised, and the fixes of this count that are entered one by one."""

    def __init__(self, count: Count, promised: Promised) -> None:
        self._rows = count.rows_by_line
        self._claims = Claims(count)
        self._ledger = Ledger(self._claims, promised)
        self._dealt_with = DealtWith(count, promised)

    def enter(self, line: int, fix: Fix) -> None:
        """This fix is chosen for the line."""
        if line in self._rows:
            self._ledger.enter(line, self._claims.of_fix(self._rows[line], fix))

    def refusal(self, line: int, fix: Fix) -> str:
        """Why a fix cannot be chosen for a line, in one sentence; empty where nobody else counts on the same."""
        if line not in self._rows:
            return ""
        held = self._ledger.refusal(self._claims.of_fix(self._rows[line], fix))
        hold = self._dealt_with.hold(line) if fix.kind.writes else None
        return held or (hold.evidence[0] if hold is not None else "")


def promised_to_others(count: Count, promised: Promised, fixes: Mapping[int, Choice]) -> Iterator[tuple[int, str]]:
    """Of chosen fixes, by line number, those that count on what another count chose before, and the sentence."""
    beside = Beside(count, promised)
    for line, choice in fixes.items():
        if beside.refusal(line, choice.fix):  # by whomever it was chosen first; most are free of all that
            reason = Beside(count, promised.before(choice, count.id)).refusal(line, choice.fix)
            if reason:
                yield line, reason


def beside_choices(count: Count, promised: Promised, but_not_of: int | None = None) -> Beside:
    """What is chosen in other counts and for the lines of this one, but for one line; what is posted stands in ION."""
    beside = Beside(count, promised)
    for line, choice in sorted(count.choices.items()):
        if line != but_not_of and line not in count.posted_lines:
            beside.enter(line, choice.fix)
    return beside
