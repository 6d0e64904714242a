package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

const inTrash = "Gone: trashed"

// A board that is moved to the trash is closed at once to those who have it open, with a reason, and opened by no way and no link until its owner takes it back.
func TestTrashIsClosedByEveryWay(t *testing.T) {
	k := newKit(t, func(c *Config, r *rooms.Config) { c.Limits = Limits{}; r.Limits.Poll = time.Hour })
	c := newCast(k)
	path := "/api/v1/boards/" + string(c.board.ID)
	own, edit, view := c.people[owner], c.people[editor], c.people[viewer]
	drawing, _ := edit.open(c.board.ID)
	drawing.put(1, "before-trash")
	drawing.item(1)
	looking, _ := view.open(c.board.ID)
	own.must(http.StatusNoContent, "POST", path+"/trash", nil, nil)
	for _, tb := range []*tab{drawing, looking} {
		if code, reason := tb.over(); code != wire.Trashed.Code || !strings.Contains(reason, "trash") {
			t.Errorf("closed with %d %s", code, reason)
		}
	}
	late := edit.connect(c.board.ID)
	late.send(late.hello())
	if code, _ := late.over(); code != wire.Trashed.Code {
		t.Errorf("who comes later: %d", code)
	}
	asked := 0
	for _, route := range [][2]string{
		{"GET", ""}, {"POST", "/join"}, {"GET", "/export"}, {"GET", "/log"}, {"GET", "/state?seq=1"}, {"GET", "/authors"}, {"GET", "/strikes"}, {"POST", "/strikes"},
		{"PATCH", ""}, {"POST", "/links"}, {"PUT", "/title"}, {"PUT", "/star"}, {"POST", "/copy"}, {"POST", "/leave"}, {"GET", "/thumbnail"}, {"PUT", "/thumbnail?seq=1&theme=light"},
		{"POST", "/assets"}, {"GET", "/links"}, {"GET", "/members"}, {"PUT", "/owner"}, {"PATCH", "/links/labcdefgh"}, {"PATCH", "/members/uabcdefgh"}, {"GET", "/assets/" + strings.Repeat("0", 64)}, {"GET", "/snapshots/1-" + strings.Repeat("0", 32)},
	} {
		for _, who := range []asker{viewer, editor, owner} {
			asked++
			if a := c.people[who].do(route[0], path+route[1], nil); a.code() != inTrash {
				t.Errorf("%s %s as %s: %s", route[0], route[1], who, a.code())
			}
		}
		if a := c.people[outsider].do(route[0], path+route[1], nil); a.code() != noBoard {
			t.Errorf("%s %s as an outsider: %s", route[0], route[1], a.code())
		}
	}
	if asked != 72 {
		t.Errorf("asked %d times", asked)
	}
	secret := map[string]string{"secret": c.board.Secret}
	for _, tail := range []string{"/link", "/join"} {
		if a := c.people[outsider].do("POST", path+tail, secret); a.code() != inTrash {
			t.Errorf("by the link, %s: %s", tail, a.code())
		}
	}
	lists := listed(own)
	if len(lists.Boards) != 0 || len(lists.Trash) != 1 || lists.Trash[0].Trashed == 0 || len(listed(edit).Boards)+len(listed(edit).Trash) != 0 {
		t.Errorf("the owner's lists %+v, the editor's %+v", lists, listed(edit))
	}
	own.must(http.StatusNoContent, "DELETE", path+"/trash", nil, nil)
	again, welcome := edit.open(c.board.ID)
	if welcome.Head.Seq != 2 {
		t.Errorf("back, it is at %d", welcome.Head.Seq)
	}
	again.put(1, "after-trash")
	again.item(1)
}

type lists struct{ Boards, Trash []boardBody }

func listed(p *person) (l lists) {
	p.t.Helper()
	p.must(http.StatusOK, "GET", "/api/v1/boards", nil, &l)
	return l
}

// A board that is deleted for good is no board to anybody, in memory neither; and one goes by itself when its time is over.
func TestDeletingForGood(t *testing.T) {
	now := time.UnixMilli(1_790_000_000_000)
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Now = func() time.Time { return now } })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made, kept, other := ada.board("Plans"), ada.board("Kept"), ada.board("Other")
	bob.join(made.ID, made.Secret)
	path := "/api/v1/boards/" + string(made.ID)
	if a := ada.do("DELETE", path, nil); a.code() != "Conflict: not_in_trash" {
		t.Errorf("at once: %s", a.code())
	}
	for _, id := range []board.ID{made.ID, kept.ID} {
		ada.must(http.StatusNoContent, "POST", "/api/v1/boards/"+string(id)+"/trash", nil, nil)
	}
	if a := bob.do("DELETE", path, nil); a.code() != forbid {
		t.Errorf("by an editor: %s", a.code())
	}
	ada.must(http.StatusNoContent, "DELETE", path, nil, nil)
	for _, p := range []*person{ada, bob} {
		for _, a := range []answer{p.do("GET", path, nil), p.do("DELETE", path+"/trash", nil), p.do("POST", path+"/join", map[string]string{"secret": made.Secret}), p.do("DELETE", path, nil)} {
			if a.code() != noBoard {
				t.Errorf("afterwards: %s", a.code())
			}
		}
	}
	for _, step := range []struct {
		on   time.Duration
		gone int
	}{{TrashTime, 0}, {time.Millisecond, 1}, {400 * 24 * time.Hour, 0}} {
		now = now.Add(step.on)
		if gone, err := k.srv.Erase(t.Context()); gone != step.gone || err != nil {
			t.Errorf("%d are gone, want %d: %v", gone, step.gone, err)
		}
	}
	if _, err := k.store.Head(t.Context(), other.ID); err != nil {
		t.Errorf("the one that was never in the trash: %v", err)
	}
}
