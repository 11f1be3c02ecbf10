# make demo   briefs of the examples and their scores, on a fresh machine; installs no torch
# make test   everything that CI checks; installs torch as well
# make pins   constraints-base.txt anew: every package of the base install, with the hashes of its files
#
# PYTHON    the Python to make the environment with, 3.11 or newer
# PIP_ARGS  more arguments for pip. constraints.txt pins torch; which build of it comes is up to the index, and the
#           default one may bring gigabytes of CUDA. For another build, name the index that PyTorch's installation page
#           gives for it: make test PIP_ARGS='--extra-index-url ADDRESS'

PYTHON ?= python3
VENV ?= .venv
PIP_ARGS ?=
PYTEST_ARGS ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt $(PIP_ARGS)
DEMO := build/demo.jsonl

.PHONY: demo test lint pins clean

demo: $(VENV)/.base
	$(BIN)/mujaz brief examples/articles.jsonl
	@mkdir -p $(dir $(DEMO))
	$(BIN)/mujaz brief examples/articles.jsonl --quiet --fresh -o $(DEMO)
	$(BIN)/mujaz evaluate $(DEMO) --references examples/articles.jsonl --no-cut

test: lint
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pins: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target build/uv uv==0.13.9
	build/uv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
	  --constraint constraints.txt --custom-compile-command 'make pins' --output-file constraints-base.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[torch,dev]'
	@touch $@ $(VENV)/.base
