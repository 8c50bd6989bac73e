BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

.PHONY: check format-check lint types imports test test-all format screenshots

check: format-check lint types imports test

format-check:
	$(BIN)ruff format --check

lint:
	$(BIN)ruff check

types:
	$(BIN)mypy

imports:
	$(BIN)lint-imports --no-logo

test:
	$(BIN)pytest

test-all:
	$(BIN)pytest -m "" --hypothesis-profile=thorough

format:
	$(BIN)ruff format
	$(BIN)ruff check --fix

screenshots:
	$(BIN)python screenshots/make.py
