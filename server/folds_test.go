package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

const gone = "Gone: folded"

// TestTheOwnerSaysForHowLongAPastIsKept: in one spelling, and everybody on the board may know.
func TestTheOwnerSaysForHowLongAPastIsKept(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	path := "/api/v1/boards/" + string(c.board.ID)
	var told boardBody
	for _, keep := range []string{"30", "all", "1", "3650"} {
		c.people[owner].must(http.StatusOK, "PATCH", path, map[string]string{"keep": keep}, &told)
		if told.Keep != keep || told.History != board.RoleEditor {
			t.Errorf("kept for %s: %+v", keep, told)
		}
	}
	c.people[owner].must(http.StatusOK, "PATCH", path, map[string]string{"keep": "7", "history": "viewer"}, nil)
	c.people[viewer].must(http.StatusOK, "GET", path, nil, &told)
	if told.Keep != "7" || told.History != board.RoleViewer || told.Folded != 0 {
		t.Errorf("a viewer is told %+v", told)
	}
	const bad = "Unprocessable Entity: bad_keep"
	for _, keep := range []string{"", "0", "-1", "+3", "03", "3651", "1e3", "ALL", "always", "3 ", "99999999999999999999"} {
		if a := c.people[owner].do("PATCH", path, map[string]string{"keep": keep, "history": "owner"}); a.code() != bad {
			t.Errorf("%q: %s", keep, a.code())
		}
	}
	if a := c.people[owner].do("PATCH", path, json.RawMessage(`{"keep":7}`)); a.code() != "Bad Request: form" {
		t.Errorf("a number: %s", a.code())
	}
	if a := c.people[editor].do("PATCH", path, map[string]string{"keep": "1"}); a.code() != forbid {
		t.Errorf("an editor: %s", a.code())
	}
	c.people[owner].must(http.StatusOK, "GET", path, nil, &told)
	if told.Keep != "7" || told.History != board.RoleViewer {
		t.Errorf("what was refused did something: %+v", told)
	}
}

// TestAFoldedPast: what was folded is gone by every way, which say so and where the rest begins; those who draw go on, and a strike tells what it does not reach.
func TestAFoldedPast(t *testing.T) {
	d := newDrawn(t, 20)
	d.ada.must(http.StatusOK, "PATCH", d.path, map[string]string{"keep": "1"}, nil)
	hand, _ := d.ada.open(d.made.ID)
	if n, err := d.rooms.FoldDue(t.Context(), time.Now().Add(72*time.Hour)); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	for n := 1; n <= 3; n++ { // on the connection that was open before
		hand.put(n, fmt.Sprintf("new-%06d", n))
		hand.item(int64(n))
	}
	var info boardBody
	d.ada.must(http.StatusOK, "GET", d.path, nil, &info)
	if info.Folded != 21 || info.Seq != 25 || info.Keep != "1" {
		t.Errorf("%+v", info)
	}
	for path, want := range map[string]string{
		"/state?seq=1": gone, "/state?seq=20": gone, "/state?seq=21": ok, "/state?seq=22": ok, "/state?seq=25": ok, "/state?seq=26": "Not Found: beyond",
		fmt.Sprintf("/state?time=%d", d.rows[0].Time): gone, fmt.Sprintf("/state?time=%d", d.rows[0].Time-1): "Not Found: unborn",
		"/log?from=1": gone, "/log?from=21": gone, "/log?from=21&to=22": gone, "/log?to=5": gone, "/log?to=21": gone, "/log?from=22": ok, "/log": ok, "/log?from=0": ok, "/log?from=99": ok,
		"/log?since=1": gone, fmt.Sprintf("/log?until=%d", d.rows[0].Time): gone, fmt.Sprintf("/log?since=%d", time.Now().Add(time.Hour).UnixMilli()): ok,
	} {
		a := d.ada.do("GET", d.path+path, nil)
		if a.code() != want || want == gone && !(strings.Contains(string(a.body), `"first":21`) && strings.Contains(string(a.body), "older than what this board's history keeps")) {
			t.Errorf("%s: %s, want %s: %.200s", path, a.code(), want, a.body)
		}
	}
	rows := readLog(t, d.ada.must(http.StatusOK, "GET", d.path+"/log", nil, nil))
	if len(rows) != 4 || rows[0].Seq != 22 {
		t.Fatalf("%+v", rows)
	}
	mark := board.Record{Seq: rows[0].Seq, Version: rows[0].Version, Payload: rows[0].Change}
	if m, is := mark.Fold(); !is || m.To != 21 {
		t.Errorf("the mark: %s", rows[0].Change)
	}
	if a := d.ada.do("POST", d.path+"/strikes?dry=1", map[string]any{"seqs": []int{4}}); a.code() != gone {
		t.Errorf("a strike of what is folded: %s", a.code())
	}
	var dry struct{ Seqs, Elements, Folded []any }
	d.ada.must(http.StatusOK, "POST", d.path+"/strikes?dry=1", map[string]any{"elements": []string{"ada-000001", "new-000002"}}, &dry)
	if fmt.Sprint(dry) != "{[24] [new-000002] [ada-000001]}" {
		t.Errorf("what a strike reaches: %v", dry)
	}
}
