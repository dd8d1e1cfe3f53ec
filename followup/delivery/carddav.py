"""A CardDAV address book (RFC 6352) at an address that the owner named: what is there, and writing one card.

Each write says what it expects to find (If-None-Match, If-Match): the server itself refuses to replace what somebody
else has changed meanwhile. Redirects are followed within one server only, since the password goes along.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.auth import HTTPBasicAuth

from followup.delivery import carddav_xml as xml
from followup.delivery.account import Password
from followup.delivery.carddav_place import PASSWORD_VARIABLE, Place
from followup.delivery.carddav_xml import CARD, DAV, Resource
from followup.errors import AddressBookError, NotCardDavError
from followup.locale import _

MAX_ANSWER = 200_000_000
"""Bytes of one answer: every card of a large book, with pictures."""
_TIMEOUTS = (10, 60)
"""Seconds to connect, and between two pieces of an answer."""
_REDIRECTS = 5
_NO_CARDDAV = (404, 405, 410, 501)
"""What servers answer where nothing is, and where something is that knows no WebDAV."""

WELL_KNOWN = "/.well-known/carddav"


@dataclass(frozen=True, slots=True)
class RemoteCard:
    """A card of the address book: its address there, the mark of its version, and its text."""

    href: str
    etag: str
    text: str


class AddressBook:
    """One address book; use it in a `with` block.

    Attributes:
        url: of the collection, as the server calls it.

    Raises:
        AddressBookError: from every method, when the server refuses, does not answer, or is none.
    """

    def __init__(self, place: Place, secret: Password | None) -> None:
        self._session = requests.Session()
        self._session.trust_env = False  # a ~/.netrc or proxy of other programs is none of ours
        self._session.verify = os.environ.get("SSL_CERT_FILE") or True
        if secret is not None:
            # As bytes: requests would write text in Latin-1, which not every password is.
            self._session.auth = HTTPBasicAuth(place.user.encode(), secret.reveal().encode())
        self._origin = _origin(place.url)
        try:
            self.url = self._discovered(place.url)
        except BaseException:
            self._session.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()

    def cards(self) -> tuple[RemoteCard, ...]:
        """Every card that has an identifier."""
        _, body = self._asked("REPORT", self.url, xml.CARDS, depth="1")
        found = (r for r in xml.multistatus(body) if r.text(f"{CARD}address-data"))
        return tuple(
            RemoteCard(self._within(r.href), r.text(f"{DAV}getetag"), r.text(f"{CARD}address-data")) for r in found
        )

    def create(self, uid: str, card: bytes) -> tuple[str, str] | None:
        """Put a new card there; its address and version, or None when one is there already."""
        href = urljoin(self.url, quote(f"{uid}.vcf"))
        return self._put(href, card, {"If-None-Match": "*"})

    def replace(self, href: str, etag: str, card: bytes) -> tuple[str, str] | None:
        """Replace the card of this version; None when another version is there, or none."""
        return self._put(href, card, {"If-Match": etag})

    def _put(self, href: str, card: bytes, condition: Mapping[str, str]) -> tuple[str, str] | None:
        headers = {"Content-Type": "text/vcard; charset=utf-8", **condition}
        answer, _data = self._sent("PUT", href, card, headers)
        if answer.status_code in (404, 409, 412):
            return None
        _check(answer)
        etag = answer.headers.get("ETag", "")
        if not etag or etag.startswith("W/"):  # the server has stored other bytes: RFC 6352, section 6.3.2.3
            _, body = self._asked("PROPFIND", href, xml.ETAG, depth="0")
            etag = next((r.text(f"{DAV}getetag") for r in xml.multistatus(body)), "")
        return href, etag

    def _discovered(self, url: str) -> str:
        """The address book at the address, or the only one of the person whose server it is.

        A server's bare address leads to its CardDAV by the well-known path (RFC 6764, section 5).
        """
        try:
            at, here = self._described(url)
        except NotCardDavError:
            if urlsplit(url).path.strip("/"):
                raise
            at, here = self._described(urljoin(url, WELL_KNOWN))
        if here.is_address_book:
            return at if at.endswith("/") else f"{at}/"
        home = here.href_of(f"{CARD}addressbook-home-set")
        if not home and (principal := here.href_of(f"{DAV}current-user-principal")):
            at, me = self._described(urljoin(at, principal))
            home = me.href_of(f"{CARD}addressbook-home-set")
        books = self._books(urljoin(at, home)) if home else ()
        if len(books) != 1:
            known = (
                _("Take one of: {names}", names=", ".join(books))
                if books
                else _("Copy it from the settings of your address book.")
            )
            raise AddressBookError(_("{url} is not the address of one address book.", url=url), known)
        return books[0]

    def _described(self, url: str) -> tuple[str, Resource]:
        at, body = self._asked("PROPFIND", url, xml.WHAT_IS_IT, depth="0")
        return at, next(iter(xml.multistatus(body)), Resource("", ()))

    def _books(self, home: str) -> tuple[str, ...]:
        at, body = self._asked("PROPFIND", home, xml.WHAT_IS_IT, depth="1")
        return tuple(urljoin(at, r.href) for r in xml.multistatus(body) if r.is_address_book)

    def _within(self, href: str) -> str:
        """A card's whole address; one outside the address book is refused."""
        whole = urljoin(self.url, href)
        if _origin(whole) != _origin(self.url):
            raise AddressBookError(_("The server names a card on another server."), _("Nothing was written."))
        return whole

    def _asked(self, method: str, url: str, body: str, *, depth: str) -> tuple[str, bytes]:
        """Ask, follow redirects within the server; the address that answered, and its answer."""
        headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": depth}
        for _redirect in range(_REDIRECTS):
            answer, data = self._sent(method, url, body.encode(), headers)
            if not answer.is_redirect:
                _check(answer)
                return url, data
            url = urljoin(url, answer.headers.get("Location", ""))
        raise AddressBookError(_("{url} leads in a circle.", url=url), _("Check the address of the address book."))

    def _sent(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[requests.Response, bytes]:
        """Every request goes through here, so that login and cards never reach a server the person did not name."""
        if _origin(url) != self._origin:
            raise AddressBookError(
                _("The server leads to another one."), _("If you trust it, name it yourself: {url}", url=url)
            )
        try:
            with self._session.request(
                method, url, data=body, headers=dict(headers), timeout=_TIMEOUTS, allow_redirects=False, stream=True
            ) as answer:
                data = bytearray()
                for piece in answer.iter_content(1 << 16):
                    data += piece
                    if len(data) > MAX_ANSWER:
                        raise AddressBookError(_("The server's answer is far too long."), _("Check the address."))
                return answer, bytes(data)
        except requests.RequestException as error:
            host = urlsplit(url).hostname
            raise AddressBookError(
                _("{host} cannot be reached: {what}.", host=host, what=_reason(error)),
                _("Check the address, then try again."),
            ) from error


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or ""), parts.port or {"https": 443, "http": 80}.get(parts.scheme)


def _check(answer: requests.Response) -> None:
    code = answer.status_code
    if code in (401, 403):
        hint = _(
            "Check name and password ({variable} or the keyring); many providers want an app password.",
            variable=PASSWORD_VARIABLE,
        )
        raise AddressBookError(_("The server refused the name or the password, or does not allow this."), hint)
    if code in _NO_CARDDAV:
        raise NotCardDavError(
            _("There is no address book at {url}.", url=answer.url),
            _("Copy its address from the settings of your address book."),
        )
    if code >= 300:
        raise AddressBookError(
            _("The server answered {code} {reason}.", code=code, reason=answer.reason),
            _("Check the address of the address book."),
        )


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    return "it took too long" if isinstance(error, requests.exceptions.Timeout) else "the connection failed"
