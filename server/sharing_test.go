package server

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"drawingroom/auth"
	"drawingroom/persistence"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// terms makes a link with terms, given as JSON members after the role.
func (p *person) terms(id board.ID, terms map[string]any) linkBody {
	p.t.Helper()
	var made linkBody
	p.must(http.StatusCreated, "POST", pathOf(id, "/links"), terms, &made)
	return made
}

func pathOf(id board.ID, tail string) string { return "/api/v1/boards/" + string(id) + tail }

// joins tries a link, with what else is said.
func (p *person) joins(id board.ID, secret string, password ...string) string {
	p.t.Helper()
	body := map[string]string{"secret": secret}
	if len(password) > 0 {
		body["password"] = password[0]
	}
	return p.do("POST", pathOf(id, "/join"), body).code()
}

func (p *person) links(id board.ID) []sharedLink {
	p.t.Helper()
	var listed struct{ Links []sharedLink }
	p.must(http.StatusOK, "GET", pathOf(id, "/links"), nil, &listed)
	return listed.Links
}

// laterKit is a kit whose clock the test holds, with default limits; ahead is how far it is ahead.
func laterKit(t *testing.T) (k *kit, ahead *atomic.Int64) {
	ahead = &atomic.Int64{}
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	return newKit(t, func(c *Config, live *rooms.Config) {
		store, err := persistence.Open(t.Context(), persistence.Config{Folder: t.TempDir(), Now: now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		c.Auth, c.Sharing, c.Boards, c.Assets, c.Preferences = store, store, store, store, store
		c.Sessions = auth.NewSessions(store, now)
		live.Store, live.Now, c.Now, c.Limits = store, now, now, DefaultLimits
	}), ahead
}

// A link is listed without its secret to whoever decides about it, changed, renewed and revoked; who came by it follows, on their open connection too.
func TestLinksAreChanged(t *testing.T) {
	k := newKit(t)
	ada, bea := k.guest("Ada"), k.guest("Bea")
	made := ada.board("x")
	link := ada.terms(made.ID, map[string]any{"role": "viewer", "name": "Class 7b", "expires": time.Now().Add(time.Hour).UnixMilli()})
	bea.join(made.ID, link.Secret)
	tb, w := bea.open(made.ID)
	if w.Role != board.RoleViewer {
		t.Fatalf("%q", w.Role)
	}
	a := ada.must(http.StatusOK, "GET", pathOf(made.ID, "/links"), nil, nil)
	for _, secret := range []string{link.Secret, made.Secret} {
		if strings.Contains(string(a.body), secret) {
			t.Error("the list tells a secret")
		}
	}
	all := ada.links(made.ID)
	if len(all) != 2 || all[0].Link != made.Link || all[1].Link != link.Link || all[1].Name != "Class 7b" || all[1].People != 1 || all[1].By != "Ada" || !all[1].Mine || all[1].Expires == 0 {
		t.Errorf("%+v", all)
	}
	ada.must(http.StatusNoContent, "PATCH", pathOf(made.ID, "/links/"+string(link.Link)), map[string]any{"role": "editor", "name": "", "expires": 0}, nil)
	await(tb, func(m wire.RoleChanged) bool { return m.Role == board.RoleEditor })
	if all := ada.links(made.ID); all[1].Role != board.RoleEditor || all[1].Name != "" || all[1].Expires != 0 {
		t.Errorf("%+v", all[1])
	}
	var renewed linkBody
	ada.must(http.StatusOK, "POST", pathOf(made.ID, "/links/"+string(link.Link)+"/rotate"), map[string]string{}, &renewed)
	cyd := k.guest("Cyd")
	if got := cyd.joins(made.ID, link.Secret); got != noBoard || renewed.Secret == link.Secret || renewed.Link != link.Link {
		t.Errorf("by what the link was: %s, %+v", got, renewed)
	}
	cyd.join(made.ID, renewed.Secret)
	ada.must(http.StatusNoContent, "DELETE", pathOf(made.ID, "/links/"+string(link.Link)), nil, nil)
	endsWith(t, tb, wire.Forbidden)
	for _, p := range []*person{bea, cyd} {
		if got := p.do("GET", pathOf(made.ID, ""), nil).code(); got != noBoard {
			t.Errorf("who came by it: %s", got)
		}
	}
	if strings.Contains(k.log.String(), renewed.Secret) || strings.Contains(k.log.String(), link.Secret) {
		t.Error("a secret is in the log")
	}
}

// endsWith waits until a connection ends, and asks how.
func endsWith(t *testing.T, tb *tab, how wire.Close) {
	t.Helper()
	for _, open := tb.next(); open; _, open = tb.next() {
	}
	if code := websocket.CloseStatus(tb.end); int(code) != how.Code {
		t.Errorf("it ended with %v", tb.end)
	}
}

func TestLinksThatCannotBe(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada, ed := k.guest("Ada"), k.guest("Ed")
	made := ada.board("x")
	ed.join(made.ID, made.Secret)
	own := ed.terms(made.ID, map[string]any{"role": "editor"})
	for _, row := range []struct {
		body any
		want string
	}{
		{map[string]any{"role": "owner"}, "Unprocessable Entity: bad_role"},
		{map[string]any{"role": ""}, "Unprocessable Entity: bad_role"},
		{map[string]any{"role": []string{}}, "Bad Request: form"},
		{map[string]any{"expires": 1}, "Unprocessable Entity: bad_expiry"},
		{map[string]any{"expires": -5}, "Unprocessable Entity: bad_expiry"},
		{map[string]any{"expires": int64(1) << 53}, "Unprocessable Entity: bad_expiry|Bad Request: form"},
		{map[string]any{"expires": "2030"}, "Bad Request: form"},
		{map[string]any{"expires": 1.5}, "Bad Request: form"},
		{map[string]any{"name": "a\u202eb"}, "Unprocessable Entity: bad_name"},
		{map[string]any{"name": strings.Repeat("x", 61)}, "Unprocessable Entity: bad_name"},
		{map[string]any{"password": "abc"}, "Unprocessable Entity: bad_password"},
		{map[string]any{"password": strings.Repeat("x", 101)}, "Unprocessable Entity: bad_password"},
		{map[string]any{"password": nil}, "Bad Request: form"},
		{map[string]any{"secret": "x"}, "Bad Request: form"},
		{[]string{}, "Bad Request: form"},
	} {
		for _, way := range []struct{ method, path string }{{"POST", "/links"}, {"PATCH", "/links/" + string(own.Link)}} {
			if got := ed.do(way.method, pathOf(made.ID, way.path), row.body).code(); !oneOf(got, row.want) {
				t.Errorf("%s %v: %s, want %s", way.method, row.body, got, row.want)
			}
		}
	}
	if got := ed.do("POST", pathOf(made.ID, "/links/"+string(own.Link)+"/rotate"), map[string]string{"people": "all"}).code(); got != "Bad Request: form" {
		t.Error(got)
	}
	if all := ed.links(made.ID); len(all) != 1 || all[0].Link != own.Link {
		t.Errorf("an editor is shown %+v", all)
	}
	for range 98 {
		ada.link(made.ID, board.RoleViewer)
	}
	if got := ada.do("POST", pathOf(made.ID, "/links"), map[string]string{}).code(); got != "Conflict: many_links" {
		t.Error(got)
	}
}

// Who comes by a link with a password is asked for it, whether or not they are told so before; wrong ones are counted, right ones are not.
func TestLinkWithAPassword(t *testing.T) {
	k, ahead := laterKit(t)
	ada := k.guest("Ada")
	made := ada.board("x")
	link := ada.terms(made.ID, map[string]any{"role": "editor", "password": "open sesame"})
	if all := ada.links(made.ID); !all[1].Password || all[0].Password {
		t.Errorf("%+v", all)
	}
	const needs, wrong, tooMany = "Forbidden: need_password", "Forbidden: wrong_password", "Too Many Requests: tries"
	bea := k.guest("Bea")
	for range 12 { // to be asked costs no try
		if got := bea.joins(made.ID, link.Secret); got != needs {
			t.Fatal(got)
		}
	}
	for range 3 {
		p := k.guest("One of many")
		if got := p.joins(made.ID, link.Secret, "open sesame"); got != ok {
			t.Fatal(got)
		}
	}
	for i, want := range []string{wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, tooMany, tooMany} {
		if got := bea.joins(made.ID, link.Secret, fmt.Sprint("guess ", i)); got != want {
			t.Fatalf("guess %d: %s", i, got)
		}
	}
	if a := bea.do("POST", pathOf(made.ID, "/join"), map[string]string{"secret": link.Secret, "password": "open sesame"}); a.code() != tooMany || a.header.Get("Retry-After") != "60" {
		t.Errorf("the right one after too many: %s, %v", a.code(), a.header)
	}
	other := ada.terms(made.ID, map[string]any{"password": "open sesame"})
	if got := bea.joins(made.ID, other.Secret, "guess"); got != wrong {
		t.Errorf("another link: %s", got)
	}
	ahead.Store(int64(7 * time.Second)) // a try comes back every six seconds
	if got := bea.joins(made.ID, link.Secret, "open sesame"); got != ok {
		t.Errorf("after a while: %s", got)
	}
	ada.must(http.StatusNoContent, "PATCH", pathOf(made.ID, "/links/"+string(link.Link)), map[string]string{"password": ""}, nil)
	k.guest("Cyd").join(made.ID, link.Secret)
	if strings.Contains(k.log.String(), "sesame") {
		t.Error("the password is in the log")
	}
}

func TestTriesAreCountedByAddressAndInAll(t *testing.T) {
	now := time.Now()
	limit := newTries(10, func() time.Time { return now })
	addr := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}) }
	link := [32]byte{1}
	wrong := func(id board.ID, from netip.Addr) bool {
		end, ok := limit.begin(id, link, from)
		if ok {
			end(false)
		}
		return ok
	}
	for range 30 {
		if end, ok := limit.begin("board", link, addr(0)); ok {
			end(true)
		} else {
			t.Fatal("right ones are counted")
		}
	}
	passed := 0
	for i := range 50 {
		for range 20 {
			if wrong("board", addr(i)) {
				passed++
			}
		}
	}
	if passed != 100 {
		t.Errorf("%d guesses from many addresses", passed)
	}
	if !wrong("another", addr(0)) {
		t.Error("another board's link is shut, too")
	}
	now = now.Add(time.Minute)
	passed = 0
	for range 20 {
		if wrong("board", addr(0)) {
			passed++
		}
	}
	if passed != 10 {
		t.Errorf("%d guesses from one address, a minute later", passed)
	}
	// Many addresses do not make it forget.
	for i := range 3 * maxBuckets {
		limit.begin(board.ID(fmt.Sprint("other", i)), link, addr(i%60_000))
	}
	if len(limit.left) > maxBuckets+2 {
		t.Errorf("it remembers %d", len(limit.left))
	}
}

// A link that has run out says so to who has it, and lets nobody in; who came by it is out at the same moment, on an open connection within five seconds.
func TestLinkThatRunsOut(t *testing.T) {
	k, ahead := laterKit(t)
	ada, bea := k.guest("Ada"), k.guest("Bea")
	made := ada.board("x")
	link := ada.terms(made.ID, map[string]any{"role": "editor", "expires": time.Now().Add(time.Minute).UnixMilli()})
	bea.join(made.ID, link.Secret)
	tb, _ := bea.open(made.ID)
	ahead.Store(int64(time.Minute))
	const expired = "Gone: link_expired"
	cyd := k.guest("Cyd")
	for what, got := range map[string]string{
		"try":  cyd.do("POST", pathOf(made.ID, "/link"), map[string]string{"secret": link.Secret}).code(),
		"join": cyd.joins(made.ID, link.Secret), "join again": bea.joins(made.ID, link.Secret),
	} {
		if got != expired {
			t.Errorf("%s: %s", what, got)
		}
	}
	if got := bea.do("GET", pathOf(made.ID, ""), nil).code(); got != noBoard {
		t.Errorf("who came by it: %s", got)
	}
	endsWith(t, tb, wire.Forbidden)
}

// The owner says what a person may, removes them, lets them back, and hands the board over; what others are told of people is less.
func TestPeopleOfABoard(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	own, view, edit := c.people[owner], c.people[viewer], c.people[editor]
	id := c.board.ID
	list := func(p *person) []personBody {
		t.Helper()
		var listed struct{ Members []personBody }
		p.must(http.StatusOK, "GET", pathOf(id, "/members"), nil, &listed)
		return listed.Members
	}
	if all := list(own); len(all) != 4 || all[0].Role != board.RoleOwner || !all[0].You || all[1].User == "" || all[1].Link == "" || all[1].Since == 0 {
		t.Errorf("the owner sees %+v", all)
	}
	for _, p := range []*person{view, edit} {
		all := list(p)
		for _, one := range all {
			if one.User != "" || one.Link != "" || one.Since != 0 || one.Name == "" || one.Role == "" {
				t.Errorf("%s sees %+v", p.user.Name, one)
			}
		}
		if len(all) != 4 {
			t.Errorf("%+v", all)
		}
	}
	of := func(p *person) string { return pathOf(id, "/members/"+string(p.user.ID)) }
	tb, _ := view.open(id)
	own.must(http.StatusNoContent, "PATCH", of(view), map[string]string{"role": "editor"}, nil)
	await(tb, func(m wire.RoleChanged) bool { return m.Role == board.RoleEditor })
	own.must(http.StatusNoContent, "DELETE", of(view), nil, nil)
	endsWith(t, tb, wire.Forbidden)
	if got := view.joins(id, c.board.Secret); got != "Forbidden: removed" {
		t.Errorf("removed, by a link: %s", got)
	}
	if all, told := list(own), list(edit); len(all) != 4 || len(told) != 3 || all[1].Role != board.RoleNone && all[2].Role != board.RoleNone {
		t.Errorf("%+v, %+v", all, told)
	}
	own.must(http.StatusNoContent, "PATCH", of(view), map[string]string{"role": "viewer"}, nil)
	if got := view.do("GET", pathOf(id, ""), nil).code(); got != ok {
		t.Errorf("let back: %s", got)
	}
	for _, row := range []struct {
		method, path string
		body         any
		want         string
	}{
		{"PATCH", of(edit), map[string]string{"role": "owner"}, "Unprocessable Entity: bad_role"},
		{"PATCH", of(own), map[string]string{"role": "viewer"}, "Conflict: owner"},
		{"DELETE", of(own), nil, "Conflict: owner"},
		{"DELETE", of(c.people[outsider]), nil, "Not Found: no_person"},
		{"DELETE", pathOf(id, "/members/x"), nil, "Not Found: no_person"},
		{"PUT", pathOf(id, "/owner"), map[string]string{"user": string(c.people[outsider].user.ID)}, "Not Found: no_person"},
		{"PUT", pathOf(id, "/owner"), map[string]string{}, "Not Found: no_person"},
		{"PUT", pathOf(id, "/owner"), map[string]string{"user": string(own.user.ID)}, "Conflict: owner"},
		{"PUT", pathOf(id, "/owner"), map[string]string{"user": string(edit.user.ID)}, "No Content"},
		{"PUT", pathOf(id, "/owner"), map[string]string{"user": string(own.user.ID)}, forbid},
	} {
		if got := own.do(row.method, row.path, row.body).code(); got != row.want {
			t.Errorf("%s %s %v: %s, want %s", row.method, row.path, row.body, got, row.want)
		}
	}
	if all := list(edit); !all[0].You || all[0].Role != board.RoleOwner || len(edit.links(id)) != 3 {
		t.Errorf("the new owner sees %+v", all)
	}
}
