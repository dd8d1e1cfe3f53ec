"""The ways a draft leaves: message files, one by one or all in a ZIP. Nothing here opens a connection."""

from followup.delivery.archive import file_name, zipped
from followup.delivery.eml import Outgoing, build, to_bytes
from followup.delivery.headers import NO_DOMAIN, address

__all__ = ["NO_DOMAIN", "Outgoing", "address", "build", "file_name", "to_bytes", "zipped"]
