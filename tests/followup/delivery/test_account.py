"""Where the servers are, and where a password comes from."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from followup.delivery.account import MailServer, Password, Protocol, Security, is_loopback, password
from followup.errors import UsageError

SERVER = MailServer(protocol=Protocol.SMTP, host="mail.example.com", user="ana@example.com")


class Held(KeyringBackend):
    """A keyring of this process."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def held() -> Iterator[Held]:
    before, mine = keyring.get_keyring(), Held()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_the_environment_comes_before_the_keyring(held: Held) -> None:
    keyring.set_password("aftercard:mail.example.com", "ana@example.com", "from the keyring")
    found = password(SERVER, {})
    assert found
    assert found.reveal() == "from the keyring"
    other = password(SERVER, {"AFTERCARD_SMTP_PASSWORD": "from the environment", "AFTERCARD_IMAP_PASSWORD": "x"})
    assert other
    assert other.reveal() == "from the environment"


@pytest.mark.parametrize("locked", [False, True])
def test_a_missing_password_says_where_to_put_it(held: Held, locked: bool) -> None:
    held.locked = locked
    with pytest.raises(UsageError, match=r"no password for ana@example\.com at mail\.example\.com") as caught:
        password(SERVER, {})
    assert "AFTERCARD_SMTP_PASSWORD" in caught.value.hint
    assert "keyring set aftercard:mail.example.com ana@example.com" in caught.value.hint


def test_nobody_logs_in_without_a_user(held: Held) -> None:
    assert password(MailServer(protocol=Protocol.IMAP, host="localhost"), {}) is None


def test_a_password_with_a_line_end_is_refused() -> None:
    with pytest.raises(UsageError, match="line end") as caught:
        password(SERVER, {"AFTERCARD_SMTP_PASSWORD": "secret\r\nRCPT TO:<eve@example.com>"})
    assert "secret" not in str(caught.value)


def test_a_password_shows_itself_to_nobody() -> None:
    secret = Password("four words of chance")
    assert "four" not in f"{secret} {secret!r} {secret!s:>40} {[secret]}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (MailServer(protocol=Protocol.SMTP), "no SMTP server"),
        (MailServer(protocol=Protocol.IMAP, host="mail.example.com", security=Security.NONE), "read along"),
        (MailServer(protocol=Protocol.IMAP, host="127.0.0.1.example.com", security=Security.NONE), "read along"),
        (MailServer(protocol=Protocol.IMAP, host="localhost", security=Security.NONE), "no port"),
    ],
)
def test_what_cannot_work_or_is_not_safe_is_refused(server: MailServer, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        server.check()


def test_the_usual_ports() -> None:
    ports = {(p, s): MailServer(protocol=p, security=s).usual_port for p in Protocol for s in Security}
    assert ports[Protocol.IMAP, Security.TLS] == 993
    assert ports[Protocol.IMAP, Security.STARTTLS] == 143
    assert ports[Protocol.SMTP, Security.TLS] == 465
    assert ports[Protocol.SMTP, Security.STARTTLS] == 587


@pytest.mark.parametrize(("host", "here"), [("127.0.0.1", 1), ("::1", 1), ("localhost", 1), ("10.0.0.1", 0), ("", 0)])
def test_this_machine(host: str, here: int) -> None:
    assert is_loopback(host) == bool(here)
