package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// Two guests sign in, one makes a board, the other comes by its link: what a person does first, end to end.
func TestTwoGuestsShareABoard(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest(" Bob ")
	if ada.user.Name != "Ada" || bob.user.Name != "Bob" || ada.user.ID == bob.user.ID || !ada.user.Guest || ada.user.Colour == "" {
		t.Fatalf("%+v, %+v", ada.user, bob.user)
	}
	made := ada.board("Plans")
	if len(made.Secret) != 22 || made.URL != "/b/"+string(made.ID)+"#k="+made.Secret || *made.Title != "Plans" {
		t.Fatalf("%+v", made)
	}
	path := "/api/v1/boards/" + string(made.ID)
	if a := bob.do("GET", path, nil); a.status != http.StatusNotFound {
		t.Fatalf("Bob sees the board before he was let in: %s", a.body)
	}
	bob.join(made.ID, made.Secret)
	bob.join(made.ID, made.Secret) // again changes nothing
	var seen boardBody
	bob.must(http.StatusOK, "GET", path, nil, &seen)
	if seen.ID != made.ID || seen.Title != "Plans" || seen.Role != board.RoleEditor || seen.Seq != 1 || seen.Created == 0 || seen.Updated < seen.Created {
		t.Fatalf("%+v", seen)
	}
	ada.must(http.StatusOK, "GET", path, nil, &seen)
	if seen.Role != board.RoleOwner {
		t.Fatalf("the maker is %q", seen.Role)
	}
	ada.join(made.ID, made.Secret) // an owner who uses the link stays one
	ada.must(http.StatusOK, "POST", path+"/join", map[string]string{}, &seen)
	if seen.Role != board.RoleOwner {
		t.Fatalf("the link made an owner %q", seen.Role)
	}
	var list struct{ Boards []boardBody }
	bob.must(http.StatusOK, "GET", "/api/v1/boards", nil, &list)
	if len(list.Boards) != 1 || list.Boards[0].ID != made.ID {
		t.Fatalf("%+v", list)
	}
}

func TestSecondCallRenames(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	var again userBody
	ada.must(http.StatusOK, "POST", "/api/v1/guests", map[string]string{"name": "Ada L.", "colour": "teal"}, &again)
	if again.ID != ada.user.ID || again.Name != "Ada L." || again.Colour != "teal" {
		t.Fatalf("%+v", again)
	}
	var minted tokenBody
	ada.must(http.StatusOK, "POST", "/api/v1/session", nil, &minted)
	if minted.User != again || minted.Lives <= 14*60*1000 || minted.Lives > 15*60*1000 {
		t.Fatalf("%+v", minted)
	}
	claims, err := k.tokens.Verify(minted.Token)
	if err != nil || claims.User != ada.user.ID || claims.Expires.UnixMilli() != minted.Expires {
		t.Fatalf("%+v, %v", claims, err)
	}
}

func TestSessionEnds(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	stolen := ada.http.Jar.Cookies(k.url())
	if a := ada.do("DELETE", "/api/v1/session", nil); a.status != http.StatusNoContent {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if left := ada.http.Jar.Cookies(k.url()); len(left) != 0 {
		t.Fatalf("the browser still has %v", left)
	}
	with := func(r *http.Request) { r.AddCookie(stolen[0]) }
	if a := ada.do("POST", "/api/v1/session", nil, with); a.code() != "Unauthorized: sign_in" {
		t.Fatalf("the cookie still works: %s", a.code())
	}
	if a := ada.do("DELETE", "/api/v1/session", nil, with); a.status != http.StatusNoContent {
		t.Fatalf("ending twice: %d", a.status)
	}
}

func TestBearerTokenIsEnoughForReading(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made, token := ada.board(""), ada.token()
	bare := k.stranger()
	bearer := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", value) }
	}
	path := "/api/v1/boards/" + string(made.ID)
	if a := bare.do("GET", path, nil, bearer("Bearer "+token)); a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := bare.do("POST", "/api/v1/session", nil, bearer("Bearer "+token)); a.code() != "Unauthorized: sign_in" {
		t.Fatalf("a token minted a token: %s", a.code())
	}
	// A bad token is not made good by a cookie beside it.
	for _, bad := range []string{"Bearer x", "Bearer ", "Basic " + token, "Bearer " + token + "x", token} {
		if a := ada.do("GET", path, nil, bearer(bad)); a.code() != "Unauthorized: bad_token" {
			t.Errorf("%.10s…: %s", bad, a.code())
		}
	}
}

func TestCookieFlags(t *testing.T) {
	public := func(c *Config, _ *rooms.Config) { c.PublicURLs = []string{"https://draw.example"} }
	k := newKit(t, public)
	for _, row := range []struct{ host, name, flags string }{
		{k.host, "drawingroom", "Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"},
		{"draw.example", "__Host-drawingroom", "Path=/; Max-Age=34560000; HttpOnly; Secure; SameSite=Lax"},
	} {
		a := k.stranger().do("POST", "/api/v1/guests", map[string]string{"name": "Ada"}, func(r *http.Request) { r.Host = row.host })
		cookie := a.header.Get("Set-Cookie")
		name, _, _ := strings.Cut(cookie, "=")
		var flags []string
		for _, f := range strings.Split(cookie, "; ")[1:] {
			if !strings.HasPrefix(f, "Expires=") {
				flags = append(flags, f)
			}
		}
		if name != row.name || strings.Join(flags, "; ") != row.flags {
			t.Errorf("%s: %s %q", row.host, name, flags)
		}
	}
}

func TestBadBodies(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("x")
	links := "/api/v1/boards/" + string(made.ID) + "/links"
	for _, row := range []struct{ name, path, kind, body, want string }{
		{"no name", "/api/v1/guests", "application/json", `{}`, "Unprocessable Entity: bad_name"},
		{"blank name", "/api/v1/guests", "application/json", `{"name":"  "}`, "Unprocessable Entity: bad_name"},
		{"control character", "/api/v1/guests", "application/json", `{"name":"a\u0007b"}`, "Unprocessable Entity: bad_name"},
		{"name of 61", "/api/v1/guests", "application/json", `{"name":"` + strings.Repeat("x", 61) + `"}`, "Unprocessable Entity: bad_name"},
		{"unknown colour", "/api/v1/guests", "application/json", `{"name":"a","colour":"ink"}`, "Unprocessable Entity: bad_colour"},
		{"not JSON", "/api/v1/guests", "application/json", `name=a`, "Bad Request: form"},
		{"an array", "/api/v1/guests", "application/json", `["a"]`, "Bad Request: form"},
		{"null", "/api/v1/guests", "application/json", `null`, "Bad Request: form"},
		{"a number for a name", "/api/v1/guests", "application/json", `{"name":1}`, "Bad Request: form"},
		{"a null name", "/api/v1/guests", "application/json", `{"name":null}`, "Bad Request: form"},
		{"name twice", "/api/v1/guests", "application/json", `{"name":"a","name":"b"}`, "Bad Request: form"},
		{"Name", "/api/v1/guests", "application/json", `{"Name":"a"}`, "Bad Request: form"},
		{"unknown key", "/api/v1/guests", "application/json", `{"name":"a","admin":"yes"}`, "Bad Request: form"},
		{"half a pair", "/api/v1/guests", "application/json", `{"name":"\ud800"}`, "Bad Request: form"},
		{"bad UTF-8", "/api/v1/guests", "application/json", "{\"name\":\"a\xff\"}", "Bad Request: form"},
		{"NUL", "/api/v1/guests", "application/json", `{"name":"a\u0000"}`, "Bad Request: form"},
		{"two values", "/api/v1/guests", "application/json", `{"name":"a"}{}`, "Bad Request: form"},
		{"a form", "/api/v1/guests", "application/x-www-form-urlencoded", `{"name":"a"}`, "Unsupported Media Type: content_type"},
		{"plain text", "/api/v1/guests", "text/plain", `{"name":"a"}`, "Unsupported Media Type: content_type"},
		{"no type", "/api/v1/guests", "", `{"name":"a"}`, "Unsupported Media Type: content_type"},
		{"too large", "/api/v1/guests", "application/json", `{"name":"` + strings.Repeat("x", maxBody) + `"}`, "Request Entity Too Large: too_large"},
		{"title that turns around", "/api/v1/boards", "application/json", `{"title":"a\u202eb"}`, "Unprocessable Entity: bad_title"},
		{"title with what is not seen", "/api/v1/boards", "application/json", `{"title":"a\u200bb"}`, "Unprocessable Entity: bad_title"},
		{"title of 201", "/api/v1/boards", "application/json", `{"title":"` + strings.Repeat("x", 201) + `"}`, "Unprocessable Entity: bad_title"},
		{"unknown role", links, "application/json", `{"role":"admin"}`, "Unprocessable Entity: bad_role"},
		{"owner by link", links, "application/json", `{"role":"owner"}`, "Unprocessable Entity: bad_role"},
		{"role with a blank", links, "application/json", `{"role":"editor "}`, "Unprocessable Entity: bad_role"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := ada.do("POST", row.path, nil, func(r *http.Request) {
				r.Body, r.ContentLength = io.NopCloser(strings.NewReader(row.body)), int64(len(row.body))
				if row.kind != "" {
					r.Header.Set("Content-Type", row.kind)
				}
			})
			if a.code() != row.want {
				t.Fatalf("%s, want %s", a.code(), row.want)
			}
		})
	}
	a := ada.do("POST", "/api/v1/guests", map[string]string{"name": "a"}, func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") })
	if a.code() != "Unsupported Media Type: content_type" {
		t.Fatalf("compressed: %s", a.code())
	}
}

// A link's secret opens its own board only, and a wrong one sounds like a board that is not there.
func TestWrongLinks(t *testing.T) {
	k := newKit(t)
	ada, eve := k.guest("Ada"), k.guest("Eve")
	one, other := ada.board("one"), ada.board("other")
	absent := eve.do("POST", "/api/v1/boards/bAAAAAAAAAAAAAAAA/join", map[string]string{"secret": one.Secret})
	for name, secret := range map[string]string{
		"another board's": other.Secret, "short": one.Secret[:21], "empty": "", "longer": one.Secret + "A", "not base64": strings.Repeat("!", 22),
	} {
		a := eve.do("POST", "/api/v1/boards/"+string(one.ID)+"/join", map[string]string{"secret": secret})
		if a.code() != "Not Found: no_board" || string(a.body) != string(absent.body) {
			t.Errorf("%s: %s", name, a.body)
		}
	}
	if a := eve.do("POST", "/api/v1/boards/"+string(one.ID)+"/join", nil); a.code() != "Not Found: no_board" {
		t.Errorf("without a secret: %s", a.code())
	}
	if a := ada.do("POST", "/api/v1/boards/"+string(one.ID)+"/join", nil); a.status != http.StatusOK {
		t.Errorf("a member without a secret: %s", a.code())
	}
}

// How a link works can be asked without a name. Nothing is told but its role and whether it asks for a password, "no" sounds like a board that is not there to the byte and
// the header, and nobody is made, let in or given a cookie.
func TestTryingALink(t *testing.T) {
	k := newKit(t)
	ada, bob, nobody := k.guest("Ada"), k.guest("Bob"), k.stranger()
	one, other := ada.board("one"), ada.board("other")
	view := ada.link(one.ID, board.RoleViewer)
	try := func(p *person, id board.ID, secret string) answer {
		return p.do("POST", "/api/v1/boards/"+string(id)+"/link", map[string]string{"secret": secret})
	}
	guarded := ada.terms(one.ID, map[string]any{"role": "viewer", "password": "open sesame"}).Secret
	for secret, want := range map[string]string{
		one.Secret: `{"role":"editor","password":false}`, view: `{"role":"viewer","password":false}`, guarded: `{"role":"viewer","password":true}`,
	} {
		for _, p := range []*person{nobody, bob, ada} {
			if a := try(p, one.ID, secret); a.status != http.StatusOK || strings.TrimSpace(string(a.body)) != want || a.header.Get("Set-Cookie") != "" {
				t.Errorf("%d %s %v, want %s", a.status, a.body, a.header, want)
			}
		}
	}
	for password, want := range map[string]string{"open sesame": "OK", "guess": "Forbidden: wrong_password", "": "OK"} {
		a := nobody.do("POST", "/api/v1/boards/"+string(one.ID)+"/link", map[string]string{"secret": guarded, "password": password})
		if a.code() != want {
			t.Errorf("with the password %q: %s, want %s", password, a.code(), want)
		}
	}
	absent := try(nobody, "bAAAAAAAAAAAAAAAA", one.Secret)
	if absent.code() != noBoard {
		t.Fatalf("an absent board: %s", absent.body)
	}
	for name, row := range map[string]struct {
		id     board.ID
		secret string
	}{
		"another board's": {one.ID, other.Secret}, "short": {one.ID, one.Secret[:21]}, "empty": {one.ID, ""}, "longer": {one.ID, one.Secret + "A"},
		"not base64": {one.ID, strings.Repeat("!", 22)}, "the last bit": {one.ID, one.Secret[:21] + flipped(one.Secret[21])},
		"nothing but zeros": {one.ID, "AAAAAAAAAAAAAAAAAAAAAA"}, "not an id": {"x", one.Secret}, "an id with NUL": {"a%00bcdefgh", one.Secret},
	} {
		for _, p := range []*person{nobody, bob, ada} { // being a member does not help
			if a := try(p, row.id, row.secret); !alike(a, absent) {
				t.Errorf("%s: %d %s %v, want as of an absent board: %v", name, a.status, a.body, a.header, absent.header)
			}
		}
	}
	if a := bob.do("GET", "/api/v1/boards/"+string(one.ID), nil); a.code() != noBoard {
		t.Errorf("trying a link let somebody in: %s", a.code())
	}
	if a := nobody.do("POST", "/api/v1/session", nil); a.code() != signIn {
		t.Errorf("trying a link made somebody: %s", a.code())
	}
}

// flipped is a character of base64url that differs from c in the last bit that counts: the spare four of a link's last one are kept.
func flipped(c byte) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return alphabet[strings.IndexByte(alphabet, c)^16:][:1]
}

// alike says whether two answers are the same but for when they were given.
func alike(a, b answer) bool {
	same := a.status == b.status && string(a.body) == string(b.body) && len(a.header) == len(b.header)
	for name := range a.header {
		same = same && (name == "Date" || name == "X-Request-Id" || a.header.Get(name) == b.header.Get(name))
	}
	return same
}

// A viewer's link makes viewers; an editor's link raises them, and the viewer's does not lower them again.
func TestLinksGiveTheirRole(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("x")
	view := ada.link(made.ID, board.RoleViewer)
	path := "/api/v1/boards/" + string(made.ID)
	role := func() board.Role {
		var seen boardBody
		if err := json.Unmarshal(bob.must(http.StatusOK, "GET", path, nil, nil).body, &seen); err != nil {
			t.Fatal(err)
		}
		return seen.Role
	}
	bob.join(made.ID, view)
	if role() != board.RoleViewer {
		t.Fatalf("viewer's link: %q", role())
	}
	if a := bob.do("POST", path+"/links", map[string]string{"role": "viewer"}); a.code() != "Forbidden: forbidden" {
		t.Fatalf("a viewer made a link: %s", a.code())
	}
	bob.join(made.ID, made.Secret)
	bob.join(made.ID, view)
	if role() != board.RoleEditor {
		t.Fatalf("after both: %q", role())
	}
}
