"""Collect every sentence that the page shows into the catalogues: `make messages`.

New sentences arrive with an empty translation, which the tests refuse; those that are gone leave the catalogue, and
nothing is guessed. Babel's own `pybabel update` would do it too, but fills the header with dates and addresses that
differ on every run; its extraction sees no call inside an f-string before Python 3.12.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from followup.drafting.template_files import available, load

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "followup" / "locale"

_FORMS = {"_": 1, "N_": 1, "ngettext": 2}
"""What marks a sentence, and how many forms of it are its first arguments."""


def collected() -> Catalog:
    """Every sentence in the sources, with the files that say it."""
    found = Catalog()
    for file in sorted((ROOT / "followup").rglob("*.py")):
        for sentence in _sentences(ast.parse(file.read_text("utf-8"))):
            found.add(sentence, locations=[(file.relative_to(ROOT).as_posix(), 0)])
    for kind, language in sorted(available()):
        found.add(load(kind, language).description, locations=[("templates", 0)])
    return found


def _sentences(tree: ast.Module) -> Iterator[str | tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FORMS:
            words = [a.value for a in node.args[: _FORMS[node.func.id]] if isinstance(a, ast.Constant)]
            if len(words) == _FORMS[node.func.id]:
                yield (words[0], words[1]) if len(words) > 1 else words[0]


def files() -> Iterator[Path]:
    """The catalogue of each language."""
    return CATALOGUES.glob("*/LC_MESSAGES/aftercard.po")


def read(file: Path) -> Catalog:
    """A catalogue, in the language of its folder."""
    with file.open("rb") as source:
        return read_po(source, locale=file.parts[-3])


def write(file: Path, catalogue: Catalog) -> None:
    """Write the sentences in the order of the files that say them; the header stays as it is."""
    header, _, _ = file.read_text("utf-8").partition("\n\n")
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    file.write_text(f"{header}\n\n{body.getvalue().decode('utf-8').strip()}\n", "utf-8")


def main() -> None:
    """Bring every catalogue up to date, and say how much is left to translate."""
    for file in files():
        catalogue = read(file)
        catalogue.update(collected(), no_fuzzy_matching=True)
        write(file, catalogue)
        left = sum(not (message.string and all(message.string)) for message in catalogue if message.id)
        sys.stdout.write(f"{file.relative_to(ROOT)}: {left} of {len(catalogue)} left to translate\n")


if __name__ == "__main__":
    main()
