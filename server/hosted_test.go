package server

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// hostSecret is shared by the host application of these tests and the server.
var hostSecret = []byte("the secret that is shared with the host application")

// withHost makes a server take the tokens of a host application.
func withHost(t *testing.T) func(*Config, *rooms.Config) {
	t.Helper()
	return withHostKeys(t, [][]byte{hostSecret}, nil, time.Now)
}

// withHostKeys is withHost for other keys, which are read by a clock of their own.
func withHostKeys(t *testing.T, secrets [][]byte, source auth.KeySource, clock func() time.Time) func(*Config, *rooms.Config) {
	t.Helper()
	keys, err := auth.NewHostKeys(secrets, source, clock)
	if err != nil {
		t.Fatal(err)
	}
	host, err := auth.NewHost(auth.HostConfig{Issuer: "acme", Audience: "drawingroom", Keys: keys, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return func(c *Config, live *rooms.Config) {
		c.Bearers, c.Host = auth.NewBearers(c.Tokens, host, c.Auth, time.Now), "Acme"
		live.Verify, live.Stands = Identify(c.Bearers), c.Bearers.Stand
	}
}

// hostToken is what the host application would mint for somebody now; further claims are put in or, if nil, taken out. age: so long ago.
func hostToken(t *testing.T, sub string, age time.Duration, further jwt.MapClaims) string {
	t.Helper()
	issued := time.Now().Add(-age)
	claims := jwt.MapClaims{"iss": "acme", "aud": "drawingroom", "sub": sub, "name": "Ada of Acme", "iat": issued.Unix(), "exp": time.Now().Add(time.Hour).Unix()}
	maps.Copy(claims, further)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(hostSecret)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func on(id board.ID, role string) jwt.MapClaims {
	return jwt.MapClaims{"board": string(id), "role": role}
}

func withBearer(token string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

// A host application's token opens a socket, a stream and every request, as one of ours does; its bearer draws under the name that it says.
func TestAHostApplicationsTokenOpensEverything(t *testing.T) {
	k := newKit(t, withHost(t))
	owner := k.guest("Own")
	made := owner.board("Plans")
	bare := k.stranger()
	path := "/api/v1/boards/" + string(made.ID)
	token := hostToken(t, "42", 0, on(made.ID, "editor"))

	tb := bare.connectWith(made.ID, token)
	tb.join()
	tb.put(1, "by-the-host")
	if item := tb.item(1); item.Seq != 2 {
		t.Fatalf("%+v", item)
	}
	st := bare.streamWith(made.ID, token)
	if a := st.post(1, st.hello(), withBearer(token)); a.status != http.StatusNoContent {
		t.Fatal(a.code())
	}
	await(st.tab, func(w wire.Welcome) bool { return w.Role == board.RoleEditor })
	if a := st.post(2, st.hello()); a.code() != signIn {
		t.Errorf("a request beside the stream without its token: %s", a.code())
	}
	var seen boardBody
	a := bare.do("GET", path, nil, withBearer(token))
	if a.status != http.StatusOK || !strings.Contains(string(a.body), `"role":"editor"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := bare.do("GET", path+"/export", nil, withBearer(token)); a.status != http.StatusOK || !strings.Contains(string(a.body), "Ada of Acme") {
		t.Errorf("the export: %d %s", a.status, a.body)
	}
	if a := bare.do("GET", path, nil); a.code() != signIn {
		t.Errorf("a browser that sent no token is somebody: %s", a.code())
	}
	// What it gives is of that board alone, and of its person alone.
	other := owner.board("Others")
	if a := bare.do("GET", "/api/v1/boards/"+string(other.ID), nil, withBearer(token)); a.code() != noBoard {
		t.Errorf("another board: %s", a.code())
	}
	if a := bare.do("GET", path, nil, withBearer(hostToken(t, "43", 0, nil))); a.code() != noBoard {
		t.Errorf("another person: %s", a.code())
	}
	owner.must(http.StatusOK, "GET", path, nil, &seen)
	if seen.Role != board.RoleOwner {
		t.Errorf("the owner is %q", seen.Role)
	}
}

// A page exchanges a host application's token for one of ours, which lasts no longer than it, and goes on with that.
func TestAHostApplicationsTokenIsExchanged(t *testing.T) {
	k := newKit(t, withHost(t))
	made := k.guest("Own").board("Plans")
	page := k.stranger()
	exchange := func(token string, body any) (tokenBody, answer) {
		var minted tokenBody
		a := page.do("POST", "/api/v1/session", body, withBearer(token))
		if a.status == http.StatusOK {
			decode(t, a, &minted)
		}
		return minted, a
	}
	minted, a := exchange(hostToken(t, "42", 0, on(made.ID, "editor")), map[string]string{"board": string(made.ID)})
	if a.status != http.StatusOK || minted.User.Name != "Ada of Acme" || minted.User.Guest || minted.User.ID[0] != 'h' || minted.Host != "Acme" || minted.Lives > 15*60*1000 {
		t.Fatalf("%s %+v", a.code(), minted)
	}
	if len(a.header.Values("Set-Cookie")) > 0 {
		t.Error("it came with a cookie")
	}
	tb := page.connectWith(made.ID, minted.Token)
	tb.join()
	tb.put(1, "by-a-page")
	tb.item(1)
	short, _ := exchange(hostToken(t, "42", 0, jwt.MapClaims{"exp": time.Now().Add(time.Minute).Unix()}), nil)
	if short.Lives > 60_000 {
		t.Errorf("a token of a minute was made one of %d ms", short.Lives)
	}
	for name, row := range map[string]struct{ token, want string }{
		"ours": {minted.Token, signIn}, "none": {"x.y.z", noToken}, "one that has run out": {hostToken(t, "42", 2*time.Hour, jwt.MapClaims{"exp": time.Now().Add(-time.Hour).Unix()}), noToken},
	} {
		if _, a := exchange(row.token, nil); a.code() != row.want {
			t.Errorf("%s: %s", name, a.code())
		}
	}
	// A cookie beside a bad token does not make it good.
	ada := k.guest("Ada")
	if a := ada.do("POST", "/api/v1/session", nil, withBearer("x.y.z")); a.code() != noToken {
		t.Errorf("with a cookie: %s", a.code())
	}
	// What the host calls its people is not theirs to change, and makes no guest beside.
	if a := page.do("POST", "/api/v1/guests", map[string]string{"name": "Eve"}, withBearer(minted.Token)); a.code() != "Forbidden: hosted" {
		t.Errorf("renaming: %s", a.code())
	}
}

// C55 C59: a later token that says less, or nothing, takes back what the one before gave, on open connections within 5 s; an older one gives it back to nobody.
func TestALaterTokenOfAHostApplicationTakesBack(t *testing.T) {
	k := newKit(t, withHost(t))
	made := k.guest("Own").board("Plans")
	bare := k.stranger()
	old := hostToken(t, "42", time.Minute, on(made.ID, "editor"))
	tb := bare.connectWith(made.ID, old)
	if w := tb.join(); w.Role != board.RoleEditor {
		t.Fatalf("%q", w.Role)
	}
	tb.put(1, "while-it-may")
	tb.item(1)

	begun := time.Now()
	bare.connectWith(made.ID, hostToken(t, "42", 30*time.Second, on(made.ID, "viewer"))).join()
	await(tb, func(r wire.RoleChanged) bool { return r.Role == board.RoleViewer })
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it was told after %s", took)
	}
	tb.put(2, "not-any-more")
	await(tb, func(r wire.Refused) bool { return r.N == 2 && r.Code == wire.RefusedForbidden })

	again := bare.connectWith(made.ID, old)
	if w := again.join(); w.Role != board.RoleViewer {
		t.Errorf("by the older token they are %q again", w.Role)
	}
	begun = time.Now()
	if a := bare.do("POST", "/api/v1/boards/"+string(made.ID)+"/join", nil, withBearer(hostToken(t, "42", 0, nil))); a.code() != noBoard {
		t.Errorf("joining by a token that says nothing of the board: %s", a.code())
	}
	if code, _ := tb.over(); code != wire.Forbidden.Code {
		t.Errorf("closed with %d", code)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it was closed after %s", took)
	}
}

// C56: it is renewed in band as ours is; a renewal says anew what they may, and one of somebody else ends the connection.
func TestAHostApplicationsTokenIsRenewedInBand(t *testing.T) {
	k := newKit(t, withHost(t))
	made := k.guest("Own").board("Plans")
	for name, row := range map[string]struct {
		sub, renewal string
		want         func(tb *tab)
	}{
		"the same": {"42", hostToken(t, "42", time.Second, on(made.ID, "editor")), func(tb *tab) {
			tb.put(1, "still-here1")
			tb.item(1)
		}},
		"one that says less": {"43", hostToken(t, "43", time.Second, on(made.ID, "viewer")), func(tb *tab) {
			await(tb, func(r wire.RoleChanged) bool { return r.Role == board.RoleViewer })
		}},
		"one of another board": {"44", hostToken(t, "44", time.Second, on("bAAAAAAAAAAAAAAAA", "editor")), func(tb *tab) { ends(tb, wire.Forbidden) }},
		"one of somebody else": {"45", hostToken(t, "42", time.Second, on(made.ID, "editor")), func(tb *tab) { ends(tb, wire.TokenExpired) }},
		"one that is none":     {"46", "x.y.z", func(tb *tab) { ends(tb, wire.TokenExpired) }},
	} {
		t.Run(name, func(t *testing.T) {
			tb := k.stranger().connectWith(made.ID, hostToken(t, row.sub, time.Minute, on(made.ID, "editor")))
			tb.join()
			tb.send(fmt.Sprintf(`[{"t":"token","token":%q}]`, row.renewal))
			row.want(tb)
		})
	}
}

func ends(tb *tab, how wire.Close) {
	tb.t.Helper()
	if code, reason := tb.over(); code != how.Code {
		tb.t.Errorf("ended with %d %s, want %d", code, reason, how.Code)
	}
}

// A server that takes no host application's tokens takes none, and one that does takes its own on as before.
func TestTokensOfOthersOpenNothing(t *testing.T) {
	k := newKit(t)
	made := k.guest("Own").board("Plans")
	if a := k.stranger().do("GET", "/api/v1/boards/"+string(made.ID), nil, withBearer(hostToken(t, "42", 0, on(made.ID, "editor")))); a.code() != noToken {
		t.Errorf("without a host application: %s", a.code())
	}
	h := newKit(t, withHost(t))
	ada := h.guest("Ada")
	mine := ada.board("Mine")
	tb, w := ada.open(mine.ID)
	tb.put(1, "by-a-guest")
	tb.item(1)
	if w.Role != board.RoleOwner {
		t.Errorf("%q", w.Role)
	}
	// Named as a local person's id, somebody of the host is another.
	claims := on(mine.ID, "viewer")
	if a := h.stranger().do("GET", "/api/v1/boards/"+string(mine.ID), nil, withBearer(hostToken(t, string(ada.user.ID), 0, claims))); !strings.Contains(string(a.body), `"role":"viewer"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// C56: once the key is published no more by which somebody came, it is over with their open connection, with their tokens, and with those that they were given
// in exchange; whoever came otherwise goes on.
func TestC56_AHostsKeyThatWasTakenAway(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	var gone atomic.Bool
	source := func(context.Context, string) (auth.Published, error) {
		if gone.Load() {
			return auth.Published{Text: []byte(`{"keys":[]}`)}, nil
		}
		return auth.Published{Text: fmt.Appendf(nil, `{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"one","x":%q}]}`, base64.RawURLEncoding.EncodeToString(public))}, nil
	}
	var ahead atomic.Int64 // of the clock by which keys are read
	k := newKit(t, withHostKeys(t, nil, source, func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }))
	own := k.guest("Own")
	made := own.board("Plans")
	signed := func(kid string) string {
		now := time.Now()
		token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, jwt.MapClaims{"iss": "acme", "aud": "drawingroom", "sub": "42", "name": "Ada of Acme", "iat": now.Unix(), "exp": now.Add(time.Hour).Unix(), "board": string(made.ID), "role": "editor"})
		token.Header["kid"] = kid
		text, err := token.SignedString(private)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	path := "/api/v1/boards/" + string(made.ID)
	page := k.stranger()
	token := signed("one")
	var minted tokenBody
	a := page.do("POST", "/api/v1/session", map[string]string{"board": string(made.ID)}, withBearer(token))
	if a.status != http.StatusOK {
		t.Fatal(a.code())
	}
	decode(t, a, &minted)
	direct, exchanged := page.connectWith(made.ID, token), page.connectWith(made.ID, minted.Token)
	direct.join()
	exchanged.join()
	other, _ := own.open(made.ID)
	for _, by := range []string{token, minted.Token} {
		if a := page.do("GET", path, nil, withBearer(by)); a.status != http.StatusOK {
			t.Fatal(a.code())
		}
	}

	gone.Store(true)
	ahead.Store(int64(2 * time.Minute))
	// A kid that is not known makes them be read, as the timer does a moment later.
	if a := page.do("GET", path, nil, withBearer(signed("two"))); a.code() != noToken {
		t.Errorf("an unknown kid: %s", a.code())
	}
	for what, by := range map[string]string{"a token of it": token, "a token in exchange": minted.Token} {
		if a := page.do("GET", path, nil, withBearer(by)); a.code() != noToken {
			t.Errorf("%s: %s", what, a.code())
		}
		if a := page.do("POST", "/api/v1/session", nil, withBearer(by)); a.code() != noToken {
			t.Errorf("%s, exchanged: %s", what, a.code())
		}
	}
	ends(direct, wire.TokenExpired)
	ends(exchanged, wire.TokenExpired)
	other.put(1, "by-others-1")
	other.item(1)
}
