"""Is this a card at all? Prose, receipts and street scenes have text too, and must not become contacts.

A real card must never be refused, so every rule needs a sign against a card and the absence of what makes one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.model import CardContact, TextLine

_PRICE = re.compile(r"(?:^|\s)(?:[€$£¥]\s?)?-?\d{1,5}[.,]\d{2}\s?(?:[€$£¥]|[A-Z]{1,3})?\s*$")
_TILL = re.compile(
    r"(?i)\b(total|subtotal|summe|gesamt|bar|cash|change|visa|mastercard|vat|mwst|tva|iva|tax|receipt|ticket|quittung|"
    r"beleg|importe|montant|rechnung|qty|amount due)\b"
)

MAX_LINES = 60
"""The fullest cards tried (two scripts, four branches) have some 40 lines."""

_SENTENCE_WORDS = 7
_PROSE_LINES = 8


def is_card(lines: Sequence[TextLine], contact: CardContact, located: bool) -> bool:
    """Whether the text is that of a business card.

    It is not when it is

    - a receipt: four or more lines end in prices, or two beside two words of a till, and no e-mail address is there;
    - prose: eight or more lines of seven or more words, or more than 60 lines at all, and neither an e-mail address
      nor a phone with a name beside it;
    - stray text: no card's outline was found, and there is no way to reach anyone and no more than three lines.

    Args:
        lines: every line read.
        contact: the fields found in them.
        located: whether the outline of a card was found in the photo.
    """
    if contact.emails:
        return True
    texts = [line.text for line in lines]
    if _is_receipt(texts):
        return False
    reachable = bool(contact.phones or contact.websites or contact.socials)
    if _is_prose(texts):
        return bool(contact.phones and contact.name and len(texts) <= MAX_LINES)
    return reachable or located or len(texts) > 3 or contact.address is not None


def _is_receipt(texts: Sequence[str]) -> bool:
    prices = sum(bool(_PRICE.search(text)) for text in texts)
    till = sum(bool(_TILL.search(text)) for text in texts)
    return prices >= 4 or (prices >= 2 and till >= 2)


def _is_prose(texts: Sequence[str]) -> bool:
    long = sum(len(re.findall(r"[^\W\d_]{2,}", text)) >= _SENTENCE_WORDS for text in texts)
    return long >= _PROSE_LINES or len(texts) > MAX_LINES
