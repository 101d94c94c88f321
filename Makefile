# `make run` shows the main job; `make test` passes the tests. Nothing to install first.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := list
.PHONY: list run test lint fix

list: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/ready: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/ready ## Start everything with the demo programme; Ctrl-C stops it
	$(BIN)/python manage.py up

test: .venv/ready ## Run the whole suite on SQLite
	$(BIN)/python -m pytest

lint: .venv/ready ## Ruff, mypy, import-linter, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

fix: .venv/ready ## Let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
