package rooms_test

import (
	"math"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// TestBandwidthOfAStroke (C36): ten seconds of drawing at 60 points a second cost each receiver at most 2 KiB a second for what is kept, and at
// most 6 KiB with what is shown meanwhile. The hand is told as web/src/sync/own-presence.ts tells it: increments every 50 ms, in full every 2 s.
func TestBandwidthOfAStroke(t *testing.T) {
	const (
		rest    = 50 * time.Millisecond
		full    = 2 * time.Second
		seconds = 10
		rate    = 60
	)
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann, bob := s.As("ann").Joins(), s.As("bob").Joins()
		s.Settle()
		bob.Conn.Take()
		hand := circling(rate * seconds)
		told, fullAt := 0, -full
		for at := time.Duration(0); at < seconds*time.Second; at += rest {
			points := int(at.Seconds() * rate)
			from := told
			if at-fullAt >= full {
				from, fullAt = 0, at
			}
			x, y := hand.at(points)
			cursor := wire.Point{x, y}
			ann.Says(wire.Presence{
				Cursor:  wire.Optional[wire.Point]{Set: true, Value: &cursor},
				Gesture: wire.Optional[wire.Gesture]{Set: true, Value: hand.gesture(from, points)},
			})
			told = points
			time.Sleep(rest)
		}
		synctest.Wait()
		shown := size(bob.Conn.Take())
		ann.Changes(board.Put{ID: hand.id, Props: board.NewProps(
			board.Prop{Path: "at", Value: "[12000,34000]"}, board.Prop{Path: "colour", Value: `"ink"`}, board.Prop{Path: "kind", Value: `"stroke"`},
			board.Prop{Path: "order", Value: `"a1xyz"`}, board.Prop{Path: "points", Value: hand.value()}, board.Prop{Path: "thickness", Value: "400"},
		)})
		synctest.Wait()
		kept := size(bob.Conn.Take())
		t.Logf("kept %d bytes a second, with what is shown %d", kept/seconds, (kept+shown)/seconds)
		if kept == 0 || shown < kept {
			t.Fatalf("nothing was told: %d and %d bytes", kept, shown)
		}
		if kept > 2<<10*seconds || kept+shown > 6<<10*seconds {
			t.Errorf("over 2 or 6 KiB a second")
		}
	})
}

func size(frames [][]byte) int {
	n := 0
	for _, f := range frames {
		n += len(f)
	}
	return n
}

// drawing is a stroke that a hand draws: loops with an even speed, a pressure that swells, points 16 or 17 ms apart.
type drawing struct {
	id     board.ElementID
	points []int64
}

func circling(points int) drawing {
	d := drawing{id: "Zk3v9QpL0aWx7TnB"}
	for i := range points {
		turn := float64(i) / 20
		d.points = append(d.points, int64(900*math.Cos(turn)), int64(700*math.Sin(turn*1.3)), int64(50+20*math.Sin(turn/3)), int64(16+i%3/2))
	}
	return d
}

func (d drawing) at(points int) (x, y int64) {
	x, y = 12000, 34000
	for i := 0; i < points; i++ {
		x, y = x+d.points[4*i], y+d.points[4*i+1]
	}
	return x, y
}

func (d drawing) gesture(from, to int) *wire.Gesture {
	g := &wire.Gesture{ID: "h8Rr2mYc5sUe1JdF", IDs: []board.ElementID{d.id}, From: int64(from), Points: append([]int64{}, d.points[4*from:4*to]...)}
	if from == 0 {
		g.Props = board.NewProps(
			board.Prop{Path: "at", Value: "[12000,34000]"}, board.Prop{Path: "colour", Value: `"ink"`}, board.Prop{Path: "kind", Value: `"stroke"`},
			board.Prop{Path: "thickness", Value: "400"},
		)
	}
	return g
}

func (d drawing) value() board.Value {
	text := []byte{'['}
	for i, n := range d.points {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, n, 10)
	}
	return board.Value(append(text, ']'))
}
