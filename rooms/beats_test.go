package rooms_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestBeats is W31: a beat after seven seconds of quiet, the end when nothing has been heard for thirteen, within fifteen.
func TestBeats(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann")
		ann.Mute = true
		ann.Joins()
		s.Settle()
		heard := len(ann.Heard)
		time.Sleep(9 * time.Second)
		s.Read()
		if len(ann.Heard) != heard+1 || ann.Heard[heard] != (wire.Beat{}) {
			t.Errorf("in 9 s of quiet: %v", ann.Heard[heard:])
		}
		ann.Says(wire.Beat{})
		time.Sleep(12 * time.Second)
		synctest.Wait()
		if ann.Closed() != nil {
			t.Error("closed 12 s after it was heard")
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if closeName(ann) != "timeout" {
			t.Errorf("15 s of silence: %q", closeName(ann))
		}
	})
}

// live lets time pass, in which everybody who is there reads and answers, and somebody does something now and then.
func live(s *roomtest.Stage, d, every time.Duration, something func()) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		if something != nil {
			something()
		}
		time.Sleep(every)
		s.Read()
	}
}

// TestWatcherOfABusyBoardStays: who says nothing, and is told something all the time, is asked whether they are there.
func TestWatcherOfABusyBoardStays(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		live(s, 3*time.Minute, 200*time.Millisecond, func() { ann.Moves(1, time.Now().UnixMilli()%1000) })
		if ann.Closed() != nil || bob.Closed() != nil {
			t.Fatalf("ann, who draws: %v; bob, who watches and answers: %v", ann.Closed(), bob.Closed())
		}
	})
}

// TestC39_half_open: a network that swallows everything and says nothing costs the others 15 s of a ghost at most, whatever goes on meanwhile
// and whenever it happens.
func TestC39_half_open(t *testing.T) {
	worst := time.Duration(0)
	for name, meanwhile := range map[string]func(ann *roomtest.Person, i int){
		"quiet":                      func(*roomtest.Person, int) {},
		"busy":                       func(ann *roomtest.Person, i int) { ann.Moves(1, int64(i)); ann.Draws() },
		"so much that it is held up": func(ann *roomtest.Person, i int) { ann.Changes(note(i, 9_900)) },
	} {
		for after := range 10 {
			t.Run(fmt.Sprintf("%s, %d s later", name, after), func(t *testing.T) {
				bubble(t, func(t *testing.T) {
					worst = max(worst, ghost(t, meanwhile, time.Duration(after)*1010*time.Millisecond))
				})
			})
		}
	}
	t.Logf("the longest that somebody stayed who was gone: %v", worst)
}

// ghost is how long somebody is still seen whose network has gone dead.
func ghost(t *testing.T, meanwhile func(ann *roomtest.Person, i int), after time.Duration) time.Duration {
	s := roomtest.NewStage(t)
	ann, bob := s.As("ann").Joins(), s.As("bob")
	bob.Window = 128 << 10 // what the kernel takes for one who does not read
	bob.Joins()
	s.Settle()
	bob.Moves(3, 4)
	i := 0
	something := func() { i++; meanwhile(ann, i) }
	live(s, 20*time.Second+after, 250*time.Millisecond, something)
	if _, seen := ann.Cursors[bob.Welcome.Session]; bob.Closed() != nil || !seen {
		t.Fatalf("bob is gone before his network is: %v", bob.Closed())
	}
	session := bob.Welcome.Session
	bob.Lazy = true // nothing comes through any more, in either direction
	gone := time.Now()
	for time.Since(gone) < time.Minute {
		if _, there := ann.Members[session]; !there {
			break
		}
		live(s, 250*time.Millisecond, 250*time.Millisecond, something)
	}
	if _, seen := ann.Cursors[session]; seen || time.Since(gone) > 15*time.Second {
		t.Errorf("gone after %v, cursor still there: %v", time.Since(gone), seen)
	}
	if name := closeName(bob); name != "timeout" && name != "slow" {
		t.Errorf("closed %q", closeName(bob))
	}
	return time.Since(gone)
}
