# Two commands matter: `make run` opens the page, `make test` checks everything. Both install what they need first.

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell scripts/find-python)

.DEFAULT_GOAL := help
.PHONY: help run demo test check lint types layers pytest samples messages lock clean

help:
	@echo "make run      install what is needed and open the page on 127.0.0.1"
	@echo "make demo     the same with a sample event, kept apart from your own data and gone afterwards"
	@echo "make test     install what is needed and run every check; with CI=true also the slow tests"
	@echo "make check    ruff, mypy, import-linter and the tests, as CI does"
	@echo "make messages collect what the page says, for translation (followup/locale)"
	@echo "make lock     look for newer releases and write the lock files anew"

run: $(VENV)/.run
	@scripts/system-packages run
	$(VENV)/bin/aftercard app

demo: $(VENV)/.run
	$(PY) -m tests.ui.demo

test: check

check: lint types layers pytest

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.dev
	$(VENV)/bin/mypy

layers: $(VENV)/.dev
	$(VENV)/bin/lint-imports --no-logo

pytest: $(VENV)/.dev
	@scripts/system-packages test
	$(PY) -m pytest

# The lock's hashes are checked by pip; the project itself is installed last, without looking for anything else.
$(VENV)/.run: requirements.lock pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --require-hashes --requirement requirements.lock
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

$(PY):
	$(PYTHON) -m venv $(VENV)

# uv writes the locks: for every platform, with hashes, without naming an index.
UV_COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" --extra build
lock: | $(PY)
	$(PY) -m pip install --quiet uv
	$(UV_COMPILE) pyproject.toml --output-file requirements.lock
	$(UV_COMPILE) --extra cluster --extra dev --extra postgresql --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

messages: $(VENV)/.dev
	$(PY) -m scripts.messages

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache tests/artifacts
