# Needs `python3` and `make`, nothing else: see README.md.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

# Every command starts two seconds sooner when Python may keep what it has compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test check bench screenshots

# Quick once it has been done: it compares uv.lock and a few more with what is installed.
setup:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.12 or newer." >&2; exit 1; }
	@$(PYTHON) bin/setup.py

demo: setup
	@$(BIN)/python manage.py demo --port $(PORT)

test: setup
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djangofmt --check templates
	$(BIN)/djangofmt check templates
	! grep -rnE '.{121,}' --include='*.html' templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING

# CLAIMS= names other sizes of the desk (docs/benchmarks.md), DATA= the folder of the published sets
# (docs/proposals.md).
bench: setup
	@$(BIN)/python -m tests.bench $(if $(CLAIMS),--claims $(CLAIMS)) $(if $(DATA),--data $(DATA))
	@$(if $(DATA),$(BIN)/python -m claims.proposer.measuring $(DATA))

screenshots: setup
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.screenshots
