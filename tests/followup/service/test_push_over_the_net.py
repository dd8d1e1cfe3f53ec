"""What lies between us and an address book: certificates, wrong addresses, servers that send us elsewhere."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import vobject

from followup.delivery.carddav_place import PASSWORD_VARIABLE
from followup.errors import AddressBookError
from followup.service import Aftercard
from followup.service.push import PushOutcome
from tests.carddav import SECRET, Radicale, radicale
from tests.mail.certificates import Certificates, issue

pytestmark = pytest.mark.sqlite

Answer = Callable[[str], tuple[int, dict[str, str], bytes]]


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale-tls"), certificates) as here:
        here.empty_book()
        yield here


@pytest.fixture(autouse=True)
def ana(aftercard: Aftercard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
    aftercard.contacts.add(name="Ana López", emails=["ana@example.com"])


@contextmanager
def web(answer: Answer) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A web server of one answer per path, and the requests that it saw: path and headers."""
    seen: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def answered(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append({"path": self.path, **dict(self.headers)})
            code, headers, body = answer(self.path)
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_PROPFIND = do_REPORT = do_PUT = answered  # noqa: N815  the names that http.server asks for

        def log_message(self, *_given: object) -> None:
            """Not into the test's output."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://olga@127.0.0.1:{server.server_port}", seen
        finally:
            server.shutdown()
            thread.join()


def refused(aftercard: Aftercard, address: str) -> AddressBookError:
    with pytest.raises(AddressBookError) as caught:
        aftercard.push.run(address, apply=True)
    assert caught.value.hint
    assert SECRET not in f"{caught.value.message} {caught.value.hint}"
    return caught.value


@pytest.mark.usefixtures("trusted")
def test_cards_travel_encrypted(aftercard: Aftercard, encrypted: Radicale) -> None:
    assert [item.outcome for item in aftercard.push.run(encrypted.address, apply=True)] == [PushOutcome.CREATE]
    (text,) = encrypted.texts().values()
    assert vobject.readOne(text).fn.value == "Ana López"
    assert [item.outcome for item in aftercard.push.run(encrypted.address, apply=True)] == [PushOutcome.SAME]


def test_a_certificate_that_nobody_vouches_for_ends_it(aftercard: Aftercard, encrypted: Radicale) -> None:
    assert "its certificate is not trusted" in refused(aftercard, encrypted.address).message


def test_so_does_one_of_another_host(aftercard: Aftercard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = issue(tmp_path, "carddav.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(others.authority))
    (tmp_path / "server").mkdir()
    with radicale(tmp_path / "server", others) as here:
        assert "its certificate is not trusted" in refused(aftercard, here.address).message


@pytest.mark.parametrize("code", [404, 405, 410, 501])
def test_a_wrong_address_is_one_clear_sentence(aftercard: Aftercard, code: int) -> None:
    with web(lambda _path: (code, {}, b"nothing here")) as (address, _):
        error = refused(aftercard, f"{address}/books/olga/")
    assert "There is no address book at http://127.0.0.1" in error.message
    assert "settings of your address book" in error.hint


def test_a_web_page_is_no_address_book(aftercard: Aftercard) -> None:
    with web(lambda _path: (200, {"Content-Type": "text/html"}, b"<html><body>Welcome</body></html>")) as (address, _):
        assert "not CardDAV" in refused(aftercard, f"{address}/welcome").message


def test_a_server_that_fails_says_how(aftercard: Aftercard) -> None:
    with web(lambda _path: (503, {}, b"")) as (address, _):
        assert "503" in refused(aftercard, f"{address}/books/").message


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_the_password_does_not_follow_to_another_server(aftercard: Aftercard, code: int) -> None:
    with web(lambda _path: (200, {}, b"")) as (other, seen_there):
        elsewhere = other.replace("olga@", "") + "/stolen/"
        with web(lambda _path: (code, {"Location": elsewhere}, b"")) as (address, seen):
            error = refused(aftercard, f"{address}/books/")
        assert seen_there == []
    assert "leads to another" in error.message
    assert elsewhere in error.hint
    assert base64.b64decode(seen[0]["Authorization"].split()[1]).decode() == f"olga:{SECRET}"


def test_redirects_within_the_server_are_followed_and_circles_end(aftercard: Aftercard) -> None:
    with web(lambda path: (301, {"Location": f"{path}x"}, b"")) as (address, seen):
        assert "in a circle" in refused(aftercard, f"{address}/books/").message
    assert 2 < len(seen) < 10


def test_a_bare_address_leads_by_the_well_known_path(aftercard: Aftercard, tmp_path: Path) -> None:
    """As Nextcloud answers: nothing at the root, and a redirect from the path that RFC 6764 names."""
    book = (
        b'<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><response><href>/dav/book/</href>'
        b"<propstat><prop><resourcetype><collection/><C:addressbook/></resourcetype></prop>"
        b"<status>HTTP/1.1 200 OK</status>"
        b"</propstat></response></multistatus>"
    )

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        if path == "/.well-known/carddav":
            return 301, {"Location": "/dav/book/"}, b""
        return (207, {"Content-Type": "application/xml"}, book) if path == "/dav/book/" else (405, {}, b"")

    with web(answer) as (address, seen):
        assert [item.outcome for item in aftercard.push.run(f"{address}/")] == [PushOutcome.CREATE]
    assert [one["path"] for one in seen][:3] == ["/", "/.well-known/carddav", "/dav/book/"]
