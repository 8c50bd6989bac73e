"""Tells when the action of a key that went on to the screen has run, so that later keys can wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual.dom import DOMNode

_UNTIL_DRAWN = 0.02
"""Seconds in which what a key does is on the screen, as a rule."""


class AfterPassing:
    """`after_passing`, once what the key did is drawn; `begin` is for a key that waits for it already.

    Nobody sees the way through the nodes, and in front of the drawing it would make each key later.
    """

    def __init__(self, nodes: Sequence[DOMNode], done: Callable[[], object]) -> None:
        self._nodes: Sequence[DOMNode] | None = nodes
        self._done = done
        self._timer = asyncio.get_running_loop().call_later(_UNTIL_DRAWN, self.begin)

    def begin(self) -> None:
        """Go the way now; the second time nothing happens."""
        nodes, self._nodes = self._nodes, None
        if nodes is not None:
            self._timer.cancel()
            after_passing(nodes, self._done)


def after_passing(nodes: Sequence[DOMNode], done: Callable[[], object]) -> None:
    """Call `done` after each of `nodes`, in turn, has handled the messages it has now.

    A key climbs from widget to parent up to the app, each time at the end of the parent's queue; going the same
    way behind it arrives when its action has run.
    """
    if not nodes:
        done()
        return
    node, *further = nodes
    if not node.call_later(after_passing, further, done):
        after_passing(further, done)  # the node is being closed: nothing waits in it
