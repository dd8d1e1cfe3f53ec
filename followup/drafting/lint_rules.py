"""The linter's rules, one function each.

A blocking finding is an embarrassment or a wrong done to the recipient; a warning is a letter that could be better.
The figures come from public statistics of sent mail: 50 to 125 words and at most one question get the most answers,
and so do subjects of a few words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from followup.drafting.facts import FACT_DESCRIPTIONS
from followup.drafting.findings import Case, Finding, Severity
from followup.drafting.language import guess
from followup.drafting.reasons import TOGETHER_WORDING
from followup.locale import _
from followup.network import ASKS, LINKEDIN_NOTE_LENGTH

MAX_WORDS = 125
MAX_SUBJECT_WORDS = 6
MAX_SUBJECT_CHARACTERS = 60
MAX_CHARACTERS = {"linkedin-note": LINKEDIN_NOTE_LENGTH}
"""Kinds whose channel cuts the text."""

NOT_BY_MAIL = frozenset({"linkedin-note"})
SAME_TEXT = 90.0
"""Similarity, 0 to 100, from which two colleagues comparing their mail would call it the same."""

_SPECIFIC = (
    *("topic", "promised", "next_step", "about", "reason", "link", "person"),
    *("introduced_by", "last_event", "organization", "title"),
)
"""Facts that make a letter this person's own."""

_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bNone\b(?! of)|\bXXX+\b|\bTBD\b|\bTO-?DO\b|(?i:\blorem ipsum\b)|"
    r"(?i:\[[a-z ]{0,15}(name|company|firm|event|date|topic|title|link|place|city)\])"
)
_THIRD_PERSON = re.compile(r"\b(her|him|his|he|she|them|their)\b", re.IGNORECASE)
_LINK = re.compile(r"\b(?:[a-z]{2,6}:/+|www\.)\S+", re.IGNORECASE)
_GREETINGS = re.compile(
    r"(hi|hello|hey|dear|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen|abend)|liebe[rs]?|"
    r"sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?|hola|buen[oa]s (días|tardes|noches)|estimad[oa]|querid[oa])\b",
    re.IGNORECASE,
)


def _blocking(code: str, message: str) -> Iterator[Finding]:
    yield Finding(code, Severity.BLOCKING, message)


def _warning(code: str, message: str) -> Iterator[Finding]:
    yield Finding(code, Severity.WARNING, message)


def _opted_out(case: Case) -> Iterator[Finding]:
    if case.known.opted_out:
        yield from _blocking("opted-out", _("This contact asked for no more messages."))


def _already_written(case: Case) -> Iterator[Finding]:
    if case.known.already_written:
        yield from _blocking("already-written", _("A message for this step has gone out already."))


def _no_recipient(case: Case) -> Iterator[Finding]:
    if not case.draft.to and case.draft.kind not in NOT_BY_MAIL:
        yield from _blocking("no-recipient", _("The contact has no e-mail address."))


def _no_copy(case: Case) -> Iterator[Finding]:
    """The wording to both, and the other one does not get it."""
    together = case.draft.kind == "introduction" and case.template.variant == TOGETHER_WORDING
    if together and not case.known.copied:
        yield from _blocking("no-copy", _("It speaks to two people, and only one of them gets it."))


def _placeholder(case: Case) -> Iterator[Finding]:
    if match := _PLACEHOLDER.search(case.text):
        yield from _blocking("placeholder", _("'{text}' was left to be filled in.", text=match[0]))


def _missing_fact(case: Case) -> Iterator[Finding]:
    for name in case.template.needs:
        if not getattr(case.facts, name):
            yield from _warning("missing-fact", _("Not known: {fact}.", fact=_(FACT_DESCRIPTIONS[name])))


def _greeting(case: Case) -> Iterator[Finding]:
    """The first line greets somebody: it has to be the contact."""
    first = case.draft.body.strip().split("\n", 1)[0].strip(" ,:!")
    opener = _GREETINGS.match(first)
    if not opener or not case.facts.name:
        return
    greeted = set(_words(first[opener.end() :]))
    names = (case.facts.name, case.facts.given_name, case.facts.family_name, case.facts.salutation)
    if not greeted:
        yield from _warning("no-name", _("The greeting does not name {name}.", name=case.facts.name))
    elif greeted.isdisjoint(word for name in names for word in _words(name)):
        message = _("The greeting says '{greeting}', but the contact is {name}.", greeting=first, name=case.facts.name)
        yield from _blocking("other-name", message)


def _nothing_specific(case: Case) -> Iterator[Finding]:
    if not any(_mentions(case.text, getattr(case.facts, name)) for name in _SPECIFIC):
        yield from _blocking("nothing-specific", _("Nothing in it is about this person: it could go to anybody."))


def _event_not_named(case: Case) -> Iterator[Finding]:
    if case.facts.event and not case.known.copied and not _mentions(case.text, case.facts.event):
        yield from _warning("event-not-named", _("It does not say that you met at {event}.", event=case.facts.event))


def _promise(case: Case) -> Iterator[Finding]:
    promised = case.facts.promised
    if promised and not case.known.attachments and not _mentions(case.draft.body, promised):
        severe = _blocking if case.draft.kind in {"thank-you", "follow-up"} else _warning
        yield from severe(
            "promise-not-kept", _("You promised '{promise}': neither attached nor mentioned.", promise=promised)
        )


def _third_person(case: Case) -> Iterator[Finding]:
    """A note that somebody typed about the contact speaks of 'her'; in a letter to her it should be 'you'."""
    for note in (case.facts.promised, case.facts.next_step, case.facts.topic, case.facts.about):
        if (match := _THIRD_PERSON.search(note)) and note.rstrip(".")[1:] in case.draft.body:
            message = _("'{note}' says '{word}': should it be 'you'?", note=note, word=match[0])
            yield from _warning("third-person", message)


def _too_long(case: Case) -> Iterator[Finding]:
    count, limit = len(case.draft.body.split()), MAX_CHARACTERS.get(case.draft.kind)
    if limit and len(case.draft.body) > limit:
        message = _("It has {number} characters; only {limit} get through.", number=len(case.draft.body), limit=limit)
        yield from _blocking("too-long", message)
    elif count > MAX_WORDS:
        message = _("It has {number} words; up to {limit} get the most answers.", number=count, limit=MAX_WORDS)
        yield from _warning("too-long", message)


def _asks(case: Case) -> Iterator[Finding]:
    if (count := len(re.findall(r"\?(?=\s|$)", case.draft.body))) > 1:
        yield from _warning("several-asks", _("It asks {number} questions; one gets an answer.", number=count))
    if case.draft.kind in ASKS and not case.known.given:
        yield from _warning("ask-before-giving", _("It asks for something, and nothing was given yet."))


def _same_text(case: Case) -> Iterator[Finding]:
    middle = _middle(case.draft.body)
    if not any(fuzz.ratio(middle, _middle(other)) >= SAME_TEXT for other in case.known.colleague_texts):
        return
    if case.known.other_wordings:
        message = _("A colleague at the same firm gets nearly the same text; take the other wording.")
    else:
        message = _("A colleague at the same firm gets nearly the same text; take another kind or change it.")
    yield from _warning("same-as-colleague", message)


def _links(case: Case) -> Iterator[Finding]:
    for link in _LINK.findall(case.draft.body):
        if not _is_link(link.rstrip(".,;:!?)»“\"'")):
            yield from _blocking("bad-link", _("'{link}' is no address that opens.", link=link))


def _subject(case: Case) -> Iterator[Finding]:
    subject = case.draft.subject.strip()
    words = len([word for word in subject.split() if any(map(str.isalnum, word))])
    if not subject:
        yield from _blocking("no-subject", _("The subject is empty."))
    elif words > MAX_SUBJECT_WORDS or len(subject) > MAX_SUBJECT_CHARACTERS:
        message = _(
            "The subject has {number} words; {limit} are seen on a phone.", number=words, limit=MAX_SUBJECT_WORDS
        )
        yield from _warning("long-subject", message)


def _language(case: Case) -> Iterator[Finding]:
    spoken, meant = guess(case.draft.body), case.draft.language.split("-", maxsplit=1)[0]
    if spoken and spoken != meant:
        message = _("The text looks like '{spoken}', but the draft is marked '{meant}'.", spoken=spoken, meant=meant)
        yield from _blocking("other-language", message)


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _opted_out,
    _already_written,
    _no_recipient,
    _no_copy,
    _placeholder,
    _greeting,
    _promise,
    _nothing_specific,
    _third_person,
    _language,
    _links,
    _subject,
    _too_long,
    _missing_fact,
    _event_not_named,
    _asks,
    _same_text,
)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _mentions(text: str, fact: str) -> bool:
    """Whether the text takes up a fact: at least half of its telling words, for an edit may have put it otherwise."""
    telling = {word for word in _words(fact) if len(word) > 3} or set(_words(fact))
    return bool(telling) and 2 * len(telling & set(_words(text))) >= len(telling)


def _middle(body: str) -> str:
    """The letter without greeting and sign-off."""
    return "\n\n".join(body.split("\n\n")[1:-1])


def _is_link(link: str) -> bool:
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(re.fullmatch(r"([\w-]+\.)+[\w-]{2,}", host))
