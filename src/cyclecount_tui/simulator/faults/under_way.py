"""One request on its way through the faults: what strikes before the work, after it, and instead of it."""

from collections.abc import Callable

from cyclecount_tui.simulator.faults.slowness import Waited
from cyclecount_tui.simulator.faults.strikes import Asked, Stage
from cyclecount_tui.simulator.faults.switches import Faults
from cyclecount_tui.simulator.messages import Reply, html_reply


def under_faults(faults: Faults, asked: Asked, work: Callable[[], Reply]) -> Reply:
    """The reply to a request, with whatever goes wrong on the way.

    Args:
        faults: what goes wrong on purpose.
        asked: what the request is about.
        work: does the request and gives the reply there should be.

    Raises:
        Dropped: a fault cut the line.
    """
    waited = faults.arrive(asked)
    if waited is Waited.UNDONE:
        return _gateway_page()
    reply = faults.strike(asked, Stage.BEFORE)
    if reply is None:
        reply = work()
        reply = faults.strike(asked, Stage.COMMITTED, reply) or reply
        reply = faults.strike(asked, Stage.ANSWERED, reply) or reply
    return _gateway_page() if waited is Waited.DONE else reply


def _gateway_page() -> Reply:
    return html_reply(502, "Bad Gateway")
