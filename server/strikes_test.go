package server

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// writes puts an element with words, as change n.
func (tb *tab) writes(n int, words string, ids ...string) {
	var ops []string
	for _, id := range ids {
		ops = append(ops, fmt.Sprintf(`{"op":"put","id":%q,"props":{"kind":"note","meta":%q}}`, id, words))
	}
	tb.send(fmt.Sprintf(`[{"t":"change","n":%d,"ops":[%s]}]`, n, strings.Join(ops, ",")))
}

// struck is the answer to a request that strikes out.
type struck struct {
	Seqs     []board.Seq
	Elements []string
	Mark     board.Seq
	More     bool
	Swept    *bool
}

// C61: an owner strikes an element out of the history. A dry run tells what would go and changes nothing; afterwards no way of reading the board says it, the
// mark says who did it, and the chain that the log tells can still be proved by whoever reads it.
func TestC61_an_owner_strikes_something_out(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	one, _ := ada.open(made.ID)
	one.writes(1, "harmless", "element-1")
	one.writes(2, "hunter2hunter2", "element-2", "element-3")
	one.writes(3, "harmless too", "element-4")
	one.item(3)
	path := "/api/v1/boards/" + string(made.ID)
	asked := map[string]any{"element": "element-2"}
	var dry struck
	ada.must(http.StatusOK, "POST", path+"/strikes?dry=1", asked, &dry)
	if !slices.Equal(dry.Seqs, []board.Seq{3}) || !slices.Equal(dry.Elements, []string{"element-2", "element-3"}) || dry.Swept != nil || dry.Mark != 0 {
		t.Errorf("dry: %+v", dry)
	}
	secretIn := func(when string) (in []string) {
		t.Helper()
		for _, way := range []string{"/export", "/log"} {
			if a := bob.must(http.StatusOK, "GET", path+way, nil, nil); strings.Contains(string(a.body), "hunter2") {
				in = append(in, way)
			}
		}
		return in
	}
	if in := secretIn("before"); len(in) != 2 {
		t.Fatalf("the control: it is in %v", in)
	}
	if a := bob.do("POST", path+"/strikes", asked); a.code() != forbid {
		t.Errorf("by an editor: %s", a.code())
	}
	var done struck
	ada.must(http.StatusOK, "POST", path+"/strikes", asked, &done)
	if !slices.Equal(done.Seqs, dry.Seqs) || !slices.Equal(done.Elements, dry.Elements) || done.Mark != 5 || done.More || done.Swept == nil || !*done.Swept {
		t.Errorf("%+v", done)
	}
	if in := secretIn("after"); len(in) > 0 {
		t.Errorf("it is still in %v", in)
	}
	var marks struct{ Strikes []strikeBody }
	bob.must(http.StatusOK, "GET", path+"/strikes", nil, &marks)
	if len(marks.Strikes) != 1 || marks.Strikes[0].Mark != 5 || marks.Strikes[0].Author != 1 || marks.Strikes[0].Time == 0 || !slices.Equal(marks.Strikes[0].Seqs, []board.Seq{3}) {
		t.Errorf("%+v", marks)
	}
	provesItself(t, made.ID, string(bob.must(http.StatusOK, "GET", path+"/log", nil, nil).body))
	var again struck
	ada.must(http.StatusOK, "POST", path+"/strikes", map[string]any{"seqs": []int{3}}, &again)
	if len(again.Seqs) != 0 || again.Mark != 5 {
		t.Errorf("again: %+v", again)
	}
}

// provesItself proves the chain by the lines of a log alone, with what they say of struck rows and marks.
func provesItself(t *testing.T, id board.ID, log string) {
	t.Helper()
	var hash board.Hash
	for line := range strings.Lines(log) {
		var l struct {
			logged
			Sealed string
			Mark   json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		r := board.Record{Seq: l.Seq, Author: l.Author, Client: l.Client, N: l.N, Time: l.Time, Version: l.Version, Payload: l.Change}
		if string(l.Change) == "null" {
			r.Payload = l.Mark
		}
		hex.Decode(r.Salt[:], []byte(l.Salt))
		hex.Decode(r.Sealed[:], []byte(l.Sealed))
		if hash = board.Chain(hash, id, r); hex.EncodeToString(hash[:]) != l.Hash {
			t.Fatalf("seq %d: the chain does not hold: %s", l.Seq, line)
		}
		if struck := l.Seq == 3; struck != r.Struck() {
			t.Errorf("seq %d: %s", l.Seq, line)
		}
	}
}

func TestWhatMayNotBeStruckOut(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada := k.guest("Ada")
	made := ada.board("Plans")
	one, _ := ada.open(made.ID)
	one.writes(1, "harmless", "element-1")
	one.item(1)
	path := "/api/v1/boards/" + string(made.ID) + "/strikes"
	const form, noChange = "Bad Request: form", "Unprocessable Entity: no_change"
	for text, want := range map[string]string{
		`{"seqs":[3]}`: noChange, `{"seqs":[2,3]}`: noChange, `{"seqs":[0]}`: noChange, `{"seqs":[-2]}`: noChange, `{"seqs":[9007199254740991]}`: noChange,
		`{"seqs":[1]}`: "Conflict: stands", `{"seqs":[1,2]}`: "Conflict: stands",
		`{"seqs":[]}`: form, `{"seqs":2}`: form, `{"seqs":["2"]}`: form, `{"seqs":[2.5]}`: form, `{"seqs":[1e300]}`: form, `{}`: form, `[]`: form,
		`{"seqs":[2],"element":"element-1"}`: form, `{"element":"no id"}`: form, `{"element":2}`: form, `{"elements":[]}`: form, `{"elements":"element-1"}`: form, `{"elements":["element-1",2]}`: form, `{"every":true}`: form,
		`{"seqs":[2` + strings.Repeat(",2", board.MaxMarked) + `]}`: form,
	} {
		for _, query := range []string{"", "?dry=1"} {
			if a := ada.do("POST", path+query, json.RawMessage(text)); a.code() != want {
				t.Errorf("%.60s%s: %s, want %s", text, query, a.code(), want)
			}
		}
	}
	for _, query := range []string{"?dry=0", "?dry", "?dry=1&dry=1"} {
		if a := ada.do("POST", path+query, json.RawMessage(`{"seqs":[2]}`)); a.code() != form {
			t.Errorf("%s: %s", query, a.code())
		}
	}
	if a := ada.do("POST", path, json.RawMessage(`{"element":"never-drawn"}`)); a.status != http.StatusOK || !strings.Contains(string(a.body), `"seqs":[],"elements":[]`) {
		t.Errorf("an element that never was: %d %s", a.status, a.body)
	}
	if a := ada.must(http.StatusOK, "GET", path, nil, nil); strings.TrimSpace(string(a.body)) != `{"strikes":[]}` {
		t.Errorf("something was struck out: %s", a.body)
	}
}
