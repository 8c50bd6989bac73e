"""The app: theme, signs, the keys that work everywhere, and the schedule as its first screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.types import CSSPathType

from cyclecount_tui.tui.crash_report import report_without_variables
from cyclecount_tui.tui.ending_signals import EndingSignals
from cyclecount_tui.tui.job_threads import JobThreads
from cyclecount_tui.tui.kept_rules import KeptRules
from cyclecount_tui.tui.key_turns import KeyTurns
from cyclecount_tui.tui.looking_first import look_before_key
from cyclecount_tui.tui.near_compositor import CoveredScreens
from cyclecount_tui.tui.quitting import quit_when_finished
from cyclecount_tui.tui.screens.schedule import ScheduleScreen
from cyclecount_tui.tui.screens.screen_sizes import size_classes
from cyclecount_tui.tui.terminal.on_terminal import TERMINAL_KEYS, OnTerminal
from cyclecount_tui.tui.widgets.glyphs import ASCII, UNICODE
from cyclecount_tui.tui.widgets.key_names import key_name
from cyclecount_tui.tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from cyclecount_tui.tui.live_keys import LiveAction
    from cyclecount_tui.workflow.schedule_reading import ScheduleReader
    from cyclecount_tui.workflow.workplace import Workplace

THEME = "ansi-dark"
_NOT_IN_PALETTE = frozenset({"app-palette", "app-how-to-quit"})


class CycleCountApp(OnTerminal[None], KeyTurns, CoveredScreens, inherit_bindings=False):
    """Cycle counting in the terminal.

    `ascii_only` draws with ASCII signs alone, `bells` rings for errors, `demo` says on the schedule that the
    inventory is a simulated one. `plain_driver` leaves the drawing to Textual: see `OnTerminal`. `reader` is one that
    has begun to read the schedule already. `when_shown` is called when the first rows are there to be drawn.
    """

    # Textual reads no style sheet of its own accord for the screen it starts with.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "screens/schedule.tcss"]
    TITLE = "cyclecount"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_help", "Help", id="app-help", priority=True, tooltip="What this screen is for, its keys"),
        Binding(
            "ctrl+p",
            "command_palette",
            "Actions",
            show=False,
            id="app-palette",
            priority=True,
            tooltip="Find any action by its name",
        ),
        Binding(
            "ctrl+c",
            "say_how_to_quit",
            "How to quit",
            show=False,
            id="app-how-to-quit",
            priority=True,
            tooltip="Say how to quit",
        ),
        *TERMINAL_KEYS,
    ]

    def __init__(
        self,
        workplace: Workplace,
        *,
        ascii_only: bool = False,
        bells: bool = True,
        demo: bool = False,
        plain_driver: bool = False,
        reader: ScheduleReader | None = None,
        when_shown: Callable[[], object] = lambda: None,
    ) -> None:
        self.plain_driver = plain_driver  # asked for by Textual's own __init__
        super().__init__(fastest_typing=workplace.practice.scanning.fastest_typing)
        self.stylesheet = KeptRules(variables=self.get_css_variables())
        self.workplace = workplace
        self.glyphs = ASCII if ascii_only else UNICODE
        self.bells = bells
        self.demo = demo
        self.job_threads = JobThreads()
        self._reader = reader
        self.when_shown = when_shown
        self.animation_level = "none"
        self.theme = THEME

    def get_default_screen(self) -> ScheduleScreen:
        """The schedule: what is due. It knows its size from the start, so that its styles are worked out once."""
        return ScheduleScreen(self._reader, classes=size_classes(self.size))

    def on_mount(self) -> None:
        """A line that drops ends the program as q does."""
        if not self.is_headless:
            EndingSignals(partial(quit_when_finished, self)).listen()

    async def on_unmount(self) -> None:
        """What is being stored is stored before the program ends."""
        await self.job_threads.end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Neither the help nor the palette is opened on itself, or on the other."""
        if action in {"show_help", "command_palette"}:
            return self._may_lie_over(self.screen)
        return super().check_action(action, parameters)

    def action_show_help(self) -> None:
        """What the screen is for, and the keys that are live now."""
        self.after_typing(self._show_help)

    def action_command_palette(self) -> None:
        """Every action that is live on the screen, and quitting."""
        self.after_typing(self._show_palette)

    def _show_help(self) -> None:
        if self._may_lie_over(self.screen):
            from cyclecount_tui.tui.help import help_for

            self.push_screen(help_for(self.screen, self.glyphs))

    def _show_palette(self) -> None:
        if not self._may_lie_over(self.screen):
            return
        from cyclecount_tui.tui.live_keys import LiveAction, keyless_actions, live_actions
        from cyclecount_tui.tui.palette import Palette

        actions = [action for action in live_actions(self.screen, self.glyphs) if action.id not in _NOT_IN_PALETTE]
        actions += keyless_actions(self.screen)
        if all(action.action != "app.quit" for action in actions):
            actions.append(LiveAction("app-quit", "Quit", "", "Leave the program", "app.quit", self, in_bar=False))
        self.push_screen(Palette(actions), self._run_chosen)

    def action_say_how_to_quit(self) -> None:
        """A stray ctrl+c ends nothing."""
        here = isinstance(self.screen, ScheduleScreen)
        sentence = "Press q to quit." if here else "To quit, go back to the schedule with Esc, and press q there."
        for line in self.screen.query("#message, #prompt-message").results(MessageLine):
            line.say(sentence)

    def on_scanned(self) -> None:
        """A scan came where nothing takes one: it did nothing, and none of its characters was a command."""
        for line in self.screen.query("#message, #prompt-message").results(MessageLine):
            line.warn("That was a scan, and nothing on this screen takes one: it did nothing.")
            line.ring("bad")

    def shows_other_than_before(self) -> bool:
        """Where a compared count is shown, who counts blind is looked up before each key."""
        return look_before_key(self)

    def key_was_dropped(self, key: str) -> None:
        """Say that a function key did nothing, so that nobody waits for it."""
        name = key_name(key, self.glyphs)
        for line in self.screen.query("#message, #prompt-message").results(MessageLine):
            line.warn(f"{name} came together with a code and did nothing: press {name} again.")

    async def action_quit(self) -> None:
        """End the program; what may not be broken off is finished first."""
        quit_when_finished(self)

    def _fatal_error(self) -> None:
        """A fault of the program is shown without variables: they may hold a secret or a token."""
        report_without_variables(self)

    def _may_lie_over(self, screen: Screen[Any]) -> bool:
        """The help and the palette say that they are; to ask for their classes would load them."""
        return not getattr(screen, "LIES_OVER_ANY", False)

    def _run_chosen(self, chosen: LiveAction | None) -> None:
        if chosen is not None:
            self.call_later(self.run_action, chosen.action, chosen.node)
