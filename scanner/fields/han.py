"""Chinese, Japanese and Korean text: written without spaces, so that vocabulary is found inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.fields.vocabulary import vocabulary

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af々〆ヶ㈱㈜]")
_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]+")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LONGEST_GIVEN = 3


def is_han(text: str) -> bool:
    """Whether most letters of `text` are Chinese, Japanese or Korean."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(bool(_HAN.match(c)) for c in letters) * 2 > len(letters)


def found_in(text: str, listed: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where entries of a list (longest first) stand in `text`, without overlaps, in order of the list."""
    free = text
    for entry in listed:
        at = free.find(entry)
        while at >= 0:
            yield at, at + len(entry)
            free = free[:at] + "\0" * len(entry) + free[at + len(entry) :]
            at = free.find(entry)


def coverage(text: str, listed: Sequence[str]) -> float:
    """Share of the characters of `text`, spaces left out, that entries of the list take up."""
    plain = re.sub(r"\s", "", text)
    return sum(b - a for a, b in found_in(plain, listed)) / len(plain) if plain else 0.0


def han_cuts(text: str) -> Iterator[int]:
    """Where a title begins or ends in `text`, and its spaces: '代表取締役 山田太郎', '王小明总经理'."""
    if not is_han(text):
        return
    for start, end in found_in(text, vocabulary().title_han):
        if end - start > 1 and (start == 0 or end == len(text) or " " in text):
            yield start
            yield end
    for m in re.finditer(r"\s+", text):
        if _HAN.match(text[m.start() - 1]) or (m.end() < len(text) and _HAN.match(text[m.end()])):
            yield m.start()


def split_name(text: str) -> tuple[str, str] | None:
    """Family and given name of a full name, or None when `text` cannot be one.

    Two to four characters (up to six in Japanese) that begin with a known family name.
    """
    plain = re.sub(r"[\s·・]", "", text)
    if not _NAME.fullmatch(plain) or not 2 <= len(plain) <= 6:
        return None
    spaced = text.split()
    if len(spaced) == 2 and len(spaced[0]) > 1 and spaced[0] in vocabulary().family_han:
        return spaced[0], spaced[1]
    for size in (3, 2, 1):
        family, given = plain[:size], plain[size:]
        if family in vocabulary().family_han and 1 <= len(given) <= (_LONGEST_GIVEN if size > 1 else 2):
            return family, given
    return None


def written(family: str, given: str) -> str:
    """The full name: Japanese family names of two characters and more are set apart, the others are not."""
    apart = (
        len(family) > 1
        and not _HANGUL.search(family)
        and family not in {"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒"}
    )
    return f"{family} {given}" if apart else family + given
