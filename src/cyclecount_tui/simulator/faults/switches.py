"""Every fault as one switch: set, read and cleared at run time, from any thread."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from cyclecount_tui.simulator.access_tokens import AccessTokens
from cyclecount_tui.simulator.faults.commotion import Commotion
from cyclecount_tui.simulator.faults.guarding import LocationRules
from cyclecount_tui.simulator.faults.slowness import Delay, Slowness, Waited
from cyclecount_tui.simulator.faults.strikes import Asked, Stage, Strike, Strikes, cut_line, halved, instead
from cyclecount_tui.simulator.messages import Reply, errors_reply, html_reply
from cyclecount_tui.simulator.other_people import SomebodyElse
from cyclecount_tui.simulator.session import Restrictions


class Faults:
    """Faults for GraphQL requests.

    `only` keeps a fault for the operations, query fields or mutations of that name; `only="token"` keeps it for
    requests of a token, which no other fault touches. `struck` counts by name which faults did strike.
    """

    def __init__(
        self,
        restrictions: Restrictions,
        rules: LocationRules,
        somebody: SomebodyElse,
        tokens: AccessTokens,
        slowness: Slowness,
    ) -> None:
        self._restrictions = restrictions
        self._rules = rules
        self._somebody = somebody
        self._tokens = tokens
        self._slowness = slowness
        self._commotion = Commotion(somebody, somebody.seed)
        self._strikes = Strikes()

    @property
    def struck(self) -> Counter[str]:
        """How often each fault struck so far, by the name of its switch."""
        return self._strikes.struck

    def drop_before(self, count: int = 1, only: str | None = None) -> None:
        """Cut the line on the next `count` requests before anything is done."""
        self._strikes.add(Strike("drop_before", cut_line, Stage.BEFORE, count, only))

    def drop_after_commit(self, count: int = 1, only: str | None = None) -> None:
        """Do the next `count` writes, then cut the line without a reply."""
        self._strikes.add(Strike("drop_after_commit", cut_line, Stage.COMMITTED, count, only))

    def http_status(
        self,
        status: int,
        html: bool = False,
        count: int = 1,
        only: str | None = None,
        after_commit: bool = False,
    ) -> None:
        """Answer the next `count` requests with this status; `after_commit` does the write first."""
        reply = html_reply(status, "Error") if html else errors_reply(status, f"HTTP {status}")
        stage = Stage.COMMITTED if after_commit else Stage.BEFORE
        self._strikes.add(Strike("http_status", instead(reply), stage, count, only))

    def truncated_json(self, count: int = 1, only: str | None = None, cut: bool = False) -> None:
        """Do the next `count` requests and send half of each answer.

        With `cut` the whole length is announced and the line ends in the middle.
        """
        self._strikes.add(Strike("truncated_json", halved(cut=cut), Stage.ANSWERED, count, only))

    def rate_limited(self, retry_after: int | str | None = None, count: int = 1, only: str | None = None) -> None:
        """Answer 429, with or without a Retry-After: seconds, or any text such as an HTTP date."""
        headers = {} if retry_after is None else {"retry-after": str(retry_after)}
        reply = errors_reply(429, "Too many requests.", headers)
        self._strikes.add(Strike("rate_limited", instead(reply), Stage.BEFORE, count, only))

    def delay(self, seconds: float, only: str | None = None, count: int | None = None, commits: bool = True) -> None:
        """Let requests wait so long; 0 ends it, and lets those that wait go on at once.

        From the gateway's timeout on, the gateway answers with an HTML page and status 502 when that time is
        over; the request is done all the same, unless `commits` is off.
        """
        self._slowness.start(Delay(seconds, only, count, commits))

    def gateway_timeout(self, seconds: float) -> None:
        """Let the gateway give up after so many seconds."""
        self._slowness.gateway_timeout = seconds

    def forbid(self, name: str) -> None:
        """Refuse an operation, query field or mutation for want of a permission."""
        self._restrictions.forbid(name)

    def allow(self, name: str) -> None:
        """Give the permission back."""
        self._restrictions.allow(name)

    def refuse_updates_at(self, location_id: int, message: str) -> None:
        """Let an ION Action refuse every inventory write that touches a location."""
        self._rules.guard(location_id, message)

    def allow_updates_at(self, location_id: int) -> None:
        """Take the ION Action away."""
        self._rules.unguard(location_id)

    def edit_behind_the_back(
        self,
        record_id: int,
        quantity: Decimal | int | str | None = None,
        location_id: int | None = None,
    ) -> None:
        """Change a record as another user would: a new etag and an entry in its timeline."""
        wanted = None if quantity is None else Decimal(quantity)
        self._somebody.edit(record_id, wanted, location_id)

    def merge_behind_the_back(self, record_ids: Iterable[int]) -> int:
        """Merge records as another user would; gives the id of the record that is left."""
        return self._somebody.merge(record_ids)

    def edit_randomly(self, every: int, location_id: int, by: Decimal | int | str = 1, only: str | None = None) -> None:
        """Let somebody change a record at a location before every n-th request, by so much up or down.

        With `by=0` the record is only saved again: the same values under a new etag.
        """
        self._commotion.start(every, location_id, Decimal(by), only)

    def expire_tokens(self) -> None:
        """Let every token given so far run out now."""
        self._tokens.expire_all()

    def clear(self, everything: bool = False) -> None:
        """Forget waiting faults, delays and edits; with `everything` also what is forbidden or refused."""
        self._strikes.clear()
        self._slowness.start(None)
        self._commotion.end()
        if everything:
            for name in self._restrictions.forbidden:
                self._restrictions.allow(name)
            self._rules.unguard()

    def state(self) -> dict[str, object]:
        """All that is set now, and how often each fault struck, as plain values."""
        return {
            "waiting": self._strikes.state(),
            "delay": self._slowness.state(),
            "gateway_timeout": self._slowness.gateway_timeout,
            "edit_randomly": self._commotion.state(),
            "forbidden": self._restrictions.forbidden,
            "refused_at": self._rules.state(),
            "struck": dict(self._strikes.struck),
        }

    def arrive(self, asked: Asked) -> Waited:
        """What happens while a request is under way: others edit, and it may have to wait."""
        if self._commotion.before(asked):
            self._strikes.count("edit_randomly")
        waited = self._slowness.wait(asked)
        if waited is not Waited.NOT:
            self._strikes.count("delay")
        return waited

    def strike(self, asked: Asked, stage: Stage, reply: Reply | None = None) -> Reply | None:
        """Use up the first fault that strikes a request at a stage: gives the reply there is after it.

        Raises:
            Dropped: the fault cuts the line.
        """
        return self._strikes.strike(asked, stage, reply)
