package persistence_test

import (
	"bytes"
	"context"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// Small ones, so that the tests need not write what a busy day does.
const (
	fullLog  = 1 << 20
	largeLog = 3 << 20
	bigText  = 100 << 10
)

// flow is a store whose checkpoints are the test's, and someone who writes on it.
type flow struct {
	*testing.T
	*persistence.Store
	board board.ID
	item  func(n int64, text string) board.Batch
	sent  int64
}

func newFlow(t *testing.T) *flow {
	t.Helper()
	persistence.CheckpointByHand(t)
	s, err := persistence.Open(context.Background(), sqlitePlace(t).Config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	f := &flow{T: t, Store: s}
	f.board, f.item = oneHand(t, s)
	return f
}

// write commits so many large changes, one after the other, and does something after each.
func (f *flow) write(changes int, after func()) {
	f.Helper()
	for range changes {
		f.sent++
		text := string(bytes.Repeat([]byte{'a' + byte(f.sent%26)}, bigText))
		if out := f.Append(context.Background(), []board.Batch{f.item(f.sent, text)}); out[0].Err != nil {
			f.Fatal(out[0].Err)
		}
		after()
	}
}

// whole checks that everything that was written is there, by the chain of its hashes.
func (f *flow) whole() {
	f.Helper()
	var seq board.Seq
	var hash board.Hash
	for {
		rows, err := f.Log(context.Background(), f.board, seq, 100)
		if err != nil {
			f.Fatal(err)
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			if hash = board.Chain(hash, f.board, r); r.Seq != seq+1 || r.Hash != hash {
				f.Fatalf("the log is broken after %d", seq)
			}
			seq = r.Seq
		}
	}
	if int64(seq) != f.sent+1 {
		f.Errorf("%d changes were stored, %d are there", f.sent+1, seq)
	}
}

func (f *flow) checkpoint() { f.Checkpoint(fullLog, largeLog) }

// While commits follow one another without a rest, the log is written from its start again and again, and never emptied.
func TestLogStaysBoundedUnderLoad(t *testing.T) {
	f := newFlow(t)
	turns, ended := make(chan struct{}), make(chan struct{})
	go func() { // beside the commits, as in life
		defer close(ended)
		for range turns {
			f.checkpoint()
		}
	}()
	longest, shrunk := int64(0), 0
	f.write(8*fullLog/bigText, func() {
		if now := f.LogSize(); now >= longest {
			longest = now
		} else {
			shrunk++
		}
		turns <- struct{}{}
	})
	close(turns)
	<-ended
	t.Logf("%d bytes written, the log was %d at most", f.sent*bigText, longest)
	// It may begin again sooner than it is full, where a checkpoint is quicker than the next commit; a size that is not seen would prove nothing.
	if longest < fullLog/4 || longest > 2*fullLog {
		t.Errorf("the log was %d bytes long, where %d are full", longest, fullLog)
	}
	if shrunk > 0 {
		t.Errorf("the file shrank %d times while commits were waiting", shrunk)
	}
	f.whole()
}

// Someone who reads for long keeps the log from beginning anew. Commits do not wait for them, nothing is lost, and the
// log is emptied when they have gone and nobody writes.
func TestLongReadLetsTheLogGrowAndNothingWait(t *testing.T) {
	f := newFlow(t)
	f.write(3, f.checkpoint)
	read, err := f.ReadSnapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	f.write(6*fullLog/bigText, f.checkpoint)
	for range 3 { // at rest, and still no way to empty it
		f.checkpoint()
	}
	var seen int64
	if err := read.QueryRow("SELECT count(*) FROM changes").Scan(&seen); err != nil || seen != 4 {
		t.Errorf("the reader sees %d rows of its 4: %v", seen, err)
	}
	if now := f.LogSize(); now < 6*fullLog {
		t.Errorf("the log is %d bytes long, though someone still needed all of it", now)
	}
	if err := read.Rollback(); err != nil {
		t.Fatal(err)
	}
	f.checkpoint()
	if now := f.LogSize(); now != 0 {
		t.Errorf("%d bytes of the log are left at rest", now)
	}
	f.write(1, f.checkpoint)
	f.whole()
}

// A log that is not long stays as it is at rest: its blocks are there for the next commits.
func TestLogIsEmptiedAtRestOnlyIfLarge(t *testing.T) {
	f := newFlow(t)
	f.write(2*fullLog/bigText, func() {})
	small := f.LogSize()
	for range 3 {
		f.checkpoint()
	}
	if now := f.LogSize(); now != small || small < fullLog {
		t.Errorf("the log went from %d to %d bytes, where %d are large", small, now, largeLog)
	}
	f.write(4*fullLog/bigText, func() {})
	f.checkpoint()
	if now := f.LogSize(); now < largeLog {
		t.Errorf("the log was emptied to %d bytes with the checkpoint that saw it grow", now)
	}
	f.checkpoint()
	if now := f.LogSize(); now != 0 {
		t.Errorf("%d bytes of the log are left at rest", now)
	}
	f.whole()
}
