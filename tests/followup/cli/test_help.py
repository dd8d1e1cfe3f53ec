"""Every command explains itself at once, and the documentation names all of it."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from followup.cli import exports
from followup.cli.commands import aftercard
from followup.exchange import FORMATS
from tests.followup.cli.conftest import ROOT, Run

HEAVY = ("cv2", "numpy", "PIL", "rapidocr", "openvino", "onnxruntime", "streamlit", "sqlalchemy", "rich", "jinja2")

Words = tuple[str, ...]


def commands(group: click.Command = aftercard, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    yield path, group
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, (*path, name))


PATHS = [path for path, _ in commands()]
LEAVES = [path for path, command in commands() if not isinstance(command, click.Group)]


def test_help_of_every_command_loads_nothing_heavy() -> None:
    code = f"""
import sys
from followup.cli.entry import run
for path in {PATHS!r}:
    assert run([*path, "--help"]) == 0, path
print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"
    assert done.stdout.count("Usage: aftercard") == len(PATHS)


def test_help_answers_within_half_a_second(process: Run) -> None:
    def seconds() -> float:
        """Of processor time: what the clock says depends on what else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert process("capture", "--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.5


def test_the_service_loads_no_engine_and_no_page() -> None:
    heavy = ("cv2", "numpy", "rapidocr", "openvino", "onnxruntime", "streamlit")
    code = f"import sys, followup, followup.service; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_takes_the_database(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    assert "--db" in [option for parameter in command.params for option in parameter.opts]


def test_the_documentation_names_every_command_option_and_exit_code() -> None:
    text = (ROOT / "docs" / "cli.md").read_text()
    for path, command in commands():
        if path in LEAVES:
            assert f"`aftercard {' '.join(path)}" in text, path
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name not in ("help", "version"):
                assert any(option in text for option in parameter.opts), (path, parameter.opts)
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert documented == {0, 1, 2, 3, 4, 5, 6, 130}


def test_the_help_names_every_format(run: Run) -> None:
    assert tuple(FORMATS) == exports.FORMATS
    shown = run("export", "--help").stdout
    assert all(re.search(rf"\s{re.escape(name)}[,.]\s", shown) for name in FORMATS)
