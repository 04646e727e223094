# `make demo` and `make test` need only Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo serve test check lint smoke chaos lock pictures stale clean

demo: $(VENV)/running
	@$(BIN)/python run_bot.py demo

serve: $(VENV)/running
	@$(BIN)/python run_bot.py serve

test: $(VENV)/testing
	$(BIN)/python -m pytest $(COVERAGE)

# What CI runs: the same tests, measured, and all that has to hold besides.
check: COVERAGE := --cov=bot --cov-report=term-missing:skip-covered --cov-fail-under=95
check: test lint stale smoke chaos

lint: $(VENV)/testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Checkout, wheel and the files of the image, each started as for the first time.
smoke: $(VENV)/running
	$(BIN)/python -m tests.smoke

# Killed, stopped, starved and lied to, some ninety seconds in all; nothing that people did may be lost.
chaos: $(VENV)/testing
	$(BIN)/python -m tests.chaos --seconds 40 --minutes 1

$(VENV)/created:
	$(PYTHON) -m venv $(VENV)
	touch $@

# --no-deps: every version, also of what a dependency needs, is the pinned one.
$(VENV)/running: $(VENV)/created requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/testing: $(VENV)/running tests/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	touch $@

lock: $(VENV)/created
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --extra dev --extra ocr -c requirements.lock -o tests/requirements.lock pyproject.toml

pictures: $(VENV)/running
	$(BIN)/python -m docs.make_pictures

# Whether the pictures show what the bot sends.
stale: $(VENV)/running
	$(BIN)/python -m docs.make_pictures --check

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .coverage
