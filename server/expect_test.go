package server

import (
	"net/http"
	"testing"
	"time"
)

// TestABoardIsReadForWhoComes: whoever says with their session which board they come onto, or joins one by a link, finds it read; nothing is read for who may not
// look at it.
func TestABoardIsReadForWhoComes(t *testing.T) {
	k := newKit(t)
	ada, eve := k.guest("Ada"), k.guest("Eve")
	made := ada.board("Hers")
	asks := func(p *person, board string) {
		p.must(http.StatusOK, "POST", "/api/v1/session", map[string]string{"board": board}, &struct{}{})
	}
	for _, id := range []string{string(made.ID), "", "no board", "no-such-board"} {
		asks(eve, id)
	}
	asks(ada, "no-such-board")
	if got := k.rooms.Stats(); got.Loads != 0 || got.Rooms != 0 {
		t.Fatalf("read for who may not look: %+v", got)
	}
	read := func(boards int64) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); k.rooms.Stats().Rooms != boards; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("not read: %+v", k.rooms.Stats())
			}
		}
	}
	asks(ada, string(made.ID))
	read(1)
	other := ada.board("Another")
	eve.join(other.ID, other.Secret)
	read(2)
	ada.connect(made.ID)
	if got := k.rooms.Stats(); got.Loads != 2 {
		t.Fatalf("%+v", got)
	}
}
