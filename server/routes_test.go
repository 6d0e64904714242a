package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// asker is who may ask; every route has an answer for each.
type asker string

const (
	nobody   asker = "nobody"   // no session
	outsider asker = "outsider" // a guest who has no right to the board
	owner2   asker = "owner2"   // the owner of another board
	// linkViewer has only a viewer's link and came by it just now; where a row has nothing to say of them, they are as viewers are.
	linkViewer asker = "linkViewer"
	viewer     asker = "viewer"
	editor     asker = "editor"
	owner      asker = "owner"
	badToken   asker = "badToken" // a member's browser with a token that is not one
)

var askers = []asker{nobody, outsider, owner2, linkViewer, viewer, editor, owner, badToken}

// expected is a route's answer to each: status text and error code. all stands for those not named.
type expected map[asker]string

// of is the answer to one of them.
func (e expected) of(who asker) string {
	want, named := e[who]
	if !named && who == linkViewer {
		want, named = e[viewer]
	}
	if !named {
		want = e[all]
	}
	return want
}

const (
	all      asker = "all"
	ok             = "OK"
	signIn         = "Unauthorized: sign_in"
	noToken        = "Unauthorized: bad_token"
	noBoard        = "Not Found: no_board"
	forbid         = "Forbidden: forbidden"
	noReplay       = "Forbidden: no_replay"
	upgrade        = "Upgrade Required: version"
	notThere       = "Not Found: not_found"
)

// members is the answer of a board's route: for members, and 404 for everybody who may not know of it.
func members(answer string) expected {
	return expected{nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, all: answer}
}

// deciders is the answer of a route of those who decide who may come onto a board, for each role.
func deciders(ofViewer, ofEditor, ofOwner string) expected {
	return expected{nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: ofViewer, editor: ofEditor, owner: ofOwner}
}

// routeTable says who may use which route (C58). The key is method and pattern as the router lists them.
var routeTable = map[string]struct {
	body map[string]string
	want expected
}{
	"GET /livez":          {want: expected{all: ok}},
	"GET /readyz":         {want: expected{all: ok}},
	"GET /":               {want: expected{all: ok}},
	"GET /b/{id}":         {want: expected{all: ok}},
	"GET /b/{id}/picture": {want: expected{all: "Not Found"}},
	"GET /embed/{id}":     {want: expected{all: ok}},
	"GET /oembed":         {want: expected{all: notThere}}, // of no address
	"GET /*":              {want: expected{all: "Not Found"}},

	"POST /api/v1/guests":    {body: map[string]string{"name": "New"}, want: expected{nobody: "Created", badToken: noToken, all: ok}},
	"POST /api/v1/session":   {want: expected{nobody: signIn, badToken: noToken, all: ok}},
	"DELETE /api/v1/session": {want: expected{all: "No Content"}},

	// Anybody may ask who they are and what they may; what makes an admin is tried in me_test.go.
	"GET /api/v1/me":        {want: expected{badToken: noToken, all: ok}},
	"POST /api/v1/me/admin": {body: map[string]string{"secret": "{secret}"}, want: expected{nobody: signIn, badToken: noToken, all: "Not Found: no_admin_link"}},

	// What is told is nothing, but to who sits at the machine (nearby_test.go).
	"GET /api/v1/nearby": {want: expected{nobody: signIn, badToken: noToken, all: ok}},

	// Who may write is asked before what is written; preferences_test.go writes.
	"GET /api/v1/me/seen":        {want: expected{nobody: signIn, badToken: noToken, all: ok}},
	"GET /api/v1/me/preferences": {want: expected{nobody: signIn, badToken: noToken, all: ok}},
	"PUT /api/v1/me/preferences": {body: map[string]string{}, want: expected{nobody: signIn, badToken: noToken, all: "Bad Request: form"}},

	"POST /api/v1/boards":      {body: map[string]string{}, want: expected{nobody: signIn, badToken: noToken, all: "Created"}},
	"GET /api/v1/boards":       {want: expected{nobody: signIn, badToken: noToken, all: ok}},
	"GET /api/v1/boards/{id}/": {want: members(ok)},
	// What is decided is asked after who decides (past_test.go).
	"PATCH /api/v1/boards/{id}/": {body: map[string]string{}, want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "Unprocessable Entity: bad_history"}},
	// Deleting for good asks for the trash first (trash_test.go).
	"DELETE /api/v1/boards/{id}/": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "Conflict: not_in_trash"}},
	"PUT /api/v1/boards/{id}/title": {body: map[string]string{"title": "New"}, want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: ok, owner: ok}},
	"PUT /api/v1/boards/{id}/star":    {want: members("No Content")},
	"DELETE /api/v1/boards/{id}/star": {want: members("No Content")},
	"POST /api/v1/boards/{id}/leave": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: "No Content", editor: "No Content", owner: "Conflict: owner"}},
	// Who may look may copy: they see all that the copy holds.
	"POST /api/v1/boards/{id}/copy": {body: map[string]string{}, want: members("Created")},
	"POST /api/v1/boards/{id}/trash": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "No Content"}},
	"DELETE /api/v1/boards/{id}/trash": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "No Content"}},
	// Who may send a picture is asked before the picture is looked at (thumbnails_test.go).
	"PUT /api/v1/boards/{id}/thumbnail": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, all: "Unprocessable Entity: bad_thumbnail"}},
	"GET /api/v1/boards/{id}/thumbnail": {want: members(notThere)},
	"POST /api/v1/boards/{id}/join":     {want: members(ok)},
	// Who has a link may ask whether it works before they say who they are.
	"POST /api/v1/boards/{id}/link": {body: map[string]string{"secret": "{secret}"}, want: expected{all: ok}},
	"POST /api/v1/boards/{id}/links": {body: map[string]string{"role": "editor"}, want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: "Created", owner: "Created"}},
	// Who may decide is asked before what is decided about; sharing_test.go decides.
	"GET /api/v1/boards/{id}/links":                {want: deciders(forbid, ok, ok)},
	"PATCH /api/v1/boards/{id}/links/{link}":       {body: map[string]string{"name": "Class"}, want: deciders(forbid, notThere, "No Content")},
	"DELETE /api/v1/boards/{id}/links/{link}":      {want: deciders(forbid, notThere, "No Content")},
	"POST /api/v1/boards/{id}/links/{link}/rotate": {body: map[string]string{"people": "leave"}, want: deciders(forbid, notThere, ok)},
	"GET /api/v1/boards/{id}/members":              {want: members(ok)},
	"PATCH /api/v1/boards/{id}/members/{user}":     {body: map[string]string{"role": "editor"}, want: deciders(forbid, forbid, "No Content")},
	"DELETE /api/v1/boards/{id}/members/{user}":    {want: deciders(forbid, forbid, "No Content")},
	"PUT /api/v1/boards/{id}/owner":                {body: map[string]string{"user": "{user}"}, want: deciders(forbid, forbid, "No Content")},
	"GET /api/v1/boards/{id}/snapshots/{snapshot}": {want: members(noBoard + "|" + notThere)},
	"GET /api/v1/boards/{id}/authors":              {want: members(ok)},
	// Without a hash that the bytes are to have, nothing is read (assets_test.go sends pictures).
	"POST /api/v1/boards/{id}/assets": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, all: "Bad Request: form"}},
	"GET /api/v1/boards/{id}/assets/{asset}": {want: members(notThere)},
	"GET /api/v1/boards/{id}/export":         {want: members(ok)},
	// A new board's past is closed to viewers.
	"GET /api/v1/boards/{id}/log": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: noReplay, all: ok}},
	"GET /api/v1/boards/{id}/state": {want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: noReplay, all: "Bad Request: which_moment"}},
	// Who may strike out is asked before what is; strikes_test.go strikes.
	"POST /api/v1/boards/{id}/strikes": {body: map[string]string{}, want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "Bad Request: form"}},
	"GET /api/v1/boards/{id}/strikes": {want: members(ok)},
	// Who may say is asked before what is said; embedding_test.go says it.
	"GET /api/v1/boards/{id}/embedding": {want: members(ok)},
	"PUT /api/v1/boards/{id}/embedding": {body: map[string]string{}, want: expected{
		nobody: signIn, outsider: noBoard, owner2: noBoard, badToken: noToken, viewer: forbid, editor: forbid, owner: "Bad Request: form"}},
	// The socket asks for origin, version and token (upgrade_test.go), and for the right to the board at the hello (rooms). These ask as a browser
	// that hides where it comes from: a cookie without an origin.
	// A stream takes a token in a header and nothing else (stream_test.go), and asks for the right to the board at the hello, as a socket does.
	"POST /api/v1/boards/{id}/streams":          {want: expected{all: noToken}},
	"POST /api/v1/boards/{id}/streams/{stream}": {want: expected{nobody: signIn, badToken: noToken, all: "Not Found: no_stream"}},
	"GET /api/v1/boards/{id}/streams/{stream}":  {want: expected{nobody: signIn, badToken: noToken, all: "Not Found: no_stream"}},
	"GET /api/v1/boards/{id}/socket":            {want: expected{nobody: upgrade, all: "Forbidden: origin"}},
}

// cast is a board and everybody who may ask about it.
type cast struct {
	board  linkBody
	people map[asker]*person
}

func newCast(k *kit) cast {
	k.t.Helper()
	c := cast{people: map[asker]*person{
		nobody: k.stranger(), outsider: k.guest("Out"), owner2: k.guest("Else"), viewer: k.guest("View"), editor: k.guest("Edit"), owner: k.guest("Own"),
	}}
	c.board = c.people[owner].board("Ours")
	c.people[owner2].board("Theirs")
	c.people[viewer].join(c.board.ID, c.people[owner].link(c.board.ID, board.RoleViewer))
	c.people[editor].join(c.board.ID, c.board.Secret)
	c.people[badToken] = c.people[editor]
	c.people[linkViewer] = k.guest("Just came")
	c.people[linkViewer].join(c.board.ID, c.people[owner].link(c.board.ID, board.RoleViewer))
	return c
}

// C58: every route the router has, asked by everybody. A new route without a row fails.
func TestEveryRouteByEveryRole(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	tried := 0
	standing := newCast(k)
	err := chi.Walk(k.srv.routes(), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		row, known := routeTable[method+" "+pattern]
		if !known {
			t.Errorf("%s %s has no row in the table: who may use it?", method, pattern)
			return nil
		}
		for _, who := range askers {
			tried++
			c := standing
			if method != http.MethodGet {
				c = newCast(k) // afresh, since a route may change who is who
			}
			want := row.want.of(who)
			var body any
			if row.body != nil {
				body = c.fill(row.body)
			}
			a := c.people[who].do(method, c.path(pattern), body, func(r *http.Request) {
				if who == badToken {
					r.Header.Set("Authorization", "Bearer not.a.token")
				}
			})
			if !oneOf(a.code(), want) {
				t.Errorf("%s %s as %s: %s, want %s", method, pattern, who, a.code(), want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := len(routeTable) * len(askers); tried != want {
		t.Errorf("tried %d of %d: the table has rows for routes that are gone", tried, want)
	}
}

// path fills a pattern in.
func (c cast) path(pattern string) string {
	p := strings.NewReplacer("{id}", string(c.board.ID), "{link}", string(c.board.Link), "{user}", string(c.people[viewer].user.ID), "{snapshot}", "1-"+strings.Repeat("0", 32), "{asset}", strings.Repeat("0", 64), "/*", "/nothing-here").Replace(pattern)
	if strings.HasPrefix(p, "/api/") {
		return strings.TrimSuffix(p, "/")
	}
	return p
}

// fill puts the board's secret, and the viewer, into a body.
func (c cast) fill(body map[string]string) map[string]string {
	filled := make(map[string]string, len(body))
	for name, value := range body {
		filled[name] = strings.NewReplacer("{secret}", c.board.Secret, "{user}", string(c.people[viewer].user.ID)).Replace(value)
	}
	return filled
}

func oneOf(got, want string) bool {
	for w := range strings.SplitSeq(want, "|") {
		if got == w {
			return true
		}
	}
	return false
}

// A board that one may not know of, one that does not exist, and what cannot be a board's id get the same answer to the byte.
func TestForeignAndAbsentBoardsAnswerAlike(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	out := c.people[outsider]
	for _, route := range []struct{ method, tail string }{
		{"GET", ""}, {"POST", "/links"}, {"GET", "/links"}, {"PATCH", "/links/labcdefgh"}, {"DELETE", "/links/labcdefgh"}, {"POST", "/links/labcdefgh/rotate"},
		{"GET", "/members"}, {"PATCH", "/members/uabcdefgh"}, {"DELETE", "/members/uabcdefgh"}, {"PUT", "/owner"}, {"POST", "/link"}, {"POST", "/join"}, {"GET", "/authors"}, {"GET", "/export"}, {"GET", "/log"}, {"GET", "/state"}, {"PATCH", ""}, {"DELETE", ""}, {"PUT", "/star"}, {"POST", "/leave"}, {"POST", "/copy"}, {"POST", "/trash"}, {"DELETE", "/trash"}, {"GET", "/thumbnail"}, {"GET", "/snapshots/1-" + strings.Repeat("0", 32)},
	} {
		var first answer
		for i, id := range []string{string(c.board.ID), "bAAAAAAAAAAAAAAAA", "x", "__proto__", strings.Repeat("y", 40), "a%00bcdefgh"} {
			a := out.do(route.method, "/api/v1/boards/"+id+route.tail, nil)
			for _, varies := range []string{"Date", "X-Request-Id"} {
				a.header.Del(varies)
			}
			if i == 0 {
				first = a
			}
			if a.code() != noBoard || string(a.body) != string(first.body) || len(a.header) != len(first.header) {
				t.Errorf("%s %s of %q: %d %s, want as of a foreign one: %s", route.method, route.tail, id, a.status, a.body, first.body)
			}
		}
	}
}

func TestOtherMethodsAndPaths(t *testing.T) {
	p := newKit(t).guest("Ada")
	for _, row := range []struct{ method, path, want string }{
		{"PUT", "/api/v1/boards", "Method Not Allowed: method"},
		{"DELETE", "/api/v1/guests", "Method Not Allowed: method"},
		{"GET", "/api/v1/nothing", notThere},
		{"GET", "/api/v2/boards", notThere},
		{"GET", "/api", notThere},
		{"POST", "/", "Method Not Allowed: method"},
		{"HEAD", "/", ok},
		{"HEAD", "/livez", ok},
	} {
		if a := p.do(row.method, row.path, nil); a.code() != row.want {
			t.Errorf("%s %s: %s, want %s", row.method, row.path, a.code(), row.want)
		}
	}
}
