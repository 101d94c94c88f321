# `make run` shows the main job; `make test` passes the tests. Nothing to install first.
.DEFAULT_GOAL := list
.PHONY: list run ready test lint fix storm bench ci

# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>&- && echo $$each && break; done)
BIN := .venv/bin
# Without the compiled files that this forbids, each process starts five times slower.
unexport PYTHONDONTWRITEBYTECODE

# A stamp is named for what it stands for: the Python and the lock. When one of
# them changes there is no such stamp, and the environment is made ready again.
MADE_OF := $(shell $(or $(PYTHON),:) -c 'import platform; print(platform.python_version())' 2>&-)
RUN_READY := .venv/run-$(MADE_OF)-$(firstword $(shell cksum requirements.txt))
DEV_READY := .venv/dev-$(MADE_OF)-$(firstword $(shell cksum requirements-dev.txt))
PIP := $(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check

list: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/python-$(MADE_OF):
	@test -n "$(MADE_OF)" || { echo "Nirapad needs Python 3.11 or newer (make PYTHON=/path/to/python)"; exit 1; }
	@echo "Making the environment (.venv, Python $(MADE_OF)) …"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN_READY): | .venv/python-$(MADE_OF)
	@echo "Installing what the site needs …"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(DEV_READY): | $(RUN_READY)
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

run: $(RUN_READY) ## Start everything with the demo programme; Ctrl-C stops it
	@$(BIN)/python manage.py up

ready: $(DEV_READY) ## Make the environment of the tests

test: $(DEV_READY) ## Run the whole suite on SQLite
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: $(DEV_READY) ## Ruff, mypy, import-linter, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

fix: $(DEV_READY) ## Let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

storm: $(DEV_READY) ## Throw faults at it for longer than the suite does
	STORM_POLLS=$${STORM_POLLS:-10000} STORM_ACCOUNTS=$${STORM_ACCOUNTS:-50} \
		$(BIN)/python -m pytest -p no:randomly tests/storms/test_polls_in_a_storm.py
	SEQUENCES=$${SEQUENCES:-500} $(BIN)/python -m pytest tests/storms/test_any_sequence_in_full.py
	SEQUENCES=$${STORM_STORIES:-200} \
		$(BIN)/python -m pytest -p no:randomly tests/portal/test_no_way_to_a_hidden_story.py \
		tests/portal/test_who_knows_of_stories.py
	EVERY_ROLE=1 $(BIN)/python -m pytest tests/portal/test_no_canary_leaks.py
	PLANTED=1 $(BIN)/python -m pytest tests/events/test_planted_bugs_of_the_intake.py
	STORM_POLLS=80 STORM_ACCOUNTS=10 \
		$(BIN)/python -m pytest -p no:randomly tests/storms/test_planted_bugs.py
	$(BIN)/python -m pytest tests/storms/test_sends_at_once_in_full.py
	$(BIN)/python -m pytest tests/storms/test_field_app_in_a_storm.py
	STORM_FORMS=$${STORM_FORMS:-1000} \
		$(BIN)/python -m pytest -p no:randomly tests/storms/test_phones_in_a_storm.py
	$(BIN)/python -m pytest tests/storms/test_sheets_in_full.py
	STORM_UPLOAD_MB=$${STORM_UPLOAD_MB:-200} \
		$(BIN)/python -m pytest tests/storms/test_recordings_in_a_storm.py
	$(BIN)/python -m pytest tests/storms/test_hostile_recordings_in_full.py
	STORM_RENDITIONS=$${STORM_RENDITIONS:-50} \
		$(BIN)/python -m pytest tests/crm_videos/test_renditions_in_a_storm.py
	EVERY_FAULT=1 $(BIN)/python -m pytest tests/portal/test_every_step_to_a_platform_may_fail.py
	STORM_PUBLISHINGS=$${STORM_PUBLISHINGS:-0} \
		$(BIN)/python -m pytest tests/storms/test_publishing_in_a_storm.py
	$(BIN)/python -m pytest tests/storms/test_planted_bugs_of_publishing.py

bench: $(DEV_READY) ## Measure it
	$(BIN)/python -m pytest tests/benchmarks

ci: ## Everything on SQLite, then on PostgreSQL, Redis and Chromium, nothing skipped
	bash .ci/run
