package processtest

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// resumes is within how long of the database's return everybody has written again (C10).
const resumes = 5 * time.Second

// TestP2_C10_the_database_crashes_under_load ends PostgreSQL without a chance to write anything more, now by kill -9 of one of its processes, upon
// which it ends all of them and recovers from its log by itself, now all of it, as pg_ctl's immediate stop does. What was acknowledged or
// shown is there, the server goes on by itself, and nobody's page has to do anything.
func TestP2_C10_the_database_crashes_under_load(t *testing.T) {
	t.Parallel()
	rounds := setting(t, "DRAWINGROOM_CRASHES", 4, 100)
	database := newCluster(t)
	address := database.url("postgres")
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
		if round%2 == 0 {
			crash(t, address)
		} else {
			database.crash()
			rest(ctx, time.Duration(random.IntN(1000))*time.Millisecond)
			database.start()
		}
		back := waitForDatabase(t, address)
		for i, p := range c.pages {
			before := p.seq()
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined && p.head.Seq > before+5 }) {
				t.Fatalf("round %d: page %d stands still at %d; %s; the server said: %s", round, i, before, p.tells(), server.said.text())
			}
		}
		took := time.Since(back)
		t.Logf("round %d: the database was back after %v, and %v later everybody had written", round, back.Sub(began), took)
		if took > resumes {
			t.Errorf("round %d: everybody had written only %v after the database was back", round, took)
		}
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
