"""The count screen: the blind sheet, the line that is up, and the prompt."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.domain.scans.quantity_or_scan import Nature
from cyclecount_tui.domain.stopped_at import stopped_at
from cyclecount_tui.tui.made_ready import MadeReady
from cyclecount_tui.tui.near_compositor import NearCompositor
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.screens.count import keys, sentences, sheet_rows
from cyclecount_tui.tui.screens.count.arriving_part import ArrivingPart
from cyclecount_tui.tui.screens.count.finding_part import FindingPart
from cyclecount_tui.tui.screens.count.link_part import LinkPart
from cyclecount_tui.tui.screens.count.noting import NotingPart
from cyclecount_tui.tui.screens.count.serials import Serials
from cyclecount_tui.tui.screens.count.submission import Submission
from cyclecount_tui.tui.screens.count.tape_part import TapePart
from cyclecount_tui.tui.screens.count.training_part import TrainingPart
from cyclecount_tui.tui.screens.count.typing import TAPE
from cyclecount_tui.tui.screens.hand_over_action import HAND_OVER
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT_OF_A_COUNT, BY_WIDTH_OF_A_COUNT, THIN
from cyclecount_tui.tui.screens.table_walking import unfocused
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow import recording

_LONGEST_QUOTED = 20
EMPTY = "ION has nothing at this location. F3 enters what you find, F8 finishes the count."
NOWHERE = "ION has this part nowhere. F3 enters what you find, F8 finishes the count."

ASKING, ASKING_SHORT = "How many?", "Qty"
NOTHING_SEEN = "Scan what you see, or type its part number; then say how many there are. F8 finishes the count."

LAST = "This is the last line. F8 finishes the count."

_NEED_A_LINE = frozenset({"none_here", "note", "walk"})
_ANY_TIME = frozenset({"clear", "found", "finish", "scan_each"})


class CountScreen(ArrivingPart, LinkPart, FindingPart, NotingPart, TapePart, TrainingPart, Submission, MadeReady):
    """Counts one location, or one part wherever it lies, blind; `count` is as it is on disk.

    It may be made ready with a count that has no sheet yet; then it waits for `begin`.
    """

    CSS_PATH = "count.tcss"
    AUTO_FOCUS = ""
    HELP = keys.HELP
    HELP_TITLE = "Count"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH_OF_A_COUNT
    VERTICAL_BREAKPOINTS = BY_HEIGHT_OF_A_COUNT
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]
    MORE_ACTIONS = HAND_OVER

    def __init__(self, count: Count) -> None:
        super().__init__()
        self._compositor = NearCompositor()
        self.count = count
        self.up = stopped_at(count)
        self.lines = ()
        self._rows = {}
        self._serials = Serials()
        self._typed_for_no_line: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, sheet, the line that is up, prompt, result, keys."""
        yield TitleBar(f"{sentences.what(self.count)}  {self.count.subject.name}")
        with Horizontal(id="sheet"):
            yield unfocused(LineTable(sheet_rows.columns(self.count), empty_text=self._nothing))
            yield self.tape_view()
        line = TextView(id="line")
        line.can_focus = False
        yield line
        yield EntryField(ASKING, preview=self.preview, paste_submits=True, tab_submits=True, hold_on_submit=True)
        yield MessageLine(id="message")
        yield KeyBar(rank=keys.RANK)

    @property
    def _nothing(self) -> str:
        if self.hides_the_rest:
            return NOTHING_SEEN
        return NOWHERE if self.count.subject.is_part else EMPTY

    def on_mount(self) -> None:
        """Go on at the first line that is not counted."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.field.focus()
        self.show_count()

    def begin(self, count: Count) -> None:
        """The sheet has come, for a screen that was made ready before: come up, as one that is made now."""
        self.count, self.up = count, stopped_at(count)
        self.show_count()
        self.come_up()
        self.refresh_bindings()
        self.take_count()

    def on_resize(self) -> None:
        """What the title and the prompt have room for has changed."""
        self.field.label = ASKING if self.size.width >= THIN else ASKING_SHORT
        self.show_line()
        self.show_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action not in _NEED_A_LINE | _ANY_TIME | {"undo"}:
            return super().check_action(action, parameters)
        if self.submitting:
            return False
        if action == "undo":
            return bool(self.count.entries)
        some = (
            bool(self.lines) or self.line is not None or not self.count.sheet_read
        )  # what comes has lines nearly always
        return some or action in _ANY_TIME

    def move_on(self, count: Count) -> None:
        """The counting is over: go where the count goes on."""
        self.app.switch_screen(screen_for(count))

    def action_go_back(self) -> None:
        """An error was seen; or back to the schedule. What is being submitted is waited for."""
        if not self.submitting and not self.message_line.acknowledge() and not self.half_typed():
            self.app.pop_screen()

    @on(EntryField.Submitted)
    def enter(self, event: EntryField.Submitted) -> None:
        """Store what was typed, or find out what was scanned; with nothing typed, leave the line for later."""
        if not event.text.strip():
            self._enter_nothing(event)
            return
        nature = self.nature(event)
        if self.scanned_behind_a_quantity(event, nature):
            self.field.release()
        elif nature is Nature.SCAN:
            self.scan(event.text, event.arrival)
        elif nature is Nature.ASK:
            self.ask_nature(event, partial(self._enter_quantity, event.text))
        else:
            self._enter_quantity(event.text)

    def _enter_nothing(self, event: EntryField.Submitted) -> None:
        if self.line is None:
            self.message_line.warn(self._nothing)
            self.field.release()
        elif event.typed_ahead and self.just_stored:
            self.field.release()  # Enter was pressed twice: it does not skip the line that came up meanwhile
        elif self.resting:
            self._refuse("")
            self.field.release()
        else:
            self._leave_for_later(self.line)

    def _enter_quantity(self, typed: str) -> None:
        line = self.line
        if line is None:
            self.message_line.warn(self._nothing)
            self.field.release()
        elif self.resting:
            self._refuse("" if typed.strip() == TAPE else typed.strip())
            self.field.release()
        elif typed.strip() == TAPE:
            self.message_line.say(sentences.tape(self.count, line))
            self.field.release()
        else:
            self.store(partial(recording.enter, line=line.number, typed=typed), self._saved, typed=typed)

    @on(EntryField.Changed)
    def next_entry(self) -> None:
        """Something is typed: an Enter that follows belongs to it. A space ticks a serial: it is here."""
        self.just_stored = False
        line = self.line
        # By what stands there now: a code that begins with a blank has gone on meanwhile.
        if self.field.text == " " and line is not None and line.key.serial_number and not self.resting:
            self.field.clear()
            self._enter_quantity("1")

    def action_walk(self, step: str) -> None:
        """Another line, unless an entry is half typed; an Enter that follows belongs to that line."""
        self.just_stored = False
        super().action_walk(step)

    def action_none_here(self) -> None:
        """Store that there is none."""
        line = self.line
        if line is None or self.half_typed():
            return
        if self.resting:
            self._refuse("none here")
        else:
            self.store(partial(recording.none_here, line=line.number), self._saved)

    def action_undo(self) -> None:
        """Take back the last entry and go to its line."""
        if not self.half_typed():
            self.store(recording.undo, self._undone)

    def _refuse(self, typed: str) -> None:
        """No line is up, and none is chosen for the counter: what was typed may have been meant for any."""
        if typed:
            self._typed_for_no_line.append(one_line(typed, _LONGEST_QUOTED))
            self.message_line.bad(sentences.no_line_up(self._typed_for_no_line))
            self.message_line.ring("bad")
        elif not self._typed_for_no_line:
            self.message_line.say(sentences.all_counted(self.count))

    def _leave_for_later(self, line: Line) -> None:
        self.message_line.acknowledge()
        if self.at + 1 < len(self.lines):
            self.action_walk("down")
            if line.number not in self.count.standing:
                self.message_line.say(sentences.left(line))
        else:
            self.message_line.warn(sentences.STILL_COMING if self.count.sheet_coming else LAST)
        self.field.release()

    def _saved(self, before: Count, after: Count) -> None:
        entry = after.entries[-1]
        said = sentences.saved(after.lines[entry.line - 1], entry, before.standing.get(entry.line))
        self.message_line.good(
            said if self.hides_the_rest or after.open_lines else f"{said}. {sentences.all_counted(after)}"
        )
        self.message_line.ring("good")
        self.just_stored, self._typed_for_no_line = True, []
        self._to_next_line(after)

    def _to_next_line(self, after: Count) -> None:
        if self.hides_the_rest:
            self.bring_up(None)
        elif self.up is not None:
            self.bring_up(sheet_rows.next_open(after, self.lines, self.up), resting=not after.open_lines)

    def _undone(self, before: Count, after: Count) -> None:
        self.message_line.good(sentences.taken_back(before, after))
        undone = before.entries[-1].line
        self.bring_up(undone if after.line(undone) is not None else self.up)
