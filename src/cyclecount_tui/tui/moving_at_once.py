"""A key that only moves the cursor of a table moves it at once, and what it changes is drawn at once.

Textual gives a key to the widget in focus, from which it climbs to the app, a message each, before anybody asks what it
is bound to; the frame comes another three messages later. A cursor key that is held comes as often as that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from textual.actions import parse
from textual.app import App
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen

from cyclecount_tui.tui.widgets.entry_field import EntryField, is_idle

_MOVING = frozenset({"walk", "walk_by_letter"})
"""Actions that move a cursor and do nothing else."""


def moved_at_once(app: App[Any], key: str) -> bool:
    """Whether the key was bound to a move, which is done then; any other goes its usual way."""
    screen = app.screen
    if isinstance(screen.focused, EntryField) and not (is_idle(screen.focused) and not screen.message_queue_size):
        return False
    move = move_of(screen, key)
    if move is None:
        return False
    move()
    return True


def move_of(screen: Screen[Any], key: str) -> Callable[[], None] | None:
    """What the key does on a screen as it is now, if that is a move."""
    return action_of(screen, key, _MOVING)


def action_of(screen: Screen[Any], key: str, names: Collection[str]) -> Callable[[], None] | None:
    """What the key does on a screen as it is now, if that is one of these actions; they must not be coroutines."""
    start: DOMNode = screen.focused or screen
    if start.check_consume_key(key, key_to_character(key)):
        return None
    for node in start.ancestors_with_self:
        for binding in node._bindings.key_to_bindings.get(key, ()):
            owner, name, parameters = parse(binding.action)
            if owner or name not in names or binding.priority:
                return None
            if node.check_action(name, parameters):
                return partial(getattr(node, f"action_{name}"), *parameters)
        if node.is_modal:
            return None
    return None
