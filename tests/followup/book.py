"""Generated contacts as hard as real ones: all scripts, emoji, quotes, line breaks, right-to-left, long values."""

from __future__ import annotations

import random
from collections.abc import Iterator

from followup.model import Address, Contact, Phone, ReviewState, Social

_NAMES = (
    "Ana López", "Zoë Ångström", "田中 花子", "김민수", "王小明", "नमिता शर्मा", "Дмитрий Ёлкин", "Ελένη Παππά",
    "ليلى حداد",
    "נועה כהן", "สมชาย ใจดี", "O'Brien, Seán", 'Maria "Mia" Keller', "Nguyễn Thị Hương", "თამარ ბერიძე", "Ann;Lee\\",
    "👩‍🔬 Ada", "e\u0301lodie", "ﬁona", "=1+1", "@sum", "''", "Ayşe İnci", "க்ஷமா",
)  # fmt: skip
_TEXTS = (
    "", "plain", "two\nlines", "tab\there", 'say "hi", he said; \\n is no break', "1:30pm http://example.com/?a=1,2;c",
    "שלום עולם (abc) 123", "مرحبا، كيف الحال؟", "🙂🙃👨‍👩‍👧‍👦🇱🇮",
    "x" * 74, "ü" * 74, "🙂" * 60, "中" * 200, "\u200dzwj\u200c", "a\u0301" * 40,
    "trailing space ", " leading", "BEGIN:VCARD", "\ud7ff\ue000\ufffd",
)  # fmt: skip


def contacts(count: int, seed: int = 20261121) -> Iterator[Contact]:
    """As many contacts, the same ones for the same seed."""
    dice = random.Random(seed)
    for number in range(count):
        given, _, family = dice.choice(_NAMES).partition(" ")
        yield Contact(
            name=f"{given} {family} {number}".strip(),
            given_name=given,
            family_name=family,
            honorific_prefix=dice.choice(("", "Dr.", "Prof. Dr.")),
            honorific_suffix=dice.choice(("", "MBA", "Ph.D.")),
            title=dice.choice(_TEXTS),
            department=dice.choice(_TEXTS),
            organization=dice.choice(_TEXTS) + str(number % 37),
            emails=tuple(f"p{number}.{n}@example.com" for n in range(dice.randrange(4))),
            phones=tuple(
                Phone(f"+4930{number:07d}{n}" + dice.choice(("", ";ext=12")), dice.choice(("mobile", "work", "fax")))
                for n in range(dice.randrange(4))
            ),
            urls=tuple(f"www.example{n}.com/?q={number},;" for n in range(dice.randrange(3))),
            socials=tuple(Social(f"linkedin.com/in/p{number}-{n}", "linkedin") for n in range(dice.randrange(2))),
            address=_address(dice),
            language=dice.choice(("", "de", "pt-BR")),
            note=dice.choice(_TEXTS) + dice.choice(_TEXTS),
            review=dice.choice(tuple(ReviewState)),
        )


def _address(dice: random.Random) -> Address | None:
    if not dice.randrange(3):
        return None
    street, town = dice.choice(_TEXTS), dice.choice(_NAMES)
    return Address(
        formatted=f"{street}, {town}", street=street, postal_code="10115", locality=town, region="", country="DE"
    )
