// Benchnodes measures two nodes of bin/drawingroom that share a PostgreSQL (TEST_POSTGRES_URL) and tell each other over a NATS server, which is in this
// program. What is given to it is given on to `drawingroom bench changes`:
//
//	PG_DURABLE=1 scripts/with-postgres.sh go run ./tools/benchnodes --rate 800 --json
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchnodes:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	database := os.Getenv("TEST_POSTGRES_URL")
	if database == "" {
		return errors.New("TEST_POSTGRES_URL names no PostgreSQL: see scripts/with-postgres.sh")
	}
	way, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true})
	if err != nil {
		return err
	}
	way.Start()
	defer way.Shutdown()
	if !way.ReadyForConnections(10 * time.Second) {
		return errors.New("the NATS server does not begin")
	}
	all := append([]string{"bench", "changes", "--nodes", "2", "--database-url", database, "--nats-url", way.ClientURL()}, args...)
	bench := exec.CommandContext(ctx, "bin/drawingroom", all...) //nolint:gosec // as built
	bench.Stdout, bench.Stderr = os.Stdout, os.Stderr
	return bench.Run()
}
