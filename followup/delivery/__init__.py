"""The ways a draft leaves: message files, one by one or all in a ZIP, links, and the owner's own mail account.

Only `imap` and `smtp` open a connection, to the servers that the owner named; they are imported where they are used.
"""

from followup.delivery.archive import file_name, zipped
from followup.delivery.eml import (
    UNKNOWN_TYPE,
    Attachment,
    Outgoing,
    attachment_name,
    build,
    departing,
    to_bytes,
)
from followup.delivery.headers import NO_DOMAIN, address, message_id
from followup.delivery.mailto import MAX_LINK, mailto

__all__ = [
    "MAX_LINK",
    "NO_DOMAIN",
    "UNKNOWN_TYPE",
    "Attachment",
    "Outgoing",
    "address",
    "attachment_name",
    "build",
    "departing",
    "file_name",
    "mailto",
    "message_id",
    "to_bytes",
    "zipped",
]
