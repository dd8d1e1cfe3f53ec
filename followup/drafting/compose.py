"""A template and facts become a letter. Pure: the same template and facts always give the same text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from followup.drafting import words
from followup.drafting.errors import TemplateError, TemplateProblem
from followup.drafting.facts import Facts
from followup.drafting.grammar import LetterCodeGenerator, is_partial
from followup.drafting.template import Template

MAX_LETTER = 20_000
"""Characters of one letter: a template without loops gets there only through a fact that is far too long."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_HARD_BREAK = "\\"
_STANDALONE = re.compile(r"^[ \t]*(\{%-?[ \t]*(?:if|elif|else|endif)\b(?:(?!%\}).)*?)(-?%\})[ \t]*\n", re.MULTILINE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What an escape in a template could smuggle into a letter: control characters, half ones, changes of direction."""
_LIST_ITEM = re.compile(r"[-*•] |\d{1,2}\. ")


@dataclass(frozen=True, slots=True)
class Letter:
    """A composed message: a subject on one line, and paragraphs with an empty line between them."""

    subject: str
    body: str


def compose(template: Template, facts: Facts) -> Letter:
    """Write the letter.

    Lines of one paragraph are joined, so a template can have a sentence per line; a line that ends in a backslash
    keeps its break (CommonMark's hard line break), a list item starts its own line, and a line break inside a fact
    stays. A line that holds only a condition vanishes (Mustache's standalone tags).

    Raises:
        TemplateError: the template cannot be compiled or rendered, or the text grows beyond `MAX_LETTER`.
    """
    subject, body = _compiled(template)
    context = facts.as_context()
    with _typed_errors(template):
        return Letter(
            subject=_one_line(_render(template, subject, context)),
            body=tidy(_render(template, body, context)),
        )


def _one_line(text: str) -> str:
    """Without line breaks and doubled spaces; a no-break space, as French has before a colon, stays."""
    return re.sub(r"[ \t\r\n]+", " ", text.replace(f"{_HARD_BREAK}\n", " ")).strip()


def tidy(text: str) -> str:
    """Join the lines of each paragraph and drop what conditions left behind: empty lines and doubled spaces."""
    paragraphs = (_join(paragraph.splitlines()) for paragraph in _PARAGRAPH.split(text))
    return "\n\n".join(p for p in paragraphs if p)


def _join(lines: list[str]) -> str:
    joined, before = "", ""
    for raw in lines:
        line = re.sub(r"[ \t]+", " ", raw).strip(" \t")
        if not (text := line.removesuffix(_HARD_BREAK).rstrip(" ")):
            continue
        joined += (before if not _LIST_ITEM.match(text) or not joined else "\n") + text
        before = "\n" if line.endswith(_HARD_BREAK) else " "
    return joined


def _render(template: Template, compiled: jinja2.Template, context: dict[str, Any]) -> str:
    pieces, size = [], 0
    for piece in compiled.generate(context):
        size += len(piece)
        if size > MAX_LETTER:
            raise TemplateError(TemplateProblem(template.name, f"the text is longer than {MAX_LETTER:,} characters."))
        pieces.append(piece)
    return _UNSEEN.sub("", "".join(pieces))


@lru_cache(maxsize=256)
def _compiled(template: Template) -> tuple[jinja2.Template, jinja2.Template]:
    environment = _environment(template)
    with _typed_errors(template):
        for name, _ in template.partials:
            environment.get_template(name)
        return environment.from_string(template.subject), environment.from_string(_standalone(template.body))


class _Partials(jinja2.BaseLoader):
    """Partials by name; the name stands in for a file name, so that a traceback tells which of them failed."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        if template not in self._sources:
            raise jinja2.TemplateNotFound(template)
        return self._sources[template], template, None

    def list_templates(self) -> list[str]:
        return sorted(self._sources)


def _environment(template: Template) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        loader=_Partials({name: _standalone(source) for name, source in template.partials}),
        auto_reload=False,
    )
    environment.code_generator_class = LetterCodeGenerator
    environment.globals = {}
    environment.filters = dict(words.filters(template.language))
    environment.tests = dict(words.tests(template.language))
    return environment


def _standalone(source: str) -> str:
    """Take the line break after a lone condition into its tag: it prints nothing and the lines keep their numbers."""
    return _STANDALONE.sub(r"\1\n\2", source)


def _finalize(value: object) -> str:
    """How a printed expression looks: nothing for what is not known, a break in a fact as a hard break.

    Spaces at its ends stay, for a template may mean them ('vous ' where the other form is "t'").
    """
    if value is None or isinstance(value, bool):  # a condition that was printed by mistake
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).strip("\n").replace("\n", f"{_HARD_BREAK}\n")


@contextmanager
def _typed_errors(template: Template) -> Iterator[None]:
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise _error(_origin(template, error.name), error.message or "it cannot be read.", error.lineno) from None
    except (jinja2.TemplateError, ValueError, TypeError, AttributeError) as error:
        if isinstance(error, TemplateError):
            raise
        partial, line = _failing_place()
        raise _error(_origin(template, partial), f"{error}", line) from None
    except (RecursionError, MemoryError, SyntaxError):
        raise _error(template.name, "blocks and expressions are nested too deeply.") from None


def _error(name: str, message: str, line: int | None = None) -> TemplateError:
    return TemplateError(TemplateProblem(name, message, line))


def _origin(template: Template, partial: str | None) -> str:
    return f"{template.language}/{partial}" if partial else template.name


def _failing_place() -> tuple[str | None, int | None]:
    """Partial and line of the traceback at hand: Jinja rewrites its frames to carry the places of the source."""
    trace, partial, line = sys.exc_info()[2], None, None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in {"<template>", "<unknown>"} or is_partial(file):
            partial, line = (file if is_partial(file) else None), trace.tb_lineno
        trace = trace.tb_next
    return partial, line
