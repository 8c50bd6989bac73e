"""The token endpoint, and which Authorization headers are let in."""

import pytest

from cyclecount_tui.simulator import Plant, Reply, Simulator, SimulatorOptions
from tests.simulator.asking import TOKEN_PATH, Asker, token_form

ME = b'{"query": "{ me { name } }"}'


def ask_with(simulator: Simulator, authorization: str | None) -> Reply:
    headers = {} if authorization is None else {"Authorization": authorization}
    return simulator.handle("POST", "/graphql", headers, ME)


def test_a_good_key_gets_a_token(simulator: Simulator) -> None:
    reply = simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator))
    content = reply.json()
    assert reply.status == 200
    assert content["token_type"] == "Bearer"
    assert content["expires_in"] == 300
    assert content["refresh_expires_in"] == 0
    assert content["access_token"].count(".") == 2
    assert "scope" in content


@pytest.mark.parametrize("auth_prefix", [False, True])
def test_only_one_of_the_two_paths_answers(plant: Plant, auth_prefix: bool) -> None:
    simulator = Simulator(plant, SimulatorOptions(auth_prefix=auth_prefix))
    form = token_form(simulator)
    plain = simulator.handle("POST", TOKEN_PATH, {}, form).status
    prefixed = simulator.handle("POST", f"/auth{TOKEN_PATH}", {}, form).status
    assert (plain, prefixed) == ((404, 200) if auth_prefix else (200, 404))


@pytest.mark.parametrize("status", [400, 401])
def test_a_wrong_secret_is_refused(plant: Plant, status: int) -> None:
    simulator = Simulator(plant, SimulatorOptions(bad_secret_status=400 if status == 400 else 401))
    reply = simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator, client_secret="wrong"))
    assert reply.status == status
    assert set(reply.json()) == {"error", "error_description"}


def test_another_grant_is_refused(simulator: Simulator) -> None:
    reply = simulator.handle("POST", TOKEN_PATH, {}, token_form(simulator, grant_type="password"))
    assert reply.status == 400
    assert reply.json()["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("form", ["Bearer {}", "bearer {}", "Token {}", "{}"])
def test_three_forms_of_the_header_are_accepted(ask: Asker, form: str) -> None:
    reply = ask_with(ask.simulator, form.format(ask.token))
    assert reply.status == 200
    assert reply.json()["data"]["me"]["name"] == "Cycle count service"


@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        (None, "Please provide proper credentials"),
        ("", "Please provide proper credentials"),
        ("Bearer", "Please provide proper credentials"),
        ("Bearer rubbish", "Unable to parse authentication token"),
        ("Basic YTpi", "Unable to parse authentication token"),
        ("Bearer a.b.c", "Unable to validate authentication token"),
    ],
)
def test_other_headers_are_refused(simulator: Simulator, authorization: str | None, message: str) -> None:
    reply = ask_with(simulator, authorization)
    assert reply.status == 401
    assert reply.json() == {"errors": [{"message": message}]}


def test_a_token_expires_by_the_clock(plant: Plant) -> None:
    seconds = [1000.0]
    simulator = Simulator(plant, SimulatorOptions(expires_in=60, monotonic=lambda: seconds[0]))
    ask = Asker(simulator)
    seconds[0] += 59
    assert ask_with(simulator, f"Bearer {ask.token}").status == 200
    seconds[0] += 1
    reply = ask_with(simulator, f"Bearer {ask.token}")
    assert (reply.status, reply.json()["errors"][0]["message"]) == (401, "Token is expired.")
    assert ask_with(simulator, f"Bearer {Asker(simulator).token}").status == 200


def test_all_tokens_can_be_let_expire(ask: Asker) -> None:
    ask.simulator.expire_tokens()
    assert ask_with(ask.simulator, f"Bearer {ask.token}").status == 401
    assert ask_with(ask.simulator, Asker(ask.simulator).token).status == 200
    assert ask.simulator.tokens_given == 2
