"""What the client for ION takes of the memory before it asks anything: no more than the first question needs."""

from __future__ import annotations

import subprocess
import sys
from ssl import PROTOCOL_TLS_CLIENT, SSLContext

import httpx
import pytest

from cyclecount_tui.ion import exchange
from cyclecount_tui.ion.exchange import http_client

LOADED = """
import gc, sys
import cyclecount_tui.ion.connecting
from pydantic import TypeAdapter
from cyclecount_tui.ion.reply_shape import ReplyShape
print(sum(type(each) is TypeAdapter for each in gc.get_objects()))
print(sum(type(each) is ReplyShape for each in gc.get_objects()))
print(sorted({name.split(".")[0] for name in sys.modules} & {"click", "pygments", "rich", "keyring", "graphql"}))
import httpx
print(httpx.main.__module__)
"""

KEPT_FILES = 2
"""Shapes of what is kept between starts: they are read before the first question."""


def test_shapes_are_made_ready_when_they_are_needed_and_no_command_line_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    ready, shapes, others, main = done.stdout.splitlines()
    assert int(ready) <= KEPT_FILES
    assert int(shapes) > 30
    assert others == "[]"
    assert main == "httpx", "what httpx has where click is missing"


def test_all_clients_share_the_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[SSLContext] = []

    def create(*, trust_env: bool) -> SSLContext:
        made.append(SSLContext(PROTOCOL_TLS_CLIENT))
        assert trust_env
        return made[-1]

    exchange._certificates.cache_clear()
    monkeypatch.setattr(httpx, "create_ssl_context", create)
    try:
        for _ in range(3):
            http_client(None, loopback=False).close()
        assert len(made) == 1
        monkeypatch.setenv("SSL_CERT_FILE", "/another")
        http_client(None, loopback=False).close()
        assert len(made) == 2, "the environment names other certificates"
    finally:
        exchange._certificates.cache_clear()
