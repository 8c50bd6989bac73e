"""Signing in: which path, how long a token is kept, and what a refusal says."""

import json
from collections.abc import Callable
from threading import Barrier, Thread
from urllib.parse import parse_qs

import httpx
import pytest

from cyclecount_tui.ion.address import ion_addresses
from cyclecount_tui.ion.auth import ClientCredentials
from cyclecount_tui.ion.errors import AuthRefused, IonError, RateLimited, Unreachable
from cyclecount_tui.ion.secret import Secret

ADDRESSES = ion_addresses("http://127.0.0.1:9", "http://127.0.0.1:9")


class SignIn:
    """A scripted sign-in that counts, and a clock set by hand."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.answer = answer
        self.requests: list[httpx.Request] = []
        self.now = 1000.0
        self.credentials = ClientCredentials(
            ADDRESSES, "key", Secret("hush"), httpx.MockTransport(self.handle), clock=lambda: self.now
        )

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)

    @property
    def paths(self) -> list[str]:
        return [request.url.path.split("/realms")[0] for request in self.requests]


def granting(**content: object) -> SignIn:
    numbers = iter(range(1000))
    return SignIn(lambda _: httpx.Response(200, json={"access_token": f"token-{next(numbers)}", **content}))


def test_the_form_says_who_wants_what() -> None:
    sign_in = granting(expires_in=300)
    assert sign_in.credentials.token().reveal() == "token-0"
    request = sign_in.requests[0]
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(request.content.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["key"],
        "client_secret": ["hush"],
        "audience": ["http://127.0.0.1:9"],
    }


def test_the_older_path_is_found_and_remembered() -> None:
    sign_in = SignIn(
        lambda request: (
            httpx.Response(200, json={"access_token": "old", "expires_in": 300})
            if request.url.path.startswith("/auth/")
            else httpx.Response(404)
        )
    )
    assert sign_in.credentials.token().reveal() == "old"
    sign_in.credentials.renew()
    assert sign_in.paths == ["", "/auth", "/auth"]


def test_no_sign_in_at_either_path() -> None:
    sign_in = SignIn(lambda _: httpx.Response(404))
    with pytest.raises(Unreachable, match="ION_AUTH_SERVER"):
        sign_in.credentials.token()
    assert sign_in.paths == ["", "/auth"]


@pytest.mark.parametrize(
    ("expires_in", "kept"),
    [(300, 270), (60, 30), (20, 10), (None, 30), ("300", 30), (True, 30), (-5, 30), (float("inf"), 30)],
)
def test_a_token_is_kept_until_shortly_before_it_ends(expires_in: object, kept: float) -> None:
    told = {} if expires_in is None else {"expires_in": expires_in}
    content = json.dumps({"access_token": "token", **told})
    sign_in = SignIn(lambda _: httpx.Response(200, text=content))
    sign_in.credentials.token()
    sign_in.now += kept - 1
    sign_in.credentials.token()
    assert len(sign_in.requests) == 1
    sign_in.now += 1
    sign_in.credentials.token()
    assert len(sign_in.requests) == 2


def test_renewing_fetches_even_a_good_token_anew() -> None:
    sign_in = granting(expires_in=300)
    first = sign_in.credentials.token()
    second = sign_in.credentials.renew(first)
    assert (first.reveal(), second.reveal()) == ("token-0", "token-1")
    assert sign_in.credentials.renew(first) is second, "somebody renewed it in the meantime"
    assert sign_in.credentials.token() is second


def test_many_threads_share_one_token() -> None:
    sign_in = granting(expires_in=300)
    start = Barrier(8)
    tokens: list[str] = []

    def fetch() -> None:
        start.wait()
        tokens.append(sign_in.credentials.token().reveal())

    threads = [Thread(target=fetch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tokens == ["token-0"] * 8
    assert len(sign_in.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refused_key_names_the_settings(status: int) -> None:
    sign_in = SignIn(lambda _: httpx.Response(status, json={"error": "invalid_client"}))
    with pytest.raises(AuthRefused, match="ION_CLIENT_ID and ION_CLIENT_SECRET"):
        sign_in.credentials.token()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(429, headers={"Retry-After": "7"}), RateLimited),
        (httpx.Response(500), Unreachable),
        (httpx.Response(502, html="<h1>Bad gateway</h1>"), Unreachable),
        (httpx.Response(200, html="<h1>Welcome to the hotel</h1>"), Unreachable),
        (httpx.Response(200, content=b'{"access_token": "tok'), Unreachable),
        (httpx.Response(200, content=b"[" * 100_000), Unreachable),
        (httpx.Response(200, json=["token"]), Unreachable),
        (httpx.Response(200, json={}), Unreachable),
        (httpx.Response(200, json={"access_token": 7}), Unreachable),
        (httpx.Response(200, json={"access_token": ""}), Unreachable),
        (httpx.Response(200, json={"access_token": "to\nken"}), Unreachable),
        (httpx.Response(200, json={"access_token": "tøken"}), Unreachable),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example.com"}), Unreachable),
    ],
)
def test_odd_answers(answer: httpx.Response, error: type[IonError]) -> None:
    sign_in = SignIn(lambda _: answer)
    with pytest.raises(error) as caught:
        sign_in.credentials.token()
    assert type(caught.value) is error
    assert len(sign_in.requests) == 1, "the key is never sent to where a redirect points"


def test_how_long_to_wait_is_passed_on() -> None:
    sign_in = SignIn(lambda _: httpx.Response(429, headers={"Retry-After": "7"}))
    with pytest.raises(RateLimited) as caught:
        sign_in.credentials.token()
    assert caught.value.retry_after == 7


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.ReadTimeout("no"), httpx.ReadError("no")])
def test_no_answer_from_the_sign_in(failure: httpx.HTTPError) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise failure

    with pytest.raises(Unreachable) as caught:
        SignIn(fail).credentials.token()
    assert caught.value.__cause__ is failure


class Notes(dict[str, str]):
    """A memory that lasts as long as the test."""

    def read(self, key: str) -> str | None:
        return self.get(key)

    def write(self, key: str, text: str) -> None:
        self[key] = text


def signing_in(notes: Notes, good_path: str) -> list[str]:
    """The paths that a start asks until it has a token; only one of them is right."""
    paths: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path.split("/realms")[0])
        right = paths[-1] == good_path
        return httpx.Response(200, json={"access_token": "good"}) if right else httpx.Response(404)

    transport = httpx.MockTransport(answer)
    ClientCredentials(ADDRESSES, "key", Secret("hush"), transport, memory=notes).token()
    return paths


def test_where_the_sign_in_was_found_is_known_at_the_next_start() -> None:
    notes = Notes()
    assert signing_in(notes, "/auth") == ["", "/auth"]
    assert signing_in(notes, "/auth") == ["/auth"]
    assert signing_in(notes, "") == ["/auth", ""], "a sign-in that moved is found again"
    assert signing_in(notes, "") == [""]
    assert "hush" not in str(notes)
    assert "good" not in str(notes)


def test_only_a_place_that_gave_a_token_is_remembered() -> None:
    notes = Notes()
    credentials = ClientCredentials(
        ADDRESSES, "key", Secret("hush"), httpx.MockTransport(lambda _: httpx.Response(401)), memory=notes
    )
    with pytest.raises(AuthRefused):
        credentials.token()
    assert notes == {}


def test_a_memory_of_another_place_is_not_asked() -> None:
    notes = Notes({f"sign-in {ADDRESSES.token_urls[0]}": "https://evil.example/token"})
    assert signing_in(notes, "") == [""]
