"""The screen of a start without settings: what to set, and a demo that needs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.key_bar import KeyBar
from cyclecount_tui.tui.widgets.message_line import MessageLine
from cyclecount_tui.tui.widgets.text_view import TextView
from cyclecount_tui.tui.widgets.title_bar import TitleBar

SETTINGS = (
    ("ION_API_URI", "the address of ION's API"),
    ("ION_AUTH_SERVER", "the address that gives out tokens"),
    ("ION_CLIENT_ID", "the id of your API key"),
    ("ION_CLIENT_SECRET", "the secret of your API key"),
)
"""First Resonance's own names of the settings, and what each is."""


class FirstRunApp(App[Literal["demo"]], inherit_bindings=False):
    """Says which settings are missing; `run` gives "demo" when the demo is wanted, None when not.

    `problem` is one sentence on settings that are there and do not work; `advice` are further lines, such as where
    the settings file is looked for.
    """

    TITLE = "cyclecount"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "start_demo", "Demo", id="first-run-demo", tooltip="Count a simulated factory; needs nothing"),
        Binding("q,escape,ctrl+c", "quit", "Quit", id="first-run-quit", tooltip="Leave the program"),
    ]

    def __init__(
        self, missing: Sequence[str], *, problem: str = "", advice: Sequence[str] = (), ascii_only: bool = False
    ) -> None:
        super().__init__()
        self.glyphs = ASCII if ascii_only else UNICODE
        self.animation_level = "none"
        self.theme = "ansi-dark"
        self._missing = frozenset(missing)
        self._problem = problem
        self._advice = tuple(advice)

    def compose(self) -> ComposeResult:
        """Title, the text, the problem if there is one, keys."""
        yield TitleBar("CYCLECOUNT", right="not connected to ION")
        yield TextView(first_run_text(self._missing, self._advice))
        yield MessageLine(id="message")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what does not work, and what to press."""
        if self._problem:
            self.query_one(MessageLine).bad(self._problem)
        else:
            self.query_one(MessageLine).say("Press d to try the demo.")

    def action_start_demo(self) -> None:
        """The demo instead."""
        self.exit("demo")


def first_run_text(missing: frozenset[str], advice: Sequence[str] = ()) -> str:
    """What to set, each setting with whether it is there."""
    width = max(len(name) for name, _ in SETTINGS)
    settings = [
        f"  {'missing' if name in missing else 'set':7}  {name:{width}}  {meaning}" for name, meaning in SETTINGS
    ]
    return "\n".join(
        [
            "To count your inventory, tell this program where your ION is. Set these and start it again:",
            "",
            *settings,
            "",
            "Whoever looks after ION at your place can make an API key and knows the addresses.",
            *advice,
            "",
            "The demo counts a simulated factory on this machine: no account, no network, nothing to break.",
        ]
    )
