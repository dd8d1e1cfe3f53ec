"""Messages: written for everybody at once, read one by one, approved, taken along as files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from followup.model import Contact, Draft, DraftState, Event, ReviewState
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import count, file_name, plain

_KIND = "draft-kind"
_OPEN = "open-draft"
_FIRST = ("thank-you", "follow-up")
"""Kinds that come first in the list: they are what an evening after an event is about."""

_STATES = {DraftState.DRAFTED: "to read", DraftState.APPROVED: "approved", DraftState.SENT: "sent"}


def render(desk: Desk) -> None:
    """Draw the page."""
    event = parts.event_here(desk)
    if event is None:
        return
    people = {contact.id: contact for contact in desk.service.contacts.list(event=event.id)}
    if not people:
        parts.empty("Nobody to write to yet", "Drop the photos of your cards first.", "Add photos", "capture")
        return
    parts.heading("Drafts", f"Messages to the people you met at {event.name}. Nothing is sent from here.")
    letter, around = st.columns([3, 2], gap="large")
    with letter:
        kind = _kind(desk)
    drafts = [draft for draft in desk.service.drafts.list(event=event.id, kind=kind) if draft.contact_id in people]
    with around:
        _write(desk, event, kind, people, drafts)
        if drafts:
            _take_along(desk, event, kind, drafts)
    if not drafts:
        letter.info("Write the drafts: each one says what you noted about the meeting.", icon=":material/edit_note:")
        return
    with letter:
        draft = _choose(drafts, people)
        _letter(desk, draft, people[draft.contact_id])
    _bar(desk, event, draft)


def _kind(desk: Desk) -> str:
    """The kind of message."""
    kinds = list(dict.fromkeys(kind for kind, _ in desk.service.drafts.kinds()))
    kinds.sort(key=lambda kind: (_FIRST.index(kind) if kind in _FIRST else len(_FIRST), kind))
    picked = st.selectbox(
        "Kind of message",
        kinds,
        format_func=lambda kind: kind.replace("-", " ").capitalize(),
        key=_KIND,
        persist_state="session",
    )
    return picked


def _write(desk: Desk, event: Event, kind: str, people: dict[int, Contact], drafts: Sequence[Draft]) -> None:
    """The button that writes them, and what would make them better."""
    missing = len(people) - len(drafts)
    args = (desk, event.id, kind)
    if missing:
        label = f"Write {count(missing, 'draft')}"
        st.button(label, type="primary", icon=":material/edit_note:", on_click=_make, args=args, key="write-drafts")
    unchecked = sum(contact.review is ReviewState.CAPTURED for contact in people.values())
    if unchecked:
        _advice(f"**{count(unchecked, 'card')}** not checked yet: names may be wrong.", "Check them", "review")
    if not desk.service.owner.get().name:
        _advice("Your messages have no name under them yet.", "Say who you are", "settings")
    if drafts:
        help_text = "Writes those anew that you neither edited nor approved, from what is known now."
        st.button(
            "Bring drafts up to date",
            icon=":material/refresh:",
            type="tertiary",
            on_click=_make,
            args=args,
            help=help_text,
            key="rewrite-drafts",
        )


def _advice(text: str, button: str, page: str) -> None:
    with st.container(border=True, key=f"advice-{page}", gap="small"):
        st.markdown(text)
        st.button(button, on_click=nav.go, args=(page,), key=f"to-{page}")


def _make(desk: Desk, event_id: int, kind: str) -> None:
    if parts.attempt(desk.service.drafts.make, event_id, kind):
        nav.say("Written. What you edited or approved stayed as it was.")
        for key in [key for key in st.session_state if str(key).startswith("letter-")]:
            del st.session_state[key]


def _take_along(desk: Desk, event: Event, kind: str, drafts: Sequence[Draft]) -> None:
    approved = [draft for draft in drafts if draft.state is DraftState.APPROVED]
    st.progress(len(approved) / len(drafts), text=f"**{len(approved)} of {len(drafts)}** approved")
    with st.container(horizontal=True, key="take-along"):
        for name, chosen in (("approved", approved), ("all", list(drafts))):
            st.download_button(
                f"Download {name} ({len(chosen)})",
                partial(desk.service.drafts.archive, chosen),
                file_name=file_name(f"{event.name} {kind} {name}", "zip"),
                mime="application/zip",
                on_click=_exported,
                args=(desk, [draft.id for draft in chosen]),
                icon=":material/folder_zip:",
                disabled=not chosen,
                key=f"zip-{name}",
            )


def _exported(desk: Desk, draft_ids: list[int]) -> None:
    parts.attempt(desk.service.drafts.mark_exported, draft_ids)


def _choose(drafts: Sequence[Draft], people: dict[int, Contact]) -> Draft:
    """The draft to read: the one picked, else the first that nobody has approved."""
    known = {draft.id: draft for draft in drafts}
    if st.session_state.get(_OPEN) not in known:
        st.session_state[_OPEN] = next((d.id for d in drafts if d.state is DraftState.DRAFTED), drafts[0].id)

    def called(draft_id: int) -> str:
        draft = known[draft_id]
        mark = "✓ " if draft.state is not DraftState.DRAFTED else ""
        return f"{mark}{people[draft.contact_id].display_name} · {_STATES[draft.state]}"

    picked = st.selectbox("Draft to", list(known), format_func=called, key=_OPEN)
    return known[picked]


def _letter(desk: Desk, draft: Draft, contact: Contact) -> None:
    frozen = draft.state is DraftState.SENT
    with st.container(border=True, key="letter"):
        _recipient(draft, contact)
        subject, body = f"letter-{draft.id}-subject", f"letter-{draft.id}-body"
        args = (desk, draft.id, "subject", subject)
        st.text_input("Subject", draft.subject, key=subject, on_change=_edit, args=args, disabled=frozen)
        args = (desk, draft.id, "body", body)
        st.text_area("Message", draft.body, key=body, on_change=_edit, args=args, disabled=frozen, height=320)
        if draft.edited:
            st.caption("You edited this draft; no template writes over it.")
        with st.container(horizontal=True):
            _files_of_one(desk, draft, contact)
            if not frozen:
                _write_anew(desk, draft)


def _recipient(draft: Draft, contact: Contact) -> None:
    if draft.to:
        st.markdown(f"To: **{plain(contact.display_name)}** {plain(f'<{draft.to}>')}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":orange[:material/warning: {plain(contact.display_name)} has no e-mail address.]")
        st.button("Add one", on_click=nav.go, args=("review", contact.id), key="add-address")


def _files_of_one(desk: Desk, draft: Draft, contact: Contact) -> None:
    st.download_button(
        "Download as .eml",
        lambda: desk.service.drafts.eml(draft.id)[1],
        file_name=file_name(f"{draft.kind} {contact.display_name}", "eml"),
        mime="message/rfc822",
        on_click=_exported,
        args=(desk, [draft.id]),
        icon=":material/mail:",
        help="Opens in your mail program, ready to send.",
        key=f"eml-{draft.id}",
    )


def _write_anew(desk: Desk, draft: Draft) -> None:
    touched = draft.edited or draft.state is not DraftState.DRAFTED
    args = (desk, draft.id)
    if not touched:
        st.button("Write anew", icon=":material/refresh:", on_click=_regenerate, args=args, key="regenerate")
        return
    with st.popover("Write anew", icon=":material/refresh:"):
        st.markdown("Your changes to this draft will be lost.")
        st.button("Write anew and lose my changes", type="primary", on_click=_regenerate, args=args, key="regenerate")


def _regenerate(desk: Desk, draft_id: int) -> None:
    if parts.attempt(desk.service.drafts.regenerate, draft_id, discard_edits=True):
        _forget_typed(draft_id)


def _edit(desk: Desk, draft_id: int, field: str, key: str) -> None:
    parts.attempt(desk.service.drafts.edit, draft_id, **{field: st.session_state[key]})


def _bar(desk: Desk, event: Event, draft: Draft) -> None:
    with st.bottom, st.container(horizontal=True, horizontal_alignment="center", key="draft-bar"):
        args = (desk, event.id, draft.kind, draft.id)
        st.button("Skip", on_click=_next, args=args, shortcut="Alt+Right", key="skip", icon=":material/redo:")
        if draft.state is DraftState.DRAFTED:
            st.button(
                "Approve",
                type="primary",
                on_click=_approve,
                args=args,
                shortcut="Mod+Enter",
                key="approve",
                icon=":material/check:",
            )
        elif draft.state is DraftState.APPROVED:
            reopen = (desk.service.drafts.reopen, draft.id)
            st.button("Take approval back", on_click=parts.do, args=reopen, key="reopen", icon=":material/undo:")


def _approve(desk: Desk, event_id: int, kind: str, draft_id: int) -> None:
    if parts.attempt(desk.service.drafts.approve, draft_id):
        _next(desk, event_id, kind, draft_id)


def _next(desk: Desk, event_id: int, kind: str, draft_id: int) -> None:
    """Open the next draft that nobody has approved, from the beginning again when there is none behind it."""
    left = [
        draft.id
        for draft in desk.service.drafts.list(event=event_id, kind=kind, state=DraftState.DRAFTED)
        if draft.id != draft_id
    ]
    st.session_state[_OPEN] = next((i for i in left if i > draft_id), next(iter(left), draft_id))


def _forget_typed(draft_id: int) -> None:
    """Let the inputs of a draft start anew from what is stored."""
    for field in ("subject", "body"):
        st.session_state.pop(f"letter-{draft_id}-{field}", None)
