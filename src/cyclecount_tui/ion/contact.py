"""Whether ION answers: told after each request that there is anyway, in the thread that asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cyclecount_tui.ion.errors import IonError, Unclear, Unreachable

Contact = Callable[[bool], None]
"""Called with whether an answer came; a refusal is one, silence and a gateway's error are none."""


@contextmanager
def telling(contact: Contact) -> Iterator[None]:
    """Tells how the request inside came to its end."""
    try:
        yield
    except (Unreachable, Unclear):
        contact(False)
        raise
    except IonError:
        contact(True)
        raise
    contact(True)
