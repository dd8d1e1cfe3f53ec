"""The words of the messages: ours to read, one's own to write, with what comes out beside them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from followup.drafting import FACT_DESCRIPTIONS, variants
from followup.errors import UsageError
from followup.locale import _
from followup.model import Contact, Event
from followup.service.templates import TemplateEntry
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import kind_name, language_name, plain

KIND = "template-kind"
LANGUAGE = "template-language"
_CONTACT = "template-contact"
_HEIGHT = 460


def render(desk: Desk) -> None:
    """Draw the page."""
    parts.heading(_("Templates"), _("What your messages are written from. Yours win over ours."))
    editor, beside = st.columns(2, gap="large")
    with editor:
        entry = _pick(desk.service.templates.list())
        text = _editor(desk, entry)
    if text is not None:
        with beside:
            _problems(desk, entry, text)
            _preview(desk, entry, text)
            _facts()


def _pick(entries: Sequence[TemplateEntry]) -> TemplateEntry:
    """The kind and the language to look at."""
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    own = {entry.kind for entry in entries if entry.own}
    with st.container(horizontal=True, key="template-wanted"):
        kind = st.selectbox(
            _("Kind of message"),
            kinds,
            format_func=lambda name: _yours(_called(name), own=name in own),
            key=KIND,
            persist_state="session",
        )
        of_kind = {entry.language: entry for entry in entries if entry.kind == kind}
        language = st.selectbox(
            _("Language"),
            list(of_kind),
            list(of_kind).index("en") if "en" in of_kind else 0,
            format_func=lambda code: _yours(language_name(code), own=of_kind[code].own),
            key=LANGUAGE,
            persist_state="session",
        )
    entry = of_kind[language]
    words = [_(entry.description)]
    words += [_("Says too little without: {facts}.", facts=", ".join(entry.needs))] if entry.needs else []
    st.caption(plain(" ".join(words)))
    return entry


def _called(kind: str) -> str:
    """'Thank you', or of another wording 'Thank you, wording 2'."""
    name, dot, number = kind.partition(".")
    return _("{kind}, wording {number}", kind=kind_name(name), number=number) if dot else kind_name(name)


def _yours(name: str, *, own: bool) -> str:
    return _("{name} · yours", name=name) if own else name


def _editor(desk: Desk, entry: TemplateEntry) -> str | None:
    """The template's text for editing; None when it cannot be read."""
    key = _key(entry.kind, entry.language)
    text: str | None = None
    with parts.explained():
        source = desk.service.templates.source(entry.kind, entry.language)
        text = st.text_area(_("Text"), source, key=key, height=_HEIGHT, persist_state="session")
    with st.container(horizontal=True, key="template-buttons"):
        if text is not None:
            args = (desk, entry.kind, entry.language)
            label = _("Save") if entry.own else _("Save as mine")
            st.button(label, type="primary", icon=":material/save:", on_click=_save, args=args, key="template-save")
            _another(desk, entry)
        if entry.own:
            _restore(desk, entry)
    return text


def _another(desk: Desk, entry: TemplateEntry) -> None:
    title = _("Save under another name")
    with st.popover(title, icon=":material/add:"), st.form("another-template", border=False):
        st.text_input(_("Kind"), key="another-kind", placeholder="after-a-talk", max_chars=40)
        st.text_input(_("Language"), entry.language, key="another-language", max_chars=6)
        args = (desk, entry.kind, entry.language)
        st.form_submit_button(_("Save the new template"), type="primary", on_click=_save_another, args=args)


def _restore(desk: Desk, entry: TemplateEntry) -> None:
    kind, _dot, number = entry.kind.partition(".")
    ours = int(number or 1) in variants(kind, entry.language)
    with st.popover(_("Back to ours") if ours else _("Remove"), icon=":material/undo:"):
        st.markdown(_("Your text goes for good. Ours counts again.") if ours else _("Your text goes for good."))
        args = (desk, entry.kind, entry.language)
        st.button(_("Remove my template"), type="primary", on_click=_restored, args=args, key="template-restore")


def _problems(desk: Desk, entry: TemplateEntry, text: str) -> None:
    """What is wrong, with the line where it is."""
    found = desk.service.templates.check_text(text, entry.kind, entry.language)
    if not found:
        words = _("**Sound**: it reads well with everything known and with nothing.")
        st.markdown(f":green[:material/check_circle: {words}]")
    for problem in found:
        line = f"**{_('Line {number}', number=problem.line)}:** " if problem.line else ""
        place = f"{problem.template}: " if problem.template != f"{entry.language}/{entry.kind}" else ""
        st.markdown(f":red[:material/error: {line}{plain(place + problem.message)}]")


def _preview(desk: Desk, entry: TemplateEntry, text: str) -> None:
    """The message as this text would write it to somebody."""
    event = nav.picked_event(desk.service.events.list())
    people: dict[int, Contact] = {}
    if event:
        people = {contact.id: contact for contact in desk.service.contacts.list(event=event.id)}
    picked = st.selectbox(
        _("Preview for"),
        [None, *people],
        format_func=lambda number: people[number].display_name if number else _("somebody of whom everything is known"),
        key=_CONTACT,
        persist_state="session",
    )
    _letter(desk, entry, text, picked, event)


def _letter(desk: Desk, entry: TemplateEntry, text: str, contact_id: int | None, event: Event | None) -> None:
    with parts.explained(), st.container(border=True, key="preview"):
        place = {"contact_id": contact_id, "event": event.id if event else None} if contact_id else {}
        letter = desk.service.templates.preview(text, entry.kind, entry.language, **place)
        st.markdown(f"**{plain(letter.subject)}**")
        st.text(letter.body)


def _facts() -> None:
    with st.expander(_("What a template can say"), key="facts"):
        st.caption(_("Write a name in double braces; ask with if whether it is known, for it may be empty."))
        for name, description in FACT_DESCRIPTIONS.items():
            st.markdown(f"`{name}`  \n:gray[{plain(_(description))}]")


def _save(desk: Desk, kind: str, language: str) -> None:
    if parts.attempt(desk.service.templates.save, st.session_state[_key(kind, language)], kind, language):
        nav.say(_("Saved. New drafts are written from it."))


def _save_another(desk: Desk, kind: str, language: str) -> None:
    text = st.session_state[_key(kind, language)]
    name = "-".join(str(st.session_state["another-kind"]).casefold().split())
    code = str(st.session_state["another-language"]).strip()
    if parts.attempt(_save_new, desk, text, name, code):
        st.session_state[KIND], st.session_state[LANGUAGE] = name, code
        nav.say(_("Saved under its own name"))


def _save_new(desk: Desk, text: str, kind: str, language: str) -> None:
    if any((entry.kind, entry.language) == (kind, language) for entry in desk.service.templates.list()):
        message = _("There is a template “{kind}” in {language} already.", kind=kind, language=language_name(language))
        raise UsageError(message, _("Pick it in the list to change it."))
    desk.service.templates.save(text, kind, language)


def _restored(desk: Desk, kind: str, language: str) -> None:
    if parts.attempt(desk.service.templates.restore, kind, language):
        st.session_state.pop(_key(kind, language), None)
        nav.say(_("Your template is gone"))


def _key(kind: str, language: str) -> str:
    return f"template-text-{language}-{kind}"
