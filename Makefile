# Two commands start everything on a machine with python3 and make: `make run` and `make test`.
# Every path is relative, so the checkout may stand in a folder with spaces and any letters.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
READY_BENCH := .venv/.ready-bench
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench fuzz golden docs wheel clean

help: ## show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## classify the example study and render chapter 4 into build/
	$(BIN)/qualcode classify cases/
	$(BIN)/qualcode render --chapter 4

test: $(READY) ## run everything that review runs: ruff, mypy, pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

check: test ## the same as `make test`

bench: $(READY_BENCH) ## compare speed with other checkers of YAML
	$(BIN)/python -m tests.bench.run

fuzz: $(READY) ## change shipped studies in 20,000 ways; FUZZ_INPUTS=n for another number
	$(BIN)/python -m tests.fuzz.run

golden: $(READY) ## write the golden files anew; read the diff before you commit it
	$(BIN)/pytest --update-golden

docs: $(READY) ## write docs/rules/ and docs/commands/ anew from the code
	$(BIN)/pytest -q tests/test_manual.py tests/test_generated_docs.py --update-golden

wheel: $(READY) ## build the sdist and the wheel into dist/
	$(BIN)/python -P -m build

clean: ## remove the environment, caches and dist/; drafts in build/ are kept
	rm -rf .venv dist fuzz-failing .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find qualcode tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "qualcode needs Python 3.11 or later, but '$(PYTHON)' is not there." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "qualcode needs Python 3.11 or later; '$(PYTHON)' is older." >&2; \
	  echo "Name a newer one: make $(or $(MAKECMDGOALS),test) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: its venv module is missing." >&2; \
	  echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once; takes about a minute)" >&2
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@

$(READY_BENCH): $(READY)
	@$(PIP) install --quiet --editable '.[bench]'
	@touch $@
