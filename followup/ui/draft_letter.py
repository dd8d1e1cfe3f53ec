"""One message on the page: to whom, what it says, and the ways it is taken along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from followup.delivery import mailto
from followup.locale import _, ngettext
from followup.model import Contact, Draft, DraftState
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import file_name, language_name, plain

_BODY_HEIGHT = 320
"""Pixels: a letter of a hundred words without scrolling."""


def show(desk: Desk, draft: Draft, contact: Contact) -> None:
    """Draw the message for editing; every change is saved as soon as it is made."""
    frozen = draft.state is DraftState.SENT
    with st.container(border=True, key="letter"):
        _recipient(draft, contact)
        if copied := desk.service.draft_files.copied(draft):
            st.caption(plain(_("In copy: {name} ({address})", name=copied[0], address=copied[1])))
        subject, body = _key(draft.id, "subject"), _key(draft.id, "body")
        args = (desk, draft.id, "subject", subject)
        st.text_input(_("Subject"), draft.subject, key=subject, on_change=_edit, args=args, disabled=frozen)
        args = (desk, draft.id, "body", body)
        label, height = _("Message"), _BODY_HEIGHT
        st.text_area(label, draft.body, key=body, on_change=_edit, args=args, disabled=frozen, height=height)
        st.caption(_about(draft))
        with st.container(horizontal=True, key="letter-exits"):
            _exits(desk, draft, contact)


def forget_typed(draft_id: int) -> None:
    """Let the inputs of a draft start anew from what is stored."""
    for field in ("subject", "body"):
        st.session_state.pop(_key(draft_id, field), None)


def forget_all_typed() -> None:
    """The same for every draft."""
    for key in [key for key in st.session_state if str(key).startswith("letter-")]:
        del st.session_state[key]


def mark_exported(desk: Desk, draft_ids: list[int]) -> None:
    """Remember that these leave as links; for an `on_click`."""
    parts.attempt(desk.service.drafts.mark_exported, draft_ids)


def leaving(desk: Desk, draft_ids: list[int], make: Callable[[], bytes]) -> bytes:
    """A file of drafts for a download button, remembered as exported when it is fetched.

    Such a button must not run the page anew (`on_click="ignore"`): the rerun would register the file under a new name
    while the browser still asks for the old one, and the download would never begin.
    """
    data = make()
    desk.service.drafts.mark_exported(draft_ids)
    return data


def _key(draft_id: int, field: str) -> str:
    return f"letter-{draft_id}-{field}"


def _about(draft: Draft) -> str:
    words = [ngettext("{number} word", "{number} words", len(draft.body.split())), language_name(draft.language)]
    words += [_("You edited this draft; no template writes over it.")] if draft.edited else []
    return " · ".join(words)


def _recipient(draft: Draft, contact: Contact) -> None:
    if draft.to:
        address = plain(f"<{draft.to}>")
        st.markdown(_("To: **{name}** {address}", name=plain(contact.display_name), address=address))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        missing = _("{name} has no e-mail address.", name=plain(contact.display_name))
        st.markdown(f":orange[:material/warning: {missing}]")
        st.button(_("Add one"), on_click=nav.go, args=("review", contact.id), key="add-address")


def _exits(desk: Desk, draft: Draft, contact: Contact) -> None:
    """A file, a link to the mail program while the text is short enough for one, and the text to copy."""
    st.download_button(
        _("Download as .eml"),
        partial(leaving, desk, [draft.id], lambda: desk.service.draft_files.eml(draft.id)[1]),
        file_name=file_name(f"{draft.kind} {contact.display_name}", "eml"),
        mime="message/rfc822",
        on_click="ignore",
        icon=":material/mail:",
        help=_("Opens in your mail program, ready to send."),
        key=f"eml-{draft.id}",
    )
    if link := mailto(draft):
        st.link_button(
            _("Open in mail"),
            link,
            on_click=mark_exported,
            args=(desk, [draft.id]),
            icon=":material/open_in_new:",
            help=_("Starts a message with this text in your mail program. Nothing is sent."),
            key=f"mailto-{draft.id}",
        )
    with st.popover(_("Copy"), icon=":material/content_copy:"):
        for label, text in ((_("Subject"), draft.subject), (_("Message"), draft.body)):
            st.caption(label)
            st.code(text, language=None, wrap_lines=True)


@parts.guarded
def _edit(desk: Desk, draft_id: int, field: str, key: str) -> None:
    desk.service.drafts.edit(draft_id, **{field: parts.typed(key)})
