"""Where the templates lie: the shipped ones, and a folder of the user's own that wins over them."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path

from followup.drafting.errors import TemplateError, TemplateProblem
from followup.drafting.grammar import is_partial
from followup.drafting.template import MAX_SOURCE, SUFFIX, Template, parse, template_name

_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_STEM = re.compile(r"(_?[a-z][a-z0-9-]{0,39})(?:\.([2-9]))?")
"""A file's name without its ending: the kind, and the number of the wording when it is not the first."""


def shipped() -> Traversable:
    """The folder of our templates: inside the installed package, or beside it in a checkout."""
    installed = importlib.resources.files("followup") / "_templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"


def load(kind: str, language: str, own: Path | None = None, variant: int = 1) -> Template:
    """Read one template.

    Args:
        kind: 'thank-you', ….
        language: BCP 47 code.
        own: the user's folder, laid out as ours: one folder per language. It need not exist.
        variant: 1, or the number of another wording ('thank-you.2').

    Raises:
        TemplateError: there is none of this kind, language and variant, or its front matter cannot be read.
    """
    text, is_own = _find(kind, language, own, variant)
    return parse(text, kind=kind, language=language, variant=variant, partials=partials(language, own), own=is_own)


def source(kind: str, language: str, own: Path | None = None, variant: int = 1) -> str:
    """The text of a template's file, for an editor; with `own` None always ours, which restores it.

    Raises:
        TemplateError: there is none of this kind, language and variant.
    """
    return _find(kind, language, own, variant)[0]


def variants(kind: str, language: str, own: Path | None = None) -> tuple[int, ...]:
    """The wordings that a kind has in a language, in order; () when there is no template of it."""
    if not is_name(kind, language):
        return ()
    found = {
        int(match[2] or 1)
        for folder, _ in _folders(language, own)
        for stem, _ in _files(folder)
        if (match := _STEM.fullmatch(stem)) and match[1] == kind
    }
    return tuple(sorted(found))


def available(own: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Kind and language of every template that can be loaded, sorted."""
    roots = [shipped(), *([own] if own and own.is_dir() else [])]
    languages = {folder.name for root in roots for folder in root.iterdir() if _LANGUAGE.fullmatch(folder.name)}
    found = {
        (kind, language)
        for language in languages
        for folder, _ in _folders(language, own)
        for kind, _ in _files(folder)
        if _KIND.fullmatch(kind)
    }
    return tuple(sorted(found))


def partials(language: str, own: Path | None = None) -> dict[str, str]:
    """Name and source of every partial of a language, the user's instead of ours where both have one."""
    found: dict[str, str] = {}
    for folder, _ in reversed(list(_folders(language, own))):
        for kind, file in _files(folder):
            if is_partial(kind):
                found[file.name] = _read(file, f"{language}/{file.name}")
    return found


def own_files(own: Path) -> Iterator[tuple[str, str, str]]:
    """Language, file name and text of every template and partial of the user's own that can be loaded."""
    if not own.is_dir():
        return
    for folder in sorted(path for path in own.iterdir() if _LANGUAGE.fullmatch(path.name) and path.is_dir()):
        for kind, file in sorted(_files(folder), key=lambda found: found[0]):
            if _STEM.fullmatch(kind):
                with suppress(TemplateError):  # not text: nothing could have been written with it
                    yield folder.name, file.name, _read(file, f"{folder.name}/{file.name}")


def is_name(kind: str, language: str, variant: int = 1) -> bool:
    """Whether a template may be called so: the only names that ever become part of a path."""
    return bool(_KIND.fullmatch(kind) and _LANGUAGE.fullmatch(language)) and variant in range(1, 10)


def _find(kind: str, language: str, own: Path | None, variant: int) -> tuple[str, bool]:
    name = template_name(kind, language, variant)
    if not is_name(kind, language, variant):
        raise TemplateError(TemplateProblem(name, "this is not the name of a template."))
    for folder, is_own in _folders(language, own):
        file = folder / f"{name.rpartition('/')[2]}{SUFFIX}"
        if file.is_file():
            return _read(file, name), is_own
    raise TemplateError(TemplateProblem(name, "there is no such template."))


def _folders(language: str, own: Path | None) -> Iterator[tuple[Traversable, bool]]:
    """The language's folders that exist, the one that wins first."""
    if own is not None and (own / language).is_dir():
        yield own / language, True
    if (ours := shipped() / language).is_dir():
        yield ours, False


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for file in folder.iterdir():
        if file.name.endswith(SUFFIX) and file.is_file():
            yield file.name.removesuffix(SUFFIX), file


def _read(file: Traversable, name: str) -> str:
    """The file's text; one byte-heavy file more than a letter can be is refused before it is decoded."""
    with file.open("rb") as stream:
        data = stream.read(4 * MAX_SOURCE + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None or len(text) > MAX_SOURCE:
        problem = f"it is not UTF-8 text of at most {MAX_SOURCE:,} characters."
        raise TemplateError(TemplateProblem(name, problem))
    return text
