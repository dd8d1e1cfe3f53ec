"""How much a stretch of text looks like part of a postal address, and which part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scanner.fields import places, postcodes
from scanner.fields.places import fold
from scanner.fields.streets import vocabulary
from scanner.fields.vocabulary import vocabulary as titles
from scanner.fields.words import keys as of_words
from scanner.fields.words import words

STRONG, FAIR, WEAK = 3.0, 2.0, 1.0
"""A part that stands for itself; one that needs a little company; one that only joins what is there."""

_COMPANY = re.compile(
    r"\b(?:gmbh|mbh|ag|inc|corp|corporation|incorporated|llc|llp|ltd|limited|plc|pvt|pte|sdn|bhd|s\.?a\.?r\.?l|s\.?p\.?a|s\.?r\.?l|s\.?a\.?s|b\.?v|n\.?v|oy|oyj|ab|aps|a/s|kg|ohg|s\.?l|ltda|"
    r"s\.?a(?:\. de c\.?v)?|k\.?k|co|company|e\.?v|sp\. z o\.o|s\.?r\.?o|kft|zrt|d\.?o\.?o|a\.?ş|gbr)"
    r"\b\.?\s*(?:\(.*)?$",
    re.IGNORECASE,
)
_HOUSE_NUMBER = re.compile(
    r"(?<![\w.])(?:no\.?\s?|nr\.?\s?|n°\s?|#\s?)?\d{1,5}(?:\s?[-/&+]\s?\d{1,5})*\s?[a-zA-Z]?(?![\w])|(?<!\w)s/n(?!\w)",
    re.IGNORECASE,
)
_SPELLED_NUMBER = re.compile(r"^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s", re.IGNORECASE)
_NAME_AND_NUMBER = re.compile(
    r"^(?:[^\W\d_][^\W\d_.'\-]*\.?[ \-]){0,4}[^\W\d_][^\W\d_.'\-]{2,}\s\d{1,3}[a-z]?(?:\s?[/\-]\s?\d{1,4})?[a-z]?$",
    re.IGNORECASE,
)
"""'Na Příkopě 12', 'Ilica 12a': how much of Europe prints a street that has no word for street in it."""

_PROVINCE = re.compile(r"^(?:jud|judetul|județul|woj|prov|provincia|dist|district|okr|obl)\b\.?\s+", re.IGNORECASE)
_LONE_CAPITAL = re.compile(r"(?<![\w.'’])[A-Z](?![\w.'’])")
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|th|er|ere|eme|o|a|e)?$")
_CJK_PART = re.compile(
    r"[省市区區县縣镇鎮乡路街道巷弄号號楼樓层層室座幢栋村町丁目番地都府県〒階館棟院]|ビル|大厦|大廈|广场|廣場|中心|[가-힣](?:시|구|동|로|길|층|호)(?![가-힣])"
)
_ROMANCE = re.compile(
    r"(?:place|route|rue|avenue|boulevard|chemin|quai|impasse|allée|piazza|corso|viale|largo|calle|avenida|paseo|praça|estrada|rodovia|carretera|strada)"
    r"\s+(?:du|de|des|della|dello|del|degli|delle|dei|da|do|dos|das|d'|l'|la)\s?[^\W\d_]",
    re.IGNORECASE,
)
"""Streets of the Romance languages that need no house number: 'Place de l'Hôtel de Ville'."""

_ARTICLE = re.compile(r"(?<!\w)(?:[Aa]l|[Ee]l|[Aa]m|[Ii]m|[Oo]s)\s+(?=[a-z])")
"""Words that shorten a street ('al. Jerozolimskie', 'Am Hang'), and are articles in 'atención al cliente'."""

_MAX_PHRASE = 3
_ABBREVIATED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Strengths of the parts of an address in one stretch of text; 0 where there is no sign.

    Attributes:
        street: street with or without house number, post box.
        unit: floor, suite, plot, building.
        place: post code, town, state, country.
        site: words that name sites and quarters.
        country: ISO code that the text names or its post code implies; '' for none.
        closes: whether an address may end here (post code or country).
        postcode: whether a post code is in it.
        company: whether it ends like the name of a firm.
    """

    street: float = 0.0
    unit: float = 0.0
    place: float = 0.0
    site: float = 0.0
    country: str = ""
    closes: bool = False
    postcode: bool = False
    company: bool = False

    @property
    def total(self) -> float:
        """All strengths together."""
        return self.street + self.unit + self.place + self.site

    @property
    def joins(self) -> bool:
        """Whether it can be part of an address that others establish."""
        return self.total >= WEAK and not self.company


@lru_cache(maxsize=2048)
def evidence(text: str, likely: tuple[str, ...] = ()) -> Evidence:
    """Weigh `text` (normalised, digits repaired, without label); `likely` are the card's countries."""
    if "〒" in text and postcodes.find(text, ("JP",)) is not None and len(text) <= 12:
        return Evidence(place=STRONG, country="JP", postcode=True)
    if not any(c.isalpha() for c in text):
        return Evidence(
            place=WEAK if postcodes.bare(text, likely) else 0.0, postcode=bool(postcodes.bare(text, likely))
        )
    cjk = _cjk(text)
    found = postcodes.find(text, likely)
    place, country = _place(text)
    if found is not None:
        place = max(place, found.strength)
        country = places.trailing_country(text)[0] or found.country or country
    return Evidence(
        street=max(_street(text), _box(text), cjk),
        unit=_unit(text),
        place=place,
        site=_site(text),
        country=country,
        closes=found is not None or bool(places.trailing_country(text)[0]),
        postcode=found is not None,
        company=bool(_COMPANY.search(text)),
    )


def _cjk(text: str) -> float:
    """Chinese, Japanese and Korean addresses: several words of administrative levels, mostly with digits."""
    hits = len(_CJK_PART.findall(text))
    if hits >= 3 or (hits >= 2 and any(c.isdigit() for c in text)):
        return STRONG
    return WEAK if hits and any(c.isdigit() for c in text) else 0.0


def _street(text: str) -> float:
    """A street word and a house number stand for themselves; either alone needs company."""
    vocab = vocabulary()
    keys = _words(_ARTICLE.sub(" ", text))
    if len(keys) > 14:
        return 0.0
    number = bool(_HOUSE_NUMBER.search(text) or _SPELLED_NUMBER.match(text))
    phrases = _phrases(keys)
    if keys and keys[0] in titles().title_heads and not phrases & vocab.streets:  # 'arquitecto colegiado nº 3214'
        return 0.0
    compound = any(_compound(key, keys[i + 1] if i + 1 < len(keys) else "") for i, key in enumerate(keys))
    if number and (compound or phrases & vocab.streets):
        return STRONG
    if (phrases & vocab.sure_streets or _ROMANCE.match(text)) and len(keys) <= 7:
        return 1.5
    if compound and len(keys) <= 4 and any(len(k) > 6 for k in keys):
        return WEAK
    if any(_NAME_AND_NUMBER.match(segment.strip()) for segment in text.split(",")[:4]):
        return WEAK
    if re.match(r"(?:1[89]\d\d|20[0-3]\d)\s", text) and len(keys) <= 3:  # '1987 óta'
        return 0.0
    leads = re.match(r"(?:no\.?\s?|#\s?)?\d{1,5}[a-z]?(?:\s?[-/,]\s?\d{1,4})*[,\s]+[^\W\d]", text, re.IGNORECASE)
    return (WEAK if len(keys) <= 4 else 0.8) if leads and len(keys) <= 7 else 0.0


def _compound(word: str, following: str) -> bool:
    """'Hauptstrasse', 'Storgatan'; short endings count only before a number ('Hofweg 3')."""
    for ending in vocabulary().endings:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            return len(ending) >= 5 or bool(re.match(r"\d", following))
    return False


def is_box(text: str) -> bool:
    """Whether the text is a post box."""
    return _box(text) > 0.0


def _box(text: str) -> float:
    boxed = _phrases(_words(text)) & vocabulary().boxes
    if " ".join(_words(text)) in boxed and len(text) > _ABBREVIATED:  # 'Postfach' between street and town
        return WEAK
    if not boxed or not any(c.isdigit() for c in text):
        return 0.0
    return STRONG if any(len(b) > 3 or "." in b for b in boxed) else WEAK


def _unit(text: str) -> float:
    """'3rd Floor', 'Suite 120', 'Plot No. B-5', 'Block A'."""
    vocab = vocabulary()
    keys = _words(text)
    for i, key in enumerate(keys):
        two = " ".join(keys[i : i + 2])
        if key not in vocab.units and two not in vocab.units:
            continue
        after = keys[i + 1 : i + 3]
        before = keys[i - 1] if i else ""
        lettered = _LONE_CAPITAL.search(text) is not None and any(len(k) == 1 for k in after)  # not 'van 't Hoff'
        numbered = lettered or any(re.match(r"[a-z]?\d|[ivx]{1,4}$", k) for k in after) or bool(_ORDINAL.match(before))
        spelled = before in {"ground", "first", "second", "third", "fourth", "fifth", "top", "lower", "upper"}
        if (numbered or spelled) and (len(key) > 2 or any(c.isdigit() for c in text)):
            return FAIR if len(key) > 1 else WEAK
    return 0.0


def _site(text: str) -> float:
    """Words for parks, estates, buildings and quarters in a short text that names something."""
    vocab = vocabulary()
    keys = _words(text)
    if not 2 <= len(keys) <= 9:
        return 0.0
    if any(key in titles().title_heads for key in (*keys, *of_words(words(text)))):  # 'Area Manager', 'Co-ordinator'
        return 0.0
    if titles().department_heads.begin(keys, len(keys)) < len(keys):  # 'Policy Unit'
        return 0.0
    hits = len(_phrases(keys) & (vocab.places | {u for u in vocab.units if len(u) >= 4}))
    return min(1.5, WEAK * hits)


def _place(text: str) -> tuple[float, str]:
    """Strength and country of segments that are towns, states or countries and nothing else."""
    strength, country, unknown = 0.0, "", 0
    segments = [s.strip(" .-") for s in re.split(r"[,;/|·]|\s-\s|\s\(|\)", text) if s.strip(" .-")]
    for segment in segments[:12]:
        bare = re.sub(r"(?<!\w)[A-Z]{0,3}-?\d[\d\s\-]*(?!\w)", " ", segment).strip(" .-")
        if named := places.country(bare):
            strength, country = strength + (FAIR if len(bare) > 2 else WEAK), named
        elif (area := _PROVINCE.sub("", bare)) and (places.region(area) or places.town(area)):
            strength += 1.5
            country = country or places.region(area)
        elif any(places.is_region_code(bare, c) for c in ("US", "CA", "AU", "BR", "IT")):
            strength += WEAK
        elif (tail := places.trailing_country(segment))[0] and len(segment.split()) <= 5:
            head = segment[: tail[1]].strip(" ,.-")
            known = places.is_region_code(head, tail[0]) or places.town(head) or places.region(head)
            strength, country = strength + (STRONG if known else WEAK), country or tail[0]
        elif not _is_part(segment):
            unknown += 1
    if unknown and unknown >= len(segments) - unknown and strength < STRONG:
        strength = min(strength, WEAK / 2)  # 'Jane Sample, PE', 'Country Manager, India'
    return min(strength, 4.0), country


def _is_part(segment: str) -> bool:
    """Whether a segment is a street or a site rather than something that no address holds."""
    keys = _words(segment)
    if _phrases(keys) & vocabulary().sure_streets or _NAME_AND_NUMBER.match(segment):
        return True
    site = bool(_phrases(keys) & vocabulary().places) or _unit(segment) > 0.0
    return site and len(keys) > 1 and not any(key in titles().title_heads for key in of_words(words(segment)))


def _words(text: str) -> list[str]:
    return fold(re.sub(r"(?<=\w)[./](?=\w)", lambda m: m[0] + " ", text)).split() if len(text) < 200 else []


def _phrases(keys: list[str]) -> set[str]:
    """All runs of one to three words."""
    return {" ".join(keys[i : i + n]) for n in range(1, _MAX_PHRASE + 1) for i in range(len(keys) - n + 1)}
