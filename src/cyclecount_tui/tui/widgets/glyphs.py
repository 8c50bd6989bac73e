"""The signs the screens draw that are not ASCII, each with an ASCII twin of the same width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cyclecount_tui.domain.visible_text import ASCII_REPLACEMENT, REPLACEMENT

if TYPE_CHECKING:
    from textual.dom import DOMNode


class Glyphs(NamedTuple):
    """One set of signs; every sign is exactly one cell wide, except the key names.

    An app chooses with an attribute `glyphs` (`UNICODE` or `ASCII`); without one, `UNICODE` is used.
    """

    ascii_only: bool
    cursor: str
    rule: str
    line: str
    ellipsis: str
    dot: str
    minus: str
    good: str
    done: str
    warn: str
    bad: str
    replacement: str
    up: str
    down: str
    left: str
    right: str
    filled: str
    unfilled: str

    def tone_sign(self, tone: str) -> str:
        """The sign that stands beside the colour of `tone`; a space for tones that say nothing."""
        signs = {"good": self.good, "done": self.done, "warn": self.warn, "bad": self.bad}
        return signs.get(tone, " ")


UNICODE = Glyphs(
    ascii_only=False,
    cursor="▶",
    rule="│",
    line="─",
    ellipsis="…",
    dot="·",
    minus="−",
    good="+",
    done="✓",
    warn="?",
    bad="!",
    replacement=REPLACEMENT,
    up="↑",
    down="↓",
    left="←",
    right="→",
    filled="█",
    unfilled="░",
)

ASCII = Glyphs(
    ascii_only=True,
    cursor=">",
    rule="|",
    line="-",
    ellipsis="~",
    dot=".",
    minus="-",
    good="+",
    done="*",
    warn="?",
    bad="!",
    replacement=ASCII_REPLACEMENT,
    up="Up",
    down="Down",
    left="Left",
    right="Right",
    filled="#",
    unfilled=".",
)


def glyphs_of(node: DOMNode) -> Glyphs:
    """The set chosen by the app that `node` belongs to."""
    chosen = getattr(node.app, "glyphs", UNICODE)
    return chosen if isinstance(chosen, Glyphs) else UNICODE
