# POK-monitor. `make run` starts the dashboard, `make test` runs every test. Both do all set-up themselves.
SHELL = /bin/sh
.SHELLFLAGS = -ec
.DELETE_ON_ERROR:
.PHONY: help run test bench bench-what-if test-crash fuzz check format lock screens browser clean

PORT ?= 8501
ROWS ?= 200000
HOST := 127.0.0.1
ARGS :=
EXAMPLES := 500
WORKERS ?= 3
PYTHON := $(shell for found in python3.11 python3 python; do \
	"$$found" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo "$$found"; break; }; done)

BIN := .venv/bin
PY := $(BIN)/python
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input

help:
	@echo 'make run       set up what is needed and serve the dashboard on http://$(HOST):$(PORT)  (PORT= HOST=)'
	@echo 'make test      set up what is needed, a browser too, and run every test  (ARGS="-k words" for some)'
	@echo 'make test-crash  kill a writer 500 times while others read'
	@echo 'make fuzz      many more damaged files and ledgers in chance dialects  (EXAMPLES=)'
	@echo 'make bench     what reading a ledger costs, as a ratio  (ROWS=)'
	@echo 'make bench-what-if  how the what-if board follows the hand, beside plain Streamlit and Dash'
	@echo 'make check     format, lint, types and import contracts'
	@echo 'make format    write the code in the house format'
	@echo 'make lock      pin every dependency of requirements*.in again'
	@echo 'make screens   pictures of every page in build/screens'
	@echo 'make clean     remove what make made; the data in var/ stays'

run: $(RUN_READY)
	@$(PY) -m pokdash init || true  # what is wrong was said; the dashboard shows the last good data
	@exec $(PY) -m pokdash serve --host '$(HOST)' --port '$(PORT)'

# More at a time than there are cores, because tests in a browser wait; `-n 0` in ARGS runs them one after another.
test: $(DEV_READY) browser
	@$(PY) -m pytest --numprocesses '$(WORKERS)' --dist worksteal $(ARGS)

# Far too long for every run; the tests in `make test` kill fifty.
test-crash: $(DEV_READY)
	@$(PY) -m pytest -n 0 -m crash $(ARGS)

# Chance is another one each time; POKDASH_SEED repeats the damaged files, and a property prints its own seed.
fuzz: $(DEV_READY)
	@seed=$${POKDASH_SEED:-$$(date +%s)}; echo "POKDASH_SEED=$$seed"; \
	POKDASH_SEED=$$seed POKDASH_EXAMPLES='$(EXAMPLES)' $(PY) -m pytest -n 2 tests/test_fuzz.py $$(grep -l '^from hypothesis' tests/test_*.py)

bench: $(DEV_READY)
	@PYTHONPATH=. $(PY) benchmarks/reading.py --rows '$(ROWS)'

check: $(DEV_READY)
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Dash is measured against and is no part of the product, so it has an environment of its own.
bench-what-if: $(DEV_READY) browser
	@$(PYTHON) -m venv build/peers && build/peers/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
		-r benchmarks/peers/requirements.txt
	@POKDASH_BROWSER="$${POKDASH_BROWSER:-$$($(PY) tests/browser/find_browser.py | tail -1)}" \
		PYTHONPATH=. $(PY) benchmarks/what_if.py --dash build/peers/bin/python

format: $(DEV_READY)
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lock: $(DEV_READY)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt

screens: $(DEV_READY) browser
	@PYTHONPATH=. $(PY) tests/browser/screens.py build/screens

browser: $(DEV_READY)
	@$(PY) tests/browser/find_browser.py

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment: made with Python 3.11 only, made again when it no longer starts.
define ENVIRONMENT
@if ! "$(PY)" -c 'import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then \
	if [ -z '$(PYTHON)' ]; then \
		echo 'POK-monitor needs Python 3.11, and it is not found here. Install it, or say where it is: make PYTHON=/path/to/python3.11' >&2; \
		exit 1; \
	fi; \
	'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo 'POK-monitor needs Python 3.11; $(PYTHON) is not that.' >&2; \
		exit 1; \
	}; \
	'$(PYTHON)' -m venv --clear .venv || { \
		echo 'This Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3.11-venv' >&2; \
		exit 1; \
	}; \
fi
endef

$(RUN_READY): requirements.txt
	$(ENVIRONMENT)
	@echo 'Installing what the dashboard needs (only the first time, and after a new version)...'
	@$(PIP_INSTALL) -r requirements.txt
	@touch $(RUN_READY)

$(DEV_READY): requirements.txt requirements-dev.txt
	$(ENVIRONMENT)
	@echo 'Installing what the dashboard and its tests need (only the first time, and after a new version)...'
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(RUN_READY) $(DEV_READY)
