"""What should never happen: a bug behind a button, in the running batch, or a server that is killed."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from followup.ui.batch_progress import Progress
from followup.ui.batches import Batches
from followup.ui.desk import Desk
from tests.ui.recorded import ANA, RecordedScanner, photo_of
from tests.ui.visit import Visit, with_event

ROOT = Path(__file__).parents[2]


def _button_with_a_bug():
    import streamlit as st

    from followup.ui import parts

    def broken() -> None:
        raise RuntimeError("ana@example.com is in the details")

    with parts.caught():
        parts.show_problem()
        st.button("Once", on_click=parts.do, args=(broken,))
        st.button("Twice", on_click=parts.guarded(broken))


@pytest.mark.parametrize("label", ["Once", "Twice"])
def test_a_bug_behind_a_button_is_a_sentence_and_goes_to_the_log(label: str, caplog: pytest.LogCaptureFixture) -> None:
    tab = AppTest.from_function(_button_with_a_bug).run()
    with caplog.at_level(logging.ERROR, "followup"):
        next(button for button in tab.button if button.label == label).click().run()
    assert not tab.exception
    assert "What was saved before is safe" in tab.error[0].value.replace("\\", "")
    assert "ana" not in tab.error[0].value
    assert "ana@example.com is in the details" in caplog.text
    tab.run()
    assert not tab.error, "it is said once"


class _FailsWhileRunning(Batches):
    """Progress can be asked for once per run: by the page, and not by the part that draws the running batch."""

    asked = 0

    def progress(self) -> Progress | None:
        now = super().progress()
        if now and now.running:
            self.asked += 1
            if self.asked % 2 == 0:
                raise RuntimeError("a bug")
        return now


def test_a_bug_while_a_batch_runs_is_a_sentence(desk: Desk, scanner: RecordedScanner) -> None:
    batches = _FailsWhileRunning(desk.service, scanner)
    visit = Visit(Desk(desk.service, batches))
    with_event(visit)
    scanner.gate = threading.Semaphore(0)
    visit.tab.file_uploader[0].set_value([("ana.jpg", photo_of(ANA), "image/jpeg")])
    visit.tab.run()
    assert not visit.tab.exception
    assert any("What was saved before is safe" in box.value.replace("\\", "") for box in visit.tab.error)
    scanner.gate.release()
    assert batches.wait(20)


_KILLED = """
import os, time
from scanner.workers import WorkerPool

if __name__ == "__main__":
    pool = WorkerPool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="looks at the worker by POSIX means")
def test_the_workers_of_a_killed_server_end(tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(_KILLED, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        worker = int(server.stdout.readline())
        assert _lives(worker)
        server.kill()
    deadline = time.monotonic() + 20
    while _lives(worker):
        assert time.monotonic() < deadline, "the worker outlived its server"
        time.sleep(0.1)


def _lives(process: int) -> bool:
    """Whether a process is there and is more than an entry that nobody has asked for."""
    state = Path(f"/proc/{process}/stat")
    if state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
