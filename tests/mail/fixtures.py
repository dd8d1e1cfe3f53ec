"""Mail servers and their certificates as fixtures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.certificates import Certificates, issue
from tests.mail.dovecot import Dovecot, dovecot
from tests.mail.smtpd import Smtpd, smtpd


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return issue(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The tests' authority is one of this machine's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    return certificates


@pytest.fixture(scope="session")
def imap_server(certificates: Certificates) -> Iterator[Dovecot]:
    # Not below pytest's own folder: Dovecot's paths are sockets' names, which may have some 100 characters.
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        with dovecot(Path(folder), certificates) as server:
            yield server


@pytest.fixture
def smtp_server(trusted: Certificates) -> Iterator[Smtpd]:
    with smtpd(trusted) as server:
        yield server
