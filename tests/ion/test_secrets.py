"""Neither the client secret nor a token is ever shown: not in a repr, an error, or a traceback with local variables."""

import copy
import json
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import IonError
from cyclecount_tui.ion.patience import Patience
from cyclecount_tui.ion.secret import Secret

HUSH = "hush-4711"


def shown(error: BaseException) -> str:
    """Everything a crash report could hold, the errors behind the error included."""
    report = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    return f"{report}{error!r}{error}"


def test_a_secret_shows_stars() -> None:
    secret = Secret(HUSH)
    assert HUSH not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == HUSH
    assert not Secret("")
    for write in (pickle.dumps, copy.copy, json.dumps):
        with pytest.raises(TypeError):
            write(secret)


def _fail_the_sign_in(request: httpx.Request) -> httpx.Response:
    return _fail_with_the_request_in_hand(request)


def _fail_with_the_request_in_hand(request: httpx.Request) -> httpx.Response:
    """As a real line does: what was being sent is a local variable of the frame that fails."""
    in_hand = [*request.headers.raw, request.content]
    raise httpx.WriteError("broken" if in_hand else "nothing to send", request=request)


def _refuse_the_key(request: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={"error_description": f"wrong: {request.content.decode()}"})


def _spoil_the_token(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text=f'{{"access_token": "{HUSH}\\n"}}')


def _grant(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"access_token": HUSH})


def _break_the_line(request: httpx.Request) -> httpx.Response:
    return _fail_with_the_request_in_hand(request)


def _answer_rubbish(request: httpx.Request) -> httpx.Response:
    return httpx.Response(500, text="rubbish")


def _refuse_the_token(request: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={"errors": [{"message": "Token is expired."}]})


@pytest.mark.parametrize(
    ("sign_in", "graphql"),
    [
        (_fail_the_sign_in, _answer_rubbish),
        (_refuse_the_key, _answer_rubbish),
        (_spoil_the_token, _answer_rubbish),
        (_grant, _break_the_line),
        (_grant, _answer_rubbish),
        (_grant, _refuse_the_token),
    ],
)
def test_no_error_shows_them(
    sign_in: Callable[[httpx.Request], httpx.Response], graphql: Callable[[httpx.Request], httpx.Response]
) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return (sign_in if request.url.path.endswith("token") else graphql)(request)

    asked: list[Any] = []
    with (
        connect(
            "http://127.0.0.1:9",
            "http://127.0.0.1:9",
            "key",
            Secret(HUSH),
            transport=httpx.MockTransport(handle),
            observe=lambda name, variables: asked.append((name, variables)),
            patience=Patience(sleep=lambda _: None),
        ) as ion,
        pytest.raises(IonError) as caught,
    ):
        ion.me()
    assert HUSH not in shown(caught.value)
    assert HUSH not in repr(asked)
    assert HUSH not in repr(vars(ion)) + repr(vars(ion._graphql)) + repr(ion._graphql._credentials)


def test_real_sockets_do_not_show_them_either(refusing_port: int) -> None:
    address = f"http://127.0.0.1:{refusing_port}"
    with (
        connect(address, address, "key", HUSH, patience=Patience(sleep=lambda _: None)) as ion,
        pytest.raises(IonError) as caught,
    ):
        ion.me()
    assert HUSH not in shown(caught.value)
