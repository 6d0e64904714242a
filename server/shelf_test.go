package server

import (
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// A new title from a list is a change like any other: by who gave it, in the log, and seen at once on open pages, also when two people give one at a time.
func TestATitleFromTheListIsAChange(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	path := "/api/v1/boards/" + string(made.ID)
	seeing, _ := ada.open(made.ID)
	bob.must(http.StatusOK, "PUT", path+"/title", map[string]string{"title": "Plans of Bob"}, nil)
	item := await(seeing, func(c wire.Changes) bool { return c.Items[0].Seq == 2 }).Items[0]
	if set, is := item.Change.Ops[0].(board.Set); !is || set.ID != board.Settings || set.Props.Get("title") != `"Plans of Bob"` || item.Author == 0 {
		t.Errorf("%+v", item)
	}
	bob.must(http.StatusOK, "PUT", path+"/title", map[string]string{"title": ""}, nil)
	bob.must(http.StatusOK, "PUT", path+"/title", map[string]string{"title": "Again"}, nil)
	if got := listed(ada).Boards[0]; got.Title != "Again" || got.Seq != 4 {
		t.Errorf("%+v", got)
	}
	rows := readLog(t, ada.must(http.StatusOK, "GET", path+"/log", nil, nil))
	if len(rows) != 4 || rows[1].Author != rows[3].Author || rows[1].Author == 0 {
		t.Errorf("%+v", rows)
	}
	for body, want := range map[string]string{strings.Repeat("x", 201): "Unprocessable Entity: bad_title", "a\u202eb": "Unprocessable Entity: bad_title"} {
		if a := bob.do("PUT", path+"/title", map[string]string{"title": body}); a.code() != want {
			t.Errorf("%.10q: %s", body, a.code())
		}
	}
	if a := bob.do("PUT", path+"/title", map[string]string{}); a.code() != "Bad Request: form" {
		t.Errorf("none: %s", a.code())
	}
	done := make(chan answer, 8)
	for i := range 8 {
		go func() {
			done <- bob.do("PUT", path+"/title", map[string]string{"title": strings.Repeat("x", i+1)})
		}()
	}
	for range 8 {
		if a := <-done; a.status != http.StatusOK && a.status != http.StatusServiceUnavailable {
			t.Errorf("at once: %s", a.code())
		}
	}
}

// Who leaves is shown out of the pages that they have open, and nobody else is.
func TestLeavingAndStars(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	path := "/api/v1/boards/" + string(made.ID)
	bob.must(http.StatusNoContent, "PUT", path+"/star", nil, nil)
	if !listed(bob).Boards[0].Starred || listed(ada).Boards[0].Starred {
		t.Error("a star is not one's own")
	}
	bob.must(http.StatusNoContent, "DELETE", path+"/star", nil, nil)
	if listed(bob).Boards[0].Starred {
		t.Error("the star is still there")
	}
	staying, _ := ada.open(made.ID)
	leaving, _ := bob.open(made.ID)
	bob.must(http.StatusNoContent, "POST", path+"/leave", nil, nil)
	if code, _ := leaving.over(); code != wire.Forbidden.Code {
		t.Errorf("closed with %d", code)
	}
	staying.put(1, "still-here")
	staying.item(1)
	if a := bob.do("GET", path, nil); a.code() != noBoard || len(listed(bob).Boards) != 0 {
		t.Errorf("who left: %s", a.code())
	}
}

// A viewer makes a copy of what is open: it is theirs, it has what the board has now, and the board knows nothing of it.
func TestACopyIsOnesOwn(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, ada.link(made.ID, board.RoleViewer))
	one, _ := ada.open(made.ID)
	one.writes(1, "first", "element-1", "element-2")
	one.send(`[{"t":"change","n":2,"ops":[{"op":"remove","id":"element-1"}]}]`)
	one.item(2)
	path := "/api/v1/boards/" + string(made.ID)
	if a := bob.do("POST", path+"/copy", map[string]string{"title": "a\nb"}); a.code() != "Unprocessable Entity: bad_title" {
		t.Errorf("a title that is none: %s", a.code())
	}
	var copied linkBody
	bob.must(http.StatusCreated, "POST", path+"/copy", map[string]string{"title": "Mine"}, &copied)
	rows := readLog(t, bob.must(http.StatusOK, "GET", "/api/v1/boards/"+string(copied.ID)+"/log", nil, nil))
	if len(rows) != 2 || rows[1].Author != 1 {
		t.Errorf("%+v", rows)
	}
	a := bob.must(http.StatusOK, "GET", "/api/v1/boards/"+string(copied.ID)+"/export", nil, nil)
	if text := string(a.body); !strings.Contains(text, "element-2") || strings.Contains(text, "element-1") || !strings.Contains(text, "Mine") {
		t.Errorf("%s", text)
	}
	if a := ada.do("GET", "/api/v1/boards/"+string(copied.ID), nil); a.code() != noBoard {
		t.Errorf("the other's owner: %s", a.code())
	}
	drawing, _ := bob.open(copied.ID)
	drawing.put(1, "bob-000001")
	drawing.item(1)
	ada.join(copied.ID, copied.Secret)
}
