"""An e-mail address against the person's name: letters that icons left, letters that were lost or mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.fields.agreement import FULL, MOST, Points, name_agreement
from scanner.fields.candidates import Candidate
from scanner.fields.labels import LabelKind, label_only
from scanner.fields.repairs import CONFUSED
from scanner.fields.review.finding import Finding
from scanner.fields.review.letters import lost_double, near, pieces, spellings
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key

_UNEXPLAINED = 0.55
"""Agreement up to which a local part that holds one word of the name holds something else too."""

_ROLE = 4
"""Letters of a role with one more, that an icon left, from which it is no other word ('eoffice', but 'mint')."""

_LABEL = 12
"""Letters of a label that may be glued to the address ('courrielanne.roussel@')."""


def reviewed_mail(mail: Candidate, name: Sequence[str], before: str = "") -> Finding:
    """`mail` with its local part set right where `name` proves it, doubted where it nearly agrees.

    Args:
        mail: an e-mail address.
        name: the words of the person's name, empty when the card has none.
        before: what stands before the address on its line.
    """
    found = Finding(mail)
    local, _, host = mail.value.rpartition("@")
    if key(local) in vocabulary().roles:
        return found
    if len(local) > _ROLE and key(local[1:]) in vocabulary().roles:
        return found.respelled(f"{local[1:]}@{host}", "role")
    meant = next((role for role in vocabulary().roles if near(key(local), role)), "")
    if meant and not (name and _fit(local, name)):
        return found.doubted(f"{meant}@{host}")
    if not name:
        return found
    if before.strip() and (joined := _underlined(found, name, before)) is not None:
        return joined
    fit = _fit(local, name)
    for variant, least in _variants(local, name):
        better = _fit(variant, name)
        if better >= max(least, fit + 0.05):
            return found.respelled(f"{variant}@{host}", "name")
    if re.match(r"[01][a-z]", local) and fit >= MOST - 0.1:
        return found.respelled(f"{local[1:]}@{host}", "name")
    if 0 < fit <= _UNEXPLAINED and not _initialled(local, name):
        return found.doubted(_close(local, name, host))
    return found


def _underlined(found: Finding, name: Sequence[str], before: str) -> Finding | None:
    """The address with the name's word that an underscore, read as a space, set apart ('johan naidoo@'); else None."""
    value = found.candidate.value
    word = before.rsplit(maxsplit=1)[-1].rstrip("_").casefold()
    spelled = {s for w in name for s in spellings(w)} - set(pieces(value.partition("@")[0]))
    if len(word) > 2 and word in spelled:
        return found.respelled(f"{word}_{value}", "name")
    close = next((s for s in sorted(spelled) if near(word, s)), "")
    return found.doubted(f"{close}_{value}") if close else None


def _fit(local: str, name: Sequence[str]) -> float:
    return name_agreement(name, Points((local,), ()))


def _initialled(local: str, name: Sequence[str]) -> bool:
    """Whether every part of the local part is a word of the name or begun by one of its initials ('E. A. Katz')."""
    initials = [key(w) for w in name if len(key(w)) == 1]
    whole = {s for w in name if len(key(w)) > 1 for s in spellings(w)}
    others = [part for part in pieces(local) if part not in whole]
    return len(others) == 1 and others[0][0] in initials and len(others) < len(pieces(local))


def _variants(local: str, name: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Readings of a local part that line readers get wrong, each with the agreement that proves it."""
    for at, char in enumerate(local):
        for other in CONFUSED.get(char, ""):
            yield local[:at] + other + local[at + 1 :], MOST
    for part in pieces(local):
        for right in (s for word in name for s in spellings(word)):
            if lost_double(part, right):
                yield local.replace(part, right, 1), MOST
    if re.search(r"[a-z]l\d+$", local):
        yield re.sub(r"l(?=\d+$)", "1", local), MOST - 0.1
    if len(local) > 4 and local[1].isalnum():  # the letter may be an initial that the card leaves out: 'vsmirnova'
        yield local[1:], FULL
    yield from ((local[n:], FULL) for n in range(2, min(_LABEL, len(local) - 4)) if _is_label(local[:n]))


def _is_label(text: str) -> bool:
    """Whether the letters are nothing but a label of e-mail addresses."""
    label = label_only(text)
    return text.isalpha() and label is not None and LabelKind.EMAIL in label.kinds


def _close(local: str, name: Sequence[str], host: str) -> str:
    """The address as the one word of the name would have it that is a letter from a part of it; '' if none."""
    for part in pieces(local):
        for right in (s for word in name for s in spellings(word)):
            if near(part, right):
                return f"{local.replace(part, right, 1)}@{host}"
    return ""
