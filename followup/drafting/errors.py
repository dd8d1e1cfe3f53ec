"""What can be wrong with a template, as a value that a page can show beside the line it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One fault of one template.

    Attributes:
        template: which one, as the user knows it ('en/thank-you').
        message: one plain sentence.
        line: line of the template's file, from 1; None when the fault has no line.
    """

    template: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.template}, line {self.line}" if self.line else self.template
        return f"{place}: {self.message}"


class TemplateError(ValueError):
    """A template that cannot be used; `problem` says which, where and why."""

    def __init__(self, problem: TemplateProblem) -> None:
        super().__init__(problem)
        self.problem = problem
