"""Give before you ask: the ledger, ideas for giving with their reasons, and who else of the firm is known."""

from __future__ import annotations

from datetime import date

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Particulars
from followup.network import ASKS, ask_warning, balance, linkedin_search
from followup.relations import FavourKind, MessageKind
from followup.service.directory import Filter
from followup.service.suggestions import Proposal
from followup.ui import nav, parts, words, writing
from followup.ui.desk import Desk
from followup.ui.people import introductions
from followup.ui.people.whom import Person
from followup.ui.texts import kind_name, plain, typed_day

_MOST = 6
"""Ideas and colleagues shown."""


def show(desk: Desk, person: Person) -> None:
    """Draw the part: ideas first, for giving comes before asking."""
    ideas, ledger = st.columns([3, 2], gap="large")
    with ideas:
        _ideas(desk, person)
        _write(desk, person)
        _colleagues(desk, person)
    with ledger:
        _ledger(desk, person)


def _ideas(desk: Desk, person: Person) -> None:
    st.subheader(_("What you could do for them"), anchor=False)
    contact_id = person.record.contact.id
    found = desk.service.suggestions.all(contact_id=contact_id)[:_MOST]
    introductions.of_person(desk, contact_id)
    for number, proposal in enumerate(found):
        _idea(desk, contact_id, proposal, number)
    if not found:
        st.caption(_("Ideas appear here once it is noted what people are interested in, offer and need."))


def _idea(desk: Desk, contact_id: int, proposal: Proposal, number: int) -> None:
    if proposal.message is MessageKind.INTRODUCTION_OFFER:
        introductions.propose(desk, proposal.contact_ids, proposal.reason, f"idea-{number}")
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"idea-{number}"):
        st.markdown(plain(proposal.reason), width="stretch")
        said = Particulars(about=proposal.about) if proposal.about else None
        args = (desk, contact_id, proposal.message.value, None, said)
        st.button(
            _("Write"), icon=":material/edit_note:", on_click=writing.write, args=args, key=f"write-idea-{number}"
        )


def _write(desk: Desk, person: Person) -> None:
    """Any kind of message; before one that asks, a gentle word."""
    contact = person.record.contact
    kinds = sorted({kind for kind, _language in desk.service.drafts.kinds()}, key=kind_name)
    key = "write-kind"
    args = (desk, contact.id, key)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = _("Write …")
        st.menu_button(
            label, kinds, format_func=kind_name, icon=":material/edit_note:", key=key, on_click=_picked, args=args
        )
        if link := linkedin_search(contact):
            st.link_button(_("Look for them on LinkedIn"), link, icon=":material/open_in_new:")
    warning = next((said for kind in ASKS if (said := ask_warning(contact, person.tie.favours, kind))), "")
    if warning:
        st.caption(f":material/volunteer_activism: {plain(warning)}")


def _picked(desk: Desk, contact_id: int, key: str) -> None:
    if kind := st.session_state[key]:
        writing.write(desk, contact_id, kind)


def _colleagues(desk: Desk, person: Person) -> None:
    contact = person.record.contact
    if not contact.organization:
        return
    found = desk.service.directory.find(Filter(company=contact.organization), size=_MOST + 1)
    others = [each.contact for each in found.page if each.contact.id != contact.id][:_MOST]
    if not others:
        return
    number = len(found.ids) - 1
    title = ngettext("{number} other person of the company", "{number} other people of the company", number)
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, key="colleagues", gap="small"):
        for other in others:
            args, key = (other.id,), f"colleague-{other.id}"
            st.button(plain(other.display_name), on_click=nav.show_contact_in_address, args=args, key=key)


def _ledger(desk: Desk, person: Person) -> None:
    st.subheader(_("Given and asked"), anchor=False)
    now = balance(person.tie.favours)
    counts = ((now.given, FavourKind.GIVEN), (now.asked, FavourKind.ASKED), (now.received, FavourKind.RECEIVED))
    st.markdown(" · ".join(f"{words.favour(kind)}: **{number}**" for number, kind in counts))
    with st.form("ledger", clear_on_submit=True, border=True):
        st.selectbox(_("What happened"), list(FavourKind), format_func=words.favour, key="favour-kind")
        st.text_input(
            _("What was it?"), key="favour-text", placeholder=_("an introduction to a supplier"), max_chars=500
        )
        today = desk.service.today()
        st.date_input(
            _("When"), today, max_value=today, min_value=date(1990, 1, 1), format=typed_day(), key="favour-on"
        )
        args = (desk, person.record.contact.id)
        st.form_submit_button(_("Note it"), on_click=_noted, args=args, key="favour-save")
    st.caption(_("What you note stands in the story, and can be removed there."))


@parts.guarded
def _noted(desk: Desk, contact_id: int) -> None:
    kind, text = FavourKind(st.session_state["favour-kind"]), st.session_state["favour-text"]
    desk.service.interactions.favour(contact_id, kind, on=st.session_state["favour-on"], text=text)
    nav.say(_("Noted"))
