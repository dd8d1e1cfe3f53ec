"""Dovecot as a private instance: own configuration, ports, users and mail, all in one temporary folder."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from imapclient import imap_utf7

from tests.mail.certificates import Certificates
from tests.parts import need

PASSWORD = "correct hörse"
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
ssl = yes
ssl_cert = <{chain}
ssl_key = <{key}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
auth_mechanisms = plain login
auth_failure_delay = 0
# Only the tests' own users, and no name of the system's.
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "Entwürfe & Ideen" {{
    special_use = \\Drafts
  }}
  mailbox "Gesendete Objekte" {{
    special_use = \\Sent
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # Nobody waits longer because another test gave a wrong password.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. Its users log in with `PASSWORD`."""

    port: int
    tls_port: int
    users: Iterator[str]

    def new_user(self, *mailboxes: str) -> str:
        """A user with an inbox and these folders."""
        user = next(self.users)
        with self._as(user) as connection:
            for mailbox in mailboxes:
                assert connection.create(_quoted(mailbox))[0] == "OK", mailbox
        return user

    def messages(self, user: str, mailbox: str) -> list[tuple[EmailMessage, bytes]]:
        """What lies in a folder, with the flags."""
        with self._as(user) as connection:
            connection.select(_quoted(mailbox), readonly=True)
            _, (numbers,) = connection.search(None, "ALL")
            found = []
            for number in numbers.split():
                _, ((meta, data), rest) = connection.fetch(number, "(FLAGS BODY.PEEK[])")
                message = cast("EmailMessage", message_from_bytes(data, policy=default))
                found.append((message, meta + rest))
        return found

    def move(self, user: str, source: str, target: str) -> None:
        """Put everything of a folder into another one, as a mail program does with what was sent."""
        with self._as(user) as connection:
            connection.select(_quoted(source))
            connection.copy("1:*", _quoted(target))
            connection.store("1:*", "+FLAGS", r"(\Deleted)")
            connection.expunge()

    @contextmanager
    def _as(self, user: str) -> Iterator[imaplib.IMAP4]:
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        try:
            connection.authenticate("PLAIN", lambda _: f"\0{user}\0{PASSWORD}".encode())
            yield connection
        finally:
            connection.logout()


@contextmanager
def dovecot(folder: Path, certificates: Certificates) -> Iterator[Dovecot]:
    """A server for the length of a block; the test is skipped (in CI: fails) where Dovecot 2.3 is not installed."""
    need("Dovecot 2.3", PROGRAM is not None and _version(PROGRAM).startswith("2.3."))
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    ports = _free_ports(2)
    names = {"user": owner.pw_name, "group": _group(owner), "chain": certificates.chain, "key": certificates.key}
    for name in ("home", "mail", "run", "state"):
        (folder / name).mkdir(parents=True)
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    users = [f"user{number}" for number in range(100)]  # known from the start: Dovecot reads the file but now and then
    (folder / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}::::::\n" for user in users))
    file = folder / "dovecot.conf"
    file.write_text(_CONFIGURATION.format(folder=folder, port=ports[0], tls_port=ports[1], **names))
    process = subprocess.Popen([str(PROGRAM), "-F", "-c", str(file)], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(ports[0], process, folder / "dovecot.log")
        yield Dovecot(ports[0], ports[1], iter(users))
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _group(owner: pwd.struct_passwd) -> str:
    import grp

    return grp.getgrgid(owner.pw_gid).gr_name


def _version(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout


def _quoted(mailbox: str) -> str:
    return f'"{imap_utf7.encode(mailbox).decode()}"'


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _wait_for(port: int, process: subprocess.Popen[str], log: Path, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        assert process.poll() is None, process.communicate()[1] + (log.read_text() if log.exists() else "")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        else:
            return
