"""Settings: who signs the messages, how cards are read, what the page speaks and where mail leaves."""

from __future__ import annotations

import phonenumbers
import streamlit as st
from babel import Locale

from followup.folding import folded
from followup.locale import LANGUAGES, N_, _, current
from followup.model import Sender
from followup.ui import mail_account, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.texts import language_name, plain

_FIELDS = (
    ("name", N_("Your name"), "Robin Meyer"),
    ("role", N_("Your role"), N_("Head of Partnerships")),
    ("organization", N_("Your company"), "Example GmbH"),
    ("email", N_("Your e-mail address"), "robin@example.com"),
)


def render(desk: Desk) -> None:
    """Draw the page."""
    parts.heading(_("Settings"), _("This goes into your drafts. It stays on this computer."))
    sender = desk.service.owner.get()
    with st.form("sender"):
        for field, label, example in _FIELDS:
            here, key = getattr(sender, field), f"sender-{field}"
            st.text_input(_(label), here, key=key, placeholder=_(example), max_chars=200)
        st.text_area(_("Lines under your messages"), sender.signature, key="sender-signature", height=110)
        _habits(desk, sender)
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(desk,), key="sender-save")
    _reading(desk)
    _language(desk)
    mail_account.show(desk)
    places = desk.service.settings
    st.subheader(_("Where everything is kept"), anchor=False)
    st.markdown(
        f"{_('Database')}: {plain(str(places.database_file or _('a database server')))}  \n"
        f"{_('Photos')}: {plain(str(places.photos_folder))}"
    )


def _habits(desk: Desk, sender: Sender) -> None:
    """How the owner writes."""
    label = _("Where others pick a time with you")
    example = "https://calendar.example.org/robin"
    st.text_input(label, sender.calendar_link, key="sender-calendar_link", placeholder=example, max_chars=500)
    offered = sorted({language for _kind, language in desk.service.drafts.kinds()} | set(sender.languages))
    label, default = _("Languages you write in (none: all of them)"), list(sender.languages)
    st.multiselect(label, offered, default, format_func=language_name, key="sender-languages")
    options = [None, True, False]
    place = options.index(sender.formal)
    st.selectbox(_("How you address people"), options, place, format_func=words.address, key="sender-formal")
    st.checkbox(_("Send the same text as HTML too"), sender.html, key="sender-html")


def _reading(desk: Desk) -> None:
    st.subheader(_("Reading cards"), anchor=False)
    names = _countries(current())
    region = desk.service.owner.reading().region
    st.selectbox(
        _("Country of phone numbers without a dial code"),
        ["", *names],
        ["", *names].index(region),
        format_func=lambda code: names.get(code, _("None: leave them as printed")),
        key="reading-region",
        on_change=_save_region,
        args=(desk,),
    )


@st.cache_data(show_spinner=False)
def _countries(locale: str) -> dict[str, str]:
    """Names of the countries that have phone numbers, by ISO code, in the names' order."""
    territories = Locale.parse(locale).territories
    named = {code: str(territories[code]) for code in phonenumbers.SUPPORTED_REGIONS if code in territories}
    return dict(sorted(named.items(), key=lambda item: folded(item[1])))


def _language(desk: Desk) -> None:
    st.subheader(_("Language"), anchor=False)
    st.selectbox(
        _("Language of this page"),
        ["", *LANGUAGES],
        ["", *LANGUAGES].index(desk.service.owner.language()),
        format_func=lambda code: LANGUAGES.get(code) or _("As the browser says"),
        key="page-language",
        on_change=_save_language,
        args=(desk,),
    )


@parts.guarded
def _save_language(desk: Desk) -> None:
    desk.service.owner.set_language(parts.typed("page-language"))


@parts.guarded
def _save_region(desk: Desk) -> None:
    desk.service.owner.set_region(parts.typed("reading-region"))
    nav.say(_("Saved"))


def _save(desk: Desk) -> None:
    habits = ["signature", "calendar_link", "languages", "formal", "html"]
    fields = [field for field, _, _ in _FIELDS] + habits
    given = {field: st.session_state[f"sender-{field}"] for field in fields}
    if parts.attempt(desk.service.owner.edit, **given):
        nav.say(_("Saved"))
