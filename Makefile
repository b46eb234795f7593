# The commands a newcomer needs; everything else is `rowhouse --help`.
# `make demo` and `make test` start from nothing: what is missing is installed first.

PYTHON ?= python3
BIN := .venv/bin
ROWHOUSE := $(BIN)/rowhouse

.PHONY: demo test pooled lint audit proof release install down clean

demo: install
	$(ROWHOUSE) up --demo --detach

test: install
	$(ROWHOUSE) test

# What asks an API or works behind it, through a pooler in transaction mode, which wipes each session.
pooled: install
	ROWHOUSE_POOLER=1 $(ROWHOUSE) test tests/api tests/glue/test_sessions.py --postgres 18

lint: install
	$(ROWHOUSE) lint

# Vulnerabilities and licences of packages, secrets in files; vetting.toml lists what is accepted.
audit: install
	$(BIN)/python -m glue.vetting

# The long proofs too: whole real files, long concurrency runs; and how much is covered.
proof: install
	$(ROWHOUSE) test --all --coverage

# Freezes migrations, then checks and builds what is committed: docs/versioning.md.
release: install
	$(ROWHOUSE) migrate freeze
	$(ROWHOUSE) accept --check
	$(BIN)/python -m glue.release

install: $(BIN)/.installed node_modules/.installed

$(BIN)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Rowhouse needs Python 3.11 or newer; set PYTHON=<path>." >&2; exit 2; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv \
	    || { echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 2; }
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[demo,dev,ha,otel,peers,sentry]'
	@touch $@

node_modules/.installed: package.json package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' \
	    || { echo "Rowhouse's local stack needs Node 20 or newer." >&2; exit 2; }
	npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

down:
	$(ROWHOUSE) down

clean: down
	rm -rf .venv node_modules .rowhouse
