package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// turnedAway sends each message behind a hello as somebody who has no right to the board, and in its stead.
func (sc *scene) turnedAway(t *testing.T, who asker, open func(*person, board.ID) mouth) (tried int) {
	for _, row := range messageTable {
		tried++
		for _, hello := range []bool{true, false} {
			m := open(sc.who, sc.cast.board.ID)
			want, parts := row.want.of(who), []string{}
			sc.mouth = m
			if hello || row.name == "hello" {
				parts = append(parts, strings.Trim(m.hello(), "[]"))
			} else {
				sc.mouth = mouth{}
				want = map[bool]string{true: "close token_expired", false: "close protocol"}[row.name == "token"]
			}
			if row.frame != "" {
				parts = append(parts, sc.frame(row))
			}
			m.say("[" + strings.Join(parts, ",") + "]")
			if end := m.ends(); end != want {
				t.Errorf("%s as %s: %s, want %s", row.name, who, end, want)
			}
			m.quit()
		}
	}
	sc.undisturbed(t)
	return tried
}

// outside tries to open a connection without a token that is one, and to speak on one that somebody else has open.
func (sc *scene) outside(t *testing.T, who asker, way string) (tried int) {
	path := "/api/v1/boards/" + string(sc.cast.board.ID) + "/streams"
	bearing := func(*http.Request) {}
	if who == badToken {
		bearing = func(r *http.Request) { r.Header.Set("Authorization", "Bearer not.a.token") }
	}
	open := func() answer { return sc.who.post(path+map[string]string{"poll": "?poll"}[way], "", bearing) }
	hers := sc.cast.people[owner].poll(sc.cast.board.ID)
	defer hers.quit()
	if way == "socket" {
		open = func() answer {
			_, res, err := sc.cast.people[owner].dial(sc.cast.board.ID, func(o *websocket.DialOptions) {
				o.Subprotocols = []string{"drawingroom.v1", "jwt.not.a.token"}[:1+len(who)/len(badToken)]
			})
			if res == nil {
				t.Fatal(err)
			}
			a, _ := read(res, nil)
			return a
		}
	}
	for i, row := range messageTable {
		tried++
		if got := open().code(); got != row.want.of(who) {
			t.Errorf("opening a %s as %s: %s", way, who, got)
		}
		want := map[asker]string{nobody: signIn, badToken: noToken}[who]
		if got := sc.who.post(fmt.Sprintf("%s?n=%d", hers.path, i+1), "["+sc.frame(row)+"]", bearing).code(); got != want {
			t.Errorf("%s on another's connection as %s: %s, want %s", row.name, who, got, want)
		}
	}
	sc.undisturbed(t)
	return tried
}

// undisturbed sees that the watcher was told of nothing but people who come and go, and draws on.
func (sc *scene) undisturbed(t *testing.T) {
	sc.watcher.put(4, "still-there")
	await(sc.watcher, func(m wire.ServerMessage) bool {
		switch m := m.(type) {
		case wire.Changes:
			if !itemOf(sc.watcher.number, 4)(m) {
				t.Errorf("the watcher was told %+v", m)
			}
			return true
		case wire.Members, wire.Beat:
		case wire.PresenceNews:
			if len(m.Others) > 0 {
				t.Errorf("the watcher was told %+v", m)
			}
		default:
			t.Errorf("the watcher was told %+v", m)
		}
		return false
	})
}
