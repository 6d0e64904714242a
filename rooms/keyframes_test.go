package rooms_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
)

// archive is a log with keyframes, and no board in use.
type archive struct {
	*logged
	mu     sync.Mutex
	frames map[board.Seq]board.Snapshot
	acl    int64
	reads  int           // of the log
	gate   chan struct{} // not nil: reads of more than one row wait for it
}

func (a *archive) Head(context.Context, board.ID) (board.Head, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	last := a.rows[len(a.rows)-1]
	return board.Head{Position: board.Position{Epoch: "epoch", Seq: last.Seq, Hash: last.Hash}, ACL: a.acl}, nil
}

func (a *archive) Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	if limit > 1 {
		a.mu.Lock()
		a.reads++
		gate := a.gate
		a.mu.Unlock()
		if gate != nil {
			select {
			case <-gate:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
	}
	return a.logged.Log(ctx, id, after, limit)
}

func (a *archive) Snapshot(_ context.Context, _ board.ID, atMost board.Seq) (board.Snapshot, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var best board.Snapshot
	for seq, s := range a.frames {
		if seq <= atMost && seq > best.At.Seq {
			best = s
		}
	}
	if best.At.Seq == 0 {
		return best, board.ErrNotFound
	}
	return best, nil
}

func (a *archive) Keyframes(context.Context, board.ID) ([]board.Seq, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seqs(), nil
}

func (a *archive) seqs() []board.Seq {
	var seqs []board.Seq
	for seq := range a.frames {
		seqs = append(seqs, seq)
	}
	slices.Sort(seqs)
	return seqs
}

// settled returns the keyframes there are once nobody makes any.
func (a *archive) settled() []board.Seq {
	time.Sleep(time.Minute)
	synctest.Wait()
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seqs()
}

func (a *archive) SaveKeyframe(_ context.Context, _ board.ID, acl int64, apart board.Seq, s board.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if acl != a.acl {
		return board.ErrRights
	}
	for seq := range a.frames {
		if seq%apart != 0 {
			delete(a.frames, seq)
		}
	}
	a.frames[s.At.Seq] = s
	return nil
}

// state is what is told of a moment.
type state struct {
	Seq   board.Seq
	Hash  string
	State string
	Board json.RawMessage
}

func stateAt(t *testing.T, r *rooms.Registry, seq board.Seq) (board.StateHash, state) {
	t.Helper()
	m, err := r.Moment(t.Context(), "board", seq)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := m.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	var told state
	if err := json.Unmarshal(text, &told); err != nil {
		t.Fatal(err)
	}
	b, err := board.Restored(seq, told.Board)
	if err != nil {
		t.Fatal(err)
	}
	return b.Hash(), told
}

// TestTheStateAtAMoment: at 1,000 random moments of random boards, what is told of the past equals the log played from its first change, by hash;
// with keyframes, while they are being made, and without.
func TestTheStateAtAMoment(t *testing.T) {
	bubble(t, func(t *testing.T) {
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 0))
		moments, framed := 0, 0
		for i := range 20 {
			log, _, snapshots := history(seed+uint64(i), 60+random.IntN(160))
			store := &archive{logged: log, frames: map[board.Seq]board.Snapshot{}}
			r := rooms.New(rooms.Config{Store: store, Limits: rooms.Limits{KeyframeEvery: 4, PastBytes: 10_000}})
			for range 50 {
				moments++
				seq := board.Seq(1 + random.IntN(len(log.rows)))
				hash, told := stateAt(t, r, seq)
				if want := snapshots[seq-1]; board.Hash(hash[:16]) != want.State || told.State != hash.String() || told.Hash != hex.EncodeToString(want.At.Hash[:]) || told.Seq != seq {
					t.Fatalf("board %d at %d: another state than the log comes to", i, seq)
				}
			}
			framed += len(store.settled())
			if err := r.Close(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if moments != 1000 || framed < 20*8 {
			t.Errorf("%d moments, %d keyframes", moments, framed)
		}
	})
}

// TestKeyframesStandAtEvenDistances: few, however long the board lives; each is what the log comes to; one that is damaged is made again; and none
// is kept that began before something was struck out.
func TestKeyframesStandAtEvenDistances(t *testing.T) {
	bubble(t, func(t *testing.T) {
		log, _, snapshots := history(7, 700)
		store := &archive{logged: &logged{}, frames: map[board.Seq]board.Snapshot{}}
		r := rooms.New(rooms.Config{Store: store, Limits: rooms.Limits{KeyframeEvery: 4}})
		defer func() { _ = r.Close(context.Background()) }()
		for _, step := range []struct{ head, apart board.Seq }{{3, 4}, {4, 4}, {67, 4}, {72, 8}, {135, 8}, {144, 16}, {700, 64}} {
			store.rows = log.rows[:step.head]
			stateless(t, r, step.head)
			seqs := store.seqs()
			if want := int(step.head / step.apart); len(seqs) != want {
				t.Fatalf("of %d changes: %d keyframes, want %d", step.head, len(seqs), want)
			}
			for i, seq := range seqs {
				if seq != board.Seq(i+1)*step.apart || store.frames[seq].State != snapshots[seq-1].State {
					t.Fatalf("of %d changes: keyframe %d is at %d", step.head, i, seq)
				}
			}
		}
		bad := store.frames[192]
		bad.Body = bytes.Clone(bad.Body)
		bad.Body[len(bad.Body)/2] ^= 1
		store.frames[192] = bad
		if hash, _ := stateAt(t, r, 200); board.Hash(hash[:16]) != snapshots[199].State {
			t.Error("a damaged keyframe is used")
		}
		store.settled() // those that are damaged or missing are made beside who asked
		clear(store.frames)
		store.gate = make(chan struct{})
		go func() { _ = rooms.MakeKeyframes(t.Context(), r, "board") }()
		synctest.Wait()
		store.mu.Lock()
		store.acl++ // as striking out does
		store.mu.Unlock()
		close(store.gate)
		if kept := store.settled(); len(kept) != 0 {
			t.Errorf("keyframes of what was read before: %v", kept)
		}
	})
}

func stateless(t *testing.T, r *rooms.Registry, head board.Seq) {
	t.Helper()
	if err := rooms.MakeKeyframes(t.Context(), r, "board"); err != nil {
		t.Fatalf("at %d: %v", head, err)
	}
}

// TestOneReaderForAllWhoAsk: a hundred who ask for the same moment at once have the log read once; what nobody waits for any more is not read; and
// beyond so many different ones there is no more waiting.
func TestOneReaderForAllWhoAsk(t *testing.T) {
	bubble(t, func(t *testing.T) {
		log, _, _ := history(3, 200)
		store := &archive{logged: log, frames: map[board.Seq]board.Snapshot{}, gate: make(chan struct{})}
		r := rooms.New(rooms.Config{Store: store, Limits: rooms.Limits{KeyframeEvery: 1000}})
		defer func() { _ = r.Close(context.Background()) }()
		ask := func(ctx context.Context, seq board.Seq, done chan<- error) {
			m, err := r.Moment(ctx, "board", seq)
			if err == nil {
				_, err = m.State(ctx)
			}
			done <- err
		}
		same := make(chan error, 100)
		for range 100 {
			go ask(t.Context(), 150, same)
		}
		synctest.Wait()
		impatient, leave := context.WithCancel(t.Context())
		others := make(chan error, 200)
		for seq := range board.Seq(140) {
			go ask(impatient, seq+1, others)
		}
		synctest.Wait()
		busy := 0
		for len(others) > 0 {
			if err := <-others; errors.Is(err, board.ErrBusy) {
				busy++
			} else {
				t.Errorf("too early: %v", err)
			}
		}
		if busy != 140-127 {
			t.Errorf("%d were turned away", busy)
		}
		leave()
		synctest.Wait()
		close(store.gate)
		for range 100 {
			if err := <-same; err != nil {
				t.Error(err)
			}
		}
		synctest.Wait()
		if store.reads != 1 {
			t.Errorf("the log was read %d times", store.reads)
		}
		again := make(chan error, 1)
		ask(t.Context(), 150, again)
		if err := <-again; err != nil || store.reads != 1 {
			t.Errorf("asked again: %v, read %d times", err, store.reads)
		}
		store.acl++ // what the log says may be another
		ask(t.Context(), 150, again)
		if err := <-again; err != nil || store.reads != 2 {
			t.Errorf("under other rights: %v, read %d times", err, store.reads)
		}
	})
}

// TestRoomsHaveKeyframesMade: a board that is drawn on gets them without anybody's asking, and its newest snapshots stay beside them.
func TestRoomsHaveKeyframesMade(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{SnapshotEvery: 20, KeyframeEvery: 8, ChangeRate: 1e6, ChangeBurst: 1e6}})
		ann := s.As("ann").Joins()
		for range 5 {
			for range 30 {
				ann.Draws()
			}
			time.Sleep(3 * time.Second)
			s.Settle()
		}
		seqs, err := s.Store.Keyframes(t.Context(), roomtest.Board)
		if err != nil || len(seqs) != 9 || seqs[0] != 16 || seqs[8] != 144 || s.Nodes[0].Stats().Keyframes < 9 {
			t.Errorf("keyframes at %v, %v", seqs, err)
		}
		if got := len(s.Store.Snapshots(roomtest.Board)); got != len(seqs)+3 {
			t.Errorf("%d snapshots beside %d keyframes", got-len(seqs), len(seqs))
		}
		s.Agree()
	})
}
