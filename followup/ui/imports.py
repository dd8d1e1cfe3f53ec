"""Contacts in: a file, what its columns hold, what it would bring, and only then the button that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import streamlit as st

from followup.exchange.reading import Column
from followup.exchange.reading.columns import TARGETS
from followup.locale import N_, _, ngettext
from followup.model import Event
from followup.service.proposal import ImportItem, ImportOutcome, Proposal
from followup.ui import nav, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain

SHOWN = 200
"""Rows of the preview: a person looks at some, not at thousands."""

_TYPES = ("vcf", "vcard", "csv", "txt", "zip")
_FILE, _KNOWN = "import-file", "import-proposal"

_LABELS = {
    "": N_("left out"),
    "name": N_("Whole name"),
    "given_name": N_("First name"),
    "family_name": N_("Last name"),
    "title": N_("Job title"),
    "department": N_("Department"),
    "organization": N_("Company"),
    "email": N_("E-mail"),
    "phone:mobile": N_("Mobile"),
    "phone:work": N_("Work phone"),
    "phone:home": N_("Home phone"),
    "phone:fax": N_("Fax"),
    "phone:other": N_("Other phone"),
    "url": N_("Website or profile"),
    "address:work:formatted": N_("Whole address"),
    "address:work:street": N_("Street"),
    "address:work:postal_code": N_("Postal code"),
    "address:work:locality": N_("City"),
    "address:work:region": N_("Region"),
    "address:work:country": N_("Country"),
    "note": N_("Note"),
    "label": N_("Event or tag"),
    "honorific_prefix": N_("Honorific"),
    "honorific_suffix": N_("Degrees"),
}
"""What most columns hold; the rarer targets are shown by their own names."""

_OUTCOMES = {
    ImportOutcome.NEW: N_("new"),
    ImportOutcome.SAME: N_("the same"),
    ImportOutcome.MERGE: N_("adds or differs"),
}


def render(desk: Desk) -> None:
    """Draw the page."""
    parts.heading(_("Import"), _("From phones and other programs. You see first what would change."))
    event = nav.picked_event(desk.service.events.list())
    file = st.file_uploader(_("A vCard or CSV file, or a backup of yours"), type=_TYPES, key=_FILE)
    if file is None:
        st.caption(_("Nothing that you have is overwritten, and importing a file twice changes nothing."))
        return
    data = file.getvalue()
    where = event if event and st.checkbox(_("I met these people at {event}", event=event.name), key="met") else None
    mapping = _mapping(desk.service.imports.columns(data), str(file.file_id))
    with parts.explained():
        proposal = _proposal(desk, str(file.file_id), data, where, mapping)
        _preview(proposal)
        number = proposal.count(ImportOutcome.NEW) + sum(
            item.outcome is ImportOutcome.MERGE and bool(item.additions) for item in proposal.items
        )
        if not number:
            st.info(_("The file brings nothing that you do not have."))
            return
        label = ngettext("Import {number} contact", "Import {number} contacts", number)
        if st.button(label, type="primary", icon=":material/download_done:", key="import"):
            _apply(desk, data, where, mapping, file.name)


def _mapping(columns: Sequence[Column], file_id: str) -> Mapping[str, str]:
    """Heading → target of the columns for which a person chose another one than was guessed."""
    filled = [column for column in columns if column.heading and (column.example or column.target)]
    if not filled:
        return {}
    unknown = sum(not column.target for column in filled)
    with st.expander(_("What the columns hold"), expanded=unknown == len(filled), key="import-columns"):
        st.caption(_("Choose what a column holds where the guess is wrong."))
        rows = [{"heading": c.heading, "example": c.example[:60], "target": c.target} for c in filled]
        key = f"import-columns-{crc32(repr((file_id, rows)).encode())}"
        st.data_editor(rows, column_config=_columns(), hide_index=True, key=key, height="content")
    edited = st.session_state[key]["edited_rows"]
    return {filled[int(row)].heading: cells["target"] or "" for row, cells in edited.items() if "target" in cells}


def _columns() -> dict[str, Any]:
    column = st.column_config
    options = [*_LABELS, *sorted(TARGETS - set(_LABELS))]
    return {
        "heading": column.TextColumn(_("Column"), disabled=True),
        "example": column.TextColumn(_("Example"), disabled=True),
        "target": column.SelectboxColumn(_("Holds"), options=options, format_func=_label),
    }


def _label(target: object) -> str:
    name = str(target)
    return _(_LABELS[name]) if name in _LABELS else name.replace("_", " ").replace(":", ", ")


def _proposal(desk: Desk, file_id: str, data: bytes, where: Event | None, mapping: Mapping[str, str]) -> Proposal:
    """What the import would do, worked out once for what was chosen: thousands of rows take seconds."""
    chosen = (file_id, where.id if where else 0, tuple(sorted(mapping.items())))
    known = st.session_state.get(_KNOWN)
    if known is None or known[0] != chosen:
        with st.spinner(_("Comparing with your contacts …")):
            known = (chosen, desk.service.imports.propose(data, event=where.id if where else None, mapping=mapping))
        st.session_state[_KNOWN] = known
    proposal: Proposal = known[1]
    return proposal


def _preview(proposal: Proposal) -> None:
    counts = {outcome: proposal.count(outcome) for outcome in ImportOutcome}
    said = [f"{number} {_(_OUTCOMES[outcome])}" for outcome, number in counts.items() if number]
    if left := len(proposal.unreadable):
        said.append(ngettext("{number} without a contact", "{number} without a contact", left))
    st.markdown(" · ".join(said))
    changed = [item for item in proposal.items if item.outcome is not ImportOutcome.SAME]
    if changed:
        st.dataframe([_row(item) for item in changed[:SHOWN]], column_config=_headings(), hide_index=True)
    if len(changed) > SHOWN:
        st.caption(_("The first {shown} of {number} rows.", shown=SHOWN, number=len(changed)))
    for row in proposal.unreadable[:5]:
        st.caption(plain(_("Row {row}: {reason}", row=row.row, reason=row.reason)))


def _headings() -> dict[str, Any]:
    column = st.column_config
    return {
        "row": column.NumberColumn(_("Row"), width=60),
        "what": column.TextColumn(_("What")),
        "name": column.TextColumn(_("Name")),
        "organization": column.TextColumn(_("Company")),
        "adds": column.TextColumn(_("Adds")),
        "differs": column.TextColumn(_("Yours stays, the file says")),
        "look": column.TextColumn(_("Look at")),
    }


def _row(item: ImportItem) -> dict[str, object]:
    alike = [number for number in item.alike if number > 0]
    similar = [_("perhaps contact {number}", number=number) for number in alike[:3]]
    return {
        "row": item.row,
        "what": _(_OUTCOMES[item.outcome]),
        "name": item.contact.display_name,
        "organization": item.contact.organization,
        "adds": ", ".join(item.additions),
        "differs": "; ".join(f"{c.field}: {c.other}" for c in item.conflicts),
        "look": "; ".join((*similar, *item.problems)),
    }


def _apply(desk: Desk, data: bytes, where: Event | None, mapping: Mapping[str, str], name: str) -> None:
    bar = st.progress(0.0, _("Importing …"))

    def report(count: int, total: int) -> None:
        bar.progress(count / max(total, 1))

    done = desk.service.imports.apply(
        data,
        event=where.id if where else None,
        mapping=mapping,
        name=name,
        progress=report,
    )
    st.session_state.pop(_KNOWN, None)
    number = done.count(ImportOutcome.NEW)
    nav.say(ngettext("{number} new contact imported.", "{number} new contacts imported.", number))
    st.rerun()
