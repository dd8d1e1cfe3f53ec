"""The ways a draft leaves: message files, one by one or all in a ZIP, and links. Nothing here opens a connection."""

from followup.delivery.archive import file_name, zipped
from followup.delivery.eml import Attachment, Outgoing, build, to_bytes
from followup.delivery.headers import NO_DOMAIN, address
from followup.delivery.mailto import MAX_LINK, mailto

__all__ = [
    "MAX_LINK",
    "NO_DOMAIN",
    "Attachment",
    "Outgoing",
    "address",
    "build",
    "file_name",
    "mailto",
    "to_bytes",
    "zipped",
]
