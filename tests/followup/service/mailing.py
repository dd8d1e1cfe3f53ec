"""What the tests of sending share: approved drafts, mail servers that the account names, and what became of each."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import closing

import pytest

from followup.model import Draft, Event
from followup.outbox import OutboxState, Way
from followup.service import Aftercard, Request, SendItem
from followup.settings import Settings
from followup.store import Database, outbox
from tests.mail.dovecot import PASSWORD as IMAP_PASSWORD
from tests.mail.dovecot import Dovecot
from tests.mail.smtpd import PASSWORD, USER, Smtpd

Approved = Callable[..., list[Draft]]
FOLDER = "Entwürfe & Ideen"


@pytest.fixture
def approved(aftercard: Aftercard, summit: Event) -> Approved:
    """Makes approved drafts to people whose addresses are given by the part before the @."""
    numbers = itertools.count(1)

    def make(*names: str, kind: str = "thank-you") -> list[Draft]:
        aftercard.owner.edit(name="Ana Reed", email=USER)
        made = []
        for name in names:
            person = aftercard.contacts.add(
                summit.id,
                name=f"Person{next(numbers)} Berg",
                organization=f"{name} Tools",
                emails=[f"{name}@example.com"],
            )
            aftercard.encounters.note(person.id, summit.id, topic=f"gear boxes for {name}")
            (draft,) = aftercard.drafts.make(summit.id, kind, contact_id=person.id)
            made.append(aftercard.drafts.approve(draft.id))
        return made

    return make


@pytest.fixture
def smtp(aftercard: Aftercard, smtp_server: Smtpd, monkeypatch: pytest.MonkeyPatch) -> Smtpd:
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    aftercard.mail_account.edit(smtp_host="127.0.0.1", smtp_port=smtp_server.port, smtp_user=USER, per_minute=6000)
    return smtp_server


@pytest.fixture
def mailbox(aftercard: Aftercard, imap_server: Dovecot, trusted: object, monkeypatch: pytest.MonkeyPatch) -> str:
    """A user of the IMAP server."""
    user = imap_server.new_user(FOLDER, "Gesendete Objekte")
    monkeypatch.setenv("AFTERCARD_IMAP_PASSWORD", IMAP_PASSWORD)
    aftercard.mail_account.edit(imap_host="127.0.0.1", imap_port=imap_server.tls_port, imap_user=user)
    return user


def send(aftercard: Aftercard, event: Event, way: Way = Way.SMTP, **more: object) -> list[SendItem]:
    return list(aftercard.sending.send(Request(event=event.id, way=way, **more)))  # type: ignore[arg-type]


def outcomes(items: list[SendItem] | tuple[SendItem, ...]) -> list[str]:
    return [item.outcome.value for item in items]


def states(places: Settings, drafts: list[Draft]) -> list[OutboxState | None]:
    with closing(Database.open(places)) as database, database.read() as connection:
        found = outbox.by_draft(connection, [draft.id for draft in drafts])
    return [found[draft.id].state if draft.id in found else None for draft in drafts]
