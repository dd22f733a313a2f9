# Two commands on a fresh machine:  `make run` does the job,  `make test` proves it.
PYTHON ?= python3.11
ifeq (, $(shell command -v $(PYTHON)))
PYTHON := python3
endif
BIN    := .venv/bin
READY  := .venv/.ready
DEV    := .venv/.ready-dev
STATIC := data/cache/.ready
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run etl serve test check fix lock bench clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(READY) $(STATIC)  ## load the deliveries in data/inbox (or the sample), then serve the dashboard
	@$(BIN)/python -m etl run || true  # it says itself what failed, and what became of the figures
	@$(BIN)/python -m dashboard

etl: $(READY)  ## load, check, build and publish; prints what was refused and why
	@$(BIN)/python -m etl run

serve: $(READY) $(STATIC)  ## serve the dashboard of the newest release on http://127.0.0.1:8050
	@$(BIN)/python -m dashboard

test: check $(STATIC)  ## all checks and all tests; BROWSER=nee leaves out the browser (and says so)
	@.ci/browser
	@.ci/postgres
	$(BIN)/python -m pytest --numprocesses 2 $(if $(filter nee,$(BROWSER)),-m 'not browser')

check: $(DEV)  ## formatting, lint, types, import rules, SQL style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar sql bench

fix: $(DEV)  ## mend what can be mended without thought
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --disable-progress-bar sql bench

bench: $(DEV)  ## measure speed, as ratios against a named baseline in the same run
	@$(BIN)/python -m bench

lock: $(DEV)  ## write down the versions that are installed now
	$(BIN)/pip freeze --exclude-editable > constraints.txt

clean:  ## remove what can be made again (never data/inbox or data/warehouse)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache data/cache data/voorbeeld

$(READY): pyproject.toml constraints.txt
	@echo "Installeren (eenmalig, één à twee minuten)…" >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) --editable .
	@touch $@

$(DEV): $(READY)
	@$(PIP) --editable '.[dev]'
	@touch $@

$(STATIC): $(READY)
	@mkdir -p data/cache
	@$(BIN)/python -m dashboard.assets_cache
	@touch $@
