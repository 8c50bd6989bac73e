"""What is left out before the screens are up is there when ION is asked: TLS, as ever."""

import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ASKED_AFTERWARDS = """
import sys
from cyclecount_tui.cli import before_screens
before_screens.prepare()
import textual.app
assert "ssl" not in sys.modules and "asyncio" in sys.modules
import ssl
import httpx
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import IonError
network = httpx.HTTPTransport(verify=ssl.create_default_context(cafile=sys.argv[2] or None))
with connect(sys.argv[1], sys.argv[1], "key", "secret", transport=network) as ion:
    try:
        ion.introspected()
    except IonError as error:
        print(error, repr(error.__cause__))
before_screens.prepare()
assert sys.modules["ssl"] is ssl
"""


@contextmanager
def over_tls(certificate: Path, asked: list[str]) -> Iterator[str]:
    """The address of a server that refuses everything, and keeps the paths it was asked for."""

    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(403)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()


def certificate_in(folder: Path) -> Path:
    """Its own authority, with its key, for the address of this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ION")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    text = serialization.Encoding.PEM
    path = folder / "certificate.pem"
    secret = key.private_bytes(text, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(text) + secret)
    return path


def answer_of(address: str, trusted: Path | None) -> str:
    """What a program says that asks there after its screens are prepared."""
    command = [sys.executable, "-c", ASKED_AFTERWARDS, address, str(trusted or "")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_trusted_ion_is_asked(tmp_path: Path) -> None:
    certificate, asked = certificate_in(tmp_path), list[str]()
    with over_tls(certificate, asked) as address:
        said = answer_of(address, certificate)
    assert asked
    assert "CERTIFICATE" not in said


def test_one_that_nobody_vouches_for_is_not(tmp_path: Path) -> None:
    asked: list[str] = []
    with over_tls(certificate_in(tmp_path), asked) as address:
        said = answer_of(address, None)
    assert not asked
    assert "CERTIFICATE_VERIFY_FAILED" in said
