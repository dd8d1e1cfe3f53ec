"""Drafts: templates and facts become letters that read as if their owner had written them."""

from followup.drafting.compose import MAX_LETTER, Letter, compose
from followup.drafting.errors import TemplateError, TemplateProblem
from followup.drafting.facts import FACT_DESCRIPTIONS, FACT_NAMES, Facts
from followup.drafting.findings import Circumstances, Finding, Severity
from followup.drafting.gather import Surroundings, gather, is_formal_by_habit
from followup.drafting.lint import holding_back, is_ready, lint
from followup.drafting.occasions import BIRTHDAY_WORDING, occasion
from followup.drafting.reasons import TOGETHER_WORDING, introduction_reason
from followup.drafting.rehearsal import SAMPLE, check, check_source
from followup.drafting.salutation import called
from followup.drafting.template import MAX_SOURCE, Template, parse
from followup.drafting.template_files import available, load, shipped, source, variants
from followup.drafting.tongue import FALLBACK_LANGUAGE, tongue

__all__ = [
    "BIRTHDAY_WORDING",
    "FACT_DESCRIPTIONS",
    "FACT_NAMES",
    "FALLBACK_LANGUAGE",
    "MAX_LETTER",
    "MAX_SOURCE",
    "SAMPLE",
    "TOGETHER_WORDING",
    "Circumstances",
    "Facts",
    "Finding",
    "Letter",
    "Severity",
    "Surroundings",
    "Template",
    "TemplateError",
    "TemplateProblem",
    "available",
    "called",
    "check",
    "check_source",
    "compose",
    "gather",
    "holding_back",
    "introduction_reason",
    "is_formal_by_habit",
    "is_ready",
    "lint",
    "load",
    "occasion",
    "parse",
    "shipped",
    "source",
    "tongue",
    "variants",
]
