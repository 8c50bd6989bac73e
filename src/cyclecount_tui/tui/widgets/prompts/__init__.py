"""Small modal screens that return a typed answer: a text, a yes, a choice, or that something was read."""

from cyclecount_tui.tui.widgets.prompts.ask_text import AskText
from cyclecount_tui.tui.widgets.prompts.choose import Choose
from cyclecount_tui.tui.widgets.prompts.confirm import Confirm
from cyclecount_tui.tui.widgets.prompts.notice import Notice

__all__ = ["AskText", "Choose", "Confirm", "Notice"]
