"""The styles of a widget's parts, worked out once for as long as the style sheets say the same."""

from __future__ import annotations

from typing import Any

from rich.style import Style
from textual.widget import Widget


class KeptStyles(Widget, can_focus=False, inherit_bindings=False):
    """Mixin for a widget that draws by the line: Textual itself forgets them with every line that is drawn anew.

    To stand behind another class, for Textual takes the style sheets of the first alone.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        self._kept_styles: dict[str, Style] = {}
        super().__init__(*given, **named)

    def kept_style(self, name: str) -> Style:
        """The style of one of `COMPONENT_CLASSES`."""
        style = self._kept_styles.get(name)
        if style is None:
            style = self._kept_styles[name] = self.get_component_rich_style(name)
        return style

    def notify_style_update(self) -> None:
        """The style sheets say something else."""
        self._kept_styles.clear()
        super().notify_style_update()
