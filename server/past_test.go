package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// past is a board as it was.
type past struct {
	ID    board.ID
	Epoch string
	Seq   board.Seq
	Time  int64
	Hash  string
	State string
	Board json.RawMessage
}

// drawn is a board with a person's changes on it, each second of its server's clock one.
type drawn struct {
	*kit
	ada  *person
	made linkBody
	path string
	rows []logged
}

func newDrawn(t *testing.T, changes int) drawn {
	k := newKit(t, func(c *Config, r *rooms.Config) {
		c.Limits = Limits{}
		r.Limits = rooms.Limits{ChangeRate: 1e6, ChangeBurst: 1e6, SnapshotEvery: 40, KeyframeEvery: 8}
	})
	d := drawn{kit: k, ada: k.guest("Ada")}
	d.made = d.ada.board("Plans")
	d.path = "/api/v1/boards/" + string(d.made.ID)
	one, _ := d.ada.open(d.made.ID)
	for n := 1; n <= changes; n++ {
		one.put(n, fmt.Sprintf("ada-%06d", n))
		one.item(int64(n))
	}
	d.rows = readLog(t, d.ada.must(http.StatusOK, "GET", d.path+"/log", nil, nil))
	if len(d.rows) != changes+1 {
		t.Fatalf("%d rows", len(d.rows))
	}
	return d
}

// The state at every seq, and at the time of every change, is the log played up to it; packed or not; and asked for again by its tag, nothing is sent.
func TestTheStateAtEverySeq(t *testing.T) {
	d := newDrawn(t, 100)
	played, hash := board.New(), board.Hash{}
	for i, row := range d.rows {
		r := row.record(t)
		hash = board.Chain(hash, d.made.ID, r)
		change, err := board.DecodeChange(r.Version, r.Payload)
		if err != nil {
			t.Fatal(err)
		}
		played.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
		want := past{ID: d.made.ID, Seq: r.Seq, Time: r.Time, Hash: hex.EncodeToString(hash[:]), State: played.Hash().String()}
		d.check(want, fmt.Sprintf("?seq=%d", r.Seq))
		if i+1 == len(d.rows) || d.rows[i+1].Time > r.Time {
			d.check(want, fmt.Sprintf("?time=%d", r.Time))
		}
	}
	last := d.rows[len(d.rows)-1]
	a := d.ada.do("GET", d.path+"/state?time=9007199254740991", nil)
	if a.status != http.StatusOK || !strings.Contains(string(a.body), fmt.Sprintf(`"seq":%d,`, last.Seq)) {
		t.Errorf("a time to come: %d %.100s", a.status, a.body)
	}
	tag := a.header.Get("ETag")
	if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Vary") != "Accept-Encoding" || tag == "" {
		t.Errorf("%v", a.header)
	}
	for _, row := range []struct{ path, tag, want string }{
		{fmt.Sprintf("/state?seq=%d", last.Seq), tag, "Not Modified"}, {"/state?seq=3", tag, ok}, {"/state?seq=3", `"x"`, ok},
	} {
		a := d.ada.do("GET", d.path+row.path, nil, func(r *http.Request) { r.Header.Set("If-None-Match", row.tag) })
		if a.code() != row.want || (a.status == http.StatusNotModified) != (len(a.body) == 0) {
			t.Errorf("%s with %s: %s, %d bytes", row.path, row.tag, a.code(), len(a.body))
		}
	}
}

func (d drawn) check(want past, query string) {
	d.t.Helper()
	packed := d.ada.do("GET", d.path+"/state"+query, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	if packed.status != http.StatusOK || packed.header.Get("Content-Encoding") != "gzip" {
		d.t.Fatalf("%s: %d %s", query, packed.status, packed.body)
	}
	in, err := gzip.NewReader(bytes.NewReader(packed.body))
	if err != nil {
		d.t.Fatal(err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		d.t.Fatal(err)
	}
	plain := d.ada.do("GET", d.path+"/state"+query, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") })
	if !bytes.Equal(plain.body, text) || plain.header.Get("Content-Encoding") != "" {
		d.t.Fatalf("%s: packed and plain differ", query)
	}
	var got past
	if err := json.Unmarshal(text, &got); err != nil {
		d.t.Fatal(err)
	}
	sum := sha256.Sum256(got.Board)
	if got.ID != want.ID || len(got.Epoch) != 16 || got.Seq != want.Seq || got.Time != want.Time || got.Hash != want.Hash || got.State != want.State || got.State != hex.EncodeToString(sum[:]) {
		d.t.Fatalf("%s: %+v, want %+v", query, got, want)
	}
}

// Every moment that there is not, and every way to ask wrongly, has its status and its sentence.
func TestMomentsThatAreNot(t *testing.T) {
	d := newDrawn(t, 3)
	birth := d.rows[0].Time
	const (
		badMoment   = "Bad Request: bad_moment"
		whichMoment = "Bad Request: which_moment"
		badStretch  = "Bad Request: bad_stretch"
		beyond      = "Not Found: beyond"
		unborn      = "Not Found: unborn"
	)
	sentences := map[string]string{
		badMoment:   "A moment is the number of a change, from 1, or a time in milliseconds since 1970: a whole number below 2^53.",
		whichMoment: "Say which moment, once: by seq or by time, and not by both.",
		badStretch:  "A stretch goes from a moment to a later one, both by number (from, to) or both by time (since, until).",
		beyond:      "The board has not had so many changes.", unborn: "The board had not begun at that time.",
	}
	for _, row := range []struct{ path, want string }{
		{"/state?seq=4", ok}, {"/state?seq=1", ok}, {fmt.Sprintf("/state?time=%d", birth), ok},
		{"/state?seq=5", beyond}, {"/state?seq=9007199254740991", beyond},
		{"/state?seq=9007199254740992", badMoment}, {"/state?seq=99999999999999999999", badMoment},
		{"/state?seq=0", badMoment}, {"/state?seq=-1", badMoment}, {"/state?seq=1.5", badMoment}, {"/state?seq=x", badMoment}, {"/state?seq=1e3", badMoment}, {"/state?seq=0x1", badMoment}, {"/state?seq=%201", badMoment},
		{"/state", whichMoment}, {"/state?seq=", whichMoment}, {"/state?seq=1&time=5", whichMoment}, {"/state?seq=1&seq=2", whichMoment}, {"/state?at=1", whichMoment},
		{fmt.Sprintf("/state?time=%d", birth-1), unborn}, {"/state?time=0", unborn}, {"/state?time=-5", badMoment}, {"/state?time=yesterday", badMoment},
		{"/log?from=2&to=3", ok}, {"/log?to=0", ok}, {"/log?from=9", ok}, {"/log?since=0", ok}, {"/log?until=0", ok},
		{"/log?from=3&to=2", badStretch}, {"/log?since=5&until=4", badStretch}, {"/log?from=1&until=4", badStretch}, {"/log?to=-1", badMoment}, {"/log?since=x", badMoment}, {"/log?from=1&from=2", whichMoment},
	} {
		a := d.ada.do("GET", d.path+row.path, nil)
		if a.code() != row.want {
			t.Errorf("%s: %s, want %s", row.path, a.code(), row.want)
		}
		var told struct{ Error struct{ Message string } }
		_ = json.Unmarshal(a.body, &told)
		if told.Error.Message != sentences[row.want] {
			t.Errorf("%s: %q", row.path, told.Error.Message)
		}
		if a.status != http.StatusOK && (a.header.Get("Cache-Control") != "no-store" || a.header.Get("ETag") != "") {
			t.Errorf("%s: %v", row.path, a.header)
		}
	}
	eve := d.guest("Eve")
	other := eve.board("Hers") // of another board, which has one change only
	if a := eve.do("GET", "/api/v1/boards/"+string(other.ID)+"/state?seq=4", nil); a.code() != beyond {
		t.Errorf("a seq of another board: %s", a.code())
	}
	if a := eve.do("GET", d.path+"/state?seq=4", nil); a.code() != noBoard {
		t.Errorf("somebody else's board: %s", a.code())
	}
}

// The stream between two moments has all that lies between and nothing else, by number and by time, packed or not.
func TestTheLogBetweenTwoMoments(t *testing.T) {
	d := newDrawn(t, 30)
	in := func(from, to board.Seq, query string) {
		t.Helper()
		for _, coding := range []string{"identity", "gzip"} {
			a := d.ada.do("GET", d.path+"/log"+query, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", coding) })
			if packed := a.header.Get("Content-Encoding") == "gzip"; packed != (coding == "gzip") {
				t.Fatalf("%s came as %q", query, a.header.Get("Content-Encoding"))
			} else if packed {
				unpack, err := gzip.NewReader(bytes.NewReader(a.body))
				if err != nil {
					t.Fatal(err)
				}
				if a.body, err = io.ReadAll(unpack); err != nil {
					t.Fatal(err)
				}
			}
			rows := readLog(t, a)
			if len(rows) != int(max(0, to-from+1)) || len(rows) > 0 && (rows[0].Seq != from || rows[len(rows)-1].Seq != to) {
				t.Errorf("%s: %d rows, want %d to %d", query, len(rows), from, to)
			}
		}
	}
	in(1, 31, "")
	in(5, 31, "?from=5")
	in(1, 7, "?to=7")
	in(5, 7, "?from=5&to=7")
	in(7, 7, "?from=7&to=7")
	in(20, 31, "?from=20&to=99")
	in(1, 0, "?from=32")
	in(1, 0, "?to=0")
	first, last := d.rows[0].Time, d.rows[30].Time
	in(1, 31, fmt.Sprintf("?since=%d&until=%d", first, last))
	in(1, 0, fmt.Sprintf("?since=%d", last+1))
	in(1, 0, fmt.Sprintf("?until=%d", first-1))
	since, until := d.rows[10].Time, d.rows[20].Time
	from, to := board.Seq(0), board.Seq(0)
	for _, row := range d.rows {
		if row.Time >= since && from == 0 {
			from = row.Seq
		}
		if row.Time <= until {
			to = row.Seq
		}
	}
	in(from, to, fmt.Sprintf("?since=%d&until=%d", since, until))
}

// Who may not see the past is refused in every way that shows it; the owner opens and closes it, and nobody else does.
func TestThePastIsSeenByRightAlone(t *testing.T) {
	d := newDrawn(t, 12)
	people := map[board.Role]*person{board.RoleOwner: d.ada, board.RoleEditor: d.guest("Ed"), board.RoleViewer: d.guest("Vi")}
	people[board.RoleEditor].join(d.made.ID, d.made.Secret)
	people[board.RoleViewer].join(d.made.ID, d.ada.link(d.made.ID, board.RoleViewer))
	tried := 0
	for _, least := range []board.Role{board.RoleEditor, board.RoleOwner, board.RoleViewer} {
		if least != board.RoleEditor { // which it begins with
			var told boardBody
			d.ada.must(http.StatusOK, "PATCH", d.path, map[string]string{"history": string(least)}, &told)
			if told.History != least || !told.Replay {
				t.Fatalf("%+v", told)
			}
			if a := people[board.RoleViewer].do("PATCH", d.path, map[string]string{"history": "viewer"}); a.code() != forbid {
				t.Fatalf("a viewer: %s", a.code())
			}
		}
		for role, p := range people {
			may := role.MayReplay(least)
			var told boardBody
			p.must(http.StatusOK, "GET", d.path, nil, &told)
			if told.History != least || told.Replay != may {
				t.Errorf("%s of a board open to %s is told %+v", role, least, told)
			}
			want := map[bool]string{true: ok, false: noReplay}[may]
			for _, way := range []string{"/log", "/log?from=2&to=3", "/log?from=99", "/log?since=1", "/log?from=x", "/state?seq=2", "/state?seq=99", "/state?time=1", "/state"} {
				a := p.do("GET", d.path+way, nil)
				if tried++; may == (a.code() == noReplay) {
					t.Errorf("%s of a board open to %s: %s: %s", role, least, way, a.code())
				}
			}
			if head := p.do("HEAD", d.path+"/state?seq=2", nil); head.status == http.StatusOK != may {
				t.Errorf("%s by HEAD: %d, want %s", role, head.status, want)
			}
			p.comes(d, may)
		}
	}
	if tried != 3*3*9 {
		t.Errorf("%d tried", tried)
	}
	for _, bad := range []string{"", "none", "Owner", "everybody"} {
		if a := d.ada.do("PATCH", d.path, map[string]string{"history": bad}); a.code() != "Unprocessable Entity: bad_history" {
			t.Errorf("open to %q: %s", bad, a.code())
		}
	}
}

// comes opens the board with what anybody can make up, until the room has heard of the rights as they are, and checks that what it is told shows the
// past only to who may see it.
func (p *person) comes(d drawn, may bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); ; {
		tb := p.connect(d.made.ID)
		info := exported{}
		p.must(http.StatusOK, "GET", d.path+"/export", nil, &info)
		tb.send(string(wire.Frame(wire.AppendClient(nil, wire.Hello{Client: tb.client, At: &board.Position{Epoch: info.Epoch}}))))
		w := await(tb, func(wire.Welcome) bool { return true })
		_ = tb.ws.CloseNow()
		shown := w.Snapshot == nil
		if shown == may {
			break
		}
		if time.Now().After(end) {
			p.t.Fatalf("told of the past: %v, may: %v", shown, may)
		}
	}
	guessed := d.path + "/snapshots/2-" + strings.Repeat("0", 32)
	if a := p.do("GET", guessed, nil); a.code() != notThere {
		p.t.Errorf("a snapshot by a guess: %s", a.code())
	}
}
