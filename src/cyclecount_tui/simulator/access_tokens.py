"""The token endpoint (OAuth client credentials, as Keycloak answers) and the check of a token."""

import base64
import hashlib
import json
import threading
from urllib.parse import parse_qs

from cyclecount_tui.simulator.messages import Reply, json_reply
from cyclecount_tui.simulator.options import SimulatorOptions

TOKEN_PATH = "/realms/api-keys/protocol/openid-connect/token"  # noqa: S105 - a path
SCHEMES = frozenset({"bearer", "token"})


class AccessTokens:
    """Gives tokens out and knows which are still good."""

    def __init__(self, options: SimulatorOptions) -> None:
        self._options = options
        self._expiries: dict[str, float] = {}
        self._lock = threading.Lock()
        self.given = 0

    @property
    def path(self) -> str:
        """The path of the token endpoint; the other form of it is not there."""
        return f"/auth{TOKEN_PATH}" if self._options.auth_prefix else TOKEN_PATH

    def answer(self, body: bytes) -> Reply:
        """Answer a token request with a form body."""
        form = {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}
        if form.get("grant_type") != "client_credentials":
            return _refusal(400, "unsupported_grant_type", "Unsupported grant_type")
        right = (self._options.client_id, self._options.client_secret)
        if (form.get("client_id"), form.get("client_secret")) != right:
            status = self._options.bad_secret_status
            return _refusal(status, "unauthorized_client", "Invalid client or Invalid client credentials")
        return json_reply(
            200,
            {
                "access_token": self._new_token(),
                "expires_in": self._options.expires_in,
                "refresh_expires_in": 0,
                "token_type": "Bearer",
                "not-before-policy": 0,
                "scope": "email profile",
            },
        )

    def expire_all(self) -> None:
        """Let every token given so far run out now."""
        with self._lock:
            self._expiries = dict.fromkeys(self._expiries, float("-inf"))

    def problem(self, authorization: str | None) -> str | None:
        """ION's sentence about an Authorization header, or None when its token is good.

        `Bearer <token>`, `Token <token>` and the bare token are accepted.
        """
        token = _token_in(authorization or "")
        if not token:
            return "Please provide proper credentials"
        if token.count(".") != 2:
            return "Unable to parse authentication token"
        with self._lock:
            expiry = self._expiries.get(token)
        if expiry is None:
            return "Unable to validate authentication token"
        return "Token is expired." if expiry <= self._options.monotonic() else None

    def _new_token(self) -> str:
        with self._lock:
            self.given += 1
            payload = {"sub": self._options.client_id, "jti": self.given}
            parts = [_base64(json.dumps(part)) for part in ({"alg": "RS256", "typ": "JWT"}, payload)]
            signature = hashlib.sha256(".".join(parts).encode()).hexdigest()
            token = ".".join([*parts, _base64(signature)])
            self._expiries[token] = self._options.monotonic() + self._options.expires_in
        return token


def _token_in(authorization: str) -> str:
    words = authorization.split()
    if len(words) == 2 and words[0].lower() in SCHEMES:
        return words[1]
    return words[0] if len(words) == 1 and words[0].lower() not in SCHEMES else " ".join(words[1:])


def _base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def _refusal(status: int, error: str, description: str) -> Reply:
    return json_reply(status, {"error": error, "error_description": description})
