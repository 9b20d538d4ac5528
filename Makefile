# One command on a machine that has Python 3.11 or newer and make:
#   make paper    set everything up and build the example paper into out/
#   make test     set everything up and run the tests
# A second call does only what has changed. `make INSTALLER=uv …` uses uv where it is installed; pip is enough.

VENV      ?= .venv
BIN       := $(VENV)/bin
INSTALLER ?= pip
BENCH     ?= ../shared/bench
PAGES     ?= src/broadsheet/examples/pages
OUT       ?= out
WORKERS   ?= 2
PYTHON    ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
                 "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

ifeq ($(INSTALLER),uv)
INSTALL := uv pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*' 2>/dev/null)

.PHONY: help paper test check serve bench evaluate docs lock format clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make check    ruff, mypy and the import contracts"
	@echo "make serve    the example paper on loopback"
	@echo "make bench    measure every room on $(BENCH) and compare with the pinned floors"
	@echo "make evaluate measure the example pages, and on $(BENCH) if it is there; write docs/evaluation anew"
	@echo "make docs     the docs as a site in build/docs, which opens without a server"
	@echo "make lock     resolve the pinned requirements anew; make format, make clean"

paper: $(OUT)/index.html
	@echo "Your example paper lies in $(OUT)/: open $(OUT)/index.html in a browser."
	@echo "With your own pages: $(BIN)/broadsheet build FOLDER --site my-paper"

test: $(VENV)/.test-ready
	$(BIN)/python -m pytest -q -n $(WORKERS) $(ARGS)

check: $(VENV)/.lint-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(OUT)/index.html
	$(BIN)/broadsheet serve --site $(OUT)

bench: $(VENV)/.test-ready
	$(BIN)/python -m broadsheet.evaluate --bench $(BENCH) $(ARGS)

evaluate: $(VENV)/.test-ready
	$(BIN)/python -m broadsheet.evaluate.told docs/evaluation
	@if test -d $(BENCH); then $(BIN)/python -m broadsheet.evaluate --bench $(BENCH) $(ARGS); \
	else echo "There is no bench at $(BENCH): only the example pages were measured (name one with BENCH=DIR)."; fi

docs: $(VENV)/.docs-ready
	$(BIN)/python -m broadsheet.cli.manual docs
	$(BIN)/zensical build --strict
	@echo "The docs lie in build/docs/: open build/docs/index.html in a browser."

lock: $(VENV)/.base-ready
	@test -x $(BIN)/uv || $(INSTALL) uv
	$(LOCK) pyproject.toml -o requirements/base.txt
	$(LOCK) --group build -o requirements/build.txt
	$(LOCK) --group test -c requirements/base.txt -o requirements/test.txt
	$(LOCK) --group lint -c requirements/base.txt -o requirements/lint.txt
	$(LOCK) --group docs -c requirements/base.txt -o requirements/docs.txt

format: $(VENV)/.lint-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(OUT) build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(OUT)/index.html: $(VENV)/.base-ready $(SOURCES)
	$(BIN)/broadsheet build $(PAGES) --site $(OUT)
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "broadsheet needs Python 3.11 or newer: none found (name one with PYTHON=…)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base-ready: requirements/base.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/base.txt -r requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-ready: requirements/test.txt $(VENV)/.base-ready
	$(INSTALL) --require-hashes -r requirements/base.txt -r requirements/test.txt
	@touch $@

$(VENV)/.lint-ready: requirements/lint.txt $(VENV)/.base-ready
	$(INSTALL) --require-hashes -r requirements/base.txt -r requirements/lint.txt
	@touch $@

$(VENV)/.docs-ready: requirements/docs.txt $(VENV)/.base-ready
	$(INSTALL) --require-hashes -r requirements/base.txt -r requirements/docs.txt
	@touch $@
