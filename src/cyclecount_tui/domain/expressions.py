"""What a counter types as a quantity: a number or a sum such as `12*6+4`, worked out exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal, Inexact, InvalidOperation, localcontext

from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.quantities import PLACES, plain

LONGEST = 100
"""Characters an expression may have; nobody counts in longer sums."""

LARGEST = Decimal(10) ** 9
"""No location holds a billion of a part: a larger result is a slip of the hand or a scan in the wrong place."""

_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*|\.\d+)|([-+*/()]))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tape:
    """What was typed and what it comes to."""

    expression: str
    quantity: Decimal

    @property
    def is_sum(self) -> bool:
        """Whether more than a bare number was typed, so that showing the sum says something."""
        return any(sign in self.expression for sign in "+-*/(")


def read_quantity(text: str) -> Tape:
    """Works out what was typed.

    Accepts numbers, `+ - * /`, brackets and `×`. No names, no powers.

    Raises:
        DomainError: the text is no sum, divides by zero, comes to less than zero, to a billion or more, or to
            more than five decimal places.
    """
    expression = " ".join(text.replace("×", "*").split())
    if not expression:
        raise DomainError("Nothing was typed: type a quantity such as 48 or 12*6+4.")
    if len(expression) > LONGEST:
        raise DomainError(f"That is longer than {LONGEST} characters: type a shorter sum.")
    if "**" in expression.replace(" ", ""):
        raise DomainError(f"'{expression}' has a power in it: use + - * / and brackets only.")
    quantity = _worked_out(expression)
    return Tape(expression, _accepted(expression, quantity))


def _worked_out(expression: str) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        context.traps[Inexact] = True
        try:
            return _Sum(expression).value()
        except ZeroDivisionError as error:
            raise DomainError(f"'{expression}' divides by zero: type the quantity again.") from error
        except (Inexact, InvalidOperation) as error:
            raise DomainError(
                f"'{expression}' comes to more than {PLACES} decimal places: type the quantity itself."
            ) from error


def _accepted(expression: str, quantity: Decimal) -> Decimal:
    if quantity < 0:
        raise DomainError(f"'{expression}' comes to {plain(quantity)}: a count cannot be below zero.")
    if quantity >= LARGEST:
        raise DomainError(f"'{expression}' comes to a billion or more: check the quantity and type it again.")
    tidy = Decimal(plain(quantity))
    if -int(tidy.as_tuple().exponent) > PLACES:
        raise DomainError(f"'{expression}' comes to more than {PLACES} decimal places: round it and type it again.")
    return tidy


class _Sum:
    """A recursive descent over the tokens of one expression."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = self._split(expression)
        self._at = 0

    def value(self) -> Decimal:
        result = self._terms()
        if self._at < len(self._tokens):
            raise self._wrong(self._tokens[self._at])
        return result

    def _split(self, expression: str) -> list[str]:
        tokens, place = [], 0
        while place < len(expression):
            found = _TOKEN.match(expression, place)
            if found is None:
                raise self._wrong(expression[place:].strip()[0])
            tokens.append(found[1] or found[2])
            place = found.end()
        return tokens

    def _terms(self) -> Decimal:
        result = self._factors()
        while (sign := self._next_of("+-")) is not None:
            other = self._factors()
            result = result + other if sign == "+" else result - other
        return result

    def _factors(self) -> Decimal:
        result = self._number()
        while (sign := self._next_of("*/")) is not None:
            other = self._number()
            if sign == "/" and not other:
                raise ZeroDivisionError
            result = result * other if sign == "*" else result / other
        return result

    def _number(self) -> Decimal:
        if self._next_of("(") is not None:
            result = self._terms()
            if self._next_of(")") is None:
                raise DomainError(f"'{self._expression}' has a bracket that is not closed: type it again.")
            return result
        if self._at >= len(self._tokens):
            raise DomainError(f"'{self._expression}' is not finished: type a number after the last sign.")
        token = self._tokens[self._at]
        if not (token[0].isdigit() or token[0] == "."):
            raise self._wrong(token)
        self._at += 1
        return Decimal(token)

    def _next_of(self, signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in signs:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _wrong(self, token: str) -> DomainError:
        return DomainError(
            f"'{self._expression}' is no quantity ('{token}' does not belong there): "
            "type a number or a sum such as 12*6+4."
        )
