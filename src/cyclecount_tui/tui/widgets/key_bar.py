"""The last row of a screen: the keys that do something now, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.tui.widgets.glyphs import Glyphs, glyphs_of
from cyclecount_tui.tui.widgets.key_names import is_function_key, key_name
from cyclecount_tui.tui.widgets.plain_text import fit

_LONGEST_LABEL = 12
_BETWEEN = "  "
_KINDS = ("enter", "escape")


class KeyHint(NamedTuple):
    """One live key: the binding's id, the key, its name, and what it does in a word or two."""

    id: str
    key: str
    name: str
    label: str

    @property
    def text(self) -> str:
        """As the bar shows it: "F1 help"."""
        return f"{self.name} {self.label}"


class KeyBar(Widget):
    """Shows the live bindings of its screen: function keys in their order, then Enter, Esc and the rest.

    When they do not fit, the lowest ranked are left out and F1 reads "more". `rank` lists binding ids, the most
    important first; those it does not list rank after them, in the order they are shown.
    """

    DEFAULT_CSS = "KeyBar { height: 1; color: $text-muted; }"
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        rank: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rank = tuple(rank)
        self._text = ""
        self._live: list[Binding] = []
        self._told_in: tuple[int, Glyphs] | None = None
        self._to_read = False

    @property
    def text(self) -> str:
        """What the bar shows, without padding."""
        return self._text

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)
        self._bindings_updated(self.screen)

    def on_resize(self) -> None:
        """What fits has changed."""
        self._read_bindings()

    def render_line(self, y: int) -> Strip:
        """The row; `y` is 0."""
        width = self.size.width
        return Strip([Segment(fit(f" {self._text}" if y == 0 else "", width), self.rich_style)], width)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        """Read once, however many changes come together."""
        if not self._to_read:
            self._to_read = True
            self.call_next(self._read_bindings)

    def _read_bindings(self) -> None:
        self._to_read = False
        if not self.is_attached or not self.size.width:
            return
        glyphs, width = glyphs_of(self), self.size.width - 2
        live = [active.binding for active in self.screen.active_bindings.values() if active.enabled]
        if live == self._live and self._told_in == (width, glyphs):
            return
        self._live, self._told_in = live, (width, glyphs)
        text = bar_text(key_hints(live, glyphs), self._rank, width, glyphs)
        if text != self._text:
            self._text = text
            self.refresh()


def key_hints(live: Iterable[Binding], glyphs: Glyphs) -> list[KeyHint]:
    """The bindings to show, one for each action, in the order of the bar."""
    hints: dict[str, KeyHint] = {}
    for binding in live:
        name = binding.id or binding.action
        if not binding.show or name in hints:
            continue
        shown = binding.key_display or key_name(binding.key, glyphs)
        label = visible(_label(binding.description), ascii_only=glyphs.ascii_only)
        hints[name] = KeyHint(name, binding.key, shown, label)
    return sorted(hints.values(), key=lambda hint: _place_in_bar(hint.key))


def bar_text(hints: Sequence[KeyHint], rank: Sequence[str], width: int, glyphs: Glyphs) -> str:
    """As many hints as fit in `width` cells, the lowest ranked left out first."""
    kept = list(hints)
    while kept:
        if len(kept) == 1:
            kept = _one_beside(kept[0], hints, rank, width)
        text = _joined(kept, shortened=len(kept) < len(hints))
        if cell_len(text) <= width:
            return text
        leaving = [hint for hint in kept if hint.key != "f1"]
        if not leaving:
            return fit(text, width, "left", glyphs.ellipsis).rstrip()
        kept.remove(max(leaving, key=lambda hint: _rank_of(hint, rank, hints)))
    return ""


def _one_beside(help_hint: KeyHint, hints: Sequence[KeyHint], rank: Sequence[str], width: int) -> list[KeyHint]:
    """Where there is room for one key beside F1, the first in rank that fits."""
    others = sorted((hint for hint in hints if hint is not help_hint), key=lambda hint: _rank_of(hint, rank, hints))
    for hint in others:
        both = [each for each in hints if each in (help_hint, hint)]
        if cell_len(_joined(both, shortened=len(hints) > len(both))) <= width:
            return both
    return [help_hint]


def _joined(kept: Sequence[KeyHint], *, shortened: bool) -> str:
    return _BETWEEN.join(f"{hint.name} more" if shortened and hint.key == "f1" else hint.text for hint in kept)


def _rank_of(hint: KeyHint, rank: Sequence[str], hints: Sequence[KeyHint]) -> int:
    return rank.index(hint.id) if hint.id in rank else len(rank) + hints.index(hint)


def _place_in_bar(key: str) -> tuple[int, int]:
    if is_function_key(key):
        return 0, int(key[1:])
    return 1, _KINDS.index(key) if key in _KINDS else len(_KINDS)


def _label(description: str) -> str:
    label = description if cell_len(description) <= _LONGEST_LABEL else description.split(maxsplit=1)[0]
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
