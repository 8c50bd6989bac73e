"""A small client for the tests: one token, one question at a time, straight into `handle`."""

import json
from typing import Any
from urllib.parse import urlencode

from cyclecount_tui.simulator import Reply, Simulator

TOKEN_PATH = "/realms/api-keys/protocol/openid-connect/token"

UPDATE = """
mutation Update($input: UpdatePartInventoryInput!) {
  updatePartInventory(input: $input) {
    partInventory { id _etag quantity quantityScrapped status locationId lotNumber serialNumber unavailable }
    splitInventory { id quantity quantityScrapped status originPartInventoryId howCreated }
  }
}
"""


def token_form(simulator: Simulator, **changes: str) -> bytes:
    form = {
        "grant_type": "client_credentials",
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        **changes,
    }
    return urlencode(form).encode()


class Asker:
    """Asks a simulator as a client with a good token would."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        path = f"/auth{TOKEN_PATH}" if simulator.options.auth_prefix else TOKEN_PATH
        reply = simulator.handle("POST", path, {}, token_form(simulator))
        self.token: str = reply.json()["access_token"]

    def reply(self, query: str, operation_name: str | None = None, **variables: Any) -> Reply:
        content = {"query": query, "variables": variables, "operationName": operation_name}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.simulator.handle("POST", "/graphql", headers, json.dumps(content).encode())

    def data(self, query: str, **variables: Any) -> Any:
        answer = self.reply(query, **variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def error(self, query: str, **variables: Any) -> dict[str, Any]:
        errors = self.reply(query, **variables).json()["errors"]
        assert len(errors) == 1
        error: dict[str, Any] = errors[0]
        return error

    def update(self, record_id: int, **values: Any) -> Any:
        given = {"id": record_id, "etag": self.etag(record_id), **values}
        return self.data(UPDATE, input=given)["updatePartInventory"]

    def refused_update(self, record_id: int, **values: Any) -> str:
        given = {"id": record_id, "etag": self.etag(record_id), **values}
        message: str = self.error(UPDATE, input=given)["message"]
        return message

    def etag(self, record_id: int) -> str:
        query = "query($id: ID!) { partInventory(id: $id) { _etag } }"
        etag: str = self.data(query, id=str(record_id))["partInventory"]["_etag"]
        return etag
