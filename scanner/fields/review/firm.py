"""The firm's name against the domains of its website and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanner.fields.agreement import domain_core
from scanner.fields.candidates import Candidate, Field
from scanner.fields.codepoints import host_of
from scanner.fields.repairs import one_letter_off
from scanner.fields.review.alphabets import Alphabet
from scanner.fields.review.finding import Finding
from scanner.fields.review.letters import lost_double, lost_thin, near, spellings
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import key, words

_LONG, _LOST = 6, 3
_GLUED = re.compile(r"(?<!\w)([^\W\d_]+[a-zà-ÿ])([A-Z][A-Za-z]{1,4})(?!\w)")
_TURKISH = re.compile(r"\bA\.\s?[S$](?:\.|$)")
"""The legal form 'A.Ş.' with its cedilla lost; no other one in Turkey has these letters."""


def reviewed_hosts(points: Iterable[Finding], company: Candidate | None) -> tuple[Finding, ...]:
    """The contact points, hosts set right where the printed firm spells them with a letter that was lost."""
    written, listed = _written(company), tuple(points)
    firsts = frozenset(w.key for w in words(company.value)) if company else frozenset()
    hosts = frozenset(host_of(p.candidate) for p in listed if p.candidate.field is Field.EMAIL)
    return tuple(_host(point, written, hosts, firsts) for point in listed)


def _host(point: Finding, written: Sequence[str], mailed: frozenset[str], firsts: frozenset[str]) -> Finding:
    if point.candidate.field not in (Field.EMAIL, Field.WEBSITE):
        return point
    host = host_of(point.candidate)
    core = domain_core(host)
    if not core or core in vocabulary().free_mail or key(core) in written:
        return point
    if host.startswith("web") and host[3:] in mailed:  # the label 'Web' without its space
        return point.respelled(point.candidate.value.replace(host, host[3:], 1), "domain")
    provider = one_letter_off(core, vocabulary().free_mail, least=5)
    if provider and point.candidate.field is Field.EMAIL:
        return point.respelled(point.candidate.value.replace(core, provider), "provider")
    if any(_without_umlauts(key(core)) == _without_umlauts(w) for w in written):  # 'akessonsjoeberg' spells Å and ö
        return point
    close = next((w for w in written if near(key(core), w) or _is_beheaded(key(core), w, firsts)), "")
    if not close:
        return point
    right = point.candidate.value.replace(host, host.replace(core, close, 1))
    if "-" not in core and (lost_double(core, close) or lost_thin(core, close)):
        return point.respelled(right, "company")
    return point.doubted(right)


def _without_umlauts(letters: str) -> str:
    """One spelling for all that domains make of 'Åkesson & Sjöberg', each letter by itself."""
    return re.sub(r"([aou])e|aa", lambda m: m[1] or "a", letters)


def _is_beheaded(core: str, written: str, firsts: frozenset[str]) -> bool:
    """Whether the first letters of the firm are missing from its domain ('kdalecapital'), and they are no word."""
    lost = written.removesuffix(core)
    return len(core) > _LONG and 0 < len(lost) <= _LOST and lost not in firsts


def _written(company: Candidate | None) -> tuple[str, ...]:
    """What domains make of the firm's name: all its words, then fewer and fewer, legal form left out."""
    if company is None or not company.spans:
        return ()
    found = [w for w in words(company.value) if w.key.strip("&")]
    legal = vocabulary().legal_forms.begin([w.key for w in found], len(found))
    kept = found[:legal] if legal else found
    out: list[str] = []
    for count in range(len(kept), 0, -1):
        joined = "".join(w.bare for w in kept[:count])
        out += [s for s in sorted(spellings(joined)) if s not in out]
    return tuple(out)


def reviewed_firm(company: Finding, points: Sequence[Candidate], letters: Alphabet | None) -> Finding:
    """The firm, doubted where a domain differs from it by a letter; its legal form with the letters of its country and
    its space ('GroupCo., Ltd.')."""
    vocab = vocabulary()
    for m in _GLUED.finditer(company.candidate.value):
        if key(m[1]) in vocab.company_spellings and key(m[2]) in vocab.legal_forms:
            company = company.reworded(m[0], f"{m[1]} {m[2]}")
    if letters is not None and "ş" in letters.letters and "ğ" in letters.letters:
        value = _TURKISH.sub("A.Ş.", company.candidate.value)
        company = company.respelled(value, "letters") if value != company.candidate.value else company
    written = _written(company.candidate)
    cores = {key(domain_core(host_of(p))) for p in points if p.field in (Field.EMAIL, Field.WEBSITE)}
    if not written or any(w in core or core in w for w in written for core in cores if len(core) > 2):
        return company
    return company.doubted() if any(near(w, core) for w in written for core in cores) else company
