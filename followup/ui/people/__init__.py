"""The Contacts page: the list, and a person's own page in parts.

page.py        the list or the person, whichever the address says
filters.py     narrowing and ordering the list
person.py      a person's page: its head and its parts
card_part.py   the card and its fields
story.py       what happened, and noting what happened
keeping.py     how to keep in touch: rhythm, words, dates
giving.py      the ledger, ideas for giving, colleagues
history.py     where values come from, the change log, erasing
same_person.py two entries of one person, side by side
"""
