"""The Contacts page: the list, and a person's own page in parts.

page.py           the list or the person, whichever the address says
filters.py        narrowing and ordering the list
letters_round.py  one message to everybody in the list
twice.py          everybody who may be there twice
person.py         a person's page: its head and its parts
card_part.py      the card and its fields
story.py          what happened, and noting what happened
keeping.py        how to keep in touch: rhythm, words, dates, mentoring
giving.py         the ledger, ideas for giving, colleagues
introductions.py  asking both, then bringing them together
history.py        the change log, erasing
sources.py        where values come from
same_person.py    two entries of one person, side by side
"""
