"""What can be done on a screen now: its live bindings, the ones of its key bar first, each action once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from textual.actions import parse
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.key_names import key_name

_ENTER_AGAIN = "ctrl+j"
"""What terminals send for Enter at times; nobody needs to read of it."""


@dataclass(frozen=True)
class LiveAction:
    """One action: its name, its keys as people read them, what it does in a sentence, and how it is run."""

    id: str
    name: str
    keys: str
    sentence: str
    action: str
    node: DOMNode
    in_bar: bool


def live_actions(screen: Screen[Any], glyphs: Glyphs) -> list[LiveAction]:
    """The actions of `screen` and of the widget in focus on it; only those of this program, which have an id.

    Keys that do the same, by name and sentence, are one action: the cursor key and its letter.
    """
    groups: dict[tuple[str, str], list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.id:
            groups.setdefault((active.binding.description, active.tooltip), []).append(active)
    actions = [_action(actives, glyphs) for actives in groups.values()]
    return sorted(actions, key=lambda action: not action.in_bar)


def keyless_actions(screen: Screen[Any]) -> list[LiveAction]:
    """What a screen can do without a key for it: its `MORE_ACTIONS` (id, name, sentence, action) that are live."""
    more: Iterable[tuple[str, str, str, str]] = getattr(screen, "MORE_ACTIONS", ())
    return [
        LiveAction(name, title, "", sentence, action, screen, in_bar=False)
        for name, title, sentence, action in more
        if screen.check_action(*parse(action)[1:]) is True
    ]


def _action(actives: list[ActiveBinding], glyphs: Glyphs) -> LiveAction:
    first = actives[0]
    name = first.binding.id or first.binding.action
    pressed = [active.binding for active in actives if active.binding.key != _ENTER_AGAIN] or [first.binding]
    keys = ", ".join(binding.key_display or key_name(binding.key, glyphs) for binding in pressed)
    sentence = first.tooltip or first.binding.description
    return LiveAction(
        name, first.binding.description, keys, sentence, first.binding.action, first.node, first.binding.show
    )
