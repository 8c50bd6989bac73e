"""The one-row prompt for counts, scans and text: it loses no key and puts none into the wrong line."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeAlias

from textual import events

from cyclecount_tui.domain.scans.arrival import FASTEST_TYPING, Arrival
from cyclecount_tui.tui.widgets.arriving import Arriving
from cyclecount_tui.tui.widgets.edit_line import EDITING_KEYS, EditLine
from cyclecount_tui.tui.widgets.entry_messages import EntryChanged, EntrySubmitted
from cyclecount_tui.tui.widgets.entry_view import EntryView
from cyclecount_tui.tui.widgets.key_order import AfterPassing

SUBMITTING_KEYS = ("enter", "ctrl+j")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TYPED_BY_SCANNERS = {"ctrl+right_square_bracket": "\x1d"}


class EntryField(EntryView, can_focus=True):
    """A label, the text with a block cursor, and a hint at the right end; one row, one repaint a key.

    Enter or ctrl+j submits the text and empties the field (a scanner's CR LF submits once); so does Tab behind a text
    when `tab_submits`. A paste is taken line by line: each line that ends is submitted, and scan by scan when
    `paste_submits`, the last one too; empty lines are skipped.
    `preview(text)` gives the hint after each change.

    **Hold.** From `hold` to `release` keys and pastes wait, to be taken in order then. With `hold_on_submit` the field
    holds itself at each submission, until the screen says with `release` that the next line is up. Keys that are not
    the field's own (function keys, up, down) go on to the screen; what is typed after one waits until its action has
    run, and goes where the focus is then. With `lets_escape` Esc does not wait: it ends what the others wait for.
    """

    Submitted: TypeAlias = EntrySubmitted
    Changed: TypeAlias = EntryChanged

    def __init__(
        self,
        label: str = "",
        *,
        text: str = "",
        preview: Callable[[str], str] | None = None,
        paste_submits: bool = False,
        tab_submits: bool = False,
        hold_on_submit: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(label, text=text, preview=preview, id=id, classes=classes)
        self.paste_submits = paste_submits
        self._tab_submits = tab_submits
        self._hold_on_submit = hold_on_submit
        self._arriving: Arriving | None = None
        self._waiting: deque[events.Key | events.Paste | Callable[[], None]] = deque()
        self._held = False
        self.lets_escape = False
        self._action: AfterPassing | None = None
        self._passing: events.Key | None = None
        self.after_enter = False

    @property
    def holding(self) -> bool:
        """Whether keys wait for `release`."""
        return self._held

    def hold(self) -> None:
        """Let keys and pastes wait from now on."""
        self._held = True

    def release(self) -> None:
        """Take what waits, in order, then take keys as they come."""
        self._held = False
        self._take_waiting()

    def discard(self) -> int:
        """Forget what waits; gives the number of keys and pastes. Does not end the hold."""
        return len(self.take_away())

    def take_away(self) -> list[events.Key | events.Paste]:
        """As `discard`, but gives the keys and pastes, for `type_ahead` of another field."""
        typed = [waiting for waiting in self._waiting if isinstance(waiting, events.Key | events.Paste)]
        self._waiting = deque(waiting for waiting in self._waiting if not isinstance(waiting, events.Event))
        return typed

    def type_ahead(self, typed: Iterable[events.Key | events.Paste], *, first: bool = False) -> None:
        """Take keys and pastes as if they had been typed here, behind what waits, or before it."""
        self._waiting = deque([*typed, *self._waiting] if first else [*self._waiting, *typed])
        self._take_waiting()

    def in_turn(self, do: Callable[[], None]) -> None:
        """Do something once all that was typed before has been taken; for keys that do not come through the field."""
        if not self.call_later(self._wait, do):
            do()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters, digits and editing keys belong to the entry, so no footer offers them for something else."""
        return self._owns(key, character)

    def on_key(self, event: events.Key) -> None:
        """Take the key, let it wait, or let it go on to the screen."""
        if event is self._passing:
            return
        if self._held and self.lets_escape and event.key == "escape":
            return
        if self._held or self._action:
            event.stop().prevent_default()
            self._wait(event)
        elif self._owns(event.key, event.character):
            event.stop().prevent_default()
            self._type(event.key, event.character, event.time)
        else:
            self._wait_for_action()

    def on_paste(self, event: events.Paste) -> None:
        """Take the paste, or let it wait."""
        event.stop().prevent_default()
        if self._held or self._action:
            self._wait(event)
        else:
            self._take_paste(event.text)

    def _owns(self, key: str, character: str | None) -> bool:
        if key in EDITING_KEYS or key in SUBMITTING_KEYS or key in _TYPED_BY_SCANNERS:
            return True
        if key == "tab" and self._tab_submits:
            return True
        return character is not None and character.isprintable()

    def _type(self, key: str, character: str | None, at: float, *, ahead: bool = False) -> None:
        after_enter, self.after_enter = self.after_enter, key == "enter"
        suffix = key in SUBMITTING_KEYS or key == "tab"
        self._arrives.key(at, first=not self.text, edits=key in EDITING_KEYS, ends=suffix)
        if suffix:
            if not (self._is_second_suffix(key, at) or (key == "ctrl+j" and after_enter)):
                self._submit(ahead=ahead)
        elif key in EDITING_KEYS:
            self._edit(EDITING_KEYS[key](self._line))
        else:
            self._edit(self._line.insert(_TYPED_BY_SCANNERS.get(key) or character or ""))

    def _edit(self, line: EditLine) -> None:
        if self._change(line):
            if self.when_changed is None:
                self.post_message(self.Changed(self, line.text))
            else:
                self.when_changed(line.text)

    @property
    def _arrives(self) -> Arriving:
        if self._arriving is None:
            self._arriving = Arriving(getattr(self.app, "fastest_typing", FASTEST_TYPING))
        return self._arriving

    def _is_second_suffix(self, key: str, at: float) -> bool:
        """Tab behind nothing, and whatever a scanner sends behind the suffix that ended its code."""
        return not self.text and (key == "tab" or self._arrives.ended_just_now(at))

    def _submit(self, *, ahead: bool = False, pasted_behind: str | None = None) -> None:
        text = self.text
        arrival, typed = self._arrives.told(self._line) if pasted_behind is None else (Arrival.PASTE, pasted_behind)
        self._arrives.submitted(arrival)
        self._change(EditLine())
        self._held = self._held or self._hold_on_submit
        self.post_message(self.Submitted(self, text, ahead, arrival, typed))

    def _take_paste(self, pasted: str) -> None:
        self.after_enter = False
        *ended, last = [*_scans_in(pasted), ""] if self.paste_submits else _LINE_END.split(pasted)
        for place, line in enumerate(ended):
            typed = self.text
            self._edit(self._line.insert(line))
            if self.text:
                self._submit(pasted_behind=typed)
            if self._held:
                rest = "\n".join([*ended[place + 1 :], last])
                self._waiting.extendleft([events.Paste(rest)] if rest else [])
                return
        self._edit(self._line.insert(last))

    def _wait(self, waiting: events.Key | events.Paste | Callable[[], None]) -> None:
        self._waiting.append(waiting)
        self._take_waiting()

    def _take_waiting(self) -> None:
        if self._waiting and self._action is not None:
            self._action.begin()
        while self._waiting and not self._held and self._action is None:
            self._take(self._waiting.popleft())

    def _take(self, waiting: events.Key | events.Paste | Callable[[], None]) -> None:
        after_enter, self.after_enter = self.after_enter, self.after_enter and not isinstance(waiting, events.Key)
        if not isinstance(waiting, events.Event):
            waiting()
        elif isinstance(waiting, events.Key) and waiting.key == "ctrl+j" and after_enter:
            return  # the second half of a scanner's CR LF
        elif self.app.focused is not self:
            _post_from(self, _afresh(waiting))
        elif isinstance(waiting, events.Paste):
            self._take_paste(waiting.text)
        elif self._owns(waiting.key, waiting.character):
            self._type(waiting.key, waiting.character, waiting.time, ahead=True)
        else:
            self._pass_on(waiting)

    def _pass_on(self, event: events.Key) -> None:
        self._passing = events.Key(event.key, event.character)
        _post_from(self, self._passing)
        self._wait_for_action(through_app=True)

    def _wait_for_action(self, *, through_app: bool = False) -> None:
        way = [*self.ancestors_with_self, self]
        self._action = AfterPassing([self.app, *way] if through_app else way, self._action_has_run)
        self._take_waiting()

    def _action_has_run(self) -> None:
        self._action = self._passing = None
        self._take_waiting()


def is_idle(field: EntryField) -> bool:
    """Whether every key so far has been taken, and has done what it does."""
    return not (field._held or field._action or field._waiting or field.message_queue_size)


def _post_from(field: EntryField, event: events.Key | events.Paste) -> None:
    # Whoever calls release() would count as the sender, and an event ends at its sender when it bubbles.
    event.set_sender(field)
    field.app.post_message(event)


def _afresh(event: events.Key | events.Paste) -> events.Key | events.Paste:
    """The same input as the terminal would bring it, to go where the focus is now."""
    if isinstance(event, events.Paste):
        return events.Paste(event.text)
    key = events.Key(event.key, event.character)
    key.time = event.time
    return key


def _scans_in(pasted: str) -> tuple[str, ...]:
    from cyclecount_tui.domain.scans.wrapping import scans_in  # with the first paste

    return scans_in(pasted)
