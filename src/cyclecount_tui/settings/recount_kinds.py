"""Kinds of values that the rules of a recount are made of: a share in per cent and a number beside it."""

import re
from decimal import Decimal

from cyclecount_tui.settings.kinds import Kind, WrongValue

_PAIR = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,5})?) *% +([0-9]{1,12}(?:\.[0-9]{1,5})?)")


def _pair(words: str, example: str, *, whole: bool = False) -> Kind:
    """A percentage up to 1000 and a number, as in `1% 100`; `words` say what they are."""

    def of_text(text: str) -> tuple[Decimal, Decimal]:
        found = _PAIR.fullmatch(text.strip())
        percent, number = (Decimal(found[1]), Decimal(found[2])) if found else (Decimal(-1), Decimal(-1))
        if not 0 <= percent <= 1000 or (whole and number != int(number)):
            raise WrongValue(f'must be {words}, as in "{example}".')
        return percent, number

    def of_toml(value: object) -> tuple[Decimal, Decimal]:
        if not isinstance(value, str):
            raise WrongValue(f'must be text in quotes, as in "{example}".')
        return of_text(value)

    return Kind(of_text, of_toml, lambda pair: f"{pair[0]}% {pair[1]}")


TOLERANCE = _pair("a percentage of the quantity and a value in money", "1% 100")
DECOYS = _pair("a percentage and a whole number of lines", "25% 2", whole=True)
