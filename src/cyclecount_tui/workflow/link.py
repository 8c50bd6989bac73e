"""Whether the line to ION works, as far as the requests show that there are anyway: nothing is sent to find out."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

from cyclecount_tui.domain.phase import Phase

if TYPE_CHECKING:  # every screen has the link, and not every one a count
    from cyclecount_tui.domain.count import Count


class LinkState(StrEnum):
    """What became of the latest request: none was made yet, ION answered (if only to say no), or nothing came."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"


class Link:
    """The state of the line; told by whoever asks ION, in any thread, and followed by the screens that show it."""

    def __init__(self) -> None:
        self._state = LinkState.UNKNOWN
        self._followers: tuple[Callable[[], None], ...] = ()
        self._lock = Lock()

    @property
    def state(self) -> LinkState:
        """After the latest request."""
        return self._state

    def heard(self, answered: bool) -> None:
        """A request has come to its end; followers are called, in this thread, only when that changes something."""
        state = LinkState.ONLINE if answered else LinkState.OFFLINE
        with self._lock:
            changed, self._state = state is not self._state, state
        for follower in self._followers if changed else ():
            follower()

    def follow(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call this at each change from now on; gives what ends it."""

        def unfollow() -> None:
            with self._lock:
                self._followers = tuple(each for each in self._followers if each is not changed)

        with self._lock:
            self._followers = (*self._followers, changed)
        return unfollow


def link_words(state: LinkState, count: Count) -> str:
    """`online`; `offline, 12 kept`; empty while nothing was asked yet.

    Kept are the entries of the present attempt: they are on this computer's disk and ION has not been compared with
    them, whether or not it answered in between.
    """
    if state is LinkState.UNKNOWN:
        return ""
    if state is LinkState.ONLINE:
        return "online"
    kept = len(count.entries) if count.phase.entering or count.phase is Phase.SUBMITTED else 0
    return f"offline, {kept} kept" if kept else "offline"
