# Every command sets up what it needs and may be run again at any time.
.DEFAULT_GOAL := help
.PHONY: help setup lab book serve check test test-all bench lock clean broken
.DELETE_ON_ERROR:

# What was compiled once is not compiled over again in each kernel and each process of the tests.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
RUN := $(VENV)/bin/python
# The newest Python is not always one that the lock was made for.
PYTHON ?= $(shell for p in python3 python3.12 python3.13 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && echo $$p && break; done)

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

# The stamp is the last thing set-up writes, so an interrupted set-up starts afresh next time.
# So does one whose Python is gone, or whose folder was moved or copied from elsewhere.
STAMP := $(VENV)/complete
BROKEN := $(shell test ! -e $(STAMP) || $(RUN) -c 'import os, seccoop, sys; \
	sys.exit(not os.path.samefile(seccoop.__file__, "src/seccoop/__init__.py"))' 2>/dev/null || echo broken)
setup: $(STAMP) ## make .venv from requirements.lock
$(STAMP): requirements.lock pyproject.toml $(if $(BROKEN),broken)
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 with venv is needed: on Debian or" \
		"Ubuntu 'apt install python3 python3-venv', or name one: make PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version): a minute or two, once."
	@$(PYTHON) -m venv --clear $(VENV)
	@# Twice quiet: errors are shown, but no warnings, of places to look in that are not there.
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@# Much of a build is imports, over again in each kernel: compile them once.
	@$(RUN) -m compileall -q -j 0 $(VENV)/lib >/dev/null 2>&1 || true
	@touch $@

# Defaults of this environment alone, which a user's own settings overrule: no question about news,
# and pages in Markdown open as they read.
LAB := $(VENV)/share/jupyter/lab/settings/overrides.json
$(LAB): jupyterlab-overrides.json $(STAMP)
	@mkdir -p $(@D) && cp $< $@

lab: $(LAB) ## open JupyterLab at the first notebook
	@# What passes between a kernel and the server is encrypted; without, each start of one warns.
	@echo "JupyterLab opens in the browser. To end it, press Ctrl-C here, twice."
	@$(RUN) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) --log-level=ERROR \
		--KernelManager.transport_encryption=auto notebooks/00-start-here.ipynb

book: $(STAMP) ## run the notebooks and build the book to _build/html
	@$(RUN) -m seccoop book

serve: $(STAMP) ## show the built book at http://localhost:8000
	@$(RUN) -m seccoop serve

check: $(STAMP) ## check data, questions and claims: seconds
	@$(RUN) -m seccoop check

# What has many cases is tested on a sample of them, the same in every run; see tests/sampling.py.
test: $(STAMP) ## test everything, the book and JupyterLab in a real browser included: minutes
test-all: $(STAMP) ## the same with every case of every test: a quarter of an hour
test-all: CASES := --all
test test-all:
	@$(RUN) -m tests.browser
	@$(RUN) -m ruff check .
	@$(RUN) -m seccoop check
	@$(RUN) -m seccoop book
	@$(RUN) -m pytest --nbval --nbval-current-env -n auto --dist loadfile --doctest-modules $(CASES) \
		notebooks src tests

bench: $(STAMP) ## measure the budgets, side by side, and print them
	@$(RUN) -m benchmarks

lock: ## renew requirements.lock and environment.yml from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --all-extras --upgrade pyproject.toml \
		-o requirements.lock -q --generate-hashes --no-emit-index-url --no-header --no-annotate
	@$(RUN) -m tests.environment

clean: ## remove what was built, keep the environment
	rm -rf _build
