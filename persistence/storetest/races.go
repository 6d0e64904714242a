package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

const (
	trials = 1000 // of the same change sent to two writers
	boards = 20   // at once
)

// writers returns two stores that write at once: two nodes, where the place can be shared.
func (d *desk) writers() [2]*persistence.Store {
	if d.place.Shared {
		return [2]*persistence.Store{d.open(), d.open()}
	}
	return [2]*persistence.Store{d.Store, d.Store}
}

// twoWritersAtOnce sends each change to both writers, with a pause between lock and commit, so that the second always
// arrives while the first still commits. The backstop is taken away: it is the lock that must hold.
func twoWritersAtOnce(d *desk) {
	d.withoutBackstop()
	d.place.Slow(d.T)
	writers := d.writers()
	var told [2][5]atomic.Int64
	var wait sync.WaitGroup
	for range boards {
		m := d.board()
		h := d.enter(m, m.owner)
		acl := d.head(m.id).ACL
		wait.Go(func() {
			for trial := range trials / boards {
				item := h.change(fmt.Sprint("change ", trial))
				seqs := [2]board.Seq{}
				var both sync.WaitGroup
				for w := range writers {
					both.Go(func() {
						out := appendUntilTaken(writers[w], board.Batch{Board: m.id, ACL: acl, Now: start, Items: []board.Pending{item}})
						if out.Err != nil {
							d.Errorf("%v", out.Err)
							return
						}
						told[w][out.Items[0].Stored].Add(1)
						seqs[w] = out.Items[0].Record.Seq
					})
				}
				both.Wait()
				if want := board.Seq(trial + 2); seqs[0] != want || seqs[1] != want {
					d.Errorf("trial %d: told %d and %d, want %d", trial, seqs[0], seqs[1], want)
				}
			}
			if rows := len(d.log(m.id)); rows != trials/boards+1 {
				d.Errorf("%d rows for %d changes", rows, trials/boards)
			}
		})
	}
	wait.Wait()
	appended := told[0][board.Appended].Load() + told[1][board.Appended].Load()
	again := told[0][board.Duplicate].Load() + told[1][board.Duplicate].Load()
	if appended != trials || again != trials {
		d.Errorf("%d appended and %d duplicates of %d", appended, again, trials)
	}
}

// appendUntilTaken appends one batch, again while the store is busy.
func appendUntilTaken(s *persistence.Store, b board.Batch) board.Outcome {
	for {
		out := s.Append(context.Background(), []board.Batch{b})[0]
		if !errors.Is(out.Err, board.ErrBusy) {
			return out
		}
	}
}

// withoutBackstop lets the same (client, n) and the same seq stand twice, where the database allows to drop that.
func (d *desk) withoutBackstop() {
	if !d.place.Shared {
		return // SQLite's constraints cannot be dropped, and its one writer leaves nothing to race for
	}
	for _, statement := range []string{
		"ALTER TABLE changes DROP CONSTRAINT changes_pkey",
		"ALTER TABLE changes DROP CONSTRAINT changes_board_client_n_key",
		"CREATE INDEX ON changes (board, seq)",
		"CREATE INDEX ON changes (board, client, n)",
	} {
		_, err := d.place.SQL.ExecContext(d.ctx, statement)
		d.must(err)
	}
}

// oneStatement locks, looks for the change and inserts it, all in one statement: what Append must not do.
const oneStatement = `WITH h AS (SELECT num, seq FROM boards WHERE id = $1 FOR UPDATE),
	fresh AS (SELECT num FROM h WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.board = h.num AND c.client = $2 AND c.n = $3)),
	u AS (UPDATE boards b SET seq = h.seq + 1 FROM h, fresh WHERE b.num = h.num RETURNING b.num, b.seq)
	INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
	SELECT num, seq, 1, $2, $3, 0, 1, '', '', '', '' FROM u`

// oneStatementStoresTwice shows that the trial above can fail: with one statement, the same race stores changes twice.
func oneStatementStoresTwice(d *desk) {
	if !d.place.Shared {
		d.T.Log("one writer: there is no second view of the data to be wrong")
		return
	}
	d.withoutBackstop()
	d.place.Slow(d.T)
	m := d.board()
	twice := 0
	for n := range 20 {
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, err := d.place.SQL.ExecContext(d.ctx, oneStatement, string(m.id), 1, n); err != nil {
					d.Error(err)
				}
			})
		}
		both.Wait()
		var rows int
		d.must(d.place.SQL.QueryRowContext(d.ctx, "SELECT count(*) FROM changes WHERE client = 1 AND n = $1", n).Scan(&rows))
		if rows > 1 {
			twice++
		}
	}
	if twice == 0 {
		d.Error("the one-statement form never stored a change twice: the race of the other test is not one")
	}
	d.Logf("stored twice in %d of 20", twice)
}

// readerSeesNoHole reads a board's tail while sixteen hands write to it, each commit held open for a while.
func readerSeesNoHole(d *desk) {
	d.place.Slow(d.T)
	m := d.board()
	writers := d.writers()
	const hands, each = 16, 10
	acl := d.head(m.id).ACL
	var writing sync.WaitGroup
	for i := range hands {
		h := d.enter(m, m.owner)
		writing.Go(func() {
			for range each {
				out := appendUntilTaken(writers[i%2], board.Batch{Board: m.id, ACL: acl, Now: start, Items: []board.Pending{h.change("x")}})
				if out.Err != nil {
					d.Error(out.Err)
				}
			}
		})
	}
	reader := d.Store
	reads, at := 0, board.Seq(0)
	for at < hands*each+1 && !d.Failed() {
		part, err := reader.Log(d.ctx, m.id, at, 1000)
		d.must(err)
		for _, r := range part {
			if r.Seq != at+1 {
				d.Fatalf("saw %d after %d", r.Seq, at)
			}
			at = r.Seq
		}
		reads++
	}
	writing.Wait()
	if reads < 10 {
		d.Errorf("only %d reads: the writers were not watched", reads)
	}
	d.log(m.id)
}
