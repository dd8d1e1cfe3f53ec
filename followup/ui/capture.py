"""Photos in: drop them, watch them being read, deal with those that could not be."""

from __future__ import annotations

import streamlit as st

from followup.locale import _, ngettext
from followup.model import Contact, Event, PhotoState, ReviewState, StoredPhoto
from followup.service import CaptureItem, Outcome
from followup.ui import camera, event_form, nav, parts
from followup.ui.batch_progress import Progress
from followup.ui.desk import Desk
from followup.ui.failures import why
from followup.ui.texts import decimal, plain, time_left

POLL = "700ms"
"""How often the page looks at a running batch."""

# Phones offer the camera for image/*; desktop browsers do not know HEIC as an image.
_TYPES = ["image/*", "heic", "heif", "avif", "tif", "tiff", "zip", "pdf"]
_DROPS = "drops"
_TAKEN = "taken-files"


def render(desk: Desk) -> None:
    """Draw the page."""
    event = nav.picked_event(desk.service.events.list())
    if event is None:
        welcome(desk)
        return
    parts.heading(_("Capture"), _("Photos of the cards you collected at {event}", event=event.name))
    _drop_zone(desk, event)
    camera.show(desk, event.id)
    progress = desk.batches.progress()
    if progress and progress.running:
        st.fragment(_running, run_every=POLL)(desk, event)
    else:
        _at_rest(desk, event, progress)
    _failures(desk, event)


def welcome(desk: Desk) -> None:
    """Draw what stands before everything else: the first event."""
    st.header(_("Where did you collect the cards?"), anchor=False)
    st.markdown(_("Name the event. Then drop the photos of your cards: they become contacts, and drafts to follow up."))
    event_form.show(desk)


def _drop_zone(desk: Desk, event: Event) -> None:
    key = f"drop-{st.session_state.get(_DROPS, 0)}"
    with st.container(key="drop-zone"):
        st.file_uploader(
            _("Drop photos of cards here: as many as you like, also as ZIP or PDF"),
            type=_TYPES,
            accept_multiple_files=True,
            key=key,
            on_change=_take,
            args=(desk, event.id, key),
        )


@parts.guarded
def _take(desk: Desk, event_id: int, key: str) -> None:
    """Hand each file over once; the next run draws a new, empty drop zone.

    The browser may report the same files again before that run has reached it.
    """
    taken: set[str] = st.session_state.setdefault(_TAKEN, set())
    if fresh := [file for file in st.session_state[key] if file.file_id not in taken]:
        taken.update(file.file_id for file in fresh)
        desk.batches.add(event_id, fresh)
        st.session_state[_DROPS] = st.session_state.get(_DROPS, 0) + 1


def _running(desk: Desk, event: Event) -> None:
    """The running batch; drawn again by itself until it is over, outside the page's own net for errors."""
    with parts.caught():
        _batch(desk, event)


def _batch(desk: Desk, event: Event) -> None:
    progress = desk.batches.progress()
    if progress is None or not progress.running:
        st.rerun()  # the whole page: counts, failures and what comes next have changed
    share = progress.done / progress.total if progress.total else 0.0
    st.progress(min(share, 1.0), text=_said(desk, progress))
    stop = (desk.batches.cancel,)
    st.button(_("Stop"), icon=":material/stop_circle:", on_click=parts.do, args=stop, key="stop-reading")
    if progress.event_id == event.id:
        _recent(desk, progress)


def _said(desk: Desk, progress: Progress) -> str:
    if progress.cancelled:
        return _("Stopping after the photos in hand …")
    if progress.to_store:
        return ngettext("Storing {number} file …", "Storing {number} files …", progress.to_store)
    if not progress.total:
        return _("Getting ready to read …")
    words = [ngettext("{done} of {number} photo", "{done} of {number} photos", progress.total, done=progress.done)]
    if progress.rate and progress.seconds_left is not None:
        words += [_("{rate} a second", rate=decimal(progress.rate)), time_left(progress.seconds_left)]
    name = next((e.name for e in desk.service.events.list() if e.id == progress.event_id), "")
    return plain(" · ".join([*words, name]))


def _at_rest(desk: Desk, event: Event, progress: Progress | None) -> None:
    if progress and progress.problem:
        parts.explain(progress.problem)
    if waiting := desk.service.photos.list(event.id, PhotoState.WAITING):
        resume = (desk.batches.resume, event.id)
        with st.container(border=True, key="continue", horizontal=True, vertical_alignment="center"):
            st.markdown(_waiting(len(waiting)))
            st.button(_("Continue reading"), type="primary", on_click=parts.do, args=resume, key="resume")
    people = desk.service.contacts.list(event=event.id)
    left = sum(contact.review is ReviewState.CAPTURED for contact in people)
    if progress and progress.event_id == event.id and progress.done + progress.seen:
        st.success(_summary(progress), icon=":material/done_all:")
    if left:
        review = ngettext("Review {number} card", "Review {number} cards", left)
        st.button(review, type="primary", on_click=nav.go, args=("review",), key="to-review")
    elif people:
        st.button(_("Write drafts"), type="primary", on_click=nav.go, args=("drafts",), key="to-drafts")
    if progress and progress.event_id == event.id:
        _recent(desk, progress)


def _summary(progress: Progress) -> str:
    words = [
        ngettext("{number} photo read", "{number} photos read", progress.done),
        ngettext("{number} card found", "{number} cards found", progress.contacts),
    ]
    if progress.seen:
        words.append(ngettext("{number} photo captured before", "{number} photos captured before", progress.seen))
    return " · ".join(words)


def _waiting(number: int) -> str:
    return ngettext(
        "**{number} photo** stored and not read yet.", "**{number} photos** stored and not read yet.", number
    )


def _recent(desk: Desk, progress: Progress) -> None:
    """What was finished last, the newest first."""
    if not progress.recent:
        return
    ids = {contact_id for item in progress.recent for contact_id in item.contact_ids}
    people = {c.id: c for c in desk.service.contacts.list(event=progress.event_id) if c.id in ids}
    with st.container(key="recent", gap="xsmall"):
        for item in progress.recent:
            if item.outcome is Outcome.FAILED and not progress.running:
                continue  # it has its own row, with what can be done about it
            names = ", ".join(_called(people[i]) for i in item.contact_ids if i in people)
            st.markdown(_row(item, names))


def _row(item: CaptureItem, names: str) -> str:
    if item.outcome is Outcome.FAILED:
        return f":orange[:material/error:] {plain(item.label)} — {why(item.failure.message) if item.failure else ''}"
    sign = ":gray[:material/history:]" if item.outcome is Outcome.SEEN else ":green[:material/check_circle:]"
    return f"{sign} **{plain(names) or _('No name found')}** :gray[{plain(item.label)}]"


def _failures(desk: Desk, event: Event) -> None:
    """Photos that gave no card, or not all of their cards, keep their place, with the reason."""
    photos = desk.service.photos.list(event.id)
    failed = [photo for photo in photos if photo.state is PhotoState.FAILED]
    in_part = [photo for photo in photos if photo.state is PhotoState.READ and photo.failure_message]
    progress = desk.batches.progress()
    unopened = progress.unopened if progress and progress.event_id == event.id else ()
    if failed or unopened:
        number = len(failed) + len(unopened)
        title = ngettext("{number} photo without a card", "{number} photos without a card", number)
        st.subheader(title, anchor=False)
    for photo in failed:
        _failed_photo(desk, event, photo)
    for failure in unopened:
        with st.container(border=True):
            st.markdown(f"**{plain(failure.file)}**  \n{why(failure.message, failure.hint)}")
    if in_part:
        st.subheader(_in_part(len(in_part)), anchor=False)
    for photo in in_part:
        with st.container(border=True):
            st.markdown(f"**{plain(photo.label)}**  \n{why(photo.failure_message, photo.failure_hint)}")


def _in_part(number: int) -> str:
    return ngettext(
        "{number} photo with a card that could not be read",
        "{number} photos with a card that could not be read",
        number,
    )


def _failed_photo(desk: Desk, event: Event, photo: StoredPhoto) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"failed-{photo.id}"):
        st.markdown(f"**{plain(photo.label)}**  \n{why(photo.failure_message, photo.failure_hint)}", width="stretch")
        again, gone = (desk, event.id, photo.id), (desk.service.photos.discard, photo.id)
        st.button(_("Try again"), icon=":material/refresh:", on_click=_retry, args=again, key=f"retry-{photo.id}")
        st.button(_("Remove"), icon=":material/delete:", on_click=parts.do, args=gone, key=f"discard-{photo.id}")


@parts.guarded
def _retry(desk: Desk, event_id: int, photo_id: int) -> None:
    desk.batches.retry(event_id, photo_id)


def _called(contact: Contact) -> str:
    return " — ".join(part for part in (contact.name, contact.organization) if part) or contact.display_name
