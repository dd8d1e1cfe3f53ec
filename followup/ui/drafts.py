"""Messages: written for everybody at once, read one by one, approved, taken along as files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from followup.locale import N_, _, ngettext
from followup.model import Contact, Draft, DraftState, Event, ReviewState
from followup.service.templates import TemplateEntry
from followup.ui import draft_attachments, draft_checks, draft_letter, draft_rewriting, draft_sending, nav, parts
from followup.ui.desk import Desk
from followup.ui.draft_checks import Checked
from followup.ui.texts import file_name, kind_name, language_name, plain, state_name

KIND = "draft-kind"
_LANGUAGE = "draft-language"
_OUTSIDE = "drafts-outside"
"""Whether the page shows the drafts about no event, in the session."""
_FIRST = ("thank-you", "follow-up")
"""Kinds that come first in the list: they are what an evening after an event is about."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person picked: the kind of message, and its language; an empty language is each contact's own."""

    kind: str
    language: str


def render(desk: Desk) -> None:
    """Draw the page."""
    outside = desk.service.drafts.about(None)
    event = _about(desk, outside)
    if event is None and not outside:
        return
    people = _people(desk, event, outside)
    if not people:
        text = _("Drop the photos of your cards first.")
        parts.empty(_("Nobody to write to yet"), text, _("Add photos"), "capture")
        return
    letter, around = st.columns([3, 2], gap="large")
    with letter:
        wanted = _wanted(desk, None if event else {draft.kind for draft in outside})
    found = desk.service.drafts.about(event.id if event else None, kind=wanted.kind)
    drafts = [draft for draft in found if draft.contact_id in people]
    checked = draft_checks.check(desk, drafts)
    if drafts:
        with letter:
            draft = _choose(drafts, people, checked)
            draft_checks.objection(draft, checked)
            draft_letter.show(desk, draft, people[draft.contact_id])
            with st.container(horizontal=True, key="letter-changes"):
                draft_rewriting.show(desk, draft, people, KIND)
                draft_attachments.show(desk, draft)
        with around:
            draft_checks.findings(draft, checked)
        draft_checks.bar(desk, draft, checked)
    else:
        words = _("Write the drafts: each one says what you noted about the meeting.")
        letter.info(words, icon=":material/edit_note:")
    with around:
        if event:
            _write(desk, event, wanted, people, drafts)
        if drafts:
            _take_along(desk, event, drafts, checked)
            draft_sending.show(desk, event, wanted.kind)


def turn_to(event_id: int | None) -> None:
    """Make the page show the drafts about this event, or about none; for a callback that opens it."""
    st.session_state[_OUTSIDE] = event_id is None
    if event_id is not None:
        nav.open_event(event_id)


def _about(desk: Desk, outside: Sequence[Draft]) -> Event | None:
    """Head the page, with the choice between the event and what is about none; gives the event, or None for those."""
    event = nav.picked_event(desk.service.events.list()) if outside else parts.event_here(desk)
    if event is None and not outside:
        return None
    heading = st.container()
    if event and outside:
        names = {False: event.name, True: _("Outside events ({number})", number=len(outside))}
        chosen = st.radio(_("About"), list(names), format_func=names.__getitem__, key=_OUTSIDE, horizontal=True)
        event = None if chosen else event
    with heading:
        if event:
            said = _("Messages to the people you met at {event}. Nothing leaves without your word.", event=event.name)
        else:
            said = _("Messages to people you met elsewhere. Nothing leaves without your word.")
        parts.heading(_("Drafts"), said)
    return event


def _people(desk: Desk, event: Event | None, outside: Sequence[Draft]) -> dict[int, Contact]:
    """Whom the messages are to, by id."""
    if event:
        return {contact.id: contact for contact in desk.service.contacts.list(event=event.id)}
    return {contact.id: contact for contact in desk.service.contacts.several({draft.contact_id for draft in outside})}


def _wanted(desk: Desk, among: Collection[str] | None) -> Wanted:
    """What a person picks; with `among`, only of these kinds."""
    entries = [e for e in desk.service.templates.list() if e.is_first and (among is None or e.kind in among)]
    kinds = sorted({e.kind for e in entries}, key=lambda k: (_FIRST.index(k) if k in _FIRST else len(_FIRST), k))
    if st.session_state.get(KIND) not in kinds:
        st.session_state.pop(KIND, None)
    with st.container(horizontal=True, key="draft-wanted"):
        kind = st.selectbox(_("Kind of message"), kinds, format_func=kind_name, key=KIND, persist_state="session")
        language = st.selectbox(
            _("Language"),
            ["", *sorted(e.language for e in entries if e.kind == kind)],
            format_func=lambda code: language_name(code) if code else _("Each contact's own"),
            key=_LANGUAGE,
            persist_state="session",
        )
    st.caption(_description(entries, kind, language))
    return Wanted(kind, language)


def _description(entries: Sequence[TemplateEntry], kind: str, language: str) -> str:
    """What the kind is for: as the template of the language says it, else the English one, else any."""
    of_kind = {entry.language: entry for entry in entries if entry.kind == kind}
    entry = of_kind.get(language) or of_kind.get("en") or next(iter(of_kind.values()))
    return f":red[{plain(entry.problem)}]" if entry.problem else plain(_(entry.description))


def _write(desk: Desk, event: Event, wanted: Wanted, people: dict[int, Contact], drafts: Sequence[Draft]) -> None:
    """The button that writes them, and what would make them better."""
    missing = len(people.keys() - {draft.contact_id for draft in drafts})
    args = (desk, event.id, wanted)
    if missing:
        label = ngettext("Write {number} draft", "Write {number} drafts", missing)
        st.button(label, type="primary", icon=":material/edit_note:", on_click=_make, args=args, key="write-drafts")
    unchecked = sum(contact.review is ReviewState.CAPTURED for contact in people.values())
    if unchecked:
        words = ngettext(
            "**{number} card** not checked yet: names may be wrong.",
            "**{number} cards** not checked yet: names may be wrong.",
            unchecked,
        )
        _advice(words, _("Check them"), "review")
    if not desk.service.owner.get().name:
        _advice(_("Your messages have no name under them yet."), _("Say who you are"), "settings")
    if drafts:
        help_text = _("Writes those anew that you neither edited nor approved, from what is known now.")
        st.button(
            _("Write the drafts in {language}", language=language_name(wanted.language))
            if wanted.language
            else _("Bring drafts up to date"),
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


def _make(desk: Desk, event_id: int, wanted: Wanted) -> None:
    if parts.attempt(desk.service.drafts.make, event_id, wanted.kind, language=wanted.language):
        nav.say(_("Written. What you edited or approved stayed as it was."))
        draft_letter.forget_all_typed()


def _take_along(desk: Desk, event: Event | None, drafts: Sequence[Draft], checked: Checked) -> None:
    approved = [draft for draft in drafts if draft.state is DraftState.APPROVED]
    st.progress(len(approved) / len(drafts), text=_approved(len(approved), len(drafts)))
    draft_checks.approve_ready(desk, drafts, checked)
    with st.container(horizontal=True, key="take-along"):
        for name, label, chosen in (
            ("approved", N_("Download approved ({number})"), approved),
            ("all", N_("Download all ({number})"), list(drafts)),
        ):
            st.download_button(
                _(label, number=len(chosen)),
                partial(
                    draft_letter.leaving,
                    desk,
                    [draft.id for draft in chosen],
                    partial(desk.service.draft_files.archive, chosen),
                ),
                file_name=file_name(f"{event.name if event else ''} {drafts[0].kind} {name}".strip(), "zip"),
                mime="application/zip",
                on_click="ignore",
                icon=":material/folder_zip:",
                disabled=not chosen,
                key=f"zip-{name}",
            )


def _approved(number: int, of: int) -> str:
    return _("**{number} of {all}** approved", number=number, all=of)


def _choose(drafts: Sequence[Draft], people: dict[int, Contact], checked: Checked) -> Draft:
    """The draft to read: the one picked, else the first that nobody has approved."""
    known = {draft.id: draft for draft in drafts}
    if st.session_state.get(draft_checks.OPEN) not in known:
        first = next((d.id for d in drafts if d.state is DraftState.DRAFTED), drafts[0].id)
        st.session_state[draft_checks.OPEN] = first

    def called(draft_id: int) -> str:
        draft = known[draft_id]
        return f"{people[draft.contact_id].display_name} · {_state(draft, checked)}"

    picked = st.selectbox(_("Draft to"), list(known), format_func=called, key=draft_checks.OPEN)
    return known[picked]


def _state(draft: Draft, checked: Checked) -> str:
    """How far a draft is, in the list."""
    if draft.state is not DraftState.DRAFTED:
        return f"✓ {state_name(draft.state)}"
    found = checked.get(draft.id)
    if found is None:
        return _("to read")
    return _("ready") if found.ready else _("not fit to leave yet")
