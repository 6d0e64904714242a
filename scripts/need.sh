#!/usr/bin/env bash
# Says in one line what this machine lacks.
#
#   scripts/need.sh build   Go and Node.js, recent enough; without them nothing can be built
#   scripts/need.sh test    besides: a C compiler (for -race), Chromium, PostgreSQL, strace, nginx and Caddy. What may be installed is; what is
#                           still missing makes its tests be left out, or with CI=true fails
set -uo pipefail
cd "$(dirname "$0")/.."

wanted_go=$(sed -n 's/^go \([0-9.]*\)$/\1/p' go.mod)
wanted_node=20.19
missing=()

# at_least A B: version A is B or later.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

has() { command -v "$1" >/dev/null 2>&1; }

need_go() {
  has go || { missing+=("Go $wanted_go or later (there is none)"); return; }
  local have
  have=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/^go//; s/[^0-9.].*//')
  [ -n "$have" ] || have=$(cd / && GOTOOLCHAIN=local go version | sed 's/.*go\([0-9.]*\).*/\1/')
  # An older Go from 1.21 on may fetch the one that go.mod asks for.
  at_least "$have" "$wanted_go" || go version >/dev/null 2>&1 || missing+=("Go $wanted_go or later (this is $have)")
}

need_node() {
  has node && has npm || { missing+=("Node.js $wanted_node or later with npm (there is none)"); return; }
  local have
  have=$(node --version | sed 's/^v//')
  at_least "$have" "$wanted_node" || missing+=("Node.js $wanted_node or later (this is $have)")
}

find_postgres() { has pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl /opt/homebrew/opt/postgresql@*/bin/pg_ctl >/dev/null 2>&1 || [ -n "${TEST_POSTGRES_URL:-}${PG_BIN:-}" ]; }
find_chromium() { has chromium || has google-chrome || [ -x "${CHROMIUM:-/nonexistent}" ]; }

# install PACKAGE...: where that can be done without asking anybody.
install() {
  [ "$(id -u)" = 0 ] && has apt-get || return 0
  echo "installing for the tests: $*"
  export DEBIAN_FRONTEND=noninteractive
  timeout 120 apt-get update -qq >/dev/null 2>&1
  timeout 600 apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || true
}

need_tools() {
  local packages=()
  has gcc || has clang || packages+=(gcc libc6-dev)
  find_chromium || packages+=(chromium)
  find_postgres || packages+=(postgresql)
  [ "$(uname)" = Linux ] && ! has strace && packages+=(strace)
  [ ${#packages[@]} -gt 0 ] && install "${packages[@]}"
  has gcc || has clang || missing+=("a C compiler (go test -race)")
  find_chromium || missing+=("Chromium (browser tests)")
  find_postgres || missing+=("PostgreSQL (store tests)")
  [ "$(uname)" != Linux ] || has strace || missing+=("strace (power cut tests)")
  # With it the browser tests need a quarter less time; it is of one version with Chromium, so both are asked for.
  [ -n "${CHROMIUM:-}" ] || has google-chrome || has chromium-headless-shell || install chromium chromium-headless-shell
  # Not every system has these, and little is left out without them.
  has nginx || install nginx-light
  has caddy || install caddy
  has nginx && has caddy || echo "left out without nginx and Caddy: the tests of what docs/hosting.md says of them"
}

# tell EXIT: says what is missing, if anything.
tell() {
  [ ${#missing[@]} -eq 0 ] && return 0
  local line
  line=$(printf ', %s' "${missing[@]}")
  echo "missing: ${line:2}" >&2
  return "$1"
}

need_go
need_node
tell 1 || exit 1
if [ "${1:-build}" = test ]; then
  need_tools
  tell "$([ "${CI:-}" = true ] && echo 1 || echo 0)" || exit 1
fi
