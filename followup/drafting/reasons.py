"""Why somebody should be met, in the words of a letter to the other one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from followup.network import CommonGround

TOGETHER_WORDING = 3
"""The wording of 'introduction' that is one message to both; of the others each of the two gets one."""

_SAID: Mapping[str, tuple[str, str, str, str]] = {
    "en": ("is looking for {what}", "can help with {what}", "is interested in {what} too", "and"),
    "de": ("sucht {what}", "kann bei {what} helfen", "interessiert sich ebenfalls für {what}", "und"),
    "fr": ("recherche {what}", "peut apporter son aide ({what})", "s\u2019intéresse aussi à {what}", "et"),
    "es": ("busca {what}", "puede ayudar con {what}", "comparte el interés por {what}", "y"),
}
"""By language: what the person needs, offers and likes as the reader does; and the word between two of these.

None of them addresses the reader, so they fit a letter with du as well as one with Sie.
"""


def introduction_reason(ground: CommonGround, person: str, language: str) -> str:
    """One sentence about a person for a letter to somebody who might like to meet.

    Args:
        ground: what the reader (first) and the person (second) have for each other.
        person: the person's name.
        language: of the letter; '' is given for one that has no words here, and where nothing is known.
    """
    words = _SAID.get(language.partition("-")[0])
    if words is None:
        return ""
    needs, offers, likes, and_ = words
    said = [
        *_filled(needs, (match.yours for match in ground.forth)),
        *_filled(offers, (match.mine for match in ground.back)),
        *_filled(likes, (match.yours for match in ground.shared)),
    ]
    return f"{person} {f' {and_} '.join(said)}." if said else ""


def _filled(words: str, found: Iterable[str]) -> Iterable[str]:
    """One clause with everything in it; none when there is nothing."""
    listed = ", ".join(dict.fromkeys(found))
    return (words.format(what=listed.replace("{", "").replace("}", "")),) if listed else ()
