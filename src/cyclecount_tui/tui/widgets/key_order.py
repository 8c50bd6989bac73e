"""Tells when the action of a key that went on to the screen has run, so that later keys can wait for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.dom import DOMNode


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
