"""What one congratulates on, in the words of a letter."""

from __future__ import annotations

from collections.abc import Mapping

from followup.relations import DateKind

BIRTHDAY_WORDING = 3
"""The wording of 'congratulations' that wishes a happy birthday: the others are about something that was achieved."""

_SAID: Mapping[str, Mapping[DateKind, tuple[str, str]]] = {
    "en": {
        DateKind.WORK_ANNIVERSARY: ("your work anniversary", "your work anniversary"),
        DateKind.NEW_ROLE: ("your new role", "your new role ({label})"),
        DateKind.AWARD: ("your award", "your award, {label}"),
        DateKind.LAUNCH: ("your launch", "the launch of {label}"),
    },
    "de": {
        DateKind.WORK_ANNIVERSARY: ("das Dienstjubiläum", "das Dienstjubiläum"),
        DateKind.NEW_ROLE: ("die neue Aufgabe", "die neue Aufgabe ({label})"),
        DateKind.AWARD: ("die Auszeichnung", "die Auszeichnung {label}"),
        DateKind.LAUNCH: ("der gelungene Start", "der Start von {label}"),
    },
    "fr": {
        DateKind.WORK_ANNIVERSARY: ("cet anniversaire professionnel", "cet anniversaire professionnel"),
        DateKind.NEW_ROLE: ("ce nouveau poste", "ce nouveau poste ({label})"),
        DateKind.AWARD: ("ce prix", "le prix {label}"),
        DateKind.LAUNCH: ("ce lancement", "le lancement de {label}"),
    },
    "es": {
        DateKind.WORK_ANNIVERSARY: ("el aniversario laboral", "el aniversario laboral"),
        DateKind.NEW_ROLE: ("el nuevo cargo", "el nuevo cargo ({label})"),
        DateKind.AWARD: ("el premio", "el premio {label}"),
        DateKind.LAUNCH: ("el lanzamiento", "el lanzamiento de {label}"),
    },
}
"""By language and occasion: without and with what the owner noted about it. None addresses the reader as du or Sie."""


def occasion(kind: DateKind, label: str, language: str) -> str:
    """What a letter of congratulations is about.

    Args:
        kind: the occasion.
        label: what the owner noted ('Head of Research'); may be empty.
        language: of the letter; of one that has no words here, and of other occasions, the label is what is left.
    """
    words = _SAID.get(language.partition("-")[0], {}).get(kind)
    if words is None:
        return "" if kind is DateKind.BIRTHDAY else label
    plain, labelled = words
    return labelled.format(label=label.replace("{", "").replace("}", "")) if label else plain
