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

has_postgres() {
  has pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || [ -n "${TEST_POSTGRES_URL:-}${PG_BIN:-}" ]
}

go_tests() {
  local race=() limit=30m with=()
  if has gcc || has clang; then race=(-race); fi
  [ -n "${NIGHTLY:-}" ] && limit=6h
  if has_postgres; then with=(scripts/with-postgres.sh); fi
  CGO_ENABLED=$([ ${#race[@]} -gt 0 ] && echo 1 || echo 0) ${with[@]+"${with[@]}"} go test ${race[@]+"${race[@]}"} -timeout "$limit" ./...
}

# The simulation of rooms without the race detector, which runs fewer of them above: it is time that they need, not suspicion.
simulation() { go test ./rooms -run TestC2_Simulation -timeout 2h -args -seeds="$([ -n "${NIGHTLY:-}" ] && echo 50000 || echo 2000)"; }

# Bad requests to every route, likewise.
bad_requests() { go test ./server -run 'TestBadRequests$' -timeout 1h -args -badrequests="$([ -n "${NIGHTLY:-}" ] && echo 100000 || echo 10000)"; }

# Whether the tests notice when what they test is gone; what takes a PostgreSQL is left out without one.
mutants() {
  local with=()
  if has_postgres; then with=(scripts/with-postgres.sh); fi
  ${with[@]+"${with[@]}"} go run ./tools/mutants -long
}

browser_tests() {
  if has chromium || has google-chrome || [ -x "${CHROMIUM:-/nonexistent}" ]; then
    npm run --silent browser
  else
    echo "left out: there is no Chromium"
  fi
}

# The fuzz targets for a moment; in the long form for ten minutes each, and those of the server too, which take minutes to build for it.
# What each has kept runs with the tests above.
fuzz() {
  local package target for=1s packages="./rooms/board/strict ./rooms/board ./rooms/wire ./rooms"
  [ -n "${NIGHTLY:-}" ] && for=10m packages="$packages ./server/raster ./server"
  for package in $packages; do
    for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz'); do
      go test "$package" -run '^$' -fuzz "^$target\$" -fuzztime "$for" -timeout 30m >/tmp/fuzz.$$ 2>&1 || { cat /tmp/fuzz.$$; return 1; }
      echo "$package $target: $(grep -o 'execs: [0-9]*' /tmp/fuzz.$$ | tail -n 1)"
    done
  done
  rm -f /tmp/fuzz.$$
}

# The files for containers, what their steps leave, and certificates from a certificate authority: a module of its own.
hosting_tests() { (cd tools/hosting && go test ./...); }

web() { (cd web && "$@"); }

part "Go" go_tests
part "Go: simulation" simulation
part "Go: bad requests" bad_requests
part "Go: fuzz" fuzz
part "Hosting" hosting_tests
[ -n "${NIGHTLY:-}" ] && part "Go: mutants" mutants
[ -n "${NIGHTLY:-}" ] && part "Release" env TRY=1 scripts/release.sh
part "TypeScript: types" web npm run --silent types
part "TypeScript: lint" web npm run --silent lint
part "TypeScript: tests" web npm run --silent test
part "Browser" web browser_tests

echo "all parts: $SECONDS s"
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: $(printf '%s; ' "${failed[@]}")" >&2
  exit 1
fi
