#!/usr/bin/env bash
# Runs all tests, part by part, and says how long each took. A part that fails does not keep the others from running.
# NIGHTLY=1 runs the long forms. Called by make test and make nightly, which build first.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()

# part NAME COMMAND...: runs one part.
part() {
  local name=$1 begun=$SECONDS
  shift
  echo "== $name"
  "$@" || failed+=("$name")
  echo "== $name: $((SECONDS - begun)) s"
}

has() { command -v "$1" >/dev/null 2>&1; }

go_tests() {
  local race=() limit=30m with=()
  if has gcc || has clang; then race=(-race); fi
  [ -n "${NIGHTLY:-}" ] && limit=6h
  if has pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || [ -n "${TEST_POSTGRES_URL:-}${PG_BIN:-}" ]; then
    with=(scripts/with-postgres.sh)
  fi
  CGO_ENABLED=$([ ${#race[@]} -gt 0 ] && echo 1 || echo 0) ${with[@]+"${with[@]}"} go test ${race[@]+"${race[@]}"} -timeout "$limit" ./...
}

# The simulation of rooms without the race detector, which runs fewer of them above: it is time that they need, not suspicion.
simulation() { go test ./rooms -run TestSimulation -timeout 2h -args -seeds="$([ -n "${NIGHTLY:-}" ] && echo 50000 || echo 2000)"; }

browser_tests() {
  if has chromium || has google-chrome || [ -x "${CHROMIUM:-/nonexistent}" ]; then
    npm run --silent browser
  else
    echo "left out: there is no Chromium"
  fi
}

web() { (cd web && "$@"); }

part "Go" go_tests
part "Go: simulation" simulation
part "TypeScript: types" web npm run --silent types
part "TypeScript: lint" web npm run --silent lint
part "TypeScript: tests" web npm run --silent test
part "Browser" web browser_tests

echo "all parts: $SECONDS s"
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: $(printf '%s; ' "${failed[@]}")" >&2
  exit 1
fi
