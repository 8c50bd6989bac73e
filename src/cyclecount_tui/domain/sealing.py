"""Seals: what ION had of a line at one moment, kept so that a guess can be checked and nothing can be read.

While lines are counted again, blind, no quantity may stand in the database (promise 1 of the product). Whether two
counts found the same difference depends on what ION had at each of them. So that is kept as a salted hash: with the
difference of the later count it follows what ION must have had at the earlier one, and the seal says whether it had.
A seal keeps a number from being seen, in a listing, a log or a backup; it is no lock against whoever tries them all.
"""

import hashlib
from decimal import Decimal

from cyclecount_tui.domain.quantities import plain, rounded


def seal(salt: str, line: int, digital: Decimal) -> str:
    """The seal of a line's digital quantity: 64 hex digits. `salt` is random, one for each recount."""
    return hashlib.sha256(f"{salt}:{line}:{plain(rounded(digital))}".encode()).hexdigest()


def fits(sealed: str, salt: str, line: int, digital: Decimal) -> bool:
    """Whether this was the digital quantity that was sealed."""
    return seal(salt, line, digital) == sealed
