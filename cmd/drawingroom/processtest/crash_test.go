package processtest

import (
	"bufio"
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ownPostgres starts a PostgreSQL of a test's own, which it may crash.
func ownPostgres(t *testing.T) string {
	t.Helper()
	database(t) // skips or fails where there is none
	script, err := filepath.Abs("../../../scripts/with-postgres.sh")
	if err != nil {
		t.Fatal(err)
	}
	// It lives as long as its command does, which reads until the test closes its input.
	run := exec.Command(script, "sh", "-c", `echo "$TEST_POSTGRES_URL"; cat`)
	run.Env = append(os.Environ(), "TEST_POSTGRES_URL=", "PG_DURABLE=1")
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		run.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}

// TestP2_C10_the_database_crashes_under_load kills a process of PostgreSQL's with kill -9, upon which it ends all of them and recovers from its
// log. What was acknowledged or shown is there, the server goes on by itself, and nobody's page has to do anything.
func TestP2_C10_the_database_crashes_under_load(t *testing.T) {
	t.Parallel()
	rounds := setting(t, "DRAWINGROOM_CRASHES", 4, 100)
	address := ownPostgres(t)
	server := onDatabase(t, address)
	server.start()
	seed := seedOf(t)
	random := rand.New(rand.NewPCG(seed, 0))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 6, func(int) func() int { return func() int { return 0 } }, server)
	draw := newLoad(c, seed)
	for round := range rounds {
		rest(ctx, time.Duration(100+random.IntN(300))*time.Millisecond)
		began := time.Now()
		crash(t, address)
		back := waitForDatabase(t, address)
		for i, p := range c.pages {
			before := p.seq()
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined && p.head.Seq > before+5 }) {
				t.Fatalf("round %d: page %d stands still at %d; the server said: %s", round, i, before, server.said.text())
			}
		}
		t.Logf("round %d: the database was back after %v, everybody went on after %v", round, back.Sub(began), time.Since(began))
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	draw.report(t, h, "put", "set", "remove", "restore")
}

// crash kills the process that serves one of the server's connections.
func crash(t *testing.T, address string) {
	t.Helper()
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	var pid int
	err = admin.QueryRow("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY query_start DESC LIMIT 1").Scan(&pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}

// waitForDatabase returns when the database answers again.
func waitForDatabase(t *testing.T, address string) time.Time {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	for admin.PingContext(ctx) != nil {
		if ctx.Err() != nil {
			t.Fatal("the database does not come back")
		}
		rest(ctx, 20*time.Millisecond)
	}
	return time.Now()
}
