#!/usr/bin/env bash
# Builds the program for every system it is given away for, into bin/release, with checksums. The front end must be built.
#
#   scripts/release.sh [OS/ARCH...]   without any: all. With TRY=1 nothing is kept: whether it can be built is all that is asked
set -euo pipefail
cd "$(dirname "$0")/.."

to=bin/release
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64)

if [ -n "${TRY:-}" ]; then
  to=$(mktemp -d)
  trap 'rm -rf "$to"' EXIT
fi
rm -rf "$to"
mkdir -p "$to"
for target in "${targets[@]}"; do
  os=${target%/*} arch=${target#*/} suffix=
  [ "$os" = windows ] && suffix=.exe
  CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -trimpath -ldflags "-s -w" -o "$to/drawingroom-$os-$arch$suffix" ./cmd/drawingroom
  echo "$to/drawingroom-$os-$arch$suffix"
done
(cd "$to" && sha256sum drawingroom-* >SHA256SUMS)
