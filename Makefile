# Everything runs from a fresh clone with Python 3.11 or later and make:
#   make demo    read a specimen and print what was found
#   make test    the tests            make check    what .ci/run runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := requirements.lock
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
SCHEMA := models/schema/dossier.schema.json
SPECIMEN := samples/pdf/decision-convention-annexee.pdf
# what `make quality` scores; any folder of gold labels and its documents will do
GOLD ?= samples/gold
DOCS ?= samples/text

.PHONY: demo test check bench bench-batch torture quality generate lock clean
.DEFAULT_GOAL := demo

demo: $(READY)
	@$(BIN)/actes show $(SPECIMEN)

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests samples tools benchmarks
	$(BIN)/actes schema | diff -u $(SCHEMA) -
	$(BIN)/python samples/build.py --check
	$(BIN)/python tools/checks_doc.py --check
	$(MAKE) --no-print-directory test

bench: $(READY)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/bench_ocr.py --only cost

bench-batch: $(READY)
	$(BIN)/python benchmarks/bench_batch.py

torture: $(READY)
	$(BIN)/python benchmarks/torture.py

quality: $(READY)
	$(BIN)/actes evaluate $(GOLD) $(DOCS)

# the files that check compares, made anew
generate: $(READY)
	mkdir -p $(dir $(SCHEMA))
	$(BIN)/actes schema > $(SCHEMA)
	$(BIN)/python samples/build.py
	$(BIN)/python tools/checks_doc.py

# the environment: exact versions of everything, then the package itself, editable
$(READY): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "actes needs Python 3.11 or later (make PYTHON=...)")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --requirement $(LOCK)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# a new set of exact versions: the newest that pyproject.toml allows, from an empty environment
lock:
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --quiet --quiet --disable-pip-version-check install --editable '.[dev]'
	@{ printf '# Exact versions of everything actes runs and is tested with. Made by `make lock`; see docs/decisions/0005-lock.md.\n'; \
	   $(VENV)-lock/bin/python -m pip freeze --exclude actes; } > $(LOCK).new
	mv $(LOCK).new $(LOCK)
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(VENV)-lock $(LOCK).new build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
