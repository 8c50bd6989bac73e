"""The screen of a start without settings: what to set, and a demo that needs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cyclecount_tui.tui.crash_report import report_without_variables
from cyclecount_tui.tui.help import HelpScreen, help_for
from cyclecount_tui.tui.terminal.on_terminal import TERMINAL_KEYS, OnTerminal
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


class FirstRunApp(OnTerminal[Literal["demo"]], inherit_bindings=False):
    """Says which settings are missing; `run` gives "demo" when the demo is wanted, None when not.

    `problem` is one sentence on settings that are there and do not work; `advice` are further lines, such as where
    the settings file is looked for.
    """

    TITLE = "cyclecount"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_help", "Help", id="first-run-help", priority=True, tooltip="What to do here, its keys"),
        Binding(
            "ctrl+c",
            "say_how_to_quit",
            "How to quit",
            show=False,
            id="first-run-how-to-quit",
            priority=True,
            tooltip="Say how to quit",
        ),
        *TERMINAL_KEYS,
    ]

    def __init__(
        self,
        missing: Sequence[str],
        *,
        problem: str = "",
        advice: Sequence[str] = (),
        ascii_only: bool = False,
        plain_driver: bool = False,
    ) -> None:
        self.plain_driver = plain_driver  # asked for by Textual's own __init__
        # Told here and not by the theme: Textual chooses its filter for NO_COLOR before a theme can be set.
        super().__init__(ansi_color=True)
        self.glyphs = ASCII if ascii_only else UNICODE
        self.animation_level = "none"
        self.theme = "ansi-dark"
        self._first = FirstRunScreen(first_run_text(frozenset(missing), advice), problem)

    def get_default_screen(self) -> FirstRunScreen:
        """The one page."""
        return self._first

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The help is not opened on itself."""
        if action == "show_help":
            return not isinstance(self.screen, HelpScreen)
        return super().check_action(action, parameters)

    def _fatal_error(self) -> None:
        report_without_variables(self)

    def action_show_help(self) -> None:
        """What to do here, and the keys."""
        self.push_screen(help_for(self.screen, self.glyphs))

    def action_say_how_to_quit(self) -> None:
        """A stray ctrl+c ends nothing."""
        here = isinstance(self.screen, FirstRunScreen)
        sentence = "Press q to quit." if here else "To quit, close this with Esc, and press q."
        self.screen.query(MessageLine).last().say(sentence)

    def action_start_demo(self) -> None:
        """The demo instead."""
        self.exit("demo")


class FirstRunScreen(Screen[None]):
    """The page itself."""

    HELP_TITLE = "Start"
    HELP = """
Counting needs an ION to count for, and this program was not told where yours is. Leave it with q and run cyclecount
login, or set what is marked as missing as environment variables; all but the secret may stand in the settings file.
Then start the program again.

The demo needs none of it: it brings a simulated factory that you can count, reconcile and post to.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "app.start_demo", "Demo", id="first-run-demo", tooltip="Count a simulated factory; needs nothing"),
        Binding("q", "app.quit", "Quit", id="first-run-quit", tooltip="Leave the program"),
    ]

    def __init__(self, text: str, problem: str) -> None:
        super().__init__()
        self._text = text
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Title, the text, the problem if there is one, keys."""
        yield TitleBar("CYCLECOUNT", right="not connected to ION")
        yield TextView(self._text)
        yield MessageLine(id="message")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what does not work, and what to press."""
        if self._problem:
            self.query_one(MessageLine).bad(self._problem)
        else:
            self.query_one(MessageLine).say("Press d to try the demo.")


def first_run_text(missing: frozenset[str], advice: Sequence[str] = ()) -> str:
    """What to set, each setting with whether it is there."""
    width = max(len(name) for name, _ in SETTINGS)
    settings = [
        f"  {'missing' if name in missing else 'set':7}  {name:{width}}  {meaning}" for name, meaning in SETTINGS
    ]
    return "\n".join(
        [
            "To count your inventory, tell this program where your ION is: run cyclecount login, or set these:",
            "",
            *settings,
            "",
            "cyclecount login asks for all of them, tries them, and keeps the secret safe.",
            "Whoever looks after ION at your place can make an API key and knows the addresses.",
            *advice,
            "",
            "The demo counts a simulated factory on this machine: no account, no network, nothing to break.",
        ]
    )
