"""Is this draft ready to leave? Every rule looks for one thing that its sender would regret."""

from __future__ import annotations

from collections.abc import Collection

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


HELD_BACK_ALWAYS = frozenset({"opted-out", "already-written", "no-recipient", "no-copy"})
"""Codes of what nobody can overlook: it is about the recipient's wish, or it cannot be done."""


def holding_back(findings: tuple[Finding, ...], overlooked: Collection[str] = ()) -> tuple[Finding, ...]:
    """What keeps a draft from leaving, though a person approved it in spite of some findings.

    Args:
        findings: as `lint` gave them.
        overlooked: codes that the person said may be overlooked.
    """
    waived = frozenset(overlooked) - HELD_BACK_ALWAYS
    return tuple(f for f in findings if f.severity is Severity.BLOCKING and f.code not in waived)


def is_ready(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing blocks the draft."""
    return all(finding.severity is Severity.WARNING for finding in findings)
