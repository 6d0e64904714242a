package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

const myPreferences = "/api/v1/me/preferences"

// prefers reads a person's preferences.
func (p *person) prefers() preferencesBody {
	p.t.Helper()
	var got preferencesBody
	p.must(http.StatusOK, "GET", myPreferences, nil, &got)
	return got
}

// choosing is a request that writes value over a version.
func choosing(user board.UserID, version int64, value string) preferencesBody {
	return preferencesBody{user, version, json.RawMessage(value)}
}

// What is written on one device is read on another that has the same session, and by nobody else.
func TestPreferencesFollowThePerson(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	if got := ada.prefers(); got.User != ada.user.ID || got.Version != 0 || string(got.Value) != "{}" {
		t.Fatalf("at first: %+v", got)
	}
	var wrote preferencesBody
	ada.must(http.StatusOK, "PUT", myPreferences, choosing(ada.user.ID, 0, `{"theme":"dark","colours":["#ff0000ff"]}`), &wrote)
	if wrote.User != ada.user.ID || wrote.Version != 1 || wrote.Value != nil {
		t.Fatalf("%+v", wrote)
	}
	tablet := k.stranger()
	tablet.http.Jar.SetCookies(k.url(), ada.http.Jar.Cookies(k.url()))
	if got := tablet.prefers(); got.User != ada.user.ID || got.Version != 1 || string(got.Value) != `{"theme":"dark","colours":["#ff0000ff"]}` {
		t.Fatalf("on the other device: %+v", got)
	}
	if got := bob.prefers(); got.Version != 0 || string(got.Value) != "{}" {
		t.Fatalf("Bob sees %s", got.Value)
	}
	token := ada.token()
	bearer := bob.do("GET", myPreferences, nil, func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) })
	if bearer.status != http.StatusOK || !strings.Contains(string(bearer.body), "dark") {
		t.Fatalf("by Ada's token: %s", bearer.body)
	}
	if cached := bearer.header.Get("Cache-Control"); cached != "no-store" {
		t.Fatalf("they may be cached: %q", cached)
	}
}

// Whoever has not read the last version, or has become somebody else since, writes nothing.
func TestPreferencesAreWrittenOverWhatWasRead(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	for _, p := range []*person{ada, bob} {
		p.must(http.StatusOK, "PUT", myPreferences, choosing(p.user.ID, 0, `{"wheel":"pan"}`), nil)
	}
	for name, late := range map[string]preferencesBody{
		"nothing read":    choosing(ada.user.ID, 0, `{"wheel":"zoom"}`),
		"of a later one":  choosing(ada.user.ID, 2, `{"wheel":"zoom"}`),
		"as another":      choosing(bob.user.ID, 1, `{"wheel":"zoom"}`),
		"as nobody":       choosing("", 1, `{"wheel":"zoom"}`),
		"the largest one": choosing(ada.user.ID, 1<<53-1, `{"wheel":"zoom"}`),
	} {
		if a := ada.do("PUT", myPreferences, late); a.code() != "Conflict: changed" {
			t.Errorf("%s: %s", name, a.code())
		}
	}
	for _, p := range []*person{ada, bob} {
		if got := p.prefers(); got.Version != 1 || string(got.Value) != `{"wheel":"pan"}` {
			t.Errorf("%s has %s of version %d", p.user.Name, got.Value, got.Version)
		}
	}
	ada.must(http.StatusOK, "PUT", myPreferences, choosing(ada.user.ID, 1, `{"wheel":"zoom"}`), nil)
	if got := ada.prefers(); got.Version != 2 || string(got.Value) != `{"wheel":"zoom"}` {
		t.Errorf("%s of version %d", got.Value, got.Version)
	}
}

func TestBadPreferences(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	framed := func(value string) string {
		return `{"user":"` + string(ada.user.ID) + `","version":0,"preferences":` + value + `}`
	}
	sized := func(bytes int) string { return framed(`{"a":"` + strings.Repeat("x", bytes-len(`{"a":""}`)) + `"}`) }
	nested := func(deep int) string {
		return framed(strings.Repeat(`{"a":`, deep-1) + "{}" + strings.Repeat("}", deep-1))
	}
	const jsonType, form, bad = "application/json", "Bad Request: form", "Unprocessable Entity: bad_preferences"
	for _, row := range []struct{ name, kind, body, want string }{
		{"an array", jsonType, framed(`[]`), bad},
		{"null", jsonType, framed(`null`), bad},
		{"a text", jsonType, framed(`"{}"`), bad},
		{"a number", jsonType, framed(`7`), bad},
		{"too large by one", jsonType, sized(maxPreferences + 1), "Request Entity Too Large: too_large"},
		{"far too large", jsonType, sized(1 << 20), "Request Entity Too Large: too_large"},
		{"too deep by one", jsonType, nested(preferencesDepth + 1), form},
		{"far too deep", jsonType, framed(strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)), form},
		{"a key twice", jsonType, framed(`{"a":1,"a":2}`), form},
		{"half a pair", jsonType, framed(`{"a":"\ud800"}`), form},
		{"NUL", jsonType, framed(`{"a":"\u0000"}`), form},
		{"bad UTF-8", jsonType, framed("{\"a\":\"\xff\"}"), form},
		{"two values", jsonType, framed(`{}`) + `{}`, form},
		{"nothing", jsonType, ``, form},
		{"bare preferences", jsonType, `{"theme":"dark"}`, form},
		{"no version", jsonType, `{"user":"` + string(ada.user.ID) + `","preferences":{}}`, form},
		{"no user", jsonType, `{"version":0,"preferences":{}}`, form},
		{"no preferences", jsonType, `{"user":"` + string(ada.user.ID) + `","version":0}`, form},
		{"a version below nothing", jsonType, `{"user":"x","version":-1,"preferences":{}}`, form},
		{"a version in parts", jsonType, `{"user":"x","version":0.5,"preferences":{}}`, form},
		{"a version as text", jsonType, `{"user":"x","version":"0","preferences":{}}`, form},
		{"something beside", jsonType, `{"user":"x","version":0,"preferences":{},"guest":false}`, form},
		{"a form", "application/x-www-form-urlencoded", framed(`{}`), "Unsupported Media Type: content_type"},
		{"plain text", "text/plain", framed(`{}`), "Unsupported Media Type: content_type"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if a := ada.putsPreferences(row.kind, row.body); a.code() != row.want {
				t.Fatalf("%s, want %s", a.code(), row.want)
			}
			if got := ada.prefers(); got.Version != 0 {
				t.Fatalf("%s was kept", got.Value)
			}
		})
	}
	for i, fits := range []string{sized(maxPreferences), nested(preferencesDepth), framed(`{"__proto__":{"a":1},"":null}`)} {
		fits = strings.Replace(fits, `"version":0`, `"version":`+string(rune('0'+i)), 1)
		if a := ada.putsPreferences(jsonType, fits); a.status != http.StatusOK {
			t.Errorf("%.80s…: %s", fits, a.body)
		}
		if got := ada.prefers(); !strings.Contains(fits, string(got.Value)) {
			t.Errorf("kept %.80s…, sent %.80s…", got.Value, fits)
		}
	}
}

// putsPreferences sends a body as it stands.
func (p *person) putsPreferences(kind, body string) answer {
	p.t.Helper()
	return p.do("PUT", myPreferences, nil, func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Type", kind)
	})
}

// Another site cannot write them, whatever cookie comes along.
func TestPreferencesOfAnotherSite(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	for name, value := range map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"} {
		a := ada.do("PUT", myPreferences, choosing(ada.user.ID, 0, `{"theme":"dark"}`), func(r *http.Request) { r.Header.Set(name, value) })
		if a.code() != "Forbidden: origin" {
			t.Errorf("%s: %s", name, a.code())
		}
	}
	if got := ada.prefers(); got.Version != 0 {
		t.Errorf("%s was kept", got.Value)
	}
}
