"""The mail account is set up under Settings, and tried only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends import fail

from followup.delivery.account import Security
from tests.followup.delivery.test_account import Held
from tests.mail.fixtures import certificates, smtp_server, trusted
from tests.mail.smtpd import PASSWORD, USER, Smtpd
from tests.ui.visit import Visit

__all__ = ["certificates", "smtp_server", "trusted"]


@pytest.fixture
def held() -> Iterator[Held]:
    before, mine = keyring.get_keyring(), Held()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """What keyring finds on a machine that has none."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def fill(visit: Visit, server: Smtpd) -> None:
    visit.open("settings")
    visit.tab.text_input(key="mail-smtp-host").set_value("127.0.0.1")
    visit.tab.text_input(key="mail-smtp-user").set_value(USER)
    visit.tab.number_input(key="mail-smtp-port").set_value(server.port)
    visit.tab.number_input(key="mail-per_minute").set_value(30)
    visit.press("mail-smtp-save")


def test_a_server_is_named_its_password_kept_and_both_tried(visit: Visit, smtp_server: Smtpd, held: Held) -> None:
    fill(visit, smtp_server)
    account = visit.desk.service.mail_account.get()
    assert (account.smtp.host, account.smtp.usual_port, account.smtp.user) == ("127.0.0.1", smtp_server.port, USER)
    assert (account.smtp.security, account.per_minute, account.imap.host) == (Security.TLS, 30, "")
    assert "The password is missing." in visit.text()
    visit.tab.text_input(key="mail-smtp-password").set_value(PASSWORD)
    visit.press("mail-smtp-keep")
    assert held.held == {("aftercard:127.0.0.1", USER): PASSWORD}
    assert "The password is there." in visit.text()
    assert smtp_server.logins == 0, "nothing was connected to"
    visit.press("mail-smtp-try")
    assert "The login at 127.0.0.1 works. Nothing was sent." in visit.text()
    assert smtp_server.messages == []


def test_what_goes_wrong_is_said(visit: Visit, smtp_server: Smtpd, held: Held) -> None:
    fill(visit, smtp_server)
    visit.press("mail-smtp-try")
    assert f"There is no password for {USER}" in visit.text()
    visit.tab.text_input(key="mail-smtp-password").set_value("wrong")
    visit.press("mail-smtp-keep")
    visit.press("mail-smtp-try")
    assert "many providers want an app password here" in visit.text()
    assert "works" not in visit.text()
    held.locked = True
    visit.tab.text_input(key="mail-smtp-host").set_value("mail example")
    visit.press("mail-smtp-save")
    assert "is no server's name" in visit.text()
    assert visit.desk.service.mail_account.get().smtp.host == "127.0.0.1"


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_variable_is_named(visit: Visit, smtp_server: Smtpd) -> None:
    fill(visit, smtp_server)
    assert "AFTERCARD_SMTP_PASSWORD" in visit.text()
    assert "mail-smtp-keep" not in {button.key for button in visit.tab.button}
