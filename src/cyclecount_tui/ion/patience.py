"""Trying a read again: after growing, slightly random waits, for as long as ION asks, and only for what may pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential, wait_random

from cyclecount_tui.ion.errors import RateLimited, Unreachable
from cyclecount_tui.ion.waiting import go_on, pause

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a read is tried and how long is waited in between; times in seconds.

    Once nobody waits for a read any more, it is not tried again, and an answer that was on its way is not taken.
    """

    tries: int = 4
    first_wait: float = 0.5
    longest_wait: float = 8.0
    longest_retry_after: float = 60.0
    """When ION asks to wait longer than this, a person should decide."""
    sleep: Callable[[float], None] = pause

    def until_done(self, attempt: Callable[[], Result], ask_for_less: Callable[[BaseException], bool]) -> Result:
        """The result of the first attempt that works, or the last one's IonError; StoppedWaiting when nobody waits.

        `ask_for_less` may change what the next attempt asks for, and says so; such an attempt counts as the first.
        """
        lessened = 0

        def attempt_if_wanted() -> Result:
            go_on()
            try:
                return attempt()
            finally:
                go_on()

        def exhausted(state: RetryCallState) -> bool:
            return state.attempt_number - lessened >= self.tries

        def lessen(state: RetryCallState) -> None:
            nonlocal lessened
            lessened += ask_for_less(_failure(state))

        retrying = Retrying(
            retry=retry_if_exception(self._may_pass),
            wait=self._wait,
            stop=exhausted,
            before_sleep=lessen,
            sleep=self.sleep,
            reraise=True,
        )
        return retrying(attempt_if_wanted)

    def _may_pass(self, error: BaseException) -> bool:
        if isinstance(error, RateLimited):
            return (error.retry_after or 0.0) <= self.longest_retry_after
        return isinstance(error, Unreachable)

    def _wait(self, state: RetryCallState) -> float:
        growing = wait_exponential(multiplier=self.first_wait, max=self.longest_wait)
        backoff = (growing + wait_random(0, self.first_wait))(state)
        asked = getattr(_failure(state), "retry_after", None) or 0.0
        return max(backoff, asked)


def _failure(state: RetryCallState) -> BaseException:
    assert state.outcome is not None
    failure = state.outcome.exception()
    assert failure is not None
    return failure
