"""Contact points set right and graded by each other: e-mail domain and website, local part and name, print and code.

Nothing is dropped here but exact repeats and misreadings that a repair replaces; what is doubtful keeps a low score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scanner.fields import atsigns, countries, repairs
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.codepoints import CodeContact, from_codes, host_of, unprinted
from scanner.fields.domains import registrable, suffix_of
from scanner.fields.emails import is_valid
from scanner.fields.labels import LabelKind, label_before
from scanner.fields.layout import Card
from scanner.fields.text import MAX_LINES, normalise, plain, skeleton

_TOKEN = re.compile(r"[^\s|,;<>()\[\]]{6,100}")
_WORD = re.compile(r"[^\W\d_]{2,40}")
_AGREED = 0.99
_DOUBTED = 0.6
_CLEARLY = 0.9
"""By how much one country must outweigh another."""


@dataclass(frozen=True, slots=True)
class _Card:
    """What the repairs look at.

    Attributes:
        hosts: hosts under known suffixes on the card, 'www.' dropped, with how many candidates print each.
        words: words of lines that hold no contact point, as printed: names and firms stand there.
        countries: the card's countries with their weights.
    """

    card: Card
    hosts: dict[str, int]
    words: frozenset[str]
    countries: Mapping[str, float]


def repair(
    card: Card, candidates: Iterable[Candidate], codes: Sequence[CodeContact] = (), region: str = ""
) -> tuple[Candidate, ...]:
    """The candidates with repaired values and scores that agreement has raised and disagreement lowered.

    Args:
        card: the lines.
        candidates: of any field; only e-mails, websites, socials and phones are changed.
        codes: contact data in codes on the card.
        region: country the user named (ISO 3166-1 alpha-2), or ''.
    """
    found = tuple(candidates)
    weights = countries.weighed(card, region)
    coded = from_codes(codes, tuple(weights)) if codes else ()
    about = _Card(card, _hosts((*found, *coded)), _words(card, found), weights)
    found = tuple(_repaired_website(about, c) if c.field is Field.WEBSITE else c for c in found)
    about = replace(about, hosts=_hosts((*found, *coded)))
    found = tuple(_repaired_email(about, c) if c.field is Field.EMAIL else c for c in found)
    about = replace(about, hosts=_hosts((*found, *coded)))
    found = tuple(_repaired_website(about, c) if c.field is Field.WEBSITE else c for c in found)
    found = _with_missing_at(about, found)
    found = tuple(_graded(about, c) for c in found)
    return _merged((*found, *unprinted(coded, found)), {c.value for c in coded})


def _hosts(candidates: Iterable[Candidate]) -> dict[str, int]:
    hosts: dict[str, int] = {}
    for c in candidates:
        host = host_of(c)
        if host and suffix_of(host) and c.score >= 0.5:
            hosts[host] = hosts.get(host, 0) + 1
    return hosts


def _words(card: Card, candidates: Iterable[Candidate]) -> frozenset[str]:
    busy = {span.line for c in candidates if c.field in {Field.EMAIL, Field.WEBSITE} for span in c.spans}
    free = (line for line in card.lines[:MAX_LINES] if line.index not in busy)
    return frozenset(m[0] for line in free for m in _WORD.finditer(normalise(line.text).text))


def _repaired_website(about: _Card, c: Candidate) -> Candidate:
    host = host_of(c)
    mails = {h for h in about.hosts if h != host}
    if c.rule == "unproven":
        better = repairs.domain(host, mails)
        return _changed(c, c.value.replace(host, better.value), better) if better else c
    if proven := _proven_host(about, host):
        return _changed(c, c.value.replace(host, proven.value), proven)
    glued = re.fullmatch(r"w{1,4}(.+)", host)
    if c.rule == "domain" and glued and glued[1] in mails:  # 'wacme.com' beside '…@acme.com'
        return replace(c, value=f"www.{glued[1]}", score=0.8, rule="domain+domain")
    return c


def _repaired_email(about: _Card, c: Candidate) -> Candidate:
    local, _, host = c.value.rpartition("@")
    if not is_valid(c.value) and host:
        better = repairs.domain(host, (h for h in about.hosts if h != host))
        if better and is_valid(f"{local}@{better.value}"):
            c = _changed(c, f"{local}@{better.value}", better)
    elif proven := _proven_host(about, host):
        c = _changed(c, f"{local}@{proven.value}", proven)
    elif about.hosts.get(host, 0) <= 1 and (shorter := repairs.without_first_letter(host, about.words)):
        c = _changed(c, f"{local}@{shorter}", repairs.Repair(shorter, "name", 0.85))
    raw = _raw(about.card, c)
    people = [w for w in about.words if plain(w) not in plain(c.value.rpartition("@")[2])]
    for better in (repairs.without_label(raw.partition("@")[0], people), repairs.local_part(local, about.words)):
        if better and is_valid(value := f"{better.value}@{c.value.rpartition('@')[2]}"):
            return _changed(c, value, replace(better, score=min(better.score, max(c.score, 0.5))))
    return c


def _proven_host(about: _Card, host: str) -> repairs.Repair | None:
    """A better reading of a host under a known suffix, shown by other contact points, the words or the country."""
    if other := _other_spelling(about, host):
        return repairs.Repair(other, "website", 0.9)
    if spelled := repairs.spelled_out(host, about.words):
        return repairs.Repair(spelled, "name", 0.88)
    if own := _own_suffix(about, host):
        return repairs.Repair(own, "country", 0.85)
    return None


def _own_suffix(about: _Card, host: str) -> str:
    """The host under the look-alike suffix of the card's country ('bologna.lt' on an Italian card is 'bologna.it')."""
    name, _, suffix = host.rpartition(".")
    for code in list(about.countries)[:2]:
        own = code.casefold()
        likelier = about.countries[code] > about.countries.get(suffix.upper(), 0.0) + _CLEARLY
        if own != suffix and skeleton(own) == skeleton(suffix) and likelier:
            return f"{name}.{own}"
    return ""


def _other_spelling(about: _Card, host: str) -> str:
    """A host that looks like this one and that the card's words or more of its contact points prove."""
    for other, count in about.hosts.items():
        mine, theirs = _spelled(about, host), _spelled(about, other)
        proven = theirs > mine + 3 or (repairs.spells(other, about.words) and not repairs.spells(host, about.words))
        alike = skeleton(other) == skeleton(host) or (_one_letter_apart(other, host) and proven)
        if other == host or not alike:
            continue
        if _one_letter_apart(other, host) and proven:
            return other
        if theirs > mine or (theirs == mine and count > about.hosts.get(host, 0)):
            return other
    return ""


def _spelled(about: _Card, host: str) -> int:
    """How many letters of the registered name ('acme' of 'acme.com') words of the card spell."""
    name = plain(registrable(host).partition(".")[0])
    return sum(len(word) for word in {plain(w) for w in about.words} if len(word) >= 3 and word in name)


def _raw(card: Card, c: Candidate) -> str:
    by_index = {line.index: line for line in card.lines[:MAX_LINES]}
    return "".join(by_index[s.line].text[s.start : s.end] for s in c.spans if s.line in by_index)


def _changed(c: Candidate, value: str, better: repairs.Repair) -> Candidate:
    return replace(c, value=value, score=better.score, rule=f"{c.rule}+{better.proof}")


def _with_missing_at(about: _Card, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Add addresses whose at sign was misread; a website read from the text of an address goes."""
    extra: list[Candidate] = []
    for line in about.card.lines[:MAX_LINES]:
        text = normalise(line.text)
        if "@" in text.text or "." not in text.text:
            continue
        for m in _TOKEN.finditer(text.text):
            label = label_before(text.text[: m.start()])
            labelled = label is not None and label.sure and LabelKind.EMAIL in label.kinds
            better = atsigns.missing_at(m[0], about.hosts, about.words, labelled=labelled)
            if better and is_valid(better.value):
                span = Span(line.index, *text.source(m.start(), m.end()))
                extra.append(
                    Candidate(
                        field=Field.EMAIL,
                        value=better.value,
                        score=better.score,
                        spans=(span,),
                        rule=f"missing-at+{better.proof}",
                    )
                )
    mails = (c for c in found if c.field is Field.EMAIL and c.score >= _DOUBTED)
    taken = [span for c in (*extra, *mails) for span in c.spans]
    kept = (c for c in found if c.field is not Field.WEBSITE or not any(s.overlaps(t) for s in c.spans for t in taken))
    return (*kept, *extra)


def _graded(about: _Card, c: Candidate) -> Candidate:
    """Raise what agrees with another contact point, lower what nearly agrees."""
    host = host_of(c)
    if not host or not suffix_of(host) or c.score < 0.5:
        return c
    others = {h for h, n in about.hosts.items() if h != host or n > 1}
    if any(registrable(h) == registrable(host) for h in others):
        return replace(c, score=max(c.score, min(_AGREED, c.score + 0.04)))
    if any(
        skeleton(registrable(h)) == skeleton(registrable(host)) or _one_letter_apart(registrable(h), registrable(host))
        for h in others
    ):
        return replace(c, score=min(c.score, _DOUBTED))
    return c


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether two names of six letters and more differ in one letter: one of them is misread."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 6:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _merged(candidates: Iterable[Candidate], coded: set[str]) -> tuple[Candidate, ...]:
    """One candidate per value, the best; what a code says too is sure."""
    best: dict[tuple[Field, str], Candidate] = {}
    rest: list[Candidate] = []
    for printed in candidates:
        if printed.field not in {Field.EMAIL, Field.PHONE, Field.WEBSITE, Field.SOCIAL}:
            rest.append(printed)
            continue
        c = replace(printed, score=_AGREED) if printed.value in coded and printed.spans else printed
        key = (c.field, c.value)
        if key not in best or c.score > best[key].score:
            best[key] = c
    return (*best.values(), *rest)
