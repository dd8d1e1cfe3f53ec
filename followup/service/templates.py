"""Templates: which there are, their text, and what is wrong with one before it writes to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from followup import drafting
from followup.drafting import TemplateProblem
from followup.drafting.template import SUFFIX
from followup.errors import StorageError, UsageError
from followup.service.context import Context


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One template of the list.

    Attributes:
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


class Templates:
    """What can be done with templates."""

    def __init__(self, context: Context) -> None:
        self._own = context.own_templates

    def list(self) -> tuple[TemplateEntry, ...]:
        """Every kind and language, the user's own in place of ours, by kind."""
        return tuple(self._entry(kind, language) for kind, language in drafting.available(self._own))

    def source(self, kind: str, language: str = "en") -> str:
        """A template's file.

        Raises:
            UsageError: there is none of this kind and language.
        """
        try:
            return drafting.source(kind, language, self._own)
        except drafting.TemplateError as error:
            raise UsageError(str(error.problem), "'aftercard template list' shows those there are.") from error

    def check(self, file: Path, language: str = "en") -> tuple[TemplateProblem, ...]:
        """What is wrong with a template's file; empty when it can be used whatever is known of a contact.

        Raises:
            StorageError: the file cannot be read.
        """
        try:
            with file.open("rb") as stream:
                data = stream.read(4 * drafting.MAX_SOURCE + 1)
        except OSError as error:
            raise StorageError(f"{file} cannot be read: {error.strerror}.", "Check its name and its rights.") from error
        kind = file.name.removesuffix(SUFFIX)
        try:
            return drafting.check_source(data.decode("utf-8"), kind=kind, language=language, own=self._own)
        except UnicodeDecodeError:
            return (TemplateProblem(f"{language}/{kind}", "it is not UTF-8 text."),)

    def _entry(self, kind: str, language: str) -> TemplateEntry:
        try:
            found = drafting.load(kind, language, self._own)
        except drafting.TemplateError as error:
            return TemplateEntry(kind, language, own=True, problem=str(error.problem))
        return TemplateEntry(kind, language, found.own, found.description, found.needs)
