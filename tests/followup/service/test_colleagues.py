from __future__ import annotations

import pytest

from followup.errors import UnknownItemError
from followup.model import Event
from followup.service import Aftercard


def test_colleagues_are_grouped_by_firm_and_free_mail_is_none(aftercard: Aftercard, summit: Event) -> None:
    ana = aftercard.contacts.add(summit.id, name="Ana", organization="Acme Ltd", emails=("ana@acme.example",))
    bo = aftercard.contacts.add(name="Bo", organization="ACME", emails=("bo@gmail.com",))
    cy = aftercard.contacts.add(summit.id, name="Cy", emails=("cy@gmail.com",))
    (firm,) = aftercard.colleagues.all()
    assert (firm.domain, firm.organization) == ("acme.example", "Acme Ltd")
    assert [c.id for c in firm.people] == [ana.id, bo.id]
    assert aftercard.colleagues.all(event=summit.id) == ()
    (mine,) = aftercard.colleagues.of_contact(bo.id)
    assert [c.name for c in mine.people] == ["Ana"]
    assert aftercard.colleagues.of_contact(cy.id) == ()
    with pytest.raises(UnknownItemError):
        aftercard.colleagues.of_contact(99)


def test_the_colleagues_of_one_are_those_of_the_whole_book(aftercard: Aftercard) -> None:
    acme = ("a@acme.example", "b@mail.acme.example", "c@gmail.com")
    mails = (*acme, "d@helixar.example", "e@gmail.com", "", "g@acme.example")
    firms = ("Acme Ltd", "", "ACME", "Helixar", "Helixar GmbH", "Nobody else", "Something quite different")
    people = [
        aftercard.contacts.add(name=f"Nr {number}", organization=firm, emails=[mail] if mail else [])
        for number, (mail, firm) in enumerate(zip(mails, firms, strict=True))
    ]
    whole = aftercard.colleagues.all()
    assert [(firm.domain, len(firm.people)) for firm in whole] == [("acme.example", 4), ("helixar.example", 2)]
    for one in people:
        expected = [tuple(c.id for c in firm.people if c.id != one.id) for firm in whole if one in firm.people]
        assert [tuple(c.id for c in firm.people) for firm in aftercard.colleagues.of_contact(one.id)] == expected
