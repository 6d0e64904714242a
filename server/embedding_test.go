package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// shows says how a board may be shown elsewhere.
func (p *person) shows(id board.ID, unfurl bool, origins ...string) embeddingBody {
	p.t.Helper()
	var e embeddingBody
	p.must(http.StatusOK, "PUT", "/api/v1/boards/"+string(id)+"/embedding", embeddingBody{append([]string{}, origins...), unfurl}, &e)
	return e
}

// C65: whatever this server sends, no page may frame it, but the one that is made for that: by the origins on the board's list, and by our own.
func TestC65WhatMayBeFramed(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	mine := c.people[owner]
	mine.shows(c.board.ID, true, "https://a.example", "http://localhost:8081")
	other := mine.board("Not listed")
	id := string(c.board.ID)
	const none = "frame-ancestors 'none'"
	listed := "frame-ancestors 'self' https://a.example http://localhost:8081"
	for path, want := range map[string]string{
		"/": none, "/b/" + id: none, "/b/" + id + "/": none, "/b/" + id + "/picture": none, "/embed.js": none, "/embed.d.ts": none, "/embed.html": none, "/index.html": none, "/favicon.svg": none,
		"/sw.js": none, "/embed": none, "/embed/": none, "/embed/" + id + "/": none, "/embed/" + id + "/x": none, "/oembed": none, "/nothing": none, "/livez": none,
		"/oembed?url=" + k.base + "/b/" + id: none, "/b/" + id + "?/embed/" + id: none, "/api/v1/boards": none, "/api/v1/boards/" + id + "/embedding": none,
		"/assets/main-abc.js": none, "//embed/" + id: none, "/EMBED/" + id: none, "/%65mbed/" + id: none,
		"/embed/" + id: listed, "/embed/" + string(other.ID): "frame-ancestors 'self'", "/embed/bAAAAAAAAAAAAAAAA": "frame-ancestors 'self'",
		"/embed/x": "frame-ancestors 'self'", "/embed/%27;%20x": "frame-ancestors 'self'",
	} {
		h := mine.do("GET", path, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") }).header
		policies := h.Values("Content-Security-Policy")
		if len(policies) != 1 {
			t.Fatalf("%s: %d policies", path, len(policies))
		}
		got := ""
		for part := range strings.SplitSeq(policies[0], ";") {
			if part = strings.TrimSpace(part); strings.HasPrefix(part, "frame-ancestors") {
				got = part
			}
		}
		denied := h.Get("X-Frame-Options") == "DENY"
		if got != want || denied != (want == none) {
			t.Errorf("%s: %q, denied %v, want %q", path, got, denied, want)
		}
	}
}

// A board without a list, one that does not exist and one that was put aside have the same page for frames, to the byte.
func TestC65AFrameTellsNothingOfBoards(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	var first answer
	for i, id := range []string{string(c.board.ID), "bAAAAAAAAAAAAAAAA", "x", "__proto__", strings.Repeat("y", 40)} {
		a := k.stranger().do("GET", "/embed/"+id, nil)
		for _, varies := range []string{"Date", "X-Request-Id"} {
			a.header.Del(varies)
		}
		if i == 0 {
			first = a
		}
		if a.status != http.StatusOK || string(a.body) != string(first.body) || fmt.Sprint(a.header) != fmt.Sprint(first.header) {
			t.Errorf("%q: %d %s\n%v\nwant\n%s\n%v", id, a.status, a.body, a.header, first.body, first.header)
		}
	}
	if !strings.Contains(string(first.body), `<meta name="embedders" content=""></head>`) {
		t.Errorf("the page does not say who may frame it: %s", first.body)
	}
	c.people[owner].shows(c.board.ID, false, "https://a.example", "http://b.test")
	if a := k.stranger().do("GET", "/embed/"+string(c.board.ID), nil); !strings.Contains(string(a.body), `<meta name="embedders" content="https://a.example http://b.test"></head>`) {
		t.Errorf("the page does not say who may frame it: %s", a.body)
	}
}

func TestWhereABoardMayBeShown(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	mine, path := c.people[owner], "/api/v1/boards/"+string(c.board.ID)+"/embedding"
	got := mine.shows(c.board.ID, false, "https://A.Example:443/", "https://a.example", "http://localhost:80", "http://192.168.1.7:3000", "https://xn--bcher-kva.example:8443", "http://wiki", "http://shelf.home.arpa")
	want := []string{"https://a.example", "http://localhost", "http://192.168.1.7:3000", "https://xn--bcher-kva.example:8443", "http://wiki", "http://shelf.home.arpa"}
	if !slices.Equal(got.Origins, want) || got.Unfurl {
		t.Errorf("%+v, want %v", got, want)
	}
	var read embeddingBody
	c.people[viewer].must(http.StatusOK, "GET", path, nil, &read)
	if !slices.Equal(read.Origins, want) {
		t.Errorf("a viewer reads %+v", read)
	}
	bad := []string{
		"", "*", "https://*", "https://*.example.org", "null", "example.org", "https://", "https:///", "ftp://a.example", "javascript:alert(1)", "data:text/html,x",
		"https://a.example/path", "https://a.example?x", "https://a.example#x", "https://u:p@a.example", "https://a.example:0", "https://a.example:65536", "https://a.example:",
		"http://a.example", "http://8.8.8.8", "https://[::1]", "http://[::1]:80", "https://a.example 'unsafe-inline'", "https://a.example;script-src *", "https://a.example\r\nX: y",
		"https://bücher.example", "https://a..example", "https://.example", "https://-a.example", "https://a_b.example", "https://a.example.", "'self'", "https://a.example,https://b.example",
		"https://" + strings.Repeat("a", 64) + ".example", "https://" + strings.Repeat("a.", 130) + "example",
	}
	for _, origin := range bad {
		if a := mine.do("PUT", path, embeddingBody{[]string{"https://good.example", origin}, true}); a.code() != "Unprocessable Entity: bad_origins" {
			t.Errorf("%q: %s", origin, a.code())
		} else if named, _ := json.Marshal(origin); origin != "" && !strings.Contains(string(a.body), `"origin":`+string(named)) {
			t.Errorf("%q is not named: %s", origin, a.body)
		}
	}
	many := make([]string, 0, maxOrigins+1)
	for i := range maxOrigins + 1 {
		many = append(many, fmt.Sprintf("https://s%d.example", i))
	}
	if a := mine.do("PUT", path, embeddingBody{many, false}); a.code() != "Unprocessable Entity: bad_origins" {
		t.Errorf("%d: %s", len(many), a.code())
	}
	if n := len(mine.shows(c.board.ID, true, many[1:]...).Origins); n != maxOrigins {
		t.Errorf("%d of %d", n, maxOrigins)
	}
	for _, body := range []any{
		map[string]any{}, map[string]any{"origins": []string{}}, map[string]any{"unfurl": true}, map[string]any{"origins": "https://a.example", "unfurl": true},
		map[string]any{"origins": []int{1}, "unfurl": true}, map[string]any{"origins": nil, "unfurl": true}, map[string]any{"origins": []string{}, "unfurl": 1},
		map[string]any{"origins": []string{}, "unfurl": true, "more": 1}, []string{}, "x",
	} {
		if a := mine.do("PUT", path, body); a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", body, a.status)
		}
	}
	if a := mine.do("PUT", path, nil); a.code() != "Bad Request: form" {
		t.Errorf("nothing: %s", a.code())
	}
}

// A page in a frame of another site has no cookie: it is told the secret of a session of its own, and shows it in a header. The cookie of whoever
// looks has nothing to do with it.
func TestC65AGuestInAFrame(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	var told framedGuestBody
	a := ada.must(http.StatusCreated, "POST", "/api/v1/guests", map[string]string{"name": "Quiet Otter", "session": "told"}, &told)
	if told.User.ID == ada.user.ID || len(told.Session) < 40 || a.header.Get("Set-Cookie") != "" {
		t.Fatalf("%+v, %v", told, a.header)
	}
	frame := k.stranger()
	shows := func(secret string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+secret) }
	}
	session := func(p *person, secret string) answer {
		return p.do("POST", "/api/v1/session", map[string]string{}, shows(secret))
	}
	for _, p := range []*person{frame, ada} {
		if a := session(p, told.Session); a.status != http.StatusOK || !strings.Contains(string(a.body), string(told.User.ID)) || a.header.Get("Set-Cookie") != "" {
			t.Errorf("%d %s %v", a.status, a.body, a.header)
		}
	}
	// Neither a token nor anything else is a session's secret; and the secret is none of the other routes' keys.
	for _, secret := range []string{"", "x", ada.token(), told.Session + "A", strings.Repeat("A", 43)} {
		if a := session(ada, secret); a.code() != signIn {
			t.Errorf("%q: %s", secret, a.code())
		}
	}
	if a := frame.do("GET", "/api/v1/boards", nil, shows(told.Session)); a.code() != noToken {
		t.Errorf("the secret as a token: %s", a.code())
	}
	if a := frame.do("POST", "/api/v1/guests", map[string]string{"name": "X", "session": "mine"}); a.code() != "Bad Request: form" {
		t.Errorf("another way: %s", a.code())
	}
	if a := frame.do("DELETE", "/api/v1/session", nil, shows(told.Session)); a.status != http.StatusNoContent {
		t.Errorf("the end: %s", a.code())
	}
	if a := session(frame, told.Session); a.code() != signIn {
		t.Errorf("after the end: %s", a.code())
	}
	if a := ada.do("POST", "/api/v1/session", nil); a.status != http.StatusOK {
		t.Errorf("Ada's own: %s", a.code())
	}
}
