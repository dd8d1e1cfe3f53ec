"""Who hands messages over: a courier of the owner's account, with the password looked up for this one connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.delivery.account import Account, MailServer, Password, password
from followup.delivery.handover import Courier
from followup.outbox import Way

if TYPE_CHECKING:
    from followup.delivery.imap import ImapDrafts

# The couriers are imported where they are made, because the page and most commands never send.


def courier_for(way: Way, account: Account) -> Courier:
    """The courier of one way; nothing is connected to before it is entered.

    Raises:
        UsageError: there is no server, it would not be encrypted, or there is no password.
    """
    if way is Way.IMAP_DRAFTS:
        return drafts_courier(account)
    from followup.delivery.smtp import SmtpCourier  # noqa: PLC0415

    return SmtpCourier(account.smtp, _password(account.smtp))


def drafts_courier(account: Account) -> ImapDrafts:
    """The courier into the Drafts folder.

    Raises:
        UsageError: see `courier_for`.
    """
    from followup.delivery.imap import ImapDrafts  # noqa: PLC0415

    return ImapDrafts(account.imap, _password(account.imap), account.drafts_folder)


def _password(server: MailServer) -> Password | None:
    server.check()
    return password(server)
