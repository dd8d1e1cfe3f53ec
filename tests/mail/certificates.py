"""A certificate authority of the tests' own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificates:
    """Files in PEM: who signs, and what a server on this machine shows."""

    authority: Path
    chain: Path
    key: Path


def issue(folder: Path, *names: str) -> Certificates:
    """A certificate for the names, this machine's by default."""
    authority = trustme.CA()
    server = authority.issue_cert(*(names or ("127.0.0.1", "localhost")))
    made = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    authority.cert_pem.write_to_path(str(made.authority))
    server.private_key_pem.write_to_path(str(made.key))
    for pem in server.cert_chain_pems:
        pem.write_to_path(str(made.chain), append=True)
    return made
