"""A country as people write its code, and the code itself."""

from __future__ import annotations

import phonenumbers

from followup.errors import InvalidValueError
from followup.locale import _

_ALSO = {"UK": "GB", "EL": "GR", "USA": "US", "UAE": "AE"}
"""'UK' is reserved for GB in ISO 3166-1, and the European Union writes Greece 'EL'; the others are what people say."""


def code(text: str) -> str:
    """The ISO 3166-1 alpha-2 code that is meant, in capitals; empty text is no country.

    Raises:
        InvalidValueError: no country's code, or none that has phone numbers.
    """
    short = text.strip().upper().replace(".", "")
    short = _ALSO.get(short, short)
    if short and short not in phonenumbers.SUPPORTED_REGIONS:
        raise InvalidValueError(_("{text!r} is no country's code.", text=text), _("Write two letters, as DE or US."))
    return short


def code_or_name(text: str) -> str:
    """The code where one is meant; a country's name in words stays as it is, for lists of others have it.

    Raises:
        InvalidValueError: two letters that are no country's code.
    """
    short = text.replace(".", "")
    return code(text) if len(short) == 2 or short.upper() in _ALSO else text
