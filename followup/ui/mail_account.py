"""Settings: the owner's mail account. Nothing is connected to before somebody tries it."""

from __future__ import annotations

import streamlit as st

from followup.delivery.account import Account, MailServer, Protocol, Security, can_keep_password
from followup.locale import N_, _
from followup.service import AccountChanges
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain

_SERVERS = {
    Protocol.IMAP: N_("Your Drafts folder (IMAP)"),
    Protocol.SMTP: N_("Sending (SMTP)"),
}
_SECURITIES = {
    Security.TLS: N_("From the start (TLS)"),
    Security.STARTTLS: N_("After the greeting (STARTTLS)"),
    Security.NONE: N_("None: only for a server on this computer"),
}


def show(desk: Desk) -> None:
    """Draw the section."""
    st.subheader(_("Mail account"), anchor=False)
    st.caption(
        _(
            "Only for messages that are to leave from here. Your provider's help names both servers. "
            "Nothing is connected to before you try a server, or let messages leave."
        )
    )
    account = desk.service.mail_account.get()
    for protocol, title in _SERVERS.items():
        server = account.imap if protocol is Protocol.IMAP else account.smtp
        label = f"{_(title)}: {plain(server.host)}" if server.host else _(title)
        with st.expander(label, key=_key(protocol, "box")):
            _form(desk, account, server)
            if server.host:
                _password(desk, server)
                _try(desk, protocol)


def _form(desk: Desk, account: Account, server: MailServer) -> None:
    protocol = server.protocol
    with st.form(_key(protocol, "form"), border=False):
        example = f"{protocol}.example.com"
        st.text_input(_("Server"), server.host, key=_key(protocol, "host"), placeholder=example, max_chars=253)
        st.text_input(_("User name"), server.user, key=_key(protocol, "user"), max_chars=320)
        ways = list(_SECURITIES)
        st.selectbox(
            _("Encryption"),
            ways,
            ways.index(server.security),
            format_func=lambda way: _(_SECURITIES[way]),
            key=_key(protocol, "security"),
        )
        label = _("Port (0: the usual one)")
        st.number_input(label, 0, 65_535, server.port, step=1, key=_key(protocol, "port"))
        if protocol is Protocol.IMAP:
            label = _("Drafts folder (empty: the account's own)")
            st.text_input(label, account.drafts_folder, key="mail-drafts_folder", max_chars=200)
        else:
            st.number_input(_("Most messages a minute"), 1, 6_000, account.per_minute, step=1, key="mail-per_minute")
        label = _("Save the {name} server", name=protocol.upper())
        st.form_submit_button(label, on_click=_save, args=(desk, protocol), key=_key(protocol, "save"))


def _password(desk: Desk, server: MailServer) -> None:
    """Whether the password is there, and where to put it: never into the database."""
    if not server.user:
        return
    if desk.service.mail_account.has_password(server.protocol):
        st.markdown(f":green[:material/key:] {_('The password is there.')}")
    else:
        st.markdown(f":orange[:material/key_off:] {_('The password is missing.')}")
    if not can_keep_password():
        name = server.password_variable
        st.caption(_("Start Aftercard with the password in the variable {name}; it is stored nowhere.", name=name))
        return
    with st.form(_key(server.protocol, "password-form"), border=False, clear_on_submit=True):
        label = _("Password, or an app password from your provider")
        st.text_input(label, type="password", key=_key(server.protocol, "password"), autocomplete="off")
        args = (desk, server.protocol)
        st.form_submit_button(
            _("Put it into this computer's keyring"), on_click=_keep, args=args, key=_key(server.protocol, "keep")
        )


def _try(desk: Desk, protocol: Protocol) -> None:
    """The button, and after it what came of it; nothing is sent."""
    now = _key(protocol, "now")
    label = _("Try the {name} server", name=protocol.upper())
    st.button(label, icon=":material/lan:", on_click=_begin, args=(now,), key=_key(protocol, "try"))
    if st.session_state.pop(now, False):
        with parts.explained(), st.spinner(_("Connecting …")):
            st.success(plain(desk.service.mail_account.try_out(protocol)), icon=":material/check:")


def _begin(now: str) -> None:
    st.session_state[now] = True


@parts.guarded
def _save(desk: Desk, protocol: Protocol) -> None:
    given = {f"{protocol}_{name}": parts.typed(_key(protocol, name)) for name in ("host", "user", "security", "port")}
    more = "drafts_folder" if protocol is Protocol.IMAP else "per_minute"
    given[more] = parts.typed(f"mail-{more}")
    desk.service.mail_account.edit(**AccountChanges(**given))  # type: ignore[typeddict-item]
    nav.say(_("Saved"))


@parts.guarded
def _keep(desk: Desk, protocol: Protocol) -> None:
    desk.service.mail_account.keep_password(protocol, parts.typed(_key(protocol, "password")))
    nav.say(_("The keyring has it."))


def _key(protocol: Protocol, name: str) -> str:
    return f"mail-{protocol}-{name}"
