"""Approved drafts leave by the owner's own mail account, each at most once.

Three steps, so that a crash at any point is seen later: write down that the message is being handed over, hand it over,
write down how it went. What is found between the first and the last step is either looked for where it would lie (the
Drafts folder) or left to a person (SMTP, where nobody can look). docs/design.md says why.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from followup import delivery
from followup.delivery.handover import Courier, Outcome, Receipt
from followup.errors import DeliveryError, UnknownItemError, UsageError
from followup.locale import _
from followup.model import Draft, DraftState, Sender
from followup.outbox import OutboxItem, OutboxState, Way
from followup.service import introductions, lookup
from followup.service.context import Context
from followup.service.couriers import courier_for
from followup.service.departures import Departures, Request, SendItem, SendOutcome
from followup.service.draft_files import copied, thread
from followup.service.draft_files import outgoing as made_of
from followup.service.mail_account import MailAccount
from followup.store import attachments, drafts, outbox, owner

_RESULT = {
    Outcome.TAKEN: (OutboxState.SENT, SendOutcome.SENT),
    Outcome.THERE: (OutboxState.SENT, SendOutcome.SENT),
    Outcome.REFUSED: (OutboxState.FAILED, SendOutcome.FAILED),
    Outcome.LATER: (OutboxState.PLANNED, SendOutcome.LATER),
    Outcome.UNKNOWN: (OutboxState.HANDING_OVER, SendOutcome.OPEN),
}
"""What a server's answer means for the outbox and for the person."""


class Sending:
    """Hands approved drafts over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._settings = context.settings
        self._database = context.database
        self._today = context.today
        self._departures = Departures(context)
        self._account = MailAccount(context)

    def preview(self, request: Request) -> tuple[SendItem, ...]:
        """What `send` would do; nothing is connected to, and nothing is written.

        Raises:
            UnknownEventError, UsageError: see `Departures.judge`.
        """
        return self._departures.judge(request)

    def send(self, request: Request) -> Generator[SendItem, None, None]:
        """Hand over every approved draft that is fit to leave, one at a time, by id.

        Whenever this ends, what went is marked as sent; the same request continues. Close the generator to stop.

        Yields:
            An item per approved draft, as it is done.

        Raises:
            UnknownEventError, UsageError: at once: no such event, no sender, no server, no password.
            DeliveryError: the server cannot be used (any more); the rest waits.
            StorageError: the database cannot be written.
        """
        self._departures.judge(request)
        account = self._account.get()
        courier = courier_for(request.way, account)
        with self._database.read() as connection:
            sender = _checked_sender(owner.sender(connection))
        seconds_each = 60 / account.per_minute if request.way is Way.SMTP else 0.0
        return self._run(request, courier, sender, seconds_each)

    def mark_sent(self, draft_id: int) -> Draft:
        """A person found that a message arrived although the server never said so.

        Raises:
            UnknownItemError: there is no such draft.
            UsageError: nobody doubts whether it arrived.
        """
        with self._database.write() as connection:
            draft = lookup.draft(connection, draft_id)
            item = outbox.by_draft(connection, (draft_id,)).get(draft_id)
            if item is None or item.state is not OutboxState.HANDING_OVER:
                raise UsageError(
                    _("Draft {draft_id} was not left open; nothing was changed.", draft_id=draft_id),
                    _("Look at a dry run."),
                )
            self._mark_sent(connection, draft)
            return lookup.draft(connection, draft_id)

    def _run(
        self, request: Request, courier: Courier, sender: Sender, seconds_each: float
    ) -> Generator[SendItem, None, None]:
        with self._alone():
            items = self._departures.judge(request)
            ready = [item for item in items if item.outcome is SendOutcome.READY]
            yield from (item for item in items if item.outcome is not SendOutcome.READY)
            if not ready:
                return
            self._plan([item.draft for item in ready], request.way, sender)
            with courier:
                yield from self._hand_over(ready, request, courier, sender, seconds_each)

    def _hand_over(
        self, ready: Sequence[SendItem], request: Request, courier: Courier, sender: Sender, seconds_each: float
    ) -> Iterator[SendItem]:
        free_at = 0.0
        for number, item in enumerate(ready, start=1):
            time.sleep(max(0.0, free_at - time.monotonic()))
            free_at = time.monotonic() + seconds_each
            done, stop = self._one(item, request, courier, sender)
            yield done
            if stop:
                left = len(ready) - number
                raise DeliveryError(
                    _(
                        "The server does not go on ({said}). {left} drafts are left for later.",
                        said=done.said,
                        left=left,
                    ),
                    _("What was sent is marked; run the same command again."),
                )

    def _one(self, item: SendItem, request: Request, courier: Courier, sender: Sender) -> tuple[SendItem, bool]:
        try:
            now = self._departures.judge_one(item.draft.id, request)
        except UnknownItemError as error:  # erased since this run began
            return replace(item, outcome=SendOutcome.BLOCKED, said=str(error)), False
        if now.outcome is not SendOutcome.READY:  # somebody changed it since this run began
            return now, False
        with self._database.read() as connection:
            planned = outbox.by_draft(connection, (now.draft.id,))[now.draft.id]
            along = attachments.by_draft(connection, (now.draft.id,))
            reply_to, copy_to = thread(connection, now.draft), copied(connection, now.draft)
            person = lookup.contact(connection, now.draft.contact_id)
        made = made_of(self._context, now.draft, person, sender, along=along)
        outgoing = replace(made, reply_to_id=reply_to, copy_to=copy_to)
        if courier.find(planned.message_id):
            return self._settle(now, Receipt(Outcome.THERE, "It was there already."))
        if not self._claim(now.draft, planned, request.way):
            return replace(now, outcome=SendOutcome.LATER, said="Another program is at it."), False
        message = delivery.departing(outgoing, date=datetime.now(UTC), message_id=planned.message_id)
        return self._settle(now, courier.give(message, *_envelope(message)))

    def _claim(self, draft: Draft, planned: OutboxItem, way: Way) -> bool:
        with self._database.write() as connection:
            same = lookup.draft(connection, draft.id) == draft
            return same and outbox.claim(connection, planned, way, draft.to)

    def _settle(self, item: SendItem, receipt: Receipt) -> tuple[SendItem, bool]:
        state, outcome = _RESULT[receipt.outcome]
        with self._database.write() as connection:
            if state is OutboxState.SENT:
                self._mark_sent(connection, item.draft)
            else:
                outbox.settle(connection, item.draft.id, state, receipt.said)
        return replace(item, outcome=outcome, said=receipt.said), receipt.stop

    def _mark_sent(self, connection: Connection, draft: Draft) -> None:
        """The draft is kept as it went, even if somebody typed into it meanwhile."""
        outbox.settle(connection, draft.id, OutboxState.SENT)
        text = {"to": draft.to, "subject": draft.subject, "body": draft.body}
        drafts.change(connection, draft.id, {**text, "state": DraftState.SENT.value})
        introductions.letter_left(connection, draft, self._today())

    def _plan(self, chosen: Sequence[Draft], way: Way, sender: Sender) -> None:
        """Give every draft its Message-ID before anything is connected to; one that has it keeps it."""
        origin = delivery.address(sender.name, sender.email)
        with self._database.write() as connection:
            known = outbox.by_draft(connection, (draft.id for draft in chosen))
            for draft in chosen:
                if draft.id not in known:
                    outbox.add(connection, draft, delivery.message_id(draft.uid, origin), way)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process of this machine hands over meanwhile; the lock of one that was killed is free."""
        lock = FileLock(self._settings.sending_lock, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise UsageError(
                _("Another window is sending from this database right now; nothing was sent from here."),
                _("Wait until it is done."),
            ) from None
        try:
            yield
        finally:
            lock.release()


def _checked_sender(sender: Sender) -> Sender:
    if delivery.address(sender.name, sender.email) is None:
        raise UsageError(
            _("Your messages have no address to come from; nothing was sent."),
            _("Say who you are: aftercard sender --name NAME --email ADDRESS"),
        )
    return sender


def _envelope(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """Sender and recipients, from the headers that these will see: one in To, at most one in copy, all checked."""
    (sender,), (recipient,) = message["From"].addresses, message["To"].addresses
    copies = message["Cc"].addresses if "Cc" in message else ()
    return sender.addr_spec, tuple(dict.fromkeys(one.addr_spec for one in (recipient, *copies)))
