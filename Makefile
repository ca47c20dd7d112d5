# `make demo` and `make test` are all the set-up there is: each installs what it needs into .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help install demo serve test check bench gates docs lock clean

help:
	@echo "make demo   trace the invented collection that ships with Stemma"
	@echo "make serve  open that collection in the browser"
	@echo "make test   run the tests"
	@echo "make check  ruff, mypy, the import contract, generated docs up to date"
	@echo "make gates  quality floors of bench/ (those whose data is there)"
	@echo "make bench  every benchmark, in full"
	@echo "make docs   write the generated pages of docs/ anew"
	@echo "make lock   pin every dependency anew, with hashes"

install: $(READY)

$(READY): constraints.txt constraints-build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Stemma needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Set PYTHON=…") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m stemma.places.build
	@touch $@

demo: $(READY)
	$(BIN)/stemma demo

serve: $(READY)
	$(BIN)/stemma demo --out demo > /dev/null
	$(BIN)/stemma serve demo

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.reference --check
	$(BIN)/python -m tools.readme --check

gates: $(READY)
	$(BIN)/python -m bench gates

bench: $(READY)
	$(BIN)/python -m bench all

docs: $(READY)
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.readme

lock: $(READY)
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe -o constraints-build.txt constraints-build.in
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --allow-unsafe --extra dev -o constraints.txt pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
