"""What CardDAV says in XML (RFC 4918, RFC 6352): the questions, and the answers read with bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree as SafeTree
from defusedxml import DefusedXmlException

from followup.errors import NotCardDavError
from followup.locale import _

DAV, CARD = "{DAV:}", "{urn:ietf:params:xml:ns:carddav}"

_OPEN = '<?xml version="1.0" encoding="utf-8"?>'
_SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"'

WHAT_IS_IT = (
    f"{_OPEN}<D:propfind {_SPACES}><D:prop><D:resourcetype/><D:displayname/><D:current-user-principal/>"
    "<C:addressbook-home-set/></D:prop></D:propfind>"
)
ETAG = f"{_OPEN}<D:propfind {_SPACES}><D:prop><D:getetag/></D:prop></D:propfind>"
CARDS = (
    f"{_OPEN}<C:addressbook-query {_SPACES}><D:prop><D:getetag/><C:address-data/></D:prop>"
    '<C:filter><C:prop-filter name="UID"/></C:filter></C:addressbook-query>'
)
"""Every card that has an identifier; one without is none of ours."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One response of a multistatus: an address, and the properties the server has for it."""

    href: str
    properties: tuple[Element, ...]

    def text(self, name: str) -> str:
        """The text of a property; empty without one."""
        return next(((p.text or "").strip() for p in self.properties if p.tag == name), "")

    def href_of(self, name: str) -> str:
        """The address inside a property; empty without one."""
        found = next((p.find(f"{DAV}href") for p in self.properties if p.tag == name), None)
        return (found.text or "").strip() if found is not None else ""

    @property
    def is_address_book(self) -> bool:
        """Whether cards can be put into it."""
        return any(p.tag == f"{DAV}resourcetype" and p.find(f"{CARD}addressbook") is not None for p in self.properties)


def multistatus(data: bytes) -> tuple[Resource, ...]:
    """The responses of an answer.

    Raises:
        NotCardDavError: it is no answer of a CardDAV server.
    """
    try:
        tree: Element = SafeTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotCardDavError(
            _("The server's answer is not CardDAV."), _("Check the address of the address book.")
        ) from error
    if tree.tag != f"{DAV}multistatus":
        raise NotCardDavError(_("The server's answer is not CardDAV."), _("Check the address of the address book."))
    return tuple(
        Resource((one.findtext(f"{DAV}href") or "").strip(), tuple(_found(one))) for one in tree.iter(f"{DAV}response")
    )


def _found(response: Element) -> Iterator[Element]:
    for part in response.iter(f"{DAV}propstat"):
        if " 200 " in f"{part.findtext(f'{DAV}status') or ' 200'} ":
            yield from part.iterfind(f"{DAV}prop/*")
