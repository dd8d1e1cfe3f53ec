"""Is this draft ready to leave? Every rule looks for one thing that its sender would regret."""

from __future__ import annotations

from followup.drafting.facts import Facts
from followup.drafting.findings import Case, Circumstances, Finding, Severity
from followup.drafting.lint_rules import RULES
from followup.drafting.template import Template
from followup.model import Draft


def lint(draft: Draft, facts: Facts, template: Template, known: Circumstances | None = None) -> tuple[Finding, ...]:
    """Everything to look at again, the blocking findings first; empty when the draft is ready as it stands.

    Args:
        draft: as it would leave, edits included.
        facts: what it was or would be written from.
        template: what wrote it; says which facts it needs.
        known: everything else that matters.
    """
    case = Case(draft, facts, template, known or Circumstances())
    found = [finding for rule in RULES for finding in rule(case)]
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))


def is_ready(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing blocks the draft."""
    return all(finding.severity is Severity.WARNING for finding in findings)
