"""Who holds how much of what: claims are entered while there is enough, and refused with the reason otherwise."""

from collections.abc import Iterable
from decimal import Decimal

from cyclecount_tui.domain.causes.claims import Claim, Claims, Ends, Source
from cyclecount_tui.domain.fixes import Portion
from cyclecount_tui.domain.promised import Promised
from cyclecount_tui.domain.quantities import ZERO, plain

MOST_NAMED = 3
"""More holders than this are not named one by one."""


class Ledger:
    """What is promised so far: first to other counts, then line by line.

    A move from one line of a count to another may be suggested from both ends: it is one move, and is held once.
    """

    def __init__(self, claims: Claims, promised: Promised) -> None:
        self._claims = claims
        self._promised = promised
        self._held: dict[Source, dict[str, Decimal]] = {}
        self._moves: dict[Ends, dict[Source, Decimal]] = {}
        self._moved_from: dict[int, dict[int, Decimal]] = {}

    def refusal(self, claims: Iterable[Claim]) -> str:
        """The sentence that says which claim there is too little left for, and who holds it; empty where all fit."""
        for source, wanted in self._new(claims).items():
            there_is = self._claims.there_is(source)
            held = self._holders(source)
            left = None if there_is is None else there_is - sum(held.values(), ZERO)
            if held and left is not None and left < wanted:
                return self._sentence(source, left, held)
        return ""

    def enter(self, line: int, claims: Iterable[Claim]) -> None:
        """The claims of a line are held from now on."""
        claims = tuple(claims)
        for source, wanted in self._new(claims).items():
            holders = self._held.setdefault(source, {})
            name = f"line {line} of this count"
            holders[name] = holders.get(name, ZERO) + wanted
        for claim in claims:
            if claim.ends is not None:
                self._enter_move(claim.ends, claim)

    def _enter_move(self, ends: Ends, claim: Claim) -> None:
        move = self._moves.setdefault(ends, {})
        more = max(claim.quantity - move.get(claim.source, ZERO), ZERO)
        move[claim.source] = move.get(claim.source, ZERO) + more
        if isinstance(claim.source, int):
            moved = self._moved_from.setdefault(ends[0], {})
            moved[claim.source] = moved.get(claim.source, ZERO) + more

    def beside_moves(self, line: int, portions: tuple[Portion, ...]) -> tuple[Portion, ...] | None:
        """The portions of a line's own records, so ordered that its plan leaves to other lines what they move away.

        A plan takes that off a line's own portions, first to last. None where a record holds too little for both.
        """
        moved = self._moved_from.get(line, {})
        ordered = tuple(sorted(portions, key=lambda portion: portion.record_id not in moved))
        dealt_with = sum(moved.values(), ZERO)
        for portion in ordered:
            less = min(dealt_with, portion.quantity)
            dealt_with -= less
            there_is = self._claims.there_is(portion.record_id)
            wanted = portion.quantity - less + moved.get(portion.record_id, ZERO)
            if there_is is not None and portion.quantity > less and wanted > there_is:
                return None
        return ordered

    def _new(self, claims: Iterable[Claim]) -> dict[Source, Decimal]:
        """What the claims come to, less what is held for the same move from its other end."""
        wanted: dict[Source, Decimal] = {}
        for claim in claims:
            held = self._moves.get(claim.ends, {}).get(claim.source, ZERO) if claim.ends is not None else ZERO
            wanted[claim.source] = wanted.get(claim.source, ZERO) + max(claim.quantity - held, ZERO)
        return {source: quantity for source, quantity in wanted.items() if quantity > 0}

    def _holders(self, source: Source) -> dict[str, Decimal]:
        """By name, what is held of a source: first what other counts hold."""
        held: dict[str, Decimal] = {}
        for promise in self._promised.of.get(source, ()) if isinstance(source, int | tuple) else ():
            held[promise.holder] = held.get(promise.holder, ZERO) + promise.quantity
        return {**held, **self._held.get(source, {})}

    def _sentence(self, source: Source, left: Decimal, held: dict[str, Decimal]) -> str:
        """Who holds it: `Record 123 at B-2 is promised to line 4 of this count.`, and how much is left."""
        names = list(held)
        more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
        whom = " and ".join([*names[:MOST_NAMED], *more])
        only = f", but for {plain(left)}," if left > 0 else ""
        return f"{self._claims.words(source)}{only} is promised to {whom}."
