"""The count screen: the blind sheet, the line that is up, and the prompt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.lines import Line
from cyclecount_tui.tui.routing import screen_for
from cyclecount_tui.tui.screens.count import keys, sentences, sheet_rows
from cyclecount_tui.tui.screens.count.submission import Submission
from cyclecount_tui.tui.screens.screen_sizes import BY_HEIGHT, BY_WIDTH
from cyclecount_tui.tui.screens.table_walking import unfocused
from cyclecount_tui.tui.widgets.entry_field import EntryField
from cyclecount_tui.tui.widgets.glyphs import glyphs_of
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.line_table import LineTable
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts import AskText
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar
from cyclecount_tui.workflow import recording

if TYPE_CHECKING:
    from cyclecount_tui.tui.screens.found_item import Found

_LONGEST_QUOTED = 20
EMPTY = "ION has nothing at this location. F3 enters what you find, F8 finishes the count."
NOWHERE = "ION has this part nowhere. F3 enters what you find, F8 finishes the count."

_NEED_A_LINE = frozenset({"none_here", "note", "walk"})
_ANY_TIME = frozenset({"clear", "found", "finish"})


class CountScreen(Submission, Screen[None]):
    """Counts one location, or one part wherever it lies, blind; `count` is as it is on disk."""

    CSS_PATH = "count.tcss"
    AUTO_FOCUS = ""
    HELP = keys.HELP
    HELP_TITLE = "Count"
    HORIZONTAL_BREAKPOINTS = BY_WIDTH
    VERTICAL_BREAKPOINTS = BY_HEIGHT
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]

    def __init__(self, count: Count) -> None:
        super().__init__()
        self.count = count
        self.at = sheet_rows.first_open(count)
        self._just_stored = False
        self._typed_for_no_line: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, sheet, the line that is up, prompt, result, keys."""
        yield TitleBar(f"COUNT  {self.count.subject.name}")
        yield unfocused(LineTable(sheet_rows.columns(self.count), empty_text=self._nothing))
        line = TextView(id="line")
        line.can_focus = False
        yield line
        yield EntryField("How many?", preview=self.preview, hold_on_submit=True)
        yield MessageLine(id="message")
        yield KeyBar(rank=keys.RANK)

    @property
    def _nothing(self) -> str:
        return NOWHERE if self.count.subject.is_part else EMPTY

    def on_mount(self) -> None:
        """Go on at the first line that is not counted."""
        self.set_class(glyphs_of(self).ascii_only, "-ascii")
        self.load_rows()
        self.put_cursor(self.at, resting=bool(self.count.lines) and not self.count.not_counted)
        self.field.focus()
        if self.count.entries:
            self.message_line.say(sentences.going_on(self.count))

    def on_resize(self) -> None:
        """What the title has room for has changed."""
        self.show_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action not in _NEED_A_LINE | _ANY_TIME | {"undo"}:
            return super().check_action(action, parameters)
        if self.submitting:
            return False
        if action == "undo":
            return bool(self.count.entries)
        return bool(self.count.lines) or action in _ANY_TIME

    def move_on(self, count: Count) -> None:
        """The counting is over: go where the count goes on."""
        self.app.switch_screen(screen_for(count))

    def action_go_back(self) -> None:
        """An error was seen; or back to the schedule. What is being submitted is waited for."""
        if not self.submitting and not self.message_line.acknowledge() and not self.half_typed():
            self.app.pop_screen()

    @on(EntryField.Submitted)
    def enter(self, event: EntryField.Submitted) -> None:
        """Store what was typed; with nothing typed, leave the line for later."""
        line = self.line
        if line is None:
            self.message_line.warn(self._nothing)
            self.field.release()
        elif event.typed_ahead and self._just_stored and not event.text.strip():
            self.field.release()  # Enter was pressed twice: it does not skip the line that came up meanwhile
        elif self.resting:
            self._refuse(event.text.strip())
            self.field.release()
        elif event.text.strip():
            self.store(partial(recording.enter, line=line.number, typed=event.text), self._saved, typed=event.text)
        else:
            self._leave_for_later(line)

    @on(EntryField.Changed)
    def next_entry(self) -> None:
        """Something is typed: an Enter that follows belongs to it."""
        self._just_stored = False

    def action_walk(self, step: str) -> None:
        """Another line, unless an entry is half typed; an Enter that follows belongs to that line."""
        self._just_stored = False
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

    def action_note(self) -> None:
        """Ask for a note and store it."""
        line = self.line
        if line is not None:
            question = AskText(f"NOTE  {line.key.words}", "What is there to say about this line?")
            self.app.push_screen(question, partial(self._note, line.number))

    def action_found(self) -> None:
        """Ask for an item that is not on the sheet."""
        from cyclecount_tui.tui.screens.found_item import FoundItemScreen

        if not self.still_storing():
            place = self.line.key.place if self.line else None
            self.app.push_screen(FoundItemScreen(self.count, place.name if place else ""), self._found)

    def _refuse(self, typed: str) -> None:
        """No line is up, and none is chosen for the counter: what was typed may have been meant for any."""
        if typed:
            self._typed_for_no_line.append(one_line(typed, _LONGEST_QUOTED))
            self.message_line.bad(sentences.no_line_up(self._typed_for_no_line))
            self.message_line.ring("bad")
        elif not self._typed_for_no_line:
            self.message_line.say(sentences.ALL_COUNTED)

    def _leave_for_later(self, line: Line) -> None:
        self.message_line.acknowledge()
        if self.at + 1 < len(self.count.lines):
            self.action_walk("down")
            if line.number not in self.count.standing:
                self.message_line.say(sentences.left(line))
        else:
            self.message_line.warn("This is the last line. F8 finishes the count.")
        self.field.release()

    def _saved(self, before: Count, after: Count) -> None:
        entry = after.entries[-1]
        said = sentences.saved(after.lines[entry.line - 1], entry, before.standing.get(entry.line))
        self.message_line.good(said if after.not_counted else f"{said}. {sentences.ALL_COUNTED}")
        self.message_line.ring("good")
        self._just_stored, self._typed_for_no_line = True, []
        self.put_cursor(sheet_rows.next_open(after, self.at), resting=not after.not_counted)

    def _undone(self, before: Count, after: Count) -> None:
        self.message_line.good(sentences.taken_back(before, after))
        self.put_cursor(max(0, min(before.entries[-1].line, len(after.lines)) - 1))

    def _note(self, line: int, text: str | None) -> None:
        if text:
            self.store_in_turn(partial(recording.note, line=line, text=text), self._noted)

    def _noted(self, _before: Count, _after: Count) -> None:
        if self.message_line.has_error:  # of the entry before it, which nobody has seen yet
            self.message_line.say("Saved the note.")
        else:
            self.message_line.good("Saved the note.")

    def _found(self, found: Found | None) -> None:
        if found is None:
            return
        count = found.count
        self.showing(count)
        line = count.lines[-1]
        self.message_line.good(sentences.saved(line, count.standing[line.number]))
        self._just_stored = True
        self.field.type_ahead(found.typed_after)
