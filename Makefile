# Drawing Room. `make run` builds and serves; `make test` runs every test. Both need Go and Node.js, and say so if they are not there.

.PHONY: help run build release test nightly mutants gallery bench-nodes bench-browser bench-route lint dev clean need need-test

STAMP := web/node_modules/.stamp
FRONT := web/dist/.built
FRONT_SOURCES := $(shell find web/src web/public web/scripts rooms/board/kinds.json rooms/wire/codes.json -type f 2>/dev/null) \
	web/index.html web/package.json web/package-lock.json web/vite.config.ts web/tsconfig.json

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: build ## Build, and serve at http://localhost:8080 (boards are kept in ./data)
	bin/drawingroom serve

build: need $(FRONT) ## Build bin/drawingroom: one file, the front end inside
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/drawingroom ./cmd/drawingroom

release: need $(FRONT) ## Build for Linux, macOS and Windows, into bin/release
	scripts/release.sh

test: need-test build ## Run all tests: Go, TypeScript, Chromium
	scripts/test.sh

nightly: need-test build ## Run the long forms of the tests (hours)
	NIGHTLY=1 scripts/test.sh

mutants: need-test ## Take out one guard after the other, and see that its test notices (ONLY=C13; long ones with LONG=1)
	scripts/with-postgres.sh go run ./tools/mutants -only '$(ONLY)' $(if $(LONG),-long)

bench-nodes: need-test build ## Measure changes against two nodes on a PostgreSQL and a NATS of their own (ARGS='--rate 800 --json')
	PG_DURABLE=1 scripts/with-postgres.sh go run ./tools/benchnodes $(ARGS)

bench-route: need-test ## Measure how long an arrow takes to find its way around 500 obstacles
	cd web && npm run --silent bench -- route

bench-browser: need-test build ## Measure the page in Chromium beside two bare pages (SIZES=1000,10000 ROUNDS=3)
	cd web && npm run --silent bench -- bench/browser

gallery: need-test build ## Take pictures of everything there is to see, into docs/gallery
	cd web && npm run --silent gallery

lint: need $(STAMP) ## Check formatting and vet
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	cd web && npm run --silent lint

dev: need $(STAMP) ## Serve with the front end rebuilt as it is edited, at http://localhost:5173
	@go run ./cmd/drawingroom serve & server=$$!; trap "kill $$server" EXIT; cd web && npm run dev

clean: ## Remove what was built
	rm -rf bin web/node_modules
	find web/dist -mindepth 1 ! -name .keep -delete

need:
	@scripts/need.sh build

need-test:
	@scripts/need.sh test

$(STAMP): web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

$(FRONT): $(STAMP) $(FRONT_SOURCES)
	cd web && npm run --silent build
	@touch $@
