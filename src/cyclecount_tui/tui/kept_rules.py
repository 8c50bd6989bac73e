"""Style sheets that were read stay read: of a screen that is new only its own sheet is."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_MANY = 1024
"""More sheets than there are. Textual keeps 64 of them, and one more would have all of them read each time."""


class KeptRules(Stylesheet):
    """Textual's own, which reads every sheet anew with each screen that comes up for the first time.

    That took about half of what a new screen costs. A change of the theme empties what is kept (`set_variables`), and
    everything is read anew then.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MANY)

    def reparse(self) -> None:
        """Read what is not read yet."""
        self.parse()
