"""The part of Jinja that a message template may use: text, facts, filters, `if`, and partials. Nothing else compiles.

A template may come from a stranger, so it must not read anything but the facts and must end soon. Jinja's sandbox
answers the first; the second is answered here by leaving out what could run long. Without loops, assignments, calls,
attributes and arithmetic every node is evaluated at most once, so the time is linear in the length of the source, which
is bounded, and in the size of the facts. That needs neither a watchdog process (10,000 drafts must render in seconds)
nor a timer thread (which cannot stop CPython inside one long C call such as a huge string repeat).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from followup.drafting.facts import FACT_NAMES

MAX_DEPTH = 20
"""How deep `if` blocks and expressions may nest; far beyond any letter, far within Python's own parser."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
    nodes.Test,
    nodes.Include,
)

_WORDS: dict[type[nodes.Node], str] = {
    nodes.For: "a loop (for)",
    nodes.Getattr: "an attribute (a dot after a name)",
    nodes.Getitem: "an index ([…])",
    nodes.Call: "a call (name(…))",
    nodes.Assign: "an assignment (set)",
    nodes.AssignBlock: "an assignment (set)",
    nodes.Macro: "a macro",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "extends",
    nodes.Block: "a block",
    nodes.Concat: "the ~ operator (write the parts one after the other)",
    nodes.BinExpr: "arithmetic",
    nodes.UnaryExpr: "arithmetic",
    nodes.List: "a list",
    nodes.Tuple: "a list",
    nodes.Dict: "a dictionary",
}

Report = Callable[[str, int], None]
"""Takes a message and a line, and raises."""


class LetterCodeGenerator(CodeGenerator):
    """Jinja's compiler behind the grammar: partials loaded by `include` pass through here as well as letters do."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  Jinja's name
        """Refuse what the grammar leaves out, then compile."""
        known = frozenset(FACT_NAMES)
        loader = self.environment.loader
        # A partial is offered none, so each letter stays one level deep and no partial can include itself.
        partials = frozenset(loader.list_templates() if loader and not is_partial(self.name or "") else ())
        check(node, known=known, partials=partials, report=self.fail)
        super().visit_Template(node, frame)


def is_partial(name: str) -> bool:
    """Whether a template is a piece of others ('_greeting.txt.j2') and no letter of its own."""
    return name.startswith("_")


def check(tree: nodes.Template, *, known: frozenset[str], partials: frozenset[str], report: Report) -> None:
    """Report the first thing in a parsed template that the grammar leaves out.

    Args:
        tree: the parsed template; not yet optimised, for Jinja computes constants such as 9**9**9 while it compiles.
        known: the names of the facts.
        partials: the names that `include` may take.
        report: called with message and line; expected to raise.
    """
    for node, depth in _walk(tree):
        if depth > MAX_DEPTH:
            report("blocks and expressions are nested too deeply.", node.lineno)
        if not isinstance(node, _ALLOWED):
            report(f"{_WORDS.get(type(node), 'this')} cannot be used in a message template.", node.lineno)
        if isinstance(node, nodes.Name) and node.name not in known:
            report(_unknown("fact", node.name, known), node.lineno)
        if isinstance(node, nodes.Filter | nodes.Test):
            _check_arguments(node, report)
        if isinstance(node, nodes.Include):
            _check_include(node, partials, report)


def _check_arguments(node: nodes.Filter | nodes.Test, report: Report) -> None:
    if len(node.args) > (node.name == "date") or node.kwargs or node.dyn_args or node.dyn_kwargs:
        report(f"'{node.name}' does not take these settings.", node.lineno)


def _check_include(node: nodes.Include, partials: frozenset[str], report: Report) -> None:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or not is_partial(name):
        report('include takes the name of a partial in quotes, such as "_greeting.txt.j2".', node.lineno)
    elif not partials:
        report("a partial cannot include another one.", node.lineno)
    elif name not in partials:
        report(_unknown("partial", name, partials), node.lineno)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Every node with its depth, parents first, without recursion: a hostile tree may be deep."""
    stack: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        yield node, depth
        stack.extend((child, depth + 1) for child in node.iter_child_nodes())


def _unknown(what: str, name: str, known: frozenset[str]) -> str:
    near: list[Any] = difflib.get_close_matches(name, sorted(known), n=1)
    return f"there is no {what} named '{name}'" + (f"; did you mean '{near[0]}'?" if near else ".")
