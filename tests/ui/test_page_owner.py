"""How photos are read is a setting of the database."""

from __future__ import annotations

import pytest

from followup.errors import InvalidValueError
from followup.ui.desk import Desk
from scanner.model import ScanOptions
from tests.ui.visit import Visit


def test_the_country_of_local_numbers_is_kept(visit: Visit) -> None:
    visit.open("settings")
    assert visit.desk.service.owner.reading() == ScanOptions()
    visit.tab.selectbox(key="reading-region").set_value("DE")
    visit.run()
    assert visit.desk.service.owner.reading().region == "DE"
    again = Visit(visit.desk)
    again.open("settings")
    assert again.tab.selectbox(key="reading-region").value == "DE"


@pytest.mark.parametrize("region", ["XX", "Germany", "1"])
def test_what_is_no_country_is_refused(desk: Desk, region: str) -> None:
    with pytest.raises(InvalidValueError):
        desk.service.owner.set_region(region)
    assert desk.service.owner.set_region("fr").region == "FR"
    assert desk.service.owner.set_region("").region == ""
