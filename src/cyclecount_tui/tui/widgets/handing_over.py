"""From one entry row to the next, with all that was typed behind the Enter, in the order in which it was typed."""

from __future__ import annotations

from functools import partial

from cyclecount_tui.tui.widgets.entry_field import EntryField


def hand_over(field: EntryField, other: EntryField) -> None:
    """Moves the focus at once; the other row takes nothing before the keys that are on their way to the first one."""
    other.hold()
    field.screen.set_focus(other)
    field.call_later(partial(_hand_over_typed, field, other))


def _hand_over_typed(field: EntryField, other: EntryField) -> None:
    """The second half of a scanner's CR LF is still that, whichever row it comes to."""
    other.after_enter, field.after_enter = field.after_enter, False
    typed = field.take_away()
    field.release()
    other.type_ahead(typed, first=True)
    other.release()
