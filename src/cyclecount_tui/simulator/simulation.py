"""The simulated ION: a plant, its switches and faults, and one door for every HTTP request."""

import gzip
import itertools
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from email.utils import format_datetime

from graphql import GraphQLSchema

from cyclecount_tui.simulator.access_tokens import AccessTokens
from cyclecount_tui.simulator.control.endpoint import CONTROL_PATH, ControlEndpoint
from cyclecount_tui.simulator.faults import Faults
from cyclecount_tui.simulator.faults.guarding import LocationRules
from cyclecount_tui.simulator.faults.slowness import Slowness
from cyclecount_tui.simulator.faults.strikes import TOKEN, Asked
from cyclecount_tui.simulator.faults.under_way import under_faults
from cyclecount_tui.simulator.graphql_endpoint import GraphqlEndpoint
from cyclecount_tui.simulator.messages import ReceivedRequest, Reply, errors_reply
from cyclecount_tui.simulator.options import SimulatorOptions
from cyclecount_tui.simulator.other_people import SomebodyElse
from cyclecount_tui.simulator.plant.plant import Plant
from cyclecount_tui.simulator.schema.building import executable_schema
from cyclecount_tui.simulator.session import Restrictions, Session

SMALLEST_GZIP = 512


class Simulator:
    """A simulated ION in this process.

    Args:
        plant: what it holds, e.g. from `plant_small`.
        options: how it behaves.

    Attributes:
        faults: what goes wrong on purpose; set at run time, from any thread.
    """

    def __init__(self, plant: Plant, options: SimulatorOptions | None = None) -> None:
        self.plant = plant
        self.options = options or SimulatorOptions()
        plant.status_order = self.options.status_order
        plant.clock_ahead = self.options.clock_ahead
        self._lock = threading.RLock()
        self._trace = itertools.count(1)
        self._tokens = AccessTokens(self.options)
        session = Session(plant, self.options, plant.me_id, Restrictions(plant.rules))
        self.faults = Faults(
            session.restrictions,
            LocationRules(plant, self._lock),
            SomebodyElse(session, self._lock),
            self._tokens,
            Slowness(self.options.gateway_timeout),
        )
        self._control = ControlEndpoint(self.faults)
        self._graphql = GraphqlEndpoint(_schema_for(self.options), session, self.faults, self._lock)

    @property
    def client_id(self) -> str:
        """The API key's id, for ION_CLIENT_ID."""
        return self.options.client_id

    @property
    def client_secret(self) -> str:
        """The API key's secret, for ION_CLIENT_SECRET."""
        return self.options.client_secret

    @property
    def requests(self) -> list[ReceivedRequest]:
        """Every GraphQL request received so far, oldest first."""
        return self._graphql.requests

    @property
    def tokens_given(self) -> int:
        """How many tokens were given out so far."""
        return self._tokens.given

    def expire_tokens(self) -> None:
        """Let every token given so far run out now."""
        self._tokens.expire_all()

    def handle(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one HTTP request; safe to call from several threads.

        Raises:
            Dropped: a fault cut the line, and there is no reply.
        """
        given = {name.lower(): value for name, value in headers.items()}
        reply = self._answer(method, path.partition("?")[0], given, body)
        date = format_datetime(self.plant.now().astimezone(UTC), usegmt=True)
        own = {"date": date, "x-b3-trace-id": f"{next(self._trace):032x}"}
        traced = replace(reply, headers={**reply.headers, **own})
        return _zipped(traced) if "gzip" in given.get("accept-encoding", "") else traced

    def _answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if path == CONTROL_PATH and self.options.control:
            return self._control.answer(method, body)
        if path not in ("/graphql", self._tokens.path):
            return errors_reply(404, "Not found.")
        if method != "POST":
            return errors_reply(405, "Use POST.", {"allow": "POST"})
        if path == self._tokens.path:
            return under_faults(self.faults, Asked({TOKEN}), lambda: self._tokens.answer(body))
        problem = self._tokens.problem(headers.get("authorization"))
        if problem is not None:
            return errors_reply(401, problem)
        return self._graphql.answer(body)


def _schema_for(options: SimulatorOptions) -> GraphQLSchema:
    return executable_schema(
        naive_times=options.naive_times,
        without=options.without,
        renamed=tuple(sorted(options.renamed.items())),
        adjust_inventory=options.adjust_inventory,
    )


def _zipped(reply: Reply) -> Reply:
    if len(reply.body) < SMALLEST_GZIP:
        return reply
    headers = {**reply.headers, "content-encoding": "gzip", "vary": "accept-encoding"}
    return replace(reply, headers=headers, body=gzip.compress(reply.body, compresslevel=1))
