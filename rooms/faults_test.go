package rooms_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

var errBroken = errors.New("the disk is on fire")

func TestStoreIsBusy(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		busy := roomtest.Fault{Err: board.ErrBusy}
		s.Store.FailAppend(busy, busy, busy)
		ann.Draws()
		ann.Draws()
		s.Settle()
		s.Settle()
		if ann.Waiting() != 0 {
			t.Errorf("%d changes have no answer", ann.Waiting())
		}
		if got := s.Nodes[0].Stats().Retries; got != 3 {
			t.Errorf("%d retries", got)
		}
		s.Agree()
	})
}

// TestC11_an_outcome_is_unknown: neither yes nor no is told until the store has said what became of it (H6).
func TestC11_an_outcome_is_unknown(t *testing.T) {
	for name, stored := range map[string]bool{"stored": true, "not stored": false} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
				s.Settle()
				busy := roomtest.Fault{Err: board.ErrBusy}
				s.Store.FailAppend(roomtest.Fault{Err: board.ErrUnknown, Stored: stored}, busy, busy)
				resume := s.Store.Pause()
				ann.Draws()
				ann.Changes(board.Put{ID: "bad-kind-0", Props: board.Props{{Path: "kind", Value: `"no-such"`}}})
				ann.Draws()
				synctest.Wait()
				resume()
				s.Read()
				if len(ann.Answers) > 0 || bob.At.Seq != 1 {
					t.Fatalf("told of a change whose fate is not known: ann %v, bob at %d", ann.Answers, bob.At.Seq)
				}
				s.Settle()
				s.Settle()
				if ann.Answers[1] != "item" || ann.Answers[2] != "unknown_kind" || ann.Answers[3] != "item" {
					t.Errorf("ann is answered %v", ann.Answers)
				}
				s.Agree()
			})
		})
	}
}

// TestC12_one_change_the_store_cannot_take: it is found by halving, refused, and the rest goes on (H14).
func TestC12_one_change_the_store_cannot_take(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		s.Store.Cannot = func(p board.Pending) bool { return strings.Contains(string(p.Payload), "poison-01") }
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		resume := s.Store.Pause()
		for i := range 21 {
			if i == 13 {
				ann.Changes(board.Put{ID: "poison-01", Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})
			} else {
				ann.Draws()
			}
			bob.Draws()
		}
		synctest.Wait()
		resume()
		for range 4 {
			s.Settle()
		}
		if ann.Waiting()+bob.Waiting() != 0 || ann.Answers[14] != wire.RefusedInternal || ann.Answers[15] != "item" {
			t.Errorf("%d and %d wait, ann is answered %v", ann.Waiting(), bob.Waiting(), ann.Answers)
		}
		s.Agree()
	})
}

// TestBoardThatCannotBeRead: it is never taken for an empty one (H20).
func TestBoardThatCannotBeRead(t *testing.T) {
	for _, method := range []string{"Head", "Roles", "Log", "Snapshot"} {
		t.Run(method, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				s.Store.Fail(method, errBroken)
				ann := s.As("ann").Joins()
				if c := ann.Closed(); ann.Welcome != nil || c == nil || !c.Close.ComeBack {
					t.Fatalf("welcomed %v, closed %v", ann.Welcome, c)
				}
				if len(s.Store.Snapshots(roomtest.Board)) > 0 {
					t.Error("a snapshot was saved of a board that could not be read")
				}
				s.Store.Fail(method, nil)
				ann.Joins()
				s.Settle()
				s.Agree()
			})
		})
	}
}

// TestShutdownInMidBatch: what was taken is appended and told, then everyone is asked to come back at another time.
func TestShutdownInMidBatch(t *testing.T) {
	for name, more := range map[string]int{"more gathers": 1, "nothing else waits": 0} {
		t.Run(name, func(t *testing.T) { shutdownInMidBatch(t, more) })
	}
}

// shutdownInMidBatch stops a node while one change is on its way into the store, and more wait behind it.
func shutdownInMidBatch(t *testing.T, more int) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		resume := s.Store.Pause()
		ann.Draws()
		synctest.Wait()
		for range more {
			ann.Draws() // gathers while the first is on its way
		}
		synctest.Wait()
		drained := make(chan struct{})
		go func() {
			s.Nodes[0].Drain(context.Background(), 10*time.Second)
			close(drained)
		}()
		synctest.Wait()
		cyd := s.As("cyd").Joins()
		if c := cyd.Closed(); c == nil || c.Close.Name != wire.Restart.Name {
			t.Errorf("who comes while the node stops: %v", c)
		}
		resume()
		<-drained
		s.Read()
		head := board.Seq(2 + more)
		if ann.Waiting() != 0 || bob.At.Seq != head {
			t.Errorf("ann waits for %d, bob stands at %d", ann.Waiting(), bob.At.Seq)
		}
		for _, p := range []*roomtest.Person{ann, bob} {
			if c := p.Closed(); c == nil || c.Close.Name != wire.Restart.Name || !strings.Contains(c.Reason, " in=") {
				t.Errorf("%s: closed %v", p.Name, c)
			}
		}
		if got := s.Store.Snapshots(roomtest.Board); len(got) != 1 || got[0].At.Seq != head {
			t.Errorf("snapshots saved at the end: %v", len(got))
		}
	})
}

// TestC25_JoinDuringHeavyWriting: a snapshot or a tail, then what follows, with no hole and nothing twice.
func TestC25_JoinDuringHeavyWriting(t *testing.T) {
	bubble(t, func(t *testing.T) {
		limits := rooms.Limits{RingBytes: 8 << 10, ChangeRate: 1e6, ChangeBurst: 1e6, SnapshotEvery: 50}
		s := roomtest.NewStage(t, rooms.Config{Limits: limits}, rooms.Config{Limits: limits})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		s.Settle()
		snapshots, tails := 0, 0
		for i := range 500 {
			ann.Draws()
			bob.Draws()
			p := s.As(string(rune('c'+i%20)) + "-joiner")
			if p.Conn != nil {
				p.Conn.Cut()
				s.Read()
			}
			if i%7 == 0 { // comes as if for the first time
				p.At, p.Board = board.Position{}, board.New()
			}
			p.Joins(i % 2)
			if p.Welcome == nil {
				time.Sleep(5 * time.Millisecond)
				s.Read()
			}
			if p.Welcome.Snapshot != nil {
				snapshots++
			} else {
				tails++
			}
			time.Sleep(time.Millisecond)
		}
		for range 8 {
			s.Settle()
		}
		if snapshots < 20 || tails < 100 {
			t.Errorf("only %d joins by snapshot and %d by tail were tried", snapshots, tails)
		}
		s.Agree()
	})
}

// TestC21_Superseded: the late end of an older connection does not touch the newer one.
func TestC21_Superseded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		old := ann.Conn
		ann.Draws()
		s.Settle()
		ann.Joins()
		ann.Moves(5, 6)
		s.Settle()
		if c := old.Closed(); c == nil || c.Close.Name != wire.Superseded.Name {
			t.Errorf("the older connection: %v", c)
		}
		old.Cut()
		s.Settle()
		if got := bob.Cursors[ann.Welcome.Session]; len(bob.Members) != 2 || got != (wire.Point{5, 6}) {
			t.Errorf("bob sees %v, ann at %v", bob.Members, got)
		}
		if ann.Closed() != nil {
			t.Errorf("the newer connection: %v", ann.Closed())
		}
		s.Agree()
	})
}

// TestC20_AnotherHistory: a board restored beneath an open room is noticed, and everyone is told afresh.
func TestC20_AnotherHistory(t *testing.T) {
	for name, epoch := range map[string]string{"restored": "another-history0", "fallen behind": ""} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
				for range 10 {
					ann.Draws()
				}
				s.Settle()
				s.Store.Restore(roomtest.Board, 5, epoch)
				time.Sleep(2 * time.Second)
				synctest.Wait()
				if c := bob.Closed(); c == nil || !c.Close.ComeBack {
					t.Fatalf("bob: %v", c)
				}
				bob.Joins()
				s.Settle()
				if bob.Welcome.Snapshot == nil || !bob.Welcome.Snapshot.Forked {
					t.Errorf("bob is not told that it is another history: %+v", bob.Welcome.Snapshot)
				}
				bob.Draws()
				s.Settle()
				if bob.At.Seq != 6 {
					t.Errorf("bob stands at %d", bob.At.Seq)
				}
				s.Agree()
			})
		})
	}
}

func TestSnapshotsAreSavedAndProved(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{SnapshotEvery: 20, ChangeRate: 1e6}})
		ann := s.As("ann").Joins()
		for range 50 {
			ann.Draws()
			time.Sleep(100 * time.Millisecond)
		}
		s.Settle()
		saved := s.Store.Snapshots(roomtest.Board)
		if len(saved) != 2 {
			t.Fatalf("%d snapshots of 50 changes, one every 20", len(saved))
		}
		ann.Leaves()
		time.Sleep(time.Minute)
		if saved = s.Store.Snapshots(roomtest.Board); saved[len(saved)-1].At.Seq != 51 {
			t.Errorf("the unused room saved %d", saved[len(saved)-1].At.Seq)
		}
		before := s.Store.Calls("Log")
		ann.Joins()
		s.Settle()
		if got := s.Store.Calls("Log") - before; got != 0 {
			t.Errorf("%d reads of the log with a snapshot of the head", got)
		}
		s.Agree()
		ann.Leaves()
		time.Sleep(time.Minute)
		s.Store.SpoilSnapshots(roomtest.Board)
		ann.Joins()
		s.Settle()
		s.Agree()
	})
}

// TestRoomClosesWhileSomeoneComes is H21: whoever comes at any moment of the end gets a whole room.
func TestRoomClosesWhileSomeoneComes(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		for i := range 40 {
			ann.Draws()
			s.Read()
			ann.Leaves()
			time.Sleep(29*time.Second + time.Duration(i)*100*time.Millisecond)
			ann.Joins()
			s.Settle()
			if ann.Closed() != nil || ann.Waiting() > 0 {
				t.Fatalf("round %d: closed %v, %d wait", i, ann.Closed(), ann.Waiting())
			}
		}
		s.Agree()
	})
}
