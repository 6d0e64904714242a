package persistence_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"

	"crypto/rand"
)

func openPostgresAt(t *testing.T, address string) *persistence.Store {
	t.Helper()
	s, err := persistence.Open(context.Background(), persistence.Config{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestNodesMigrateAtOnce(t *testing.T) {
	server := needPostgres(t)
	name := "empty_" + strings.ToLower(rand.Text()[:16])
	address, err := newDatabase(server, "CREATE DATABASE "+name, name)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			s, err := persistence.Open(context.Background(), persistence.Config{URL: address})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Ping(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestNewerSchemaIsRefusedByPostgresToo(t *testing.T) {
	p := postgresPlace(t)
	if _, err := p.SQL.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)"); err != nil {
		t.Fatal(err)
	}
	if _, err := persistence.Open(context.Background(), p.Config); !errors.Is(err, persistence.ErrNewer) {
		t.Errorf("%v", err)
	}
}

// C46: whoever holds a board's lock and has stopped does not keep the others for ever.
func TestC46_the_holder_of_a_lock_is_not_waited_for_long(t *testing.T) {
	p := postgresPlace(t)
	s := openPostgresAt(t, p.Config.URL)
	_, item := oneHand(t, s)
	holder, err := p.SQL.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := holder.Exec("SELECT 1 FROM boards FOR UPDATE"); err != nil {
		t.Fatal(err)
	}
	if out := s.Append(context.Background(), []board.Batch{item(1, "a")}); !errors.Is(out[0].Err, board.ErrBusy) || !strings.Contains(out[0].Err.Error(), "55P03") {
		t.Errorf("while it is held, the wait for the lock should be given up (55P03) before anything else is: %+v", out)
	}
	if err := holder.Rollback(); err != nil {
		t.Fatal(err)
	}
	if out := s.Append(context.Background(), []board.Batch{item(1, "a")}); out[0].Err != nil || out[0].Items[0].Stored != board.Appended {
		t.Errorf("when it is free: %+v", out)
	}
}

func TestSessionsKeepTheirLimits(t *testing.T) {
	address := postgresAddress(t)
	// The least safe defaults a database can have.
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	u, _ := url.Parse(address)
	if _, err := admin.Exec("ALTER DATABASE " + u.Path[1:] + " SET synchronous_commit = off"); err != nil {
		t.Fatal(err)
	}
	s := openPostgresAt(t, address)
	for setting, want := range map[string]string{
		"synchronous_commit": "on", "lock_timeout": "2s", "statement_timeout": "5s", "idle_in_transaction_session_timeout": "2s",
	} {
		if got, err := s.Setting(context.Background(), setting); err != nil || got != want {
			t.Errorf("%s is %q, %v", setting, got, err)
		}
	}
}

// C11: the connection is cut when the database has been asked and its answer is on the way. Told as busy, nothing may be
// stored; told as unknown, it may or may not be; sent again, it is there once.
func TestC11_a_lost_answer_is_told_honestly(t *testing.T) {
	proxy := newProxy(t, postgresAddress(t))
	s := openPostgresAt(t, proxy.address)
	id, item := oneHand(t, s)
	ctx := context.Background()
	count := map[string]int{}
	seq := board.Seq(1)
	n := int64(0)
	for trial := range 200 {
		seq++
		n++
		batch := item(n, fmt.Sprint("change ", n))
		if trial%2 == 0 { // a client that this node has not met before: it has to read first, and asks twice
			e, err := s.Enter(ctx, id, "ann", [32]byte{2, byte(trial)})
			if err != nil {
				t.Fatal(err)
			}
			n--
			batch.Items[0].Client, batch.Items[0].N = e.Client, 1
		}
		proxy.cutAfter.Store(int64(1 + trial/2%4)) // which answer is lost; there may be fewer
		out := s.Append(ctx, []board.Batch{batch})[0]
		proxy.cutAfter.Store(0)
		head, err := s.Head(ctx, id)
		for errors.Is(err, board.ErrBusy) { // connections that were cut are still being found out
			head, err = s.Head(ctx, id)
		}
		if err != nil {
			t.Fatal(err)
		}
		stored := head.Seq == seq
		switch {
		case out.Err == nil && stored:
			count["told as stored"]++
			continue
		case errors.Is(out.Err, board.ErrUnknown) && stored:
			count["unknown, stored"]++
		case errors.Is(out.Err, board.ErrUnknown):
			count["unknown, not stored"]++
		case errors.Is(out.Err, board.ErrBusy) && !stored:
			count["busy, not stored"]++
		default:
			t.Fatalf("trial %d: %v, but the head is at %d", trial, out.Err, head.Seq)
		}
		again := s.Append(ctx, []board.Batch{batch})[0]
		for errors.Is(again.Err, board.ErrBusy) {
			again = s.Append(ctx, []board.Batch{batch})[0]
		}
		if again.Err != nil || again.Items[0].Record.Seq != seq || (again.Items[0].Stored == board.Duplicate) != stored {
			t.Fatalf("trial %d: again: %+v, stored before: %v", trial, again, stored)
		}
	}
	t.Logf("exercised %v", count)
	for _, want := range []string{"told as stored", "unknown, stored", "busy, not stored"} {
		if count[want] == 0 {
			t.Errorf("never exercised: %s", want)
		}
	}
}

// proxy passes bytes to the database, and cuts a connection in place of passing on the answer that cutAfter says.
type proxy struct {
	address  string
	cutAfter atomic.Int64 // 0: never; 1: the next answer
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		t.Fatal(err)
	}
	target := u.Host
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	u.Host = listener.Addr().String()
	p := &proxy{address: u.String()}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			database, err := net.Dial("tcp", target)
			if err != nil {
				client.Close()
				return
			}
			go p.pass(database, client, false)
			go p.pass(client, database, true)
		}
	}()
	return p
}

func (p *proxy) pass(to, from net.Conn, answers bool) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if answers && p.cutAfter.Load() > 0 && p.cutAfter.Add(-1) == 0 {
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}
