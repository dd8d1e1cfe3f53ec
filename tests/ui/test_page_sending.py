"""Messages leave from the page only behind a switch, after a look at what would leave, and each once."""

from __future__ import annotations

import pytest

from followup.errors import DeliveryError
from followup.model import Draft, DraftState, Event
from followup.outbox import Way
from followup.service import Request
from tests.mail.fixtures import certificates, smtp_server, trusted
from tests.mail.smtpd import PASSWORD, USER, Smtpd
from tests.ui.recorded import ANA, JONAS
from tests.ui.visit import Visit, with_cards

__all__ = ["certificates", "smtp_server", "trusted"]

SWITCH = "sending-allowed"


@pytest.fixture
def smtp(visit: Visit, smtp_server: Smtpd, monkeypatch: pytest.MonkeyPatch) -> Smtpd:
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    service = visit.desk.service
    service.owner.edit(name="Ana Reed", email=USER)
    service.mail_account.edit(smtp_host="127.0.0.1", smtp_port=smtp_server.port, smtp_user=USER, per_minute=6000)
    return smtp_server


def approved(visit: Visit) -> tuple[Event, tuple[Draft, ...]]:
    event = with_cards(visit, ANA, JONAS)
    service = visit.desk.service
    for contact in service.contacts.list(event=event.id):
        service.encounters.note(contact.id, event.id, topic="gear boxes")
    made = service.drafts.make(event.id, "thank-you")
    return event, tuple(found.draft for found in service.drafts.approve_ready(made))


def allow(visit: Visit, way: Way) -> None:
    visit.open("drafts")
    visit.tab.toggle(key=SWITCH).set_value(True)
    visit.run()
    visit.tab.radio(key="sending-way").set_value(way)
    visit.run()


def test_nothing_can_leave_before_the_switch_is_on(visit: Visit, smtp: Smtpd) -> None:
    approved(visit)
    visit.open("drafts")
    assert not visit.tab.toggle(key=SWITCH).value
    assert not [label for label in visit.buttons() if "now" in label]
    allow(visit, Way.SMTP)
    assert "would leave" in visit.text()
    assert "at most 6000 a minute" in visit.text()
    assert smtp.messages == [], "a look sends nothing"


def test_the_button_sends_each_once(visit: Visit, smtp: Smtpd) -> None:
    event, drafts = approved(visit)
    allow(visit, Way.SMTP)
    visit.click("Send 2 messages now")
    assert sorted(smtp.recipients) == sorted(draft.to for draft in drafts)
    assert {d.state for d in visit.desk.service.drafts.list(event=event.id)} == {DraftState.SENT}
    visit.run()
    assert len(smtp.messages) == 2, "a page that is drawn again sends nothing"
    assert "No approved message waits here." in visit.text()


def in_doubt(visit: Visit) -> Draft:
    """A message that the server took without a word."""
    event, (first, second) = approved(visit)
    service = visit.desk.service
    service.drafts.reopen(second.id)
    service.drafts.edit(first.id, to="cut@example.com")
    with pytest.raises(DeliveryError):
        list(service.sending.send(Request(event=event.id, way=Way.SMTP)))
    allow(visit, Way.SMTP)
    assert "may have arrived" in visit.text()
    return first


def test_what_has_arrived_is_marked(visit: Visit, smtp: Smtpd) -> None:
    draft = in_doubt(visit)
    visit.click("It has arrived")
    assert visit.desk.service.drafts.get(draft.id).state is DraftState.SENT
    assert len(smtp.messages) == 1


def test_what_has_not_is_sent_once_more_by_the_button_alone(visit: Visit, smtp: Smtpd) -> None:
    draft = in_doubt(visit)
    visit.click("It has not: send it once more")
    assert "Send 1 message now" in visit.buttons()
    assert len(smtp.messages) == 1, "saying so sends nothing yet"
    visit.desk.service.drafts.edit(draft.id, to="ana@example.com")
    visit.run()
    visit.click("Send 1 message now")
    assert smtp.recipients == ["cut@example.com", "ana@example.com"]
    assert visit.desk.service.drafts.get(draft.id).state is DraftState.SENT


def test_what_is_missing_is_said_with_what_to_do(visit: Visit) -> None:
    visit.desk.service.owner.edit(name="Ana Reed", email=USER)
    approved(visit)
    allow(visit, Way.SMTP)
    visit.click("Send 2 messages now")
    assert "There is no SMTP server yet." in visit.text()
