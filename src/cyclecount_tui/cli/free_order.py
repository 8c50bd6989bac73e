"""A command line whose options may stand anywhere, between the names of what it works on, too."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # see `arguments`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class FreeOrderParser(argparse.ArgumentParser):
    """Takes `count load LOCATION --by NAME FILE`, where argparse by itself takes FILE for a word too many.

    A parser with verbs or ways below it reads in order, since what follows a verb is for the verb; behind `--`
    everything is a name, so such a command line is read in order, too.
    """

    _has_verbs = False
    _reading = False

    def add_subparsers(self, **more: Any) -> Any:
        """The verbs or ways below this one; their parsers are of this class."""
        self._has_verbs = True
        return super().add_subparsers(**more)

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override] # argparse's overloads tell only a given namespace from none
        """What the words say, and those that say nothing."""
        if self._has_verbs or self._reading or args is None or "--" in args:
            return super().parse_known_args(args, namespace)
        self._reading = True  # argparse comes back here for each of its two passes
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._reading = False
