# Run `make help` for the list of targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo neo4j test check golden evaluate bench docs clean

PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3 2>/dev/null) python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared
DEMO ?= kg-demo
NEO4J ?= kg-neo4j

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## Make .venv and install the project with all extras, in the versions of constraints.txt.

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed: install it, or name it with make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments (its venv and ensurepip are packaged apart)." >&2; \
	  echo "On Debian and Ubuntu: apt-get install python3-venv; or name another Python with make PYTHON=…" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing into $(VENV) (a few minutes the first time)"
	@PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --editable '.[pdf,dev]'
	@touch $@

demo: $(READY)  ## Read the sample documents, load them into a store, and ask it.
	@PATH="$(abspath $(BIN)):$$PATH" scripts/demo.sh $(DEMO)

neo4j: $(READY)  ## Start a Neo4j server that keeps its data in kg-neo4j, and say how to use it (NEO4J=FOLDER: another).
	@$(BIN)/kg neo4j start --home $(NEO4J)

test: check  ## Check, then run all tests; this is what CI runs.
	@$(BIN)/python -m pytest

check: $(READY)  ## Lint, types and layers.
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

golden: $(READY)  ## Renew the reviewed graphs of the samples; look at the diff before you commit it.
	@$(BIN)/python scripts/golden.py

evaluate: $(READY)  ## Score the extraction against the annotated documents, and write docs/quality.md.
	@$(BIN)/python scripts/evaluate.py --shared $(SHARED)

bench: $(READY)  ## Measure speed by stage, memory against the size of the corpus, RDF, stores, queries (DOCUMENTS=FOLDER: your own).
	@$(BIN)/python scripts/bench.py $(DOCUMENTS)
	@$(BIN)/python scripts/bench_rdf.py
	@$(BIN)/python scripts/bench_load.py $(if $(GRAPHRAG),--graphrag $(GRAPHRAG) --apoc $(APOC))
	@$(BIN)/python scripts/bench_queries.py

docs: $(READY)  ## Write the pages of the ontology, in Chinese and English, into build/ontology.
	@$(BIN)/python scripts/ontology_pages.py

clean:  ## Remove what the other targets made.
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
