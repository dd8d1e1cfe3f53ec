"""One contact, one event, one template: a draft that is not stored yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from followup import drafting
from followup.errors import UsageError
from followup.model import ContactRecord, Draft, Event, Sender

FALLBACK_LANGUAGE = "en"
"""Every shipped kind has a template in it."""


class Writer:
    """Writes drafts of one owner on one day; loads each template once.

    Args:
        sender: who signs.
        today: the owner's calendar date.
        own: the folder of the user's own templates; it need not exist.
    """

    def __init__(self, sender: Sender, today: date, own: Path) -> None:
        self._sender = sender
        self._today = today
        self._own = own
        self._loaded: dict[tuple[str, str], drafting.Template] = {}

    def require(self, kind: str, language: str) -> None:
        """Make sure that the template exists, even where there is nobody to write to: a mistyped kind is no success.

        Raises:
            UsageError: there is none of the kind, or none in the language; an empty language is any.
        """
        known = set(drafting.available(self._own))
        if not any(name == kind and language in ("", lang) for name, lang in known):
            raise _unknown(kind, language, known)

    def write(self, record: ContactRecord, event: Event, kind: str, language: str) -> Draft:
        """Compose the draft.

        Raises:
            UsageError: there is no such template, it is faulty, or the contact was not met at the event.
        """
        contact = record.contact
        template, facts = self.facts(record, event, kind, language)
        try:
            letter = drafting.compose(template, facts)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), "Correct the template; no draft was changed.") from error
        return Draft(
            contact_id=contact.id,
            event_id=event.id,
            kind=kind,
            language=template.language,
            to=next(iter(contact.emails), ""),
            subject=letter.subject,
            body=letter.body,
            template_version=template.version,
        )

    def facts(
        self, record: ContactRecord, event: Event, kind: str, language: str
    ) -> tuple[drafting.Template, drafting.Facts]:
        """The template and what it may say.

        Raises:
            UsageError: see `write`.
        """
        contact = record.contact
        meeting = next((m for m in record.meetings if m.event.id == event.id), None)
        if meeting is None:
            raise UsageError(
                f"{contact.display_name} was not met at {event.name!r}.",
                f"Note the meeting first: aftercard encounter note {contact.id} --event {event.name!r}",
            )
        template = self._template(kind, language or contact.language, chosen=bool(language))
        return template, drafting.gather(record, meeting, self._sender, today=self._today, language=template.language)

    def _template(self, kind: str, language: str, *, chosen: bool) -> drafting.Template:
        """The template of the language; where nobody chose it, English is good enough."""
        key = (kind, language)
        if key not in self._loaded:
            known = set(drafting.available(self._own))
            use = language if chosen or key in known else FALLBACK_LANGUAGE
            if (kind, use) not in known:
                raise _unknown(kind, use, known)
            try:
                self._loaded[key] = drafting.load(kind, use, self._own)
            except drafting.TemplateError as error:
                raise UsageError(str(error.problem), "Correct the template; no draft was changed.") from error
        return self._loaded[key]


def text_of(draft: Draft) -> dict[str, Any]:
    """What a template decides of a draft: the fields that writing it anew replaces."""
    return {
        "to": draft.to,
        "subject": draft.subject,
        "body": draft.body,
        "language": draft.language,
        "template_version": draft.template_version,
        "edited": draft.edited,
    }


def _unknown(kind: str, language: str, known: set[tuple[str, str]]) -> UsageError:
    languages = sorted(lang for name, lang in known if name == kind)
    if languages:
        return UsageError(f"There is no {kind!r} template in {language!r}.", f"Languages: {', '.join(languages)}.")
    return UsageError(f"There is no template {kind!r}.", f"Kinds: {', '.join(sorted({name for name, _ in known}))}.")
