package server

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"drawingroom/rooms"
	"drawingroom/rooms/wire"
)

// hostile is a frame that a well-behaved client never sends, and what it must come to.
type hostile struct {
	name    string
	frame   []byte
	binary  bool
	before  bool       // sent instead of the hello
	close   string     // the name of the close, or
	answers []*refusal // what each change of it is answered; nil: it is in order and must be appended
	leaves  int        // changes in order that stand before the bad message
}

// refusal is an answer that a change must get.
type refusal struct {
	N    int64
	As   int64
	Code string
}

// fixtures reads the bad frames that rooms/wire keeps for its decoders: what no decoder takes, no room may fall over.
func fixtures(t *testing.T) []hostile {
	t.Helper()
	paths, err := filepath.Glob("../rooms/wire/testdata/bad/W*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []hostile
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			From    string
			Frame   string
			Base64  []byte
			Repeats []struct {
				Text  string
				Times int
				Join  string
			}
			Pad     int
			Close   string
			Stands  int
			Answers []*refusal
		}
		if err := json.Unmarshal(text, &f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if f.From != "client" {
			continue
		}
		frame := f.Base64
		if frame == nil {
			// The texts of repeats hold marks of later ones only, so they are filled in one after the other.
			whole := f.Frame
			for i, r := range f.Repeats {
				whole = strings.ReplaceAll(whole, fmt.Sprintf("⟦%d⟧", i), strings.TrimSuffix(strings.Repeat(r.Text+r.Join, r.Times), r.Join))
			}
			frame = []byte(whole + strings.Repeat(" ", max(0, f.Pad-len(whole))))
		}
		name := strings.TrimSuffix(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), ".json")
		all = append(all, hostile{name: name, frame: frame, close: f.Close, answers: f.Answers, leaves: f.Stands})
	}
	return all
}

// more are those that only a whole server can be shown.
func more() []hostile {
	hello := func(rest string) []byte { return []byte(`[{"t":"hello","client":"` + string(newClient()) + `"` + rest) }
	return []hostile{
		{name: "binary", frame: []byte(`[{"t":"beat"}]`), binary: true, close: "protocol"},
		{name: "over 512 KiB", frame: []byte(`[{"t":"beat"}` + strings.Repeat(" ", 512<<10) + `]`), close: "too_big"},
		{name: "8 MiB", frame: []byte(strings.Repeat("[", 8<<20)), close: "too_big"},
		{name: "another hello's client", frame: hello(`}]`), close: "protocol"},
		{name: "a change before the hello", frame: []byte(`[{"t":"change","n":1,"ops":[]}]`), before: true, close: "protocol"},
		{name: "a beat before the hello", frame: []byte(`[{"t":"beat"}]`), before: true, close: "protocol"},
		{name: "an adoption before the hello", frame: []byte(`[{"t":"adopt","client":"` + string(newClient()) + `"}]`), before: true, close: "protocol"},
		{name: "over 8 KiB before the hello", frame: hello(`}` + strings.Repeat(" ", 8<<10) + `]`), before: true, close: "too_big"},
		{name: "binary hello", frame: hello(`}]`), before: true, binary: true, close: "protocol"},
		{name: "a renewal with a forged token", frame: []byte(`[{"t":"token","token":"aaaa.bbbb.cccc"}]`), close: "token_expired"},
		{name: "a client that was not registered", frame: []byte(`[{"t":"change","n":1,"as":7777,"ops":[{"op":"remove","id":"element-1"}]}]`), answers: []*refusal{{1, 7777, "unknown_client"}}},
	}
}

// Item 6: every hostile frame gets a refusal with a code, its number used up, or a close with a code. Nobody else is disturbed, nothing crashes,
// nothing of it is relayed.
func TestC64_hostile_frames_are_refused_or_closed(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada, eve := k.guest("Ada"), k.guest("Eve")
	made := ada.board("x")
	eve.join(made.ID, made.Secret)
	watcher, _ := ada.open(made.ID)
	watcher.keep = true
	rows := append(fixtures(t), more()...)
	refused, closed := 0, 0
	for i, row := range rows {
		tb := eve.connect(made.ID)
		if !row.before {
			tb.join()
		}
		kind := websocket.MessageText
		if row.binary {
			kind = websocket.MessageBinary
		}
		_ = tb.ws.Write(t.Context(), kind, row.frame) // a close that comes before all is written is as good an answer
		if row.close != "" {
			closed++
			if code, reason := tb.over(); code != closeCode(t, row.close) || reason != row.close {
				t.Errorf("%s: closed with %d %q, want %s", row.name, code, reason, row.close)
			}
		} else {
			refused++
			row.checkAnswers(t, tb)
			_ = tb.ws.CloseNow()
		}
		// The other member is there, hears of what was in order and of nothing else, and can still draw.
		mark := fmt.Sprintf("marker-%04d", i)
		watcher.put(i+1, mark)
		watcher.expect(t, row, mark)
	}
	if len(rows) < 40 || refused < 15 || closed < 25 {
		t.Fatalf("%d rows, %d refused, %d closed: the table is hollow", len(rows), refused, closed)
	}
	t.Logf("%d hostile frames: %d refused, %d closed", len(rows), refused, closed)
	if strings.Contains(k.log.String(), "panic") {
		t.Fatal("something broke: see the log")
	}
}

// hostileCloses are the ends that somebody hostile may come to.
var hostileCloses = []wire.Close{wire.Protocol, wire.TooBig, wire.TokenExpired, wire.VersionClose, wire.NoBoard}

func closeCode(t *testing.T, name string) int {
	t.Helper()
	for _, c := range hostileCloses {
		if c.Name == name {
			return c.Code
		}
	}
	t.Fatalf("no close is called %q", name)
	return 0
}

// checkAnswers sees that each change of the frame is answered once as it must be, and that the numbers of the refused are used up.
func (row hostile) checkAnswers(t *testing.T, tb *tab) {
	t.Helper()
	last := int64(0)
	for i, want := range row.answers {
		if want == nil {
			last++
			tb.item(last)
			continue
		}
		switch got := await(tb, isAnswer).(type) {
		case wire.Gap: // its number was not the next one: nothing was done
			if got.Expected == want.N {
				t.Errorf("%s: change %d: %+v, want %+v", row.name, i, got, *want)
			}
			return
		case wire.Refused:
			if int64(got.As) != want.As || got.N != want.N || got.Why == "" || got.Code != want.Code && want.As == 0 {
				t.Errorf("%s: change %d: %+v, want %+v", row.name, i, got, *want)
			}
		}
		if want.As != 0 {
			return // of a client that is not here: there is no number to use up
		}
		last++
	}
	// Sent again, as something that would be in order: the number is gone. The one after it is free.
	tb.put(int(last), "late-comer")
	if row.answers[len(row.answers)-1] != nil {
		if r := await(tb, func(wire.Refused) bool { return true }); r.N != last || r.Code != "used" && r.Code != "conflict" {
			t.Errorf("%s: number %d again: %+v", row.name, last, r)
		}
	}
	tb.put(int(last)+1, "ordinary-"+strings.ReplaceAll(string(tb.client[:8]), "_", "-"))
	tb.item(last + 1)
}

// isAnswer tells the answers to a change that is not in order.
func isAnswer(m wire.ServerMessage) bool {
	switch m.(type) {
	case wire.Refused, wire.Gap:
		return true
	}
	return false
}

// expect reads up to the marker: nothing but changes in order, and people who come and go.
func (tb *tab) expect(t *testing.T, row hostile, mark string) {
	t.Helper()
	begun := len(tb.seen)
	await(tb, func(m wire.ServerMessage) bool {
		switch m := m.(type) {
		case wire.Changes:
			for _, item := range m.Items {
				if item.Change.Ops[0].Element() == "" {
					t.Errorf("%s: the other got %+v", row.name, item)
				}
				if string(item.Change.Ops[0].Element()) == mark {
					return true
				}
			}
		case wire.Members, wire.Beat:
		case wire.PresenceNews:
			if len(m.Others) > 0 {
				t.Errorf("%s: the other got %+v", row.name, m)
			}
		default:
			t.Errorf("%s: the other got %+v", row.name, m)
		}
		return false
	})
	// No frame is as the hostile one was, even in part: what is told is encoded afresh.
	if told := strings.Join(tb.seen[begun:], ""); len(row.frame) > 40 && strings.Contains(told, string(row.frame[1:len(row.frame)-1])) {
		t.Errorf("%s: bytes of it were relayed", row.name)
	}
}
