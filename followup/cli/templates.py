"""`aftercard template …`"""

from __future__ import annotations

from pathlib import Path

import click

from followup.cli.options import Group, json_option, opened
from followup.cli.output import plain, print_json, print_rows
from followup.errors import UsageError


@click.group(cls=Group)
def template() -> None:
    """Message templates: ours, and your own that win over them."""


@template.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every template by kind and language."""
    with opened() as service:
        found = service.templates.list()
    if as_json:
        print_json([{"id": f"{t.language}/{t.kind}", **plain(t)} for t in found])
        return
    print_rows(
        ("Kind", "Language", "Own", "When to use it", "Needs"),
        ((t.kind, t.language, "yes" if t.own else "", t.problem or t.description, t.needs) for t in found),
        "There is no template.",
    )


@template.command("show")
@click.argument("kind")
@click.option("--language", default="en", show_default=True, metavar="CODE")
def show(kind: str, language: str) -> None:
    """Print a template's file: a start for one of your own."""
    with opened() as service:
        click.echo(service.templates.source(kind, language), nl=False)


@template.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="What the template is written in.")
@json_option
def check(file: Path, language: str, as_json: bool) -> None:
    """Rehearse a template with every fact known and with none."""
    with opened() as service:
        problems = service.templates.check(file, language)
    if as_json:
        print_json([{"id": number, **plain(problem)} for number, problem in enumerate(problems, 1)])
    else:
        print_rows(("Template", "Line", "Problem"), ((p.template, p.line, p.message) for p in problems), "It is sound.")
    if problems:
        raise UsageError(f"{file} cannot be used as it is.", "Correct what is listed.")
