# Everything runs in .venv, which is created from the lock files when it is missing or out of date.

PYTHON ?= python3
PORT ?= 8025
TESTS ?= tests
UV ?= uv

.DEFAULT_GOAL := help
.PHONY: help demo test quick story bench faults lint snapshots pictures roles link lock clean install install-dev

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: install  ## the product in a workspace of its own, in a browser (PORT=…, RESET=1 starts over)
	@.venv/bin/porchlight demo --port $(PORT) $(if $(filter-out 0,$(RESET)),--reset)

story: install  ## one customer's journey, told day by day in the terminal
	@.venv/bin/porchlight story

PYTEST = .venv/bin/python -m pytest -n logical --maxprocesses 4 --dist loadgroup -rfEs

test: install-dev  ## every test, and why any was skipped (TESTS=tests/… runs some; WAYS=all on every database and transport)
	@$(PYTEST) $(TESTS)

quick: install-dev  ## a first answer in some minutes: no browser, nothing marked slow, each test one way (SQLite if it can)
	@WAYS=sqlite $(PYTEST) -m "not browser and not slow" $(TESTS)

bench: install-dev  ## how fast it is, beside its peers and the floor: a table, and one JSON line a figure (some minutes)
	@.venv/bin/python -m tests.bench

faults: install-dev  ## all that can go wrong, tried at length: kills, networks, workers, databases, clocks
	@FAULTS=full .venv/bin/python -m pytest -n logical --maxprocesses 4 --timeout 600 -rs tests/faults

lint: install-dev  ## ruff, types, the order of the rooms, and that migrations match the models
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo --no-cache
	@.venv/bin/porchlight migrate --check

snapshots: install-dev  ## keep the wording as it is now, after a change that was meant
	@.venv/bin/python -m tests.demo.snapshots

pictures: install-dev  ## make the README's pictures anew, from the page itself (needs a Chromium)
	@.venv/bin/python docs/pictures.py

roles: install-dev  ## write docs/roles.md anew, after a change of who may do what
	@.venv/bin/python docs/roles.py

link: install-dev  ## write the README's link that creates the app anew, after a change of manifest.yml
	@.venv/bin/python docs/link.py

LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(if $(filter-out 0,$(UPGRADE)),--upgrade)

lock:  ## write the lock files anew from pyproject.toml (needs uv; UPGRADE=1 takes newer versions)
	@$(LOCK) pyproject.toml -o requirements.lock
	@$(LOCK) --all-extras pyproject.toml -o requirements-dev.lock

clean:  ## remove .venv and everything that tools left behind; keeps the demo's data
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

install:
	@$(PYTHON) -B -m bot.install

install-dev:
	@$(PYTHON) -B -m bot.install --dev
