"""F1: what the screen is for, in a few sentences, and the keys that are live on it now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual.screen import Screen

from cyclecount_tui.tui.live_keys import LiveAction, live_actions
from cyclecount_tui.tui.widgets.glyphs import Glyphs
from cyclecount_tui.tui.widgets.prompts import Notice

_NO_HELP = "Answer the question, or press Esc to go back."


class HelpScreen(Notice):
    """The help page of a screen; Esc closes it."""

    LIES_OVER_ANY = True
    CSS_PATH = "widgets/prompts/prompts.tcss"  # Textual looks beside the module of each class


def help_for(screen: Screen[Any], glyphs: Glyphs) -> HelpScreen:
    """The help page of `screen`, as it stands now. A screen says what it is for in its attribute `HELP`.

    Its title is the screen's `HELP_TITLE`, else the name of its class.
    """
    name = type(screen).__name__.removesuffix("Screen")
    title = str(getattr(screen, "HELP_TITLE", None) or name).upper()
    about = flowing(str(getattr(screen, "HELP", None) or _NO_HELP))  # Textual's own screens say None
    keys = "\n".join(key_lines(live_actions(screen, glyphs)))
    return HelpScreen(f"HELP  {title}", f"{about}\n\nKeys\n{keys}")


def flowing(text: str) -> str:
    """The text with each paragraph in one line, to be wrapped to the screen; indented lines stay by themselves."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        goes_on = bool(lines and lines[-1] and line) and not line.startswith(" ")
        if goes_on:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def key_lines(actions: Sequence[LiveAction]) -> list[str]:
    """One line an action: its keys, and what they do."""
    width = max((cell_len(action.keys) for action in actions), default=0)
    return [f"  {action.keys}{' ' * (width - cell_len(action.keys))}  {action.sentence}" for action in actions]
