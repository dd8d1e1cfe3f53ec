"""One contact, one event or none, one template: a draft that is not stored yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from followup import drafting
from followup.errors import UsageError
from followup.locale import _
from followup.model import Contact, ContactRecord, Draft, Event, Particulars, Sender
from followup.service.context import Context
from followup.service.orders import Order
from followup.service.surroundings import Around, told
from followup.store import owner


@dataclass(frozen=True, slots=True)
class Written:
    """A draft that is not stored yet, and what its template knew."""

    draft: Draft
    facts: dict[str, Any]


class Writer:
    """Writes drafts of one owner on one day; loads each template once.

    Args:
        sender: who signs.
        today: the owner's calendar date.
        own: the folder of the user's own templates; it need not exist.
        tell: what the third person's own record adds to the particulars.
    """

    def __init__(
        self, sender: Sender, today: date, own: Path, tell: Callable[[Particulars], Particulars] = lambda said: said
    ) -> None:
        self._sender = sender
        self._today = today
        self._own = own
        self._tell = tell
        self._loaded: dict[tuple[str, str, int], drafting.Template] = {}
        self._variants: dict[tuple[str, str], tuple[int, ...]] = {}
        self._known = frozenset(drafting.available(own))

    def require(self, order: Order) -> None:
        """Make sure that the template exists, even where there is nobody to write to: a mistyped kind is no success.

        Raises:
            UsageError: there is none of the kind, or none in the language or wording that was asked for.
        """
        languages = self._languages(order.kind)
        if order.language not in ("", *languages) or not languages:
            raise self._unknown(order.kind, order.language)
        asked = (order.language,) if order.language else languages
        offered = sorted({number for code in asked for number in self.variants(order.kind, code)})
        if order.variant not in offered:
            raise UsageError(
                _("There is no wording {variant} of {kind!r}.", variant=order.variant, kind=order.kind),
                _("There are: {names}.", names=", ".join(map(str, offered))),
            )

    def write(self, record: ContactRecord, event: Event | None, order: Order, around: Around) -> Written:
        """Compose the draft.

        Raises:
            UsageError: there is no such template, it is faulty, or the contact was not met at the event.
            UnknownItemError: the third person is no contact.
        """
        contact = record.contact
        template, facts = self.facts(record, event, order, around)
        try:
            letter = drafting.compose(template, facts)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), _("Correct the template; no draft was changed.")) from error
        draft = Draft(
            contact_id=contact.id,
            event_id=event.id if event else None,
            kind=order.kind,
            language=template.language,
            to=next(iter(contact.emails), ""),
            subject=letter.subject,
            body=letter.body,
            template_version=template.version,
            variant=template.variant,
            formal=order.formal,
            particulars=order.said,
        )
        return Written(draft, facts.as_json())

    def facts(
        self, record: ContactRecord, event: Event | None, order: Order, around: Around
    ) -> tuple[drafting.Template, drafting.Facts]:
        """The template and what it may say.

        Raises:
            UsageError, UnknownItemError: see `write`.
        """
        contact = record.contact
        if order.said.person_id == contact.id:
            raise UsageError(
                _("{name} cannot be introduced to the same person.", name=contact.display_name),
                _("Name another contact."),
            )
        meeting = next((m for m in record.meetings if event and m.event.id == event.id), None)
        if event and meeting is None:
            raise UsageError(
                _("{display_name} was not met at {name!r}.", display_name=contact.display_name, name=event.name),
                _(
                    "Note the meeting first: aftercard encounter note {id} --event {name!r}",
                    id=contact.id,
                    name=event.name,
                ),
            )
        template = self._template(contact, event, order)
        asked = (order.formal, around.formal(contact), event.formal if event else None, self._sender.formal)
        return template, drafting.gather(
            record,
            meeting,
            self._sender,
            today=self._today,
            language=template.language,
            formal=next((wish for wish in asked if wish is not None), None),
            particulars=self._tell(order.said),
            around=around.of(contact),
        )

    def variants(self, kind: str, language: str) -> tuple[int, ...]:
        """The wordings of a kind in a language."""
        key = (kind, language)
        if key not in self._variants:
            self._variants[key] = drafting.variants(kind, language, self._own)
        return self._variants[key]

    def _template(self, contact: Contact, event: Event | None, order: Order) -> drafting.Template:
        languages = self._languages(order.kind)
        use = order.language or drafting.tongue(contact, event, languages, self._sender.languages)
        key = (order.kind, use, order.variant)
        if key not in self._loaded:
            if use not in languages:
                raise self._unknown(order.kind, use)
            variant = order.variant if order.variant in self.variants(order.kind, use) else 1
            try:
                self._loaded[key] = drafting.load(order.kind, use, self._own, variant)
            except drafting.TemplateError as error:
                raise UsageError(str(error.problem), _("Correct the template; no draft was changed.")) from error
        return self._loaded[key]

    def _languages(self, kind: str) -> tuple[str, ...]:
        return tuple(sorted(language for name, language in self._known if name == kind))

    def _unknown(self, kind: str, language: str) -> UsageError:
        if languages := self._languages(kind):
            return UsageError(
                _("There is no {kind!r} template in {language!r}.", kind=kind, language=language),
                _("Languages: {names}.", names=", ".join(languages)),
            )
        kinds = sorted({name for name, _ in self._known})
        return UsageError(_("There is no template {kind!r}.", kind=kind), _("Kinds: {names}.", names=", ".join(kinds)))


def writer(connection: Connection, context: Context) -> Writer:
    """The writer of this book's owner, today."""
    sender, today = owner.sender(connection), context.today()
    return Writer(sender, today, context.own_templates, lambda said: told(connection, said))


def text_of(draft: Draft) -> dict[str, Any]:
    """What a template decides of a draft: the fields that writing it anew replaces."""
    return {
        "to": draft.to,
        "subject": draft.subject,
        "body": draft.body,
        "kind": draft.kind,
        "language": draft.language,
        "variant": draft.variant,
        "formal": draft.formal,
        "particulars": draft.particulars,
        "template_version": draft.template_version,
        "edited": draft.edited,
        "in_spite_of": draft.in_spite_of,
    }
