package rooms_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

func closeName(p *roomtest.Person) string {
	if c := p.Closed(); c != nil {
		return c.Close.Name
	}
	return ""
}

func TestBadFramesEndOnlyTheirConnection(t *testing.T) {
	frames := map[string]struct{ frame, close string }{
		"no json":           {"[", "protocol"},
		"no array":          {`{"t":"beat"}`, "protocol"},
		"empty":             {`[]`, "protocol"},
		"not utf-8":         {"[{\"t\":\"token\",\"token\":\"\xff\xfe\"}]", "protocol"},
		"no type":           {`[{}]`, "protocol"},
		"of the server":     {`[{"t":"welcome"}]`, "protocol"},
		"no n":              {`[{"t":"change","ops":[]}]`, "protocol"},
		"hello of another":  {`[{"t":"hello","client":"AAAAAAAAAAAAAAAAAAAAAA"}]`, "protocol"},
		"too large":         {`[{"t":"token","token":"` + strings.Repeat("a", 600<<10) + `"}]`, "too_big"},
		"a token of nobody": {`[{"t":"token","token":"nobody"}]`, "token_expired"},
	}
	for name, c := range frames {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
				s.Settle()
				before := ann.Frames
				eve.Conn.Send([]byte(c.frame))
				s.Read()
				if got := closeName(eve); got != c.close {
					t.Errorf("closed %q, want %q", got, c.close)
				}
				s.Settle()
				if ann.Closed() != nil || ann.Frames > before+1 { // eve has left
					t.Errorf("ann is disturbed: closed %v, %d frames", ann.Closed(), ann.Frames-before)
				}
			})
		})
	}
}

// TestWhatComesBeforeABadMessageStands is W7.
func TestWhatComesBeforeABadMessageStands(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
		s.Settle()
		eve.Conn.Send([]byte(`[{"t":"change","n":1,"ops":[{"op":"put","id":"element-1","props":{"kind":"rectangle"}}]},{"t":"nonsense"}]`))
		s.Settle()
		if closeName(eve) != "protocol" || ann.At.Seq != 2 {
			t.Errorf("eve: %q, ann stands at %d", closeName(eve), ann.At.Seq)
		}
	})
}

func TestHelloComesFirst(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann")
		ann.Connects(0, time.Hour)
		time.Sleep(9 * time.Second)
		synctest.Wait()
		if ann.Closed() != nil {
			t.Error("closed before ten seconds")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if closeName(ann) != "timeout" {
			t.Errorf("no hello: %q", closeName(ann))
		}
		ann.Connects(0, time.Hour)
		ann.Says(wire.Beat{})
		s.Read()
		if closeName(ann) != "protocol" {
			t.Errorf("another message first: %q", closeName(ann))
		}
		ann.Connects(0, time.Hour)
		ann.Conn.Send([]byte(`[{"t":"hello","client":"` + strings.Repeat("A", 9<<10) + `"}]`))
		s.Read()
		if closeName(ann) != "too_big" {
			t.Errorf("9 KiB before the hello: %q", closeName(ann))
		}
	})
}

// TestC32_a_flood_is_slowed_down is C32: a flood is slowed down to the rate without a loss, and ended if it goes on.
func TestC32_a_flood_is_slowed_down(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{ReplayBurst: 1}})
		ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
		s.Settle()
		for range 1500 {
			eve.Draws()
		}
		time.Sleep(2 * time.Second)
		s.Read()
		if got := ann.At.Seq; got < 200 || got > 300 {
			t.Errorf("after two seconds %d changes have passed, want 120 at once and 60 a second", got)
		}
		ann.Draws()
		synctest.Wait()
		time.Sleep(20 * time.Millisecond)
		s.Read()
		if ann.Waiting() > 0 {
			t.Error("ann waits because of eve")
		}
		time.Sleep(12 * time.Second)
		s.Read()
		if closeName(eve) != "flood" {
			t.Errorf("a flood that goes on: %q", closeName(eve))
		}
		ann.Says(wire.Beat{})
		s.Settle()
		s.Agree()
	})
}

// TestC37_a_long_queue_delays_another_by_two_batches is C37: one with a long queue delays another's single change by two batches at most.
func TestC37_a_long_queue_delays_another_by_two_batches(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{ChangeRate: 1e6, ChangeBurst: 1e6, BatchItems: 32}})
		ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
		s.Settle()
		resume := s.Store.Pause()
		for range 3000 {
			eve.Draws()
		}
		synctest.Wait()
		ann.Draws()
		synctest.Wait()
		resume()
		s.Settle()
		rows := s.Store.Rows(roomtest.Board)
		for i, r := range rows {
			if r.Client == ann.Welcome.Client && i > 1+2*32+1 {
				t.Errorf("ann's change comes after %d of eve's", i)
			}
		}
		for range 4 {
			s.Settle()
		}
		if ann.Waiting()+eve.Waiting() > 0 {
			t.Errorf("%d wait", eve.Waiting())
		}
		s.Agree()
	})
}

// TestBatches: what comes while an append is under way goes together with the next one.
func TestBatches(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		resume := s.Store.Pause()
		for range 100 {
			ann.Draws()
			bob.Draws()
		}
		synctest.Wait()
		before, frames := s.Store.Calls("Append"), s.Nodes[0].Stats().Frames
		resume()
		s.Settle()
		if got := s.Store.Calls("Append") - before; got != 1 {
			t.Errorf("%d appends for what had gathered", got)
		}
		if got := s.Nodes[0].Stats().Frames - frames; got > 8 {
			t.Errorf("%d frames to tell two members of two batches", got)
		}
		s.Agree()
	})
}

// TestAdopt: the changes of another page load of the same user are sent under their own numbers (W11).
func TestAdopt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		ann.Draws()
		s.Settle()
		ann.Leaves()
		dead := ann.Secret
		again := s.As("ann again")
		again.User, again.Secret = "ann", "BBBBBBBBBBBBBBBBBBBBBA"
		again.Joins()
		again.Says(wire.Adopt{Client: dead}, wire.Adopt{Client: bob.Secret})
		s.Settle()
		var got []wire.Adopted
		for _, m := range again.Heard {
			if a, is := m.(wire.Adopted); is {
				got = append(got, a)
			}
		}
		if len(got) != 2 || got[0].N != 1 || got[1].Refused != wire.RefusedClientTaken {
			t.Fatalf("adopted: %+v", got)
		}
		put := board.Change{Ops: []board.Op{board.Put{ID: "element-9", Props: board.Props{{Path: "kind", Value: `"rectangle"`}}}}}
		again.Says(wire.Change{N: 2, As: got[0].As, Change: put}, wire.Change{N: 7, As: 99, Change: put})
		s.Settle()
		rows := s.Store.Rows(roomtest.Board)
		if last := rows[len(rows)-1]; last.Client != got[0].As || last.N != 2 {
			t.Errorf("the last row is of client %d, n %d", last.Client, last.N)
		}
		if again.Answers[7] != wire.RefusedUnknownClient {
			t.Errorf("a client that was not adopted: %q", again.Answers[7])
		}
	})
}

// TestTitle: SQL's title follows the settings.
func TestTitle(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		s.Settle()
		ann.Changes(board.Set{ID: board.Settings, Props: board.Props{{Path: "title", Value: `"Plans"`}}})
		s.Settle()
		if got := s.Store.Title(roomtest.Board); got != "Plans" {
			t.Errorf("the title is %q", got)
		}
		bob := s.As("bob").Joins()
		bob.Changes(board.Set{ID: board.Settings, Own: true, Props: board.Props{{Path: "title", Value: `"Mine"`}}})
		s.Settle()
		if got := s.Store.Title(roomtest.Board); got != "Plans" {
			t.Errorf("a set without effect renamed the board %q", got)
		}
	})
}

// TestHeavyPresence: presence is bounded by what it costs the others, and more of it is left out without a word (P7).
func TestHeavyPresence(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
		s.Settle()
		before := s.Nodes[0].Stats().Bytes
		for range 200 { // 5 s of a hostile hand: whole strokes of 2,000 points, 40 times a second
			eve.Gesture(stroke(0, 2000))
			time.Sleep(25 * time.Millisecond)
		}
		s.Settle()
		if got := (s.Nodes[0].Stats().Bytes - before) / 2 / 5; got > 400<<10 {
			t.Errorf("%d KiB a second to each member", got>>10)
		}
		if ann.Closed() != nil || eve.Closed() != nil {
			t.Errorf("closed: ann %v, eve %v", ann.Closed(), eve.Closed())
		}
	})
}
