package server

import (
	"net/http"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// Who takes another name, or another colour, is seen with it by those who are on a board with them.
func TestRenameIsSeenOnOpenBoards(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("")
	bob.join(made.ID, made.Secret)
	_, at := ada.open(made.ID)
	seeing, welcome := bob.open(made.ID)
	wears := map[wire.SessionID]string{}
	for _, m := range welcome.Members {
		wears[m.Session] = m.Colour
	}
	if len(wears) != 2 || wears[at.Session] == wears[welcome.Session] {
		t.Errorf("two people wear %v", wears)
	}
	free := board.FreeColour(ada.user.Colour, []string{wears[at.Session], wears[welcome.Session]})
	for _, step := range []struct{ name, asks, wears string }{
		{"Ada L.", "", wears[at.Session]},
		{"Ada L.", free, free},
	} {
		body := map[string]string{"name": step.name}
		if step.asks != "" {
			body["colour"] = step.asks
		}
		ada.must(http.StatusOK, "POST", "/api/v1/guests", body, nil)
		await(seeing, func(m wire.Members) bool {
			for _, one := range m.Joined {
				if one.Session == at.Session && one.Name == step.name && one.Colour == step.wears {
					return true
				}
			}
			return false
		})
	}
}
