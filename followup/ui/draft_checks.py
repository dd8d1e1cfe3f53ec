"""What the linter says about drafts, and approving them: the ready ones at once, the others only when said twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from followup.drafting import Finding, Severity
from followup.errors import BlockedDraftError
from followup.locale import _, ngettext
from followup.model import Draft, DraftState
from followup.service.linting import CheckedDraft
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain

OPEN = "open-draft"
"""Id of the draft that is being read, in the session."""

_INSISTING = "approve-anyway"
"""The draft that somebody wants to approve in spite of findings, and those findings."""

Checked = Mapping[int, CheckedDraft]
"""What the linter says, by the draft's id; a draft that could not be looked at is missing."""


def check(desk: Desk, drafts: Sequence[Draft]) -> Checked:
    """Look at every draft; what makes that impossible (a faulty template) is shown, and nothing counts as ready."""
    with parts.explained():
        return {found.draft.id: found for found in desk.service.linting.check(drafts)}
    return {}


def blocking(checked: CheckedDraft | None) -> tuple[Finding, ...]:
    """The findings that should keep a draft from leaving."""
    return tuple(f for f in checked.findings if f.severity is Severity.BLOCKING) if checked else ()


def findings(draft: Draft, checked: Checked) -> None:
    """Draw what to look at again in one draft, in the linter's plain words."""
    found = checked.get(draft.id)
    if found is None:
        return
    with st.container(border=True, key="findings", gap="small"):
        st.markdown(_headline(found))
        for finding in found.findings:
            st.markdown(_line(finding))


def approve_ready(desk: Desk, drafts: Sequence[Draft], checked: Checked) -> None:
    """Draw the button that approves every draft nothing speaks against."""
    ready = [d.id for d in drafts if d.state is DraftState.DRAFTED and d.id in checked and checked[d.id].ready]
    if len(ready) < 2:
        return  # one is approved where it is read
    clean = sum(not checked[i].findings for i in ready)
    words = [_("Nothing speaks against them.")]
    if improvable := len(ready) - clean:
        noted = _("{clean} without any remark, {others} with something to improve.", clean=clean, others=improvable)
        words.append(noted)
    words.append(_("You can take each approval back."))
    with st.popover(_("Approve the {number} ready ones", number=len(ready)), icon=":material/done_all:"):
        st.markdown(" ".join(words))
        args = (desk, ready)
        st.button(
            _("Approve {number}", number=len(ready)),
            type="primary",
            on_click=_approve_all,
            args=args,
            key="approve-ready",
        )


def bar(desk: Desk, draft: Draft, checked: Checked) -> None:
    """Draw what one does with the draft that is being read, in reach of the thumb and of the keyboard."""
    insisting = _held_back(draft, checked)
    with st.bottom, st.container(horizontal=True, horizontal_alignment="center", key="draft-bar"):
        args = (desk, draft)
        st.button(_("Back"), on_click=_before, args=args, shortcut="Alt+Left", key="back", icon=":material/undo:")
        st.button(_("Skip"), on_click=_next, args=args, shortcut="Alt+Right", key="skip", icon=":material/redo:")
        if draft.state is DraftState.APPROVED:
            reopen = (desk.service.drafts.reopen, draft.id)
            st.button(_("Take approval back"), on_click=parts.do, args=reopen, key="reopen", icon=":material/undo:")
        elif draft.state is DraftState.DRAFTED and insisting:
            # Another button, without a shortcut: nobody gets here by pressing the same keys twice.
            st.button(_("Approve in spite of that"), on_click=_insist, args=args, key="approve-anyway-button")
        elif draft.state is DraftState.DRAFTED:
            st.button(
                _("Approve"),
                type="primary",
                on_click=_approve,
                args=args,
                shortcut="Mod+Enter",
                key="approve",
                icon=":material/check:",
            )


def objection(draft: Draft, checked: Checked) -> None:
    """Say that an approval was held back, above the draft it is about."""
    if _held_back(draft, checked):
        reasons = "  \n".join(plain(finding.message) for finding in blocking(checked.get(draft.id)))
        st.warning(f"**{_('Not approved yet.')}**  \n{reasons}", icon=":material/front_hand:")


def _held_back(draft: Draft, checked: Checked) -> bool:
    """Whether somebody wanted to approve the draft and was told what speaks against it."""
    against = _objections(draft.id, checked.get(draft.id))
    return against is not None and against == st.session_state.get(_INSISTING)


def _headline(found: CheckedDraft) -> str:
    if not found.ready:
        return f":red[:material/block: **{_('Not fit to leave yet')}**]"
    if found.findings:
        return f":orange[:material/check: **{_('Ready, and could be better')}**]"
    return f":green[:material/check_circle: **{_('Ready')}**]"


def _line(finding: Finding) -> str:
    sign = ":red[:material/error:]" if finding.severity is Severity.BLOCKING else ":orange[:material/lightbulb:]"
    return f"{sign} {plain(finding.message)}"


def _objections(draft_id: int, found: CheckedDraft | None) -> tuple[int, tuple[Finding, ...]] | None:
    """What somebody has to be told before approving a draft; None when nothing blocks it."""
    against = blocking(found)
    return (draft_id, against) if against else None


@parts.guarded
def _approve(desk: Desk, draft: Draft) -> None:
    """Approve the draft as it is stored now: an edit that came with the same click was saved before."""
    _approved(desk, draft, ())


@parts.guarded
def _insist(desk: Desk, draft: Draft) -> None:
    """Approve in spite of what was shown; a finding that has come since has to be shown first."""
    _number, shown = st.session_state.get(_INSISTING, (draft.id, ()))
    _approved(desk, draft, [finding.code for finding in shown])


def _approved(desk: Desk, draft: Draft, in_spite_of: Sequence[str]) -> None:
    try:
        desk.service.drafts.approve(draft.id, in_spite_of=in_spite_of)
    except BlockedDraftError as error:
        st.session_state[_INSISTING] = (draft.id, error.findings)
    else:
        _next(desk, draft)


@parts.guarded
def _approve_all(desk: Desk, draft_ids: Sequence[int]) -> None:
    """Approve those that are still ready: another tab may have changed one meanwhile."""
    latest = [desk.service.drafts.get(draft_id) for draft_id in draft_ids]
    ready = [found for found in desk.service.drafts.approve_ready(latest) if found.ready]
    nav.say(ngettext("{number} draft approved", "{number} drafts approved", len(ready)))


@parts.guarded
def _before(desk: Desk, draft: Draft) -> None:
    """Open the draft before this one, whatever became of it."""
    ids = [other.id for other in desk.service.drafts.about(draft.event_id, kind=draft.kind)]
    st.session_state[OPEN] = next((i for i in reversed(ids) if i < draft.id), draft.id)
    st.session_state.pop(_INSISTING, None)


@parts.guarded
def _next(desk: Desk, draft: Draft) -> None:
    """Open the next draft that nobody has approved, from the beginning again when there is none behind it."""
    drafted = desk.service.drafts.about(draft.event_id, kind=draft.kind, state=DraftState.DRAFTED)
    left = [other.id for other in drafted if other.id != draft.id]
    st.session_state[OPEN] = next((i for i in left if i > draft.id), next(iter(left), draft.id))
    st.session_state.pop(_INSISTING, None)
