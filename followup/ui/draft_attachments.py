"""Files that go with a message: dropped here, listed, taken out again."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Draft, DraftState
from followup.service.attachments import MAX_BYTES, MAX_FILES
from followup.ui import draft_letter, parts
from followup.ui.desk import Desk
from followup.ui.texts import plain


def show(desk: Desk, draft: Draft) -> None:
    """Draw the button with the files behind it."""
    files = desk.service.attachments.of_draft(draft.id)
    label = ngettext("{number} file attached", "{number} files attached", len(files)) if files else _("Attach a file")
    with st.popover(label, icon=":material/attach_file:"):
        frozen = draft.state is DraftState.SENT
        for file in files:
            with st.container(horizontal=True, key=f"attached-{file.id}", vertical_alignment="center"):
                st.markdown(plain(f"{file.name} ({_size(file.size)})"))
                if not frozen:
                    args = (desk, draft.id, file.name)
                    st.button(_("Take out"), on_click=_remove, args=args, key=f"take-out-{file.id}")
        if frozen:
            return
        key = f"attach-{draft.id}-{len(files)}"  # another one after each file, so that none is added twice
        st.file_uploader(_("File to go along"), key=key, on_change=_add, args=(desk, draft.id, key))
        bound = _("At most {files} files of {size} together.", files=MAX_FILES, size=_size(MAX_BYTES))
        st.caption(bound)


@parts.guarded
def _add(desk: Desk, draft_id: int, key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        desk.service.attachments.add(draft_id, file.name, file.getvalue())
        draft_letter.forget_typed(draft_id)


@parts.guarded
def _remove(desk: Desk, draft_id: int, name: str) -> None:
    desk.service.attachments.remove(draft_id, name)
    draft_letter.forget_typed(draft_id)


def _size(octets: int) -> str:
    return f"{octets / 1_000_000:.1f} MB" if octets >= 100_000 else f"{max(1, octets // 1000)} kB"
