"""The least that a Textual program can be: one row to type in. What it costs, no program on Textual can go below."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class OneRow(App[None]):
    """An `Input`, without its blinking."""

    def compose(self) -> ComposeResult:
        """The row."""
        row = Input(placeholder="ready")
        row.cursor_blink = False
        yield row


if __name__ == "__main__":
    OneRow().run()
