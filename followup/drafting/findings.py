"""What the linter says about a draft, and what it has to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from followup.drafting.facts import Facts
from followup.drafting.template import Template
from followup.model import Draft


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to look again.

    Attributes:
        code: stable name; scripts compare it.
        severity: whether the draft may leave in spite of it.
        message: one plain sentence on what is wrong and what to do.
    """

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the linter has to know beside the draft and its facts.

    Attributes:
        attachments: names of the files that go with the draft.
        colleague_texts: bodies of drafts to others of the same firm.
        other_wordings: whether the template has another wording.
        opted_out: whether the contact asked for no more mail.
        already_written: whether a message for this step has gone out before.
        copied: whether somebody else gets it in copy.
        given: whether anything was given to the contact so far: help, a resource, an introduction, a kept promise.
    """

    attachments: tuple[str, ...] = ()
    colleague_texts: tuple[str, ...] = ()
    other_wordings: bool = False
    opted_out: bool = False
    already_written: bool = False
    copied: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with everything that bears on it; what a rule looks at."""

    draft: Draft
    facts: Facts
    template: Template
    known: Circumstances

    @property
    def text(self) -> str:
        return f"{self.draft.subject}\n{self.draft.body}"
