"""Contacts come in from files of other programs: bytes to values, row by row; a row that cannot be read is said."""

from followup.exchange.reading.files import read
from followup.exchange.reading.found import Column, Entry, ReadContact, ReadFile, Unreadable

__all__ = ["Column", "Entry", "ReadContact", "ReadFile", "Unreadable", "read"]
