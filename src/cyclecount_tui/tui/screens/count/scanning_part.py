"""Scans into a count: told from quantities, resolved, and acted on; none of them ever becomes a quantity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.entries import UnknownScan
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.arrival import SHORTEST_SCAN, Arrival
from cyclecount_tui.domain.scans.command_card import Command
from cyclecount_tui.domain.scans.quantity_or_scan import Nature, nature_of, scan_behind, typed_before_code
from cyclecount_tui.domain.scans.sheet_codes import is_known
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.tui.scanned import Scanned
from cyclecount_tui.tui.screens.count import scan_words, sentences, sheet_rows
from cyclecount_tui.tui.screens.count.hand_over_part import HandOverPart
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import Choose, Confirm
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.scanning import results
from cyclecount_tui.workflow.scanning.resolving import resolve, resolved_here
from cyclecount_tui.workflow.scanning.sheet_to_come import refuse_too_early
from cyclecount_tui.workflow.scanning.taking_scans import stored
from cyclecount_tui.workflow.workplace import Workplace

_COMMANDS = {
    Command.NEXT: "walk('down')",
    Command.BACK: "walk('up')",
    Command.NONE: "none_here",
    Command.FOUND: "found",
    Command.NOTE: "note",
    Command.UNDO: "undo",
    Command.CLEAR: "clear",
    Command.FINISH: "finish",
    Command.HELP: "app.show_help",
    Command.EACH: "scan_each",
}
"""What each command of the card does here; YES and NO answer questions."""

_LONGEST_QUOTED = 30

_GO_ON_AT = results.LineFound | results.SeveralLines | results.SerialCounted | results.SerialAlready | results.OneMore


@dataclass(frozen=True)
class _How:
    """A scan as it came: while which line was up, and whether scans count."""

    text: str
    arrival: Arrival
    at_line: int | None
    each: bool

    @property
    def to_put_back(self) -> str:
        """What goes back into the prompt when it is refused: what fingers typed."""
        return self.text if self.arrival is Arrival.TYPED else ""

    def stored(self, workplace: Workplace, count: Count, result: results.Result) -> tuple[Count, results.Result]:
        """Raises Refusal for what is neither a quantity nor a code that is worth keeping: a slip of the fingers."""
        after, taken = stored(workplace, count, result, at_line=self.at_line, arrival=self.arrival, each=self.each)
        if isinstance(taken, results.Unknown) and taken.scan is None:
            raise Refusal(scan_words.said_of(taken)[0])
        return after, taken


class ScanningPart(HandOverPart):
    """Mixin for the count screen. `each`: a repeated scan of what is up counts one more of it.

    `unknown`: the last scan, where nobody knew it.
    """

    TAKES_SCANS = True
    each = False
    unknown: UnknownScan | None = None

    def nature(self, event: EntryField.Submitted) -> Nature:
        """Whether what was submitted is a quantity, a scan, or worth a question."""
        number = event.text.strip()
        if self.hides_the_rest and self.line is None and number.isdecimal() and len(number) >= SHORTEST_SCAN:
            return Nature.SCAN  # nothing is up that it could be a quantity of
        return nature_of(event.text, event.arrival, self._is_known)

    def scanned_behind_a_quantity(self, event: EntryField.Submitted, nature: Nature) -> bool:
        """A scan while a quantity is half typed is no way out of its line: the quantity stays, and that is said."""
        text = event.text
        typed = event.typed or (typed_before_code(text, self._is_known) if nature is Nature.SCAN else "")
        if not scan_behind(typed, text, nature) or self._is_known(text):
            return False
        self.field.set_text(typed)
        self.message_line.bad(sentences.scanned_too_early(typed))
        self.message_line.ring("bad")
        return True

    def _is_known(self, text: str) -> bool:
        return is_known(text, self.count.to_count)

    def on_scanned(self, event: Scanned) -> None:
        """A scan that came while the prompt had no focus."""
        event.stop()
        if not self.submitting:
            self.scan(event.text, event.arrival)

    def scan(self, text: str, arrival: Arrival) -> None:
        """Find out what a scan is, and act on it; ION is asked for what this terminal does not know."""
        found: list[results.Result | None] = []
        how = _How(text, arrival, self.up, each=self.each)

        def look_here(workplace: Workplace, count: Count) -> Count:
            result = resolved_here(workplace, count, text, at_line=how.at_line)
            refuse_too_early(count, text, result)
            after, taken = (count, None) if result is None else how.stored(workplace, count, result)
            found.append(taken)
            return after

        def looked(_before: Count, after: Count) -> None:
            if found[-1] is None:
                waiting = f"Looking for {one_line(text, _LONGEST_QUOTED)}"
                asking = partial(resolve, self.workplace, after, text, at_line=how.at_line)
                self.ask_in_turn(asking, take, partial(take, results.Unknown(text=text, asked_ion=False)), waiting)
            else:
                self._act_on(found[-1], after)

        def take(result: results.Result) -> None:
            self.store(partial(keep, result), kept, typed=how.to_put_back)

        def keep(result: results.Result, workplace: Workplace, count: Count) -> Count:
            after, taken = how.stored(workplace, count, result)
            found.append(taken)
            return after

        def kept(_before: Count, after: Count) -> None:
            assert found[-1] is not None
            self._act_on(found[-1], after)

        self.store(look_here, looked, typed=how.to_put_back)

    def ask_nature(self, event: EntryField.Submitted, as_quantity: Callable[[], None]) -> None:
        """A number that may be a code: nobody but the counter knows."""
        number = one_line(event.text.strip(), _LONGEST_QUOTED)
        options = [
            (f"{number} pieces", "It is what was counted of the line that is up"),
            (f"The code {number}", "It was scanned, or read from a label"),
        ]

        def answered(choice: int | None) -> None:
            if choice is None:
                self.field.set_text(event.text)
                self.field.release()
            elif choice == 0:
                as_quantity()
            else:
                self.scan(event.text, Arrival.BURST)

        self.app.push_screen(Choose("QUANTITY OR CODE?", options), answered)

    def action_scan_each(self) -> None:
        """One more with every scan, or not any more."""
        self.each = not self.each
        on = "Every scan counts one of its line" if self.each else "A scan goes to its line and counts nothing"
        self.message_line.good(f"{on}.")

    def _act_on(self, result: results.Result, count: Count) -> None:
        if not isinstance(result, results.CommandScanned):
            self.unknown = result.scan if isinstance(result, results.Unknown) else None
        if isinstance(result, results.CommandScanned):
            self._command(result.command)
        elif isinstance(result, results.BadgeScanned):
            self.call_after_refresh(self.hand_over_to, result.name)
        elif isinstance(result, results.OtherLocation):
            self._ask_to_go(result.subject)
        elif isinstance(result, results.Ambiguous):
            self._ask_which(result)
        else:
            self._go_to(result, count)
            sentence, ring = scan_words.said_of(result)
            say = {"good": self.message_line.good, "bad": self.message_line.bad}.get(ring, self.message_line.warn)
            say(sentence)
            self.message_line.ring(ring)
            if isinstance(result, results.NotOnSheet):
                self.open_found(result)

    def _go_to(self, result: results.Result, count: Count) -> None:
        if not isinstance(result, _GO_ON_AT):
            return
        number = result.line.number
        if isinstance(result, results.SerialCounted):
            number = sheet_rows.next_open(count, self.lines, number)
        self.bring_up(number, resting=isinstance(result, results.SerialCounted) and not count.open_lines)

    def _command(self, command: Command) -> None:
        action = _COMMANDS.get(command)
        if action is None:
            self.message_line.warn("Nothing was asked, so there is nothing to say yes or no to.")
        else:
            self.call_after_refresh(self.here.run_action, action)

    def _ask_to_go(self, subject: Subject) -> None:
        here, there = one_line(self.count.subject.name), one_line(subject.name)
        said = [
            f"You are counting {here}; that was {there}.",
            "This count stays as it is, and goes on when you are back.",
        ]
        question = Confirm(f"GO TO {there}?", said, yes_label=f"count {there}")
        self.message_line.ring("unknown")
        self.app.push_screen(question, partial(self._go, subject))

    def _go(self, subject: Subject, yes: bool | None) -> None:
        if yes:
            self.dismiss_to(subject)

    def _ask_which(self, result: results.Ambiguous) -> None:
        choices: list[tuple[str, Callable[[], None]]] = [
            *((line.key.words, partial(self._chosen_line, line)) for line in result.lines),
            *((key.words, partial(self.open_found, results.NotOnSheet(key=key, why=results.Why.OTHER_PART)))
              for key in result.keys),
            *((subject.name, partial(self._ask_to_go, subject)) for subject in result.subjects),
        ]  # fmt: skip

        def answered(choice: int | None) -> None:
            if choice is not None:
                choices[choice][1]()

        self.message_line.ring("unknown")
        options = [(one_line(words), "") for words, _ in choices]
        self.app.push_screen(Choose(f"WHICH IS {one_line(result.text, 24)}?", options), answered)

    def _chosen_line(self, line: Line) -> None:
        self.bring_up(line.number)

    def open_found(self, result: results.NotOnSheet) -> None:
        """The form of a found item with what the code told."""
        raise NotImplementedError

    def dismiss_to(self, subject: Subject) -> None:
        """Leave this count and open another one."""
        raise NotImplementedError
