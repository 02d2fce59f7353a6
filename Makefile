# Two targets for newcomers: `make run` and `make test`. Both set up .venv on their first run.
PY ?= python3
V := .venv
BIN := $(V)/bin
OUT ?= build

.DEFAULT_GOAL := run
.PHONY: run test lint types walls unit oldest oldest-few oldest-venv bench fmt clean

run: $(V)/.stamp
	@if [ -t 0 ] && [ -t 1 ]; then "$(BIN)/coach" $(ARGS); else \
	  mkdir -p "$(OUT)" && "$(BIN)/coach" grade examples/url-shortener-good.md --html --force -o "$(OUT)/url-shortener-good.html" && \
	  "$(BIN)/coach" grade examples/url-shortener-good.md && \
	  echo "No terminal here: the example sheet was graded. Its report is $(OUT)/url-shortener-good.html"; fi

test: lint types walls unit

lint: $(V)/.stamp
	@"$(BIN)/ruff" check -q .
	@"$(BIN)/ruff" format -q --check .

types: $(V)/.stamp
	@"$(BIN)/mypy"

walls: $(V)/.stamp
	@"$(BIN)/lint-imports"

unit: $(V)/.stamp
	@"$(BIN)/python" -m pytest -q -n auto --dist loadgroup -m "not long" $(ARGS)

# The oldest versions that pyproject.toml allows, in an environment of their own: the whole suite, or (in CI) the rooms
# that lean most on what others wrote, and nothing where those versions cannot be had.
OLDEST_FEW := tests/store tests/tui/test_home.py

oldest: oldest-venv
	@"$(V)-oldest/bin/python" -m pytest -q -n auto --dist loadgroup -m "not long and not packaging" $(ARGS)

oldest-few:
	@if $(MAKE) -s oldest-venv > oldest.log 2>&1; then rm -f oldest.log; \
	  "$(V)-oldest/bin/python" -m pytest -q -n auto --dist loadgroup -m "not long and not packaging" $(OLDEST_FEW) $(ARGS); \
	elif grep -qE "No matching distribution|Connection|Max retries|Could not fetch|timed out" oldest.log; then rm -f oldest.log; \
	  echo "The oldest versions were not tried: they cannot be had from here."; \
	else cat oldest.log; exit 1; fi

oldest-venv:
	@$(PY) -m venv "$(V)-oldest"
	@$(PY) -c 'import re, tomllib; p = tomllib.load(open("pyproject.toml", "rb"))["project"]; print("\n".join("{}=={}".format(*m.groups()) for d in p["dependencies"] if (m := re.match(r"([\w.-]+)>=([\w.]+)", d))))' > "$(V)-oldest/constraints.txt"
	@"$(V)-oldest/bin/python" -m pip install -q --disable-pip-version-check -c "$(V)-oldest/constraints.txt" -e '.[test]'

bench: $(V)/.stamp
	@"$(BIN)/python" -m benchmarks $(ARGS)

fmt: $(V)/.stamp
	@"$(BIN)/ruff" check -q --fix . ; "$(BIN)/ruff" format -q .

$(V)/.stamp: pyproject.toml
	@test -x "$(BIN)/python" || $(PY) -m venv "$(V)" || { echo "Python's venv module is missing: apt install python3-venv"; exit 1; }
	@echo "Setting up $(V) (once) ..."
	@if command -v uv >/dev/null 2>&1; then uv pip install -q --python "$(BIN)/python" -e '.[test]'; \
	 else "$(BIN)/python" -m pip install -q --disable-pip-version-check -e '.[test]'; fi
	@"$(BIN)/python" -m compileall -q coach  # as an installed program's: else a shell that forbids it compiles at each start
	@touch "$@"

clean:
	rm -rf "$(V)" "$(V)-oldest" build dist .mypy_cache .pytest_cache .ruff_cache
