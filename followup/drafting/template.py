"""A message template as a value, and how its file is read.

A file starts with front matter between two lines of three dashes: one `key: value` per line, a value carried on by
indented lines. The values are taken as they stand (a subject is full of quotes and braces), so this is the header form
of RFC 5322 and no YAML.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from followup.drafting.errors import TemplateError, TemplateProblem
from followup.drafting.facts import FACT_NAMES

MAX_SOURCE = 16_000
"""Characters of one template file: some twenty times a long letter."""

SUFFIX = ".txt.j2"

_FENCE = "---"
_KEYS = frozenset({"subject", "description", "needs", "tone"})
_FIELD = re.compile(r"([a-z]+):[ \t]*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of letter in one language, not yet compiled.

    Attributes:
        kind: 'thank-you', 'follow-up', ….
        language: BCP 47 code of the text.
        subject: Jinja source of the subject, behind as many line breaks as the file has lines before it, so that an
            error names the line of the file; likewise `body`.
        body: Jinja source of the text.
        variant: 1, or the number of another wording for the same occasion.
        description: one sentence on when to use it.
        needs: the facts without which it says too little to be sent.
        tone: a word or two.
        partials: name and source of every partial it may include, sorted by name.
        own: whether it comes from the user's folder.
    """

    kind: str
    language: str
    subject: str
    body: str
    variant: int = 1
    description: str = ""
    needs: tuple[str, ...] = ()
    tone: str = ""
    partials: tuple[tuple[str, str], ...] = ()
    own: bool = False

    @property
    def name(self) -> str:
        """What to call it in a message: 'en/thank-you', 'en/thank-you.2'."""
        return template_name(self.kind, self.language, self.variant)

    @property
    def version(self) -> str:
        """Hash of everything that decides the text, so that a draft can tell which template wrote it."""
        parts = (self.kind, self.language, self.subject, self.body, *(text for pair in self.partials for text in pair))
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]


def template_name(kind: str, language: str, variant: int = 1) -> str:
    """What a person calls a template; with `SUFFIX` it is where its file lies."""
    return f"{language}/{kind}" if variant == 1 else f"{language}/{kind}.{variant}"


def parse(
    source: str,
    *,
    kind: str,
    language: str,
    variant: int = 1,
    partials: Mapping[str, str] | None = None,
    own: bool = False,
) -> Template:
    """Read a template file's text.

    Raises:
        TemplateError: it is too long, or its front matter is missing, unclosed or has a key or fact we do not know.
    """
    name = template_name(kind, language, variant)
    if len(source) > MAX_SOURCE:
        raise _error(name, f"it is longer than {MAX_SOURCE:,} characters; a letter is far shorter.")
    lines = source.removeprefix("\ufeff").splitlines()
    values, end = _front_matter(name, lines)
    if "subject" not in values:
        raise _error(name, "the front matter has no 'subject: …'.", 1)
    return Template(
        kind=kind,
        language=language,
        variant=variant,
        subject=values["subject"],
        body="\n" * end + "\n".join(lines[end:]),
        description=values.get("description", "").strip(),
        needs=_needs(name, values.get("needs", "")),
        tone=values.get("tone", "").strip(),
        partials=tuple(sorted((partials or {}).items())),
        own=own,
    )


def _front_matter(name: str, lines: list[str]) -> tuple[dict[str, str], int]:
    """The values by key, each behind the line breaks that stand before it, and the number of the first body line."""
    if not lines or lines[0].strip() != _FENCE:
        raise _error(name, f"the first line must be {_FENCE}, followed by 'subject: …' and another {_FENCE}.", 1)
    values: dict[str, str] = {}
    key = ""
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return values, number + 1
        if key and line[:1] in {" ", "\t"}:
            values[key] += "\n" + line.strip()
        elif match := _FIELD.fullmatch(line.rstrip()):
            key = match[1]
            if key not in _KEYS or key in values:
                raise _error(name, f"'{key}' is not one of {', '.join(sorted(_KEYS))}, or stands twice.", number + 1)
            values[key] = "\n" * number + match[2]
        elif line.strip():
            raise _error(name, "this is not 'key: value'.", number + 1)
    raise _error(name, f"the front matter is not closed by a line {_FENCE}.", len(lines))


def _needs(name: str, value: str) -> tuple[str, ...]:
    line = len(value) - len(value.lstrip("\n")) + 1
    needs = tuple(word.strip() for word in value.split(",") if word.strip())
    for need in needs:
        if need not in FACT_NAMES:
            raise _error(name, f"needs: there is no fact named '{need}'.", line)
    return needs


def _error(name: str, message: str, line: int | None = None) -> TemplateError:
    return TemplateError(TemplateProblem(name, message, line))
