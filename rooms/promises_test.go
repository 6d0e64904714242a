package rooms_test

import (
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// bubble runs a test where time is fake.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, f)
}

func TestP1_OneOrder(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{}, rooms.Config{})
		names := []string{"ann", "bob", "cyd", "dan"}
		for i, name := range names {
			s.As(name).Joins(i % 2)
		}
		for range 25 {
			for _, name := range names {
				s.As(name).Draws()
			}
			time.Sleep(3 * time.Millisecond)
		}
		for range 10 {
			s.Settle()
		}
		s.Agree()
		for _, name := range names {
			if p := s.As(name); p.At.Seq != 101 || p.Waiting() > 0 {
				t.Errorf("%s stands at %d with %d changes waiting", name, p.At.Seq, p.Waiting())
			}
		}
	})
}

func TestP2_NothingShownCanBeLost(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		resume := s.Store.Pause()
		ann.Draws()
		s.Settle()
		if ann.Waiting() != 1 || bob.At.Seq != 1 {
			t.Fatalf("told before it was durable: ann waits for %d, bob stands at %d", ann.Waiting(), bob.At.Seq)
		}
		bob.Moves(1, 2)
		s.Settle()
		if _, there := ann.Cursors[bob.Welcome.Session]; !there {
			t.Error("presence waits for the store")
		}
		resume()
		s.Settle()
		if ann.Waiting() != 0 || bob.At.Seq != 2 {
			t.Fatal("not told when it was durable")
		}
		s.Agree()
	})
}

func TestP3_ExactlyOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{}, rooms.Config{})
		ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
		s.Settle()
		ann.Draws()
		s.Settle()
		change := wire.Change{N: 1, Change: board.Change{Ops: []board.Op{board.Remove{ID: "ann-00000001"}}}}
		ann.Answers = map[int64]string{}
		ann.Says(change) // the same number, another content
		s.Settle()
		if ann.Answers[1] != wire.RefusedConflict {
			t.Errorf("another content under a used number: %q", ann.Answers[1])
		}
		resume := s.Store.Pause()
		ann.Draws()
		synctest.Wait()
		ann.Conn.Cut() // before the answer
		resume()
		synctest.Wait()
		ann.Joins(1) // elsewhere; it sends again by itself
		s.Settle()
		s.Settle()
		if ann.Waiting() != 0 {
			t.Error("a change sent again has no answer")
		}
		if got := len(s.Store.Rows(roomtest.Board)); got != 3 {
			t.Errorf("%d rows, want 3", got)
		}
		if bob.At.Seq != 3 {
			t.Errorf("bob stands at %d", bob.At.Seq)
		}
		s.Agree()
	})
}

func TestP4_Continuity(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		bob.Leaves()
		for range 30 {
			ann.Draws()
		}
		bob.Draws() // while away
		s.Settle()
		bob.Joins()
		s.Settle()
		if bob.Welcome.Snapshot != nil {
			t.Error("a short absence is told as a snapshot")
		}
		s.Agree()

		bob.Leaves()
		ann.Leaves()
		time.Sleep(24 * time.Hour)
		if got := s.Nodes[0].Stats().Rooms; got != 0 {
			t.Errorf("%d rooms are open that nobody uses", got)
		}
		ann.Joins()
		bob.Draws()
		bob.Joins()
		s.Settle()
		s.Agree()

		cyd := s.As("cyd")
		cyd.At = board.Position{Epoch: "another-history0", Seq: 5}
		cyd.Joins()
		s.Settle()
		if cyd.Welcome.Snapshot == nil {
			t.Error("another history is told as a tail")
		}
		s.Agree()
	})
}

func TestP5_NobodyWaitsForTheSlow(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{OutboxBytes: 64 << 10, PresenceBytes: 4 << 10, ChangeRate: 1e6, ChangeBurst: 1e6}})
		ann, bob := s.As("ann").Joins(), s.As("bob")
		bob.Window = 16 << 10
		bob.Joins()
		s.Settle()
		bob.Lazy = true
		for i := range 2000 {
			ann.Draws()
			if i%10 == 0 {
				ann.Moves(int64(i), 0)
				time.Sleep(time.Millisecond)
			}
		}
		s.Settle()
		if ann.Waiting() > 0 {
			t.Fatalf("ann waits for %d answers because of bob", ann.Waiting())
		}
		if got := s.Nodes[0].Stats().Resyncs; got != 1 {
			t.Fatalf("%d resyncs", got)
		}
		bob.Lazy = false
		s.Settle()
		if bob.Resyncs != 1 || bob.Closed() != nil {
			t.Fatalf("bob heard %d resyncs, closed %v", bob.Resyncs, bob.Closed())
		}
		s.Settle()
		s.Agree()

		bob.Lazy = true
		for range 2000 {
			ann.Draws()
			time.Sleep(time.Millisecond)
		}
		s.Settle()
		time.Sleep(12 * time.Second)
		synctest.Wait()
		if c := bob.Closed(); c == nil || c.Close.Name != wire.Slow.Name {
			t.Fatalf("closed %v, want slow", c)
		}
		bob.Lazy = false
		bob.Joins()
		s.Settle()
		s.Agree()
	})
}

func TestP6_EveryRefusalIsAnAnswer(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{Elements: 4}})
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		ann.Draws()
		ann.Changes(board.Put{ID: "bad-kind-0", Props: board.Props{{Path: "kind", Value: `"no-such"`}}})
		ann.Draws()
		s.Settle()
		ann.Draws()
		s.Settle()
		ann.Draws()
		ann.Changes(board.Remove{ID: "ann-00000001"})
		s.Settle()
		want := map[int64]string{1: "item", 2: "unknown_kind", 3: "item", 4: "item", 5: "board_full", 6: "item"}
		for n, how := range want {
			if ann.Answers[n] != how {
				t.Errorf("change %d: %q, want %q", n, ann.Answers[n], how)
			}
		}
		ann.Answers = map[int64]string{}
		ann.Says(wire.Change{N: 5, Change: board.Change{Ops: []board.Op{board.Remove{ID: "ann-00000003"}}}})
		s.Settle()
		if ann.Answers[5] != wire.RefusedUsed {
			t.Errorf("a used number sent again: %q", ann.Answers[5])
		}
		bob.Says(wire.Change{N: 3, Change: board.Change{Ops: []board.Op{board.Remove{ID: "ann-00000003"}}}})
		s.Settle()
		if bob.Answers[1] != "gap" {
			t.Errorf("a number beyond the next: %v", bob.Answers)
		}
		s.Agree()
	})
}

func TestP7_PresenceIsVolatile(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		ann.Moves(1, 1)
		ann.Moves(2, 2)
		ann.Moves(3, 3)
		s.Settle()
		if got := bob.Cursors[ann.Welcome.Session]; got != (wire.Point{3, 3}) {
			t.Errorf("bob sees ann's cursor at %v", got)
		}
		if bob.At.Seq != 1 || s.Store.Calls("Append") != 0 {
			t.Error("presence has a place in the order")
		}
		cyd := s.As("cyd").Joins()
		s.Settle()
		if got := cyd.Cursors[ann.Welcome.Session]; got != (wire.Point{3, 3}) {
			t.Errorf("who comes later sees ann's cursor at %v", got)
		}
		ann.Leaves()
		s.Settle()
		if _, still := bob.Cursors[ann.Welcome.Session]; still {
			t.Error("a cursor stays when its owner leaves")
		}
	})
}

func TestP8_OnlyEnteredWithAKey(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Store.SetRole(roomtest.Board, "eve", board.RoleNone)
		eve := s.As("eve").Joins()
		s.Settle()
		if c := eve.Closed(); c == nil || c.Close.Name != wire.NoBoard.Name {
			t.Errorf("without a right: %v", c)
		}

		resume := s.Store.Pause()
		bob.Draws()
		synctest.Wait()
		s.Store.SetRole(roomtest.Board, "bob", board.RoleViewer) // while his change is on its way
		bob.Draws()
		resume()
		s.Settle()
		if bob.Role != board.RoleViewer || bob.Answers[1] != wire.RefusedForbidden || bob.Answers[2] != wire.RefusedForbidden {
			t.Errorf("bob is %q, answered %v", bob.Role, bob.Answers)
		}
		if len(s.Store.Rows(roomtest.Board)) != 1 {
			t.Error("a change without a right is in the log")
		}
		s.Store.SetRole(roomtest.Board, "bob", board.RoleNone)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if c := bob.Closed(); c == nil || c.Close.Name != wire.Forbidden.Name {
			t.Errorf("two seconds after the right was lost: %v", c)
		}
		ann.Draws()
		s.Settle()
		s.Agree()
	})
}

func TestP8_TheTokenRunsOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann"), s.As("bob")
		ann.JoinsFor(0, 2*time.Minute)
		bob.JoinsFor(0, 2*time.Minute)
		live := func(d time.Duration) {
			for range int(d / (5 * time.Second)) {
				time.Sleep(5 * time.Second)
				s.Read()
				for _, p := range []*roomtest.Person{ann, bob} {
					if p.Closed() == nil {
						p.Says(wire.Beat{})
					}
				}
			}
		}
		live(70 * time.Second)
		asked := false
		for _, m := range ann.Heard {
			_, renew := m.(wire.Renew)
			asked = asked || renew
		}
		if !asked {
			t.Error("not asked to renew a minute before the end")
		}
		ann.Says(wire.Token{Token: "ann for 15m0s"})
		live(60 * time.Second)
		if bob.Closed() != nil {
			t.Error("closed before the leeway is over")
		}
		live(25 * time.Second)
		if c := bob.Closed(); c == nil || c.Close.Name != wire.TokenExpired.Name {
			t.Errorf("bob: %v, want token_expired", c)
		}
		if ann.Closed() != nil {
			t.Errorf("ann, who renewed: %v", ann.Closed())
		}
		ann.Says(wire.Token{Token: "eve for 15m0s"})
		s.Read()
		if c := ann.Closed(); c == nil || c.Close.Name != wire.TokenExpired.Name {
			t.Errorf("another user's token: %v", c)
		}
	})
}
