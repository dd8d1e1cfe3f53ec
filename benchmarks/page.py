"""How long the server takes for each page of a large book, by Streamlit's AppTest: the script, without the browser.

python -m benchmarks.page                  10,000 contacts
python -m benchmarks.page --contacts 1000
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks import filledbook
from followup.ui import nav
from followup.ui.batches import Batches
from followup.ui.desk import Desk

PAGES = ("today", "capture", "review", "drafts", "contacts", "events", "templates", "settings")
_RUNS = 3


def _script(desk):  # AppTest runs its source alone
    from followup.ui.app import run  # noqa: PLC0415

    run(desk)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=10_000)
    count = parser.parse_args().contacts
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.db"
        filledbook.fill(file, count)
        with filledbook.open_book(file) as service:
            desk = Desk(service, Batches(service, lambda photos: iter(())))
            tab = AppTest.from_function(_script, default_timeout=300, args=(desk,)).run()
            print(f"{count:,} contacts at {len(service.events.list())} events\n")
            print("| page | first, ms | again, ms | CPU ms |\n|:-----|------:|------:|------:|")
            for page in (*PAGES, "contacts, everywhere", "a person"):
                print(f"| {page} | {' | '.join(f'{ms:,.0f}' for ms in _measured(tab, page))} |")


def _measured(tab: AppTest, page: str) -> tuple[float, float, float]:
    """Milliseconds of the run that opens the page, and of the best of those after it."""
    tab.session_state["everywhere"] = page == "contacts, everywhere"
    contact_id = 1 if page == "a person" else None
    tab.session_state[nav.WANTED_PAGE] = ("contacts" if contact_id else page.partition(",")[0], contact_id)
    first, *again = (_run(tab) for _ in range(1 + _RUNS))  # the first runs twice: it leaves the page before
    assert not tab.exception, tab.exception
    wall, cpu = min(again)
    return first[0], wall, cpu


def _run(tab: AppTest) -> tuple[float, float]:
    start, used = time.perf_counter(), time.process_time()
    tab.run()
    return (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000


if __name__ == "__main__":
    main()
