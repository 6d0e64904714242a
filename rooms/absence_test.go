package rooms_test

import (
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
)

// TestC17_BackAfter: somebody's network is gone for a second, half a minute and ten minutes, while others draw 1,000 changes and they themselves a few; it is cut, or it swallows everything
// without a word. They come back with a tail; with a snapshot if they missed more than 5,000. (The same over real lines, with times: C17 of processtest.)
func TestC17_BackAfter(t *testing.T) {
	for _, away := range []time.Duration{time.Second, 30 * time.Second, 10 * time.Minute} {
		for _, swallowed := range []bool{false, true} {
			for _, missed := range []int{1000, 5200} {
				t.Run(fmt.Sprintf("%v, swallowed %v, %d changes", away, swallowed, missed), func(t *testing.T) {
					bubble(t, func(t *testing.T) { absence(t, away, swallowed, missed) })
				})
			}
		}
	}
}

func absence(t *testing.T, away time.Duration, swallowed bool, missed int) {
	s := roomtest.NewStage(t)
	bob := s.As("bob").Joins()
	s.Settle()
	if bob.Draws(); swallowed {
		bob.Lazy = true
	} else {
		bob.Leaves()
	}
	var others []*roomtest.Person
	for i := range 4 {
		others = append(others, s.As(fmt.Sprint("other-", i)).Joins())
	}
	for part := range 10 {
		for i := range missed / 10 {
			others[(part+i)%len(others)].Draws()
		}
		live(s, away/10, min(away/10, time.Second), nil)
	}
	s.Settle()
	if !swallowed {
		bob.Draws()
	}
	bob.Conn.Cut()
	bob.Lazy = false
	bob.Joins()
	s.Settle()
	if bySnapshot := bob.Welcome.Snapshot != nil; bySnapshot != (missed > 5000) {
		t.Errorf("told by a snapshot: %v", bySnapshot)
	}
	if want := board.Seq(1 + missed + 1); bob.At.Seq < want || bob.Waiting() > 0 {
		t.Errorf("stands at %d of %d, %d wait", bob.At.Seq, want, bob.Waiting())
	}
	s.Agree()
}
