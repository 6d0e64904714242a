package rooms_test

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// place is where a change of a person's is in the log; 0: it is not there.
func place(s *roomtest.Stage, of board.Client, n int64) (seq board.Seq, payload []byte) {
	for _, r := range s.Store.Rows(roomtest.Board) {
		if r.Client == of && r.N == n {
			return r.Seq, r.Payload
		}
	}
	return 0, nil
}

// told is the place that a person was told for a change sent again, by accepted.
func told(p *roomtest.Person, as board.Client, n int64) board.Seq {
	for _, m := range p.Heard {
		if a, is := m.(wire.Accepted); is && a.N == n && a.As == as {
			return a.Seq
		}
	}
	return 0
}

// TestC18_C19_TheAnswerIsLost: the network ends between the commit and its answer. Whoever comes back, to the same node or another, by whichever
// way, is told the place the change has had since then, and the others have seen it once.
func TestC18_C19_TheAnswerIsLost(t *testing.T) {
	small := rooms.Config{Limits: rooms.Limits{TailChanges: 5, RingBytes: 1}}
	for name, back := range map[string]func(s *roomtest.Stage, ann *roomtest.Person, node int){
		"by a tail that holds it": func(_ *roomtest.Stage, ann *roomtest.Person, node int) { ann.Joins(node) },
		"by a snapshot, since much came after it": func(s *roomtest.Stage, ann *roomtest.Person, node int) {
			for range 10 {
				s.As("bob").Draws()
			}
			s.Settle()
			ann.Joins(node)
		},
		"as another page load that found it on the device": func(_ *roomtest.Stage, ann *roomtest.Person, node int) {
			ann.Restarts(true)
			ann.Joins(node)
		},
	} {
		for node := range 2 {
			t.Run(name, func(t *testing.T) {
				bubble(t, func(t *testing.T) {
					s := roomtest.NewStage(t, small, small)
					ann, bob := s.As("ann").Joins(0), s.As("bob").Joins(1)
					s.Settle()
					client := ann.Welcome.Client
					resume := s.Store.Pause()
					n := ann.Draws()
					synctest.Wait()
					ann.Conn.Cut()
					resume()
					time.Sleep(time.Second) // the other node looks
					s.Settle()
					seq, _ := place(s, client, n)
					if seq == 0 || ann.Waiting() != 1 || bob.At.Seq != seq {
						t.Fatalf("at %d in the log, %d wait, bob at %d", seq, ann.Waiting(), bob.At.Seq)
					}
					back(s, ann, node)
					s.Settle()
					if ann.Waiting() != 0 {
						t.Fatal("no answer to what was sent again")
					}
					as := board.Client(0)
					if ann.Welcome.Client != client {
						as = client
					}
					if got := told(ann, as, n); ann.Answers[n] != "item" && got != seq {
						t.Errorf("told %d, it is at %d", got, seq)
					}
					if again, _ := place(s, client, n); again != seq {
						t.Errorf("at %d now, it was at %d", again, seq)
					}
					s.Agree() // each change is in the log once, and was told once
				})
			})
		}
	}
}

// TestC22_NumbersOfAnother: whoever learns the id of another's page load, or sends other content under a number, changes nothing of what is there, and
// the owner's next change is accepted.
func TestC22_NumbersOfAnother(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, eve := s.As("ann").Joins(), s.As("eve").Joins()
		s.Settle()
		ann.Draws()
		s.Settle()
		seq, payload := place(s, ann.Welcome.Client, 1)
		other := board.Change{Ops: []board.Op{board.Remove{ID: "ann-00000001"}}}

		// As a client that was not adopted, under a number that is used and one that is not.
		eve.Says(wire.Change{N: 1, As: ann.Welcome.Client, Change: other}, wire.Change{N: 2, As: ann.Welcome.Client, Change: other})
		// By adopting it.
		eve.Says(wire.Adopt{Client: ann.Secret})
		s.Settle()
		if eve.Answers[1] != wire.RefusedUnknownClient || eve.Answers[2] != wire.RefusedUnknownClient || eve.Adoptions != 0 {
			t.Errorf("eve is answered %v, and adopted %d", eve.Answers, eve.Adoptions)
		}
		// With its secret.
		mallory := s.As("mallory")
		mallory.Secret = ann.Secret
		mallory.Joins()
		if closeName(mallory) != wire.ClientTaken.Name {
			t.Errorf("with another's secret: %q", closeName(mallory))
		}
		// Herself, with other content.
		ann.Answers = map[int64]string{}
		ann.Says(wire.Change{N: 1, Change: other})
		s.Settle()
		if ann.Answers[1] != wire.RefusedConflict {
			t.Errorf("other content under a used number: %q", ann.Answers[1])
		}
		if at, now := place(s, ann.Welcome.Client, 1); at != seq || !bytes.Equal(now, payload) || ann.Closed() != nil {
			t.Errorf("the change is %s at %d, it was %s at %d; ann closed %v", now, at, payload, seq, ann.Closed())
		}
		ann.Draws()
		s.Settle()
		if ann.Answers[2] != "item" || ann.Waiting() > 0 {
			t.Errorf("ann's next change: %q", ann.Answers[2])
		}
		s.Agree()
	})
}

// TestC23_NobodyIsForgotten: nothing is kept for a while only. A page that was asleep for a year and has had no answer is told the place its change has
// had all the time.
func TestC23_NobodyIsForgotten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{Poll: 24 * time.Hour}}) // or the year would be long for the test, too
		ann := s.As("ann").Joins()
		for range 3 {
			ann.Draws()
		}
		s.Settle()
		client := ann.Welcome.Client
		resume := s.Store.Pause()
		ann.Draws()
		synctest.Wait()
		ann.Conn.Cut()
		resume()
		s.Settle()
		time.Sleep(366 * 24 * time.Hour)
		ann.Restarts(false)
		ann.Joins()
		s.Settle()
		seq, _ := place(s, client, 4)
		if got := told(ann, client, 4); got != seq || seq != 5 || ann.Waiting() > 0 {
			t.Errorf("a year later told %d, it is at %d; %d wait", got, seq, ann.Waiting())
		}
		s.Agree()
	})
}

// TestC23_AStoreSetBack: only a store that was set back can have forgotten numbers. That is said at once, by the number it waits for; what then
// happens is the client's (a new id and new numbers, C23 of client.test.ts).
func TestC23_AStoreSetBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		bob := s.As("bob").Joins()
		for range 3 {
			bob.Draws()
		}
		s.Settle()
		s.Store.Restore(roomtest.Board, 1, "another-history0")
		time.Sleep(2 * time.Second)
		bob.Joins()
		bob.Draws() // its fourth, and the store knows of none
		s.Settle()
		if bob.Answers[1] != "gap" || bob.Waiting() != 1 || bob.Closed() != nil {
			t.Errorf("answered %v, %d wait, closed %v", bob.Answers, bob.Waiting(), bob.Closed())
		}
	})
}
