package bench

import (
	"math/rand/v2"
	"strings"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// taken decodes a client's frame as a server does, and fails if any of it is refused.
func taken(t *testing.T, frame []byte) []wire.ClientMessage {
	t.Helper()
	messages, err := wire.DecodeClientFrame(frame)
	if err != nil {
		t.Fatalf("%.200s: %v", frame, err)
	}
	for _, m := range messages {
		if c, ok := m.(wire.Change); ok && c.Bad != nil {
			t.Fatalf("%.200s: %v", frame, c.Bad)
		}
	}
	return messages
}

type pair struct{ m, k int }

func heardIn(frame []byte, heard func([]byte, func(m, k int))) []pair {
	var found []pair
	heard(frame, func(m, k int) { found = append(found, pair{m, k}) })
	return found
}

func TestMovesAreFoundAgain(t *testing.T) {
	sent := appendMove(nil, 17, 123)
	p, ok := taken(t, sent)[0].(wire.Presence)
	if !ok || *p.Cursor.Value != (wire.Point{123, 17}) {
		t.Fatalf("%s", sent)
	}
	if found := heardIn(sent, eachMove); len(found) != 1 || found[0] != (pair{17, 123}) {
		t.Errorf("as the floor relays it: %v", found)
	}
	news := wire.PresenceNews{Cursors: []wire.CursorNews{
		{Session: "a1", At: &wire.Point{5, 0}}, {Session: "b2"}, {Session: "c3", At: &wire.Point{1 << 30, 399}}}}
	frame := wire.Frame(wire.AppendServer(nil, news), wire.AppendServer(nil, wire.Beat{}), wire.AppendServer(nil, news))
	want := []pair{{0, 5}, {399, 1 << 30}, {0, 5}, {399, 1 << 30}}
	found := heardIn(frame, eachMove)
	if len(found) != len(want) {
		t.Fatalf("%v", found)
	}
	for i := range want {
		if found[i] != want[i] {
			t.Errorf("%v, want %v", found, want)
		}
	}
}

func TestStrokesAreFoundAgain(t *testing.T) {
	message, heard := strokes(200, 0)
	c, ok := taken(t, message(nil, 199, 4))[0].(wire.Change)
	if !ok || c.N != 5 {
		t.Fatalf("%+v", c)
	}
	rows := []board.Record{{Seq: 7, Payload: c.Payload}, {Seq: 8, Payload: c.Payload}}
	found := heardIn(wire.Frame(wire.AppendRows(nil, rows)), heard)
	if len(found) != 2 || found[0] != (pair{199, 4}) || found[1] != found[0] {
		t.Errorf("%v", found)
	}
}

func TestDrawingIsTaken(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	seen := map[string]int{}
	for first := 0; first < 1000; first += perChange {
		frame := appendDrawing(nil, random, first, first+perChange)
		c, ok := taken(t, frame)[0].(wire.Change)
		if !ok || len(c.Change.Ops) != perChange || c.N != int64(first/perChange+1) {
			t.Fatalf("%.200s", frame)
		}
		for _, op := range c.Change.Ops {
			if put, ok := op.(board.Put); ok {
				kind, _ := put.Props.Get("kind").Text()
				seen[kind]++
			}
		}
	}
	if seen["stroke"] != 400 || seen["rectangle"] != 600 {
		t.Errorf("%v", seen)
	}
}

// What was not measured is not told.
func TestNothingIsGuessed(t *testing.T) {
	l := &load{rooms: 1, members: 10}
	o := outcome{expected: 10, took: warmUp}
	r := newResult("cursors")
	o.tell(&r, l)
	var text strings.Builder
	if err := r.write(&text, true); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"p50_ms", "p99_ms", "cpu_us_per_delivery", "floor_cpu_us_per_delivery", "server_cores", "kb_per_connection", "join_ms"} {
		if strings.Contains(text.String(), name) {
			t.Errorf("%s is told: %s", name, text.String())
		}
	}
	if !strings.Contains(text.String(), `"delivered":0`) || !strings.Contains(text.String(), "CPU is not known") {
		t.Errorf("%s", text.String())
	}
}

func TestProcessesAreMeasured(t *testing.T) {
	if _, err := cpuOf(1 << 30); err == nil {
		t.Error("a process that does not exist has used CPU")
	}
	if _, err := memoryOf(1 << 30); err == nil {
		t.Error("a process that does not exist has memory")
	}
	none := &target{}
	if _, err := none.cpu(); err == nil {
		t.Error("an unknown process has used CPU")
	}
}

// A board's life is made of changes that a server takes, of all three kinds, numbered within each page load.
func TestALifeIsTaken(t *testing.T) {
	l := &life{random: rand.New(rand.NewPCG(1, 1))}
	kinds := map[string]int{}
	for n := 1; n <= 500; n++ {
		c, ok := taken(t, l.change(n))[0].(wire.Change)
		if !ok || c.N != int64(n) || len(c.Change.Ops) != 1 {
			t.Fatalf("%+v", c)
		}
		kinds[c.Change.Ops[0].Name()]++
	}
	if kinds["put"] < 100 || kinds["set"] < 100 || kinds["remove"] < 10 {
		t.Errorf("%v", kinds)
	}
}
