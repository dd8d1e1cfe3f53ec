"""A hundred thousand contacts leave in a stream: memory stays flat."""

from __future__ import annotations

import subprocess
import sys

import pytest

from followup.exchange import FORMATS

PROGRAM = """
import re, sys
from datetime import date
from pathlib import Path
from followup.exchange import export
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Phone

event, day = Event(name="Sample Summit 2026"), date(2026, 12, 4)
def records():
    for n in range(100_000):
        contact = Contact(uid=f"{n}", name=f"Ana {n} López", given_name=f"Ana {n}", family_name="López", title="Buyer",
            organization=f"Example {n}", emails=(f"a{n}@example.com",), phones=(Phone(f"+3460012{n:05}", "mobile"),),
            urls=(f"www{n}.example.com",))
        met = Encounter(contact_id=n, event_id=1, topic=f"topic {n}", next_step_on=day)
        yield ContactRecord(contact, (Meeting(event, met),))

size = sum(map(len, export(records(), sys.argv[1])))
# not getrusage: its peak is carried over from the process that started this one
print(size, int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.write])
def test_100_000_contacts_stay_under_300_mb(form):
    done = subprocess.run([sys.executable, "-c", PROGRAM, form], check=True, capture_output=True, text=True)
    size, megabytes = map(int, done.stdout.split())
    assert size > 5_000_000
    assert megabytes < 300
