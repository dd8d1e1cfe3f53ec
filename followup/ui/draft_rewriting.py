"""Writing one message differently: another kind, wording, language or form of address, and what only it says.

Nothing a person wrote is lost by it: every text that is replaced stands under the earlier ones and can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from followup.drafting import TOGETHER_WORDING
from followup.locale import N_, _, ngettext
from followup.model import Contact, Draft, DraftState, EarlierText, Particulars
from followup.relations import MessageKind
from followup.service.orders import Wish
from followup.ui import draft_letter, nav, parts, words
from followup.ui.desk import Desk
from followup.ui.texts import kind_name, language_name, plain, typed_day

_SAID = (
    ("about", N_("What is it about?"), N_("the prize, the paper, the invitation")),
    ("reason", N_("Why does it concern them?"), N_("It answers your question about contracts.")),
    ("link", N_("Address to look at"), "https://example.org/paper"),
)
_PERSON = (
    ("person", N_("Somebody else it is about"), "Nora Beck"),
    ("person_about", N_("Who that is"), N_("head of the workshop network")),
    ("person_email", N_("Address of that person"), "nora@example.org"),
)
_SHOWN = 5
"""Earlier texts in the list; the service keeps some more."""


def show(desk: Desk, draft: Draft, people: Mapping[int, Contact], kind_key: str) -> None:
    """Draw the buttons under a message that was not sent.

    Args:
        desk: the service.
        draft: the message.
        people: whom one met at the event: one of them may be introduced.
        kind_key: where the session holds the kind that the page shows; it follows when the draft becomes another.
    """
    if draft.state is DraftState.SENT:
        return
    with st.popover(_("Write anew"), icon=":material/refresh:"):
        _form(desk, draft, people, kind_key)
    earlier = desk.service.drafts.earlier(draft.id)
    if earlier:
        label = ngettext("{number} earlier text", "{number} earlier texts", len(earlier))
        with st.popover(label, icon=":material/history:"):
            for text in earlier[:_SHOWN]:
                _earlier(desk, draft, text, kind_key)


def _form(desk: Desk, draft: Draft, people: Mapping[int, Contact], kind_key: str) -> None:
    kinds = sorted({kind for kind, _language in desk.service.drafts.kinds()}, key=kind_name)
    languages = sorted({language for kind, language in desk.service.drafts.kinds() if kind == draft.kind})
    wordings = list(desk.service.drafts.variants(draft.kind, draft.language)) or [1]
    with st.form(f"rewrite-{draft.id}", border=False):
        _pick(draft, "kind", _("Kind of message"), kinds, kind_name)
        _pick(draft, "language", _("Language"), languages, language_name)
        _pick(draft, "variant", _("Wording"), wordings, lambda number: _("Wording {number}", number=number))
        _pick(draft, "formal", _("How you address them"), [None, True, False], words.address)
        said = draft.particulars
        for field, label, example in _SAID:
            st.text_input(_(label), getattr(said, field), key=_key(draft, field), placeholder=_(example), max_chars=500)
        st.date_input(_("Its day"), said.about_on, key=_key(draft, "about_on"), format=typed_day())
        people = {**people, **{third.id: third for third in desk.service.contacts.several((said.person_id,))}}
        others = [0, *(i for i in people if i != draft.contact_id)]
        st.selectbox(
            _("Introduce them to"),
            others,
            others.index(said.person_id) if said.person_id in others else 0,
            format_func=lambda number: people[number].display_name if number else _("nobody of this event"),
            key=_key(draft, "person_id"),
        )
        for field, label, example in _PERSON:
            st.text_input(_(label), getattr(said, field), key=_key(draft, field), placeholder=_(example), max_chars=500)
        st.caption(_("What it says now is kept among the earlier texts."))
        args = (desk, draft, kind_key)
        st.form_submit_button(_("Write it this way"), type="primary", on_click=_rewrite, args=args)


def _pick(draft: Draft, field: str, label: str, options: list[Any], called: Any) -> None:
    here = getattr(draft, field)
    index = options.index(here) if here in options else 0
    st.selectbox(label, options, index, format_func=called, key=_key(draft, field))


def _earlier(desk: Desk, draft: Draft, text: EarlierText, kind_key: str) -> None:
    whose = _("your words") if text.edited else _("from the template")
    with st.container(border=True, key=f"earlier-{text.id}", gap="small"):
        st.caption(plain(f"{kind_name(text.kind)} · {language_name(text.language)} · {whose}"))
        st.markdown(f"**{plain(text.subject)}**")
        st.text(text.body)
        args = (desk, draft.id, text, kind_key)
        st.button(_("Take this text back"), on_click=_restore, args=args, key=f"restore-{text.id}")


@parts.guarded
def _rewrite(desk: Desk, draft: Draft, kind_key: str) -> None:
    state = st.session_state
    names = [field for field, _label, _example in (*_SAID, *_PERSON)]
    kind, language, variant = (state[_key(draft, field)] for field in ("kind", "language", "variant"))
    both = draft.particulars.together and (kind, variant) == (MessageKind.INTRODUCTION, TOGETHER_WORDING)
    said = Particulars(
        **{name: state[_key(draft, name)] for name in names},
        together=both,
        about_on=state[_key(draft, "about_on")],
        person_id=state[_key(draft, "person_id")],
    )
    wish = Wish(
        language=language,
        variant=variant,
        formal=state[_key(draft, "formal")],
        particulars=said,
    )
    offered = desk.service.drafts.variants(kind, language)
    if wish["variant"] not in offered:  # the other kind has fewer
        wish["variant"] = next(iter(offered), 1)
    desk.service.drafts.regenerate(draft.id, kind=kind, **wish)
    _shown_anew(draft, kind, kind_key)


@parts.guarded
def _restore(desk: Desk, draft_id: int, text: EarlierText, kind_key: str) -> None:
    restored = desk.service.drafts.restore(draft_id, text.id)
    _shown_anew(restored, text.kind, kind_key)
    nav.say(_("The earlier text is back"))


def _shown_anew(draft: Draft, kind: str, kind_key: str) -> None:
    """Let the page show what is stored now, under its kind."""
    st.session_state[kind_key] = kind
    draft_letter.forget_typed(draft.id)
    for key in [key for key in st.session_state if str(key).startswith(_key(draft, ""))]:
        del st.session_state[key]


def _key(draft: Draft, field: str) -> str:
    return f"rewrite-{draft.id}-{field}"
