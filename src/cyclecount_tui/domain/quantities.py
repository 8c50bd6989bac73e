"""Quantities: Decimal with at most five places, written without exponents."""

from decimal import Context, Decimal

PLACES = 5
"""ION keeps quantities as floats; its own clean-up script rounds them to five decimal places."""

_STEP = Decimal(1).scaleb(-PLACES)

_WIDE = Context(prec=40)
"""Room for every quantity that is compared; kept, because making one takes longer than rounding."""

ZERO = Decimal(0)


def rounded(quantity: Decimal) -> Decimal:
    """The quantity at five places, half even, as compared with ION and sent to it."""
    return quantity.quantize(_STEP, context=_WIDE)


def same(left: Decimal, right: Decimal) -> bool:
    """Whether two quantities are equal at five places."""
    return rounded(left) == rounded(right)


def plain(quantity: Decimal) -> str:
    """Digits without exponent or trailing zeros: `100`, `3.5`, `-4`; never `1E+2` or `-0`."""
    text = f"{quantity:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def signed(quantity: Decimal) -> str:
    """As `plain`, with a `+` before what is above zero: for differences."""
    return f"+{plain(quantity)}" if quantity > 0 else plain(quantity)
