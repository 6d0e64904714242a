package rooms_test

import (
	"context"
	"crypto/sha256"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/board/boardtest"
	"drawingroom/rooms/roomtest"
)

// logged is a log and snapshots of it.
type logged struct {
	rooms.Store
	rows      []board.Record
	snapshots []board.Snapshot // the newest first
}

func (k *logged) Log(_ context.Context, _ board.ID, after board.Seq, limit int) ([]board.Record, error) {
	return k.rows[after:min(len(k.rows), int(after)+limit)], nil
}

func (k *logged) Beginning(context.Context, board.ID) (board.Beginning, error) {
	return board.Beginning{}, nil
}

func (k *logged) Base(context.Context, board.ID) (board.Snapshot, error) {
	return board.Snapshot{}, board.ErrNotFound
}

func (k *logged) Snapshot(_ context.Context, _ board.ID, atMost board.Seq) (board.Snapshot, error) {
	for _, s := range k.snapshots {
		if s.At.Seq <= atMost {
			return s, nil
		}
	}
	return board.Snapshot{}, board.ErrNotFound
}

// history is a board's random life: its log, its end, and a snapshot at every seq.
func history(seed uint64, length int) (k *logged, all *board.Board, snapshots []board.Snapshot) {
	k, all = &logged{}, board.New()
	source := boardtest.NewSource(seed, true)
	at := board.Position{Epoch: "epoch"}
	for len(k.rows) < length {
		asked := source.Next()
		change, err := board.DecodeChange(board.Version, []byte(asked.Raw))
		if err != nil {
			continue
		}
		r := board.Record{Seq: at.Seq + 1, Author: board.Author(asked.Author), N: int64(at.Seq + 1), Version: board.Version, Payload: board.AppendChange(nil, change)}
		r.Hash = board.Chain(at.Hash, "board", r)
		at.Seq, at.Hash = r.Seq, r.Hash
		k.rows = append(k.rows, r)
		all.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
		snapshots = append(snapshots, rooms.SnapshotOf(at, all))
	}
	return k, all, snapshots
}

// TestC13_a_board_is_the_same_from_any_snapshot: 1,000 random histories are loaded from the newest of two snapshots at random places; from the
// older one, when a bit of the newer has flipped; and from none. All come to the board that was played from its beginning.
func TestC13_a_board_is_the_same_from_any_snapshot(t *testing.T) {
	fresh := rand.Uint64()
	t.Logf("seed %d", fresh)
	random := rand.New(rand.NewPCG(fresh, 0))
	for i := range 1000 {
		k, whole, snapshots := history(fresh+uint64(i), 3+random.IntN(30))
		newest := 1 + random.IntN(len(snapshots)-1)
		older := random.IntN(newest)
		to := board.Position{Epoch: "epoch", Seq: board.Seq(len(k.rows))}
		look := func(what string, from board.Seq) {
			t.Helper()
			b, began, err := rooms.Folded(t.Context(), k, "board", to)
			if err != nil || began != from || b.Hash() != whole.Hash() {
				t.Fatalf("history %d, %s: began at %d, want %d; the same board: %v; %v", i, what, began, from, err == nil && b.Hash() == whole.Hash(), err)
			}
		}
		k.snapshots = []board.Snapshot{snapshots[newest], snapshots[older]}
		look("the newest snapshot", snapshots[newest].At.Seq)
		k.snapshots[0] = flipped(random, snapshots[newest])
		look("its bit flipped", snapshots[older].At.Seq)
		k.snapshots = nil
		look("no snapshot", 0)
	}
}

func flipped(random *rand.Rand, s board.Snapshot) board.Snapshot {
	s.Body = slices.Clone(s.Body)
	s.Body[random.IntN(len(s.Body))] ^= 1 << random.IntN(8)
	return s
}

// TestC13_a_snapshot_of_another_board_is_dropped: a snapshot that is whole in itself, and yet not what the log comes to, is found in the
// background; nobody is ever shown it, and the room that made it is read again.
func TestC13_a_snapshot_of_another_board_is_dropped(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{SnapshotEvery: 20, ChangeRate: 1e6}})
		s.Store.Twist = func(x board.Snapshot) board.Snapshot {
			other := board.New().AppendCanonical(nil)
			sum := sha256.Sum256(other)
			x.Body, x.State = other, board.Hash(sum[:16])
			return x
		}
		ann := s.As("ann").Joins()
		for range 25 {
			ann.Draws()
		}
		time.Sleep(2 * time.Second) // until the next tick, which saves
		s.Settle()
		if got := s.Nodes[0].Stats(); got.Disproved != 1 || len(s.Store.Snapshots(roomtest.Board)) != 0 {
			t.Errorf("%d were dropped, %d are kept", got.Disproved, len(s.Store.Snapshots(roomtest.Board)))
		}
		if c := ann.Closed(); c == nil || !c.Close.ComeBack {
			t.Errorf("ann: %v", c)
		}
		s.Store.Twist = nil
		ann.Joins()
		for range 25 {
			ann.Draws()
		}
		time.Sleep(2 * time.Second)
		s.Settle()
		if got := s.Nodes[0].Stats(); got.Proved != 1 || got.Disproved != 1 {
			t.Errorf("afterwards %d were proved and %d dropped", got.Proved, got.Disproved)
		}
		ann.Leaves()
		time.Sleep(time.Minute)
		ann.Joins()
		s.Settle()
		s.Agree()
	})
}

// TestC14_a_row_that_cannot_be_read: neither is the board taken for what comes before the row, nor is anything written.
func TestC14_a_row_that_cannot_be_read(t *testing.T) {
	for name, spoil := range map[string]func(r *board.Record, before board.Record){
		"another payload": func(r *board.Record, before board.Record) { r.Payload = before.Payload },
		"no change, and well chained": func(r *board.Record, before board.Record) {
			r.Payload = []byte(`{"ops":`)
			r.Hash = board.Chain(before.Hash, roomtest.Board, *r)
		},
		"a version to come": func(r *board.Record, before board.Record) {
			r.Version = 99
			r.Hash = board.Chain(before.Hash, roomtest.Board, *r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann := s.As("ann").Joins()
				for range 5 {
					ann.Draws()
				}
				s.Settle()
				ann.Leaves()
				time.Sleep(time.Minute)
				s.Store.SpoilSnapshots(roomtest.Board)
				before := s.Store.Rows(roomtest.Board)
				was := s.Store.Spoil(roomtest.Board, 3, func(r *board.Record) { spoil(r, before[1]) })
				ann.Joins()
				if c := ann.Closed(); ann.Welcome != nil || c == nil || !c.Close.ComeBack {
					t.Fatalf("welcomed %v, closed %v", ann.Welcome, c)
				}
				time.Sleep(time.Minute)
				if got := s.Store.Rows(roomtest.Board); len(got) != len(before) || len(s.Store.Snapshots(roomtest.Board)) != 1 {
					t.Errorf("%d rows, %d snapshots", len(got), len(s.Store.Snapshots(roomtest.Board)))
				}
				s.Store.Spoil(roomtest.Board, 3, func(r *board.Record) { *r = was })
				ann.Joins()
				s.Settle()
				s.Agree()
			})
		})
	}
}

// TestC14_a_log_that_ends_before_its_board: rows are missing at the end, as on a disk that lied. What is left is not taken for the board, nobody is let in, nothing
// is appended after it; with the rows back it is as before.
func TestC14_a_log_that_ends_before_its_board(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		for range 5 {
			ann.Draws()
		}
		s.Settle()
		ann.Leaves()
		time.Sleep(time.Minute)
		s.Store.SpoilSnapshots(roomtest.Board)
		giveBack := s.Store.Lose(roomtest.Board, 2)
		bob := s.As("bob").Joins()
		if c := bob.Closed(); bob.Welcome != nil || c == nil || !c.Close.ComeBack {
			t.Fatalf("welcomed %v, closed %v", bob.Welcome, c)
		}
		time.Sleep(time.Minute)
		if got := len(s.Store.Rows(roomtest.Board)); got != 4 {
			t.Errorf("%d rows, 4 were left", got)
		}
		giveBack()
		ann.Joins()
		s.Settle()
		s.Agree()
	})
}
