package rooms_test

import (
	"context"
	"sync/atomic"
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

// TestP8_C56_TheTokenRunsOut: a minute before a token's end another is asked for; who brings one stays, on the same connection and without joining anew;
// who brings none is closed when the leeway is over.
func TestP8_C56_TheTokenRunsOut(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann"), s.As("bob")
		ann.JoinsFor(0, 2*time.Minute)
		bob.JoinsFor(0, 2*time.Minute)
		wait := func(d time.Duration) { live(s, d, time.Second, nil) }
		asked := func() (in int64) {
			for _, m := range ann.Heard {
				if r, is := m.(wire.Renew); is {
					in = r.In
				}
			}
			return in
		}
		wait(59 * time.Second)
		if asked() != 0 {
			t.Error("asked to renew before the last minute")
		}
		wait(3 * time.Second)
		if in := asked(); in < 58 || in > 60 {
			t.Errorf("asked to renew %d s before the end", in)
		}
		ann.Says(wire.Token{Token: "ann for 15m0s"})
		wait(87 * time.Second)
		if bob.Closed() != nil {
			t.Error("closed before the leeway is over")
		}
		wait(3 * time.Second)
		if c := bob.Closed(); c == nil || c.Close.Name != wire.TokenExpired.Name {
			t.Errorf("bob: %v, want token_expired", c)
		}
		if ann.Closed() != nil {
			t.Errorf("ann, who renewed: %v", ann.Closed())
		}
		welcomes := 0
		for _, m := range ann.Heard {
			if _, is := m.(wire.Welcome); is {
				welcomes++
			}
		}
		if welcomes != 1 || ann.Resyncs != 0 {
			t.Errorf("ann joined %d times for a renewal", welcomes)
		}
		ann.Says(wire.Token{Token: "eve for 15m0s"})
		s.Read()
		if c := ann.Closed(); c == nil || c.Close.Name != wire.TokenExpired.Name {
			t.Errorf("another user's token: %v", c)
		}
	})
}

// TestC56_WhatATokenRestsOnIsGone: once a key no longer counts by which somebody came, their connection is closed within seconds; others stay, and who has
// renewed by another token rests on that one's.
func TestC56_WhatATokenRestsOnIsGone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var gone atomic.Bool
		s := roomtest.NewStage(t, rooms.Config{
			Stands: func(key string) bool { return key != "old" || !gone.Load() },
			Verify: func(_ context.Context, _ board.ID, token string) (rooms.Identity, error) {
				return rooms.Identity{User: board.UserID(token), Expires: time.Now().Add(time.Hour), Key: "new"}, nil
			},
		})
		ann, bob, eve, own := s.As("ann"), s.As("bob"), s.As("eve"), s.As("own")
		for _, p := range []*roomtest.Person{ann, bob, eve} {
			p.Key = "old"
			p.Joins(0)
		}
		own.Joins(0)
		ann.Says(wire.Token{Token: "ann"})
		live(s, 10*time.Second, time.Second, nil)
		for _, p := range []*roomtest.Person{ann, bob, eve, own} {
			if p.Closed() != nil {
				t.Fatalf("%s: %v", p.User, p.Closed())
			}
		}
		gone.Store(true)
		live(s, 2*time.Second, time.Second, nil)
		for _, p := range []*roomtest.Person{bob, eve} {
			if c := p.Closed(); c == nil || c.Close.Name != wire.TokenExpired.Name {
				t.Errorf("%s: %v", p.User, c)
			}
		}
		for _, p := range []*roomtest.Person{ann, own} {
			if p.Closed() != nil {
				t.Errorf("%s: %v", p.User, p.Closed())
			}
		}
	})
}
