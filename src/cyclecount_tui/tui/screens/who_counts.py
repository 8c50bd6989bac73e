"""Asks who counts from here on: a name that is typed, or a badge that is scanned."""

from __future__ import annotations

from cyclecount_tui.tui.widgets.plain_text import one_line
from cyclecount_tui.tui.widgets.prompts.ask_text import AskText

_LONGEST_SHOWN = 40


class WhoCounts(AskText):
    """Says who counts now, and `so_far` (who counted which lines); the answer is what was typed, or None after Esc."""

    CSS_PATH = "../widgets/prompts/prompts.tcss"  # Textual looks beside the module of each class

    def __init__(self, counter: str, so_far: str = "") -> None:
        said = [f"{one_line(counter, _LONGEST_SHOWN)} counts now"]
        said += [f"({one_line(so_far)})"] if so_far else []
        super().__init__("WHO COUNTS?", f"{' '.join(said)}. Type another name, or scan a badge.")
