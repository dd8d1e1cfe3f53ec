"""A real CardDAV server, Radicale, on this machine, with one address book."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.mail.certificates import Certificates

SECRET = "pässwörd €"
AUTH = (b"olga", SECRET.encode())


@dataclass(frozen=True)
class Radicale:
    """A running server.

    Attributes:
        root: its address, without a path.
        authority: file of the authority that signed its certificate; empty without TLS.
    """

    root: str
    authority: str = ""

    @property
    def book(self) -> str:
        return f"{self.root}/olga/friends/"

    @property
    def address(self) -> str:
        return self.book.replace("://", "://olga@")

    def asked(self, method: str, url: str, **given: object) -> requests.Response:
        return requests.request(method, url, auth=AUTH, timeout=10, verify=self.authority or True, **given)

    def empty_book(self) -> None:
        """Make the address book anew."""
        self.asked("DELETE", self.book)
        body = (
            '<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/>'
            "<C:addressbook/></resourcetype></prop></set></mkcol>"
        )
        assert self.asked("MKCOL", self.book, data=body).status_code == 201

    def texts(self) -> dict[str, str]:
        """What the server holds, by address."""
        body = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        answer = self.asked("PROPFIND", self.book, data=body, headers={"Depth": "1"})
        hrefs = {part.split("<")[0] for part in answer.text.split("href>")[1::2] if part.split("<")[0].endswith(".vcf")}
        return {href: self.asked("GET", self.root + href).text for href in hrefs}

    def put(self, href: str, text: str) -> None:
        """Another program writes a card."""
        headers = {"Content-Type": "text/vcard"}
        assert self.asked("PUT", self.root + href, data=text.encode(), headers=headers).ok

    def change(self, old: str, new: str) -> None:
        """Somebody edits the card that holds a text, as a phone does."""
        ((href, text),) = [(href, text) for href, text in self.texts().items() if old in text]
        self.put(href, text.replace(old, new))

    def delete(self, held: str) -> None:
        ((href, _),) = [(href, text) for href, text in self.texts().items() if held in text]
        assert self.asked("DELETE", self.root + href).ok


@contextmanager
def radicale(folder: Path, certificates: Certificates | None = None) -> Iterator[Radicale]:
    """Run a server in a folder of its own; with certificates it speaks TLS and nothing else."""
    (folder / "users").write_text(f"olga:{SECRET}\n", encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(folder / "users"),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "data"),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    if certificates:
        flags += [f"--server-certificate={certificates.chain}", f"--server-key={certificates.key}", "--server-ssl"]
    line = [sys.executable, "-m", "radicale", "--config", "", *flags]
    with (folder / "log").open("wb") as log, subprocess.Popen(line, stdout=log, stderr=log) as process:
        try:
            _wait(port, process, folder / "log")
            scheme, authority = ("https", str(certificates.authority)) if certificates else ("http", "")
            yield Radicale(f"{scheme}://127.0.0.1:{port}", authority)
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text())
