BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

# What the tests depend on: they run again when any of it is newer than their last full pass.
TESTED := .pytest_cache/passed
TESTED_FILES := $(shell find src tests benchmarks .ci screenshots/make.py -type f -not -name '*.pyc') $(wildcard *.md) \
	Makefile pyproject.toml constraints.txt $(wildcard .venv/pyvenv.cfg)

.PHONY: check format-check lint types imports test test-all bench bench-peers format screenshots

check: format-check lint types imports test

format-check:
	$(BIN)ruff format --check

lint:
	$(BIN)ruff check

types:
	$(BIN)mypy

imports:
	$(BIN)lint-imports --no-logo

test: $(TESTED)
	@echo "All tests have passed on these files. make -B test runs them again."

$(TESTED): $(TESTED_FILES)
	$(BIN)pytest
	@mkdir -p $(@D) && touch $@

test-all:
	$(BIN)pytest -m "" --hypothesis-profile=thorough

bench:
	$(BIN)python -m benchmarks

bench-peers:
	$(BIN)python -m benchmarks.peer_programs

format:
	$(BIN)ruff format
	$(BIN)ruff check --fix

screenshots:
	$(BIN)python screenshots/make.py
