"""`aftercard account`: where the owner's mail servers are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from followup.cli.options import Command, json_option, opened
from followup.cli.output import plain, print_fields, print_json

if TYPE_CHECKING:
    from followup.service import AccountChanges
    from followup.service.mail_account import AccountView

_PORT = click.IntRange(0, 65_535)
_SECURITY = click.Choice(["tls", "starttls", "none"])


@click.command(cls=Command)
@click.option("--imap-host", metavar="HOST", help="The server that holds your Drafts folder.")
@click.option("--imap-port", type=_PORT, metavar="N", help="Default: 993, or 143 with starttls.")
@click.option("--imap-user", metavar="NAME")
@click.option("--imap-security", type=_SECURITY, help="none only for a server on this machine. Default: tls.")
@click.option("--drafts-folder", metavar="NAME", help="Default: the folder that the server says is for drafts.")
@click.option("--smtp-host", metavar="HOST", help="The server that sends your mail.")
@click.option("--smtp-port", type=_PORT, metavar="N", help="Default: 465, or 587 with starttls.")
@click.option("--smtp-user", metavar="NAME")
@click.option("--smtp-security", type=_SECURITY, help="none only for a server on this machine. Default: tls.")
@click.option("--per-minute", type=click.IntRange(1, 6_000), metavar="N", help="Most messages sent a minute.")
@json_option
def account(as_json: bool, **given: str | int | None) -> None:
    """Show your mail account; change what is given.

    A password is never given here. It is taken from AFTERCARD_IMAP_PASSWORD and AFTERCARD_SMTP_PASSWORD, else from the
    system's keyring, where 'keyring set aftercard:HOST USER' puts it (pip install 'aftercard[keyring]').
    """
    changes = {name: value for name, value in given.items() if value is not None}
    with opened(creates=any(value is not None for value in given.values())) as service:
        if changes:
            service.mail_account.edit(**cast("AccountChanges", changes))
        view = service.mail_account.view()
    if as_json:
        print_json(_object(view))
    else:
        print_fields(_fields(view))


def _object(view: AccountView) -> dict[str, Any]:
    found = {"imap": view.imap_password, "smtp": view.smtp_password}
    servers = {
        name: {**plain(server), "port": server.usual_port, "password_found": found[name]}
        for name, server in (("imap", view.account.imap), ("smtp", view.account.smtp))
    }
    return {**servers, "drafts_folder": view.account.drafts_folder, "per_minute": view.account.per_minute}


def _fields(view: AccountView) -> dict[str, object]:
    account = view.account
    return {
        **_server("IMAP", account.imap, view.imap_password),
        "drafts folder": account.drafts_folder or "the account's own",
        **_server("SMTP", account.smtp, view.smtp_password),
        "per minute": account.per_minute,
    }


def _server(name: str, server: Any, has_password: bool) -> dict[str, object]:
    if not server.host:
        return {name: "not set"}
    found = "found" if has_password else f"missing: set {server.password_variable}"
    return {
        name: f"{server.host}:{server.usual_port} ({server.security})",
        f"{name} user": server.user,
        f"{name} password": found if server.user else "not needed",
    }
