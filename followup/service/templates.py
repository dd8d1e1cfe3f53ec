"""Templates: which there are, their text, and what is wrong with one before it writes to anybody."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from followup import drafting
from followup.drafting import Facts, Letter, Template, TemplateProblem
from followup.drafting.template import SUFFIX
from followup.drafting.template_files import is_name, partials
from followup.errors import StorageError, UsageError
from followup.locale import _
from followup.model import ContactRecord
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import encounters, owner


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One template of the list.

    Attributes:
        kind: the kind; of another wording with its number behind a dot ('thank-you.2'), as its file is called.
        own: whether it is the user's own.
        needs: the facts without which it says too little.
        problem: why it cannot be used; empty when it can.
    """

    kind: str
    language: str
    own: bool = False
    description: str = ""
    needs: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_first(self) -> bool:
        """Whether it is the kind itself and not another wording of it."""
        return "." not in self.kind


class Templates:
    """What can be done with templates."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._own = context.own_templates

    def list(self) -> tuple[TemplateEntry, ...]:
        """Every kind, language and wording, the user's own in place of ours, by kind."""
        return tuple(
            self._entry(kind, language, variant)
            for kind, language in drafting.available(self._own)
            for variant in drafting.variants(kind, language, self._own)
        )

    def source(self, kind: str, language: str = "en") -> str:
        """A template's file.

        Raises:
            UsageError: there is none of this kind and language.
        """
        try:
            name, variant = _parted(kind)
            return drafting.source(name, language, self._own, variant)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), _("'aftercard template list' shows those there are.")) from error

    def check(self, file: Path, language: str = "en") -> tuple[TemplateProblem, ...]:
        """What is wrong with a template's file; empty when it can be used whatever is known of a contact.

        Raises:
            StorageError: the file cannot be read.
        """
        try:
            with file.open("rb") as stream:
                data = stream.read(4 * drafting.MAX_SOURCE + 1)
        except OSError as error:
            raise StorageError(
                _("{file} cannot be read: {strerror}.", file=file, strerror=error.strerror),
                _("Check its name and its rights."),
            ) from error
        kind, variant = _parted(file.name.removesuffix(SUFFIX))
        try:
            text = data.decode("utf-8")
            return drafting.check_source(text, kind=kind, language=language, variant=variant, own=self._own)
        except UnicodeDecodeError:
            return (TemplateProblem(f"{language}/{kind}", "it is not UTF-8 text."),)

    def check_text(self, text: str, kind: str, language: str) -> tuple[TemplateProblem, ...]:
        """The same for a text that is not stored yet."""
        name, variant = _parted(kind)
        return drafting.check_source(text, kind=name, language=language, variant=variant, own=self._own)

    def preview(
        self, text: str, kind: str, language: str, *, contact_id: int | None = None, event: EventRef | None = None
    ) -> Letter:
        """What a template that is not stored yet would write.

        Args:
            text: the template's text.
            kind: the template's kind.
            language: BCP 47 code.
            contact_id: to whom; None takes a fictional contact of whom everything is known.
            event: about which meeting; None for none.

        Raises:
            UsageError: the template is faulty; the sentence names the line.
            UnknownItemError, UnknownEventError: there is no such contact or event.
        """
        facts = drafting.SAMPLE if contact_id is None else self._facts(contact_id, event, language)
        try:
            return drafting.compose(self._parsed(text, kind, language), facts)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), _("Correct this line.")) from error

    def save(self, text: str, kind: str, language: str) -> None:
        """Keep a text as the user's own template, in place of ours where there is one.

        Raises:
            UsageError: nothing was written; the name is none, or the template fails for some contact.
            StorageError: the folder cannot be written.
        """
        file = self._own_file(kind, language)
        try:
            template = self._parsed(text, kind, language)
            for facts in (drafting.SAMPLE, Facts()):
                drafting.compose(template, facts)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), _("Nothing was saved. Correct this line first.")) from error
        _write(file, text.replace("\r\n", "\n").rstrip() + "\n")

    def restore(self, kind: str, language: str) -> None:
        """Remove the user's own template; ours counts again where there is one.

        Raises:
            UsageError: the name is none.
            StorageError: the file cannot be removed.
        """
        file = self._own_file(kind, language)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(file, error) from error

    def _own_file(self, kind: str, language: str) -> Path:
        if not is_name(_parted(kind)[0], language, _parted(kind)[1]):
            raise UsageError(
                _("{language}/{kind} is not the name of a template.", language=language, kind=kind),
                _("Use small letters, digits and dashes for the kind ('after-a-talk'), and a language as in 'en'."),
            )
        return self._own / language / f"{kind}{SUFFIX}"

    def _parsed(self, text: str, kind: str, language: str) -> Template:
        name, variant = _parted(kind)
        known = partials(language, self._own)
        return drafting.parse(text, kind=name, language=language, variant=variant, partials=known, own=True)

    def _facts(self, contact_id: int, event: EventRef | None, language: str) -> Facts:
        with self._context.database.read() as connection:
            record = ContactRecord(
                lookup.contact(connection, contact_id),
                encounters.meetings(connection, (contact_id,)).get(contact_id, ()),
            )
            where = lookup.event(connection, event).id if event is not None else None
            sender = owner.sender(connection)
        meeting = next((m for m in record.meetings if m.event.id == where), None)
        return drafting.gather(record, meeting, sender, today=self._context.today(), language=language)

    def _entry(self, kind: str, language: str, variant: int) -> TemplateEntry:
        name = kind if variant == 1 else f"{kind}.{variant}"
        try:
            found = drafting.load(kind, language, self._own, variant)
        except drafting.TemplateError as error:
            return TemplateEntry(name, language, own=True, problem=str(error.problem))
        return TemplateEntry(name, language, found.own, found.description, found.needs)


def _parted(name: str) -> tuple[str, int]:
    """Kind and number of the wording of a template that a person calls 'thank-you' or 'thank-you.2'."""
    kind, dot, number = name.rpartition(".")
    return (kind, int(number)) if dot and number in set("23456789") else (name, 1)


def _write(file: Path, text: str) -> None:
    """Replace the file as a whole: a full disk leaves the one before it as it was."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, "utf-8", newline="\n")
        fresh.replace(file)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> StorageError:
    return StorageError(
        _("{file} cannot be written: {strerror}.", file=file, strerror=error.strerror),
        _("Check the folder's rights and its space."),
    )
