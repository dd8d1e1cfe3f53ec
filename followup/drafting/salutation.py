"""What a greeting calls somebody: first names among familiars, else title and family name, or the whole name.

Names are as cards and address books have them: with initials ('Katharina M.'), nicknames ('Robert "Bob"'), degrees
('Ana López, MBA') and titles that are printed and never said ('Dr. rer. nat.', 'Dipl.-Ing.').
"""

from __future__ import annotations

import re

from followup.model import Contact

_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,2}\.|[^\W\d_]")
"""'M.', 'J.R.' or a bare 'M'."""

_NICKNAME = re.compile(r"""\s*[("“”„«'‘]([^\W\d_][\w -]*)[)"“”»'’](?=\s|$)""")
_DEGREE = re.compile(r"(?:[^\W\d_]{1,6}\.-?)+[^\W\d_]*\.?|\w*[A-Z]\w*[A-Z]\w*")
"""'M.Sc.', 'Jr.', 'MBA', 'PhD': what follows a name behind a comma and is no name."""

_DOCTOR = re.compile(r"dr\b\.?", re.IGNORECASE)
_UNSAID = re.compile(r"(dipl|mag\.? ?\(|[bm]\.? ?(sc|a|eng|ed)\b|mba|bsc|msc|llm|phd)", re.IGNORECASE)
"""Degrees that are printed before a name here and there, and that nobody is greeted with."""


def salutation(given: str, family: str, name: str, honorific: str, *, formal: bool) -> str:
    """What follows 'Dear' or 'Hi'; empty where no name is known.

    Gender is never guessed: without a printed title a formal greeting takes the whole name, in its printed order.

    Args:
        given: first and middle names.
        family: family name with what belongs to it ('von der Heide').
        name: the whole name as it is printed.
        honorific: what is printed before it.
        formal: whether to address somebody formally.
    """
    whole = _spoken_whole(name, given)
    if not formal:
        return _called(given) or whole or family
    title = _spoken_title(honorific)
    if title and family:
        return f"{title} {family}"
    return whole or " ".join(filter(None, (_without_initials(given) or given, family)))


def called(contact: Contact) -> str:
    """What those who say du call somebody; empty where no name is known."""
    return salutation(contact.given_name, contact.family_name, contact.name, "", formal=False)


def _called(given: str) -> str:
    """What people say of given names: 'Katharina' of 'Katharina M.', 'Bob' of 'Robert "Bob"', nothing of 'J. R.'."""
    if nickname := _NICKNAME.search(given):
        return nickname[1]
    words = _without_initials(given).split()
    while words and _is_initial(words[0]):  # 'J. Robert' goes by Robert
        words.pop(0)
    return " ".join(words)


def _without_initials(given: str) -> str:
    """Given names without the nickname, and without initials behind them."""
    words = _NICKNAME.sub("", given).split()
    while words and _is_initial(words[-1]):
        words.pop()
    return " ".join(words)


def _spoken_whole(name: str, given: str) -> str:
    """The whole name without degrees behind it, nickname and middle initials; as it is where little else is left."""
    before, _comma, after = name.partition(",")
    if len(before.split()) > 1 and all(_DEGREE.fullmatch(word.strip(",")) for word in after.split()):
        name = before
    words = _NICKNAME.sub("", name).split()
    if not words or _is_initial(words[0]) or (given and not _without_initials(given)):
        return " ".join(words)
    middle = [word for word in words[1:-1] if not _is_initial(word)]
    last = words[1:][-1:]
    family_first = bool(last) and _is_initial(last[0]) and len(words) > 2  # 'Nagy Péter K.'
    return " ".join((words[0], *middle, *([] if family_first else last)))


def _spoken_title(honorific: str) -> str:
    """'Prof. Dr.' of 'PROF. Dr.-Ing. habil.', 'Dr.' of 'Dr. rer. nat.', nothing of 'Dipl.-Ing.'."""
    said: list[str] = []
    for word in honorific.split():
        if _UNSAID.match(word) or (word[0].islower() and any(map(_DOCTOR.match, said))):
            continue
        doctor = _DOCTOR.match(word)
        spoken = doctor[0] if doctor and word[doctor.end() :].startswith("-") else word
        said.append(spoken.capitalize() if spoken.isupper() and spoken != "DI" else spoken)
    return " ".join(said)


def _is_initial(word: str) -> bool:
    """Whether it stands for a name; 'y' and 'e' do not, which join two family names."""
    return word[0].isupper() and _INITIAL.fullmatch(word) is not None
