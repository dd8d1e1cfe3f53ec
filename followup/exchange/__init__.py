"""Contacts leave in the forms other programs import: values to bytes, as streams; no file is opened here."""

from followup.exchange.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
