package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// W1: one version, chosen by subprotocol; the token is offered there too and never said back. Where none is common the socket opens to be told so.
func TestW1Subprotocol(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	id := ada.board("x").ID
	token := ada.token()
	for _, row := range []struct {
		name   string
		offers []string
		status int
		speaks string // with 101: what the server answers
		away   bool   // and that it closes at once
	}{
		{"version and token", []string{"drawingroom.v2", "drawingroom.v1", "jwt." + token}, 101, "drawingroom.v2", false},
		{"token first", []string{"jwt." + token, "drawingroom.v2", "drawingroom.v1"}, 101, "drawingroom.v2", false},
		{"the earlier before the later", []string{"drawingroom.v1", "drawingroom.v2", "jwt." + token}, 101, "drawingroom.v2", false},
		{"an old page", []string{"drawingroom.v1", "jwt." + token}, 101, "drawingroom.v1", false},
		{"a newer page that speaks ours", []string{"drawingroom.v9", "drawingroom.v2", "jwt." + token}, 101, "drawingroom.v2", false},
		{"a newer page", []string{"drawingroom.v9", "drawingroom.v8", "jwt." + token}, 101, "drawingroom.v9", true},
		{"no version", []string{"jwt." + token}, 426, "", false},
		{"a version that is none", []string{"drawingroom.v01", "drawingroom.v0", "drawingroom.v", "drawingroom.v99999", "jwt." + token}, 426, "", false},
		{"another case", []string{"DrawingRoom.v1", "jwt." + token}, 426, "", false},
		{"nothing", nil, 426, "", false},
		{"no token", []string{"drawingroom.v1"}, 401, "", false},
		{"a newer page without a token", []string{"drawingroom.v9"}, 401, "", false},
		{"an empty token", []string{"drawingroom.v1", "jwt."}, 401, "", false},
		{"a bad token", []string{"drawingroom.v1", "jwt." + token + "x"}, 401, "", false},
		{"two tokens", []string{"drawingroom.v1", "jwt." + token, "jwt." + token}, 401, "", false},
		{"a bad token before a good one", []string{"drawingroom.v1", "jwt.x", "jwt." + token}, 401, "", false},
	} {
		ws, res, err := ada.dial(id, func(o *websocket.DialOptions) { o.Subprotocols = row.offers })
		if res == nil || res.StatusCode != row.status || (err == nil) != (row.status == 101) {
			t.Errorf("%s: %v, %v, want %d", row.name, res, err, row.status)
			continue
		}
		if err == nil {
			if got := res.Header["Sec-Websocket-Protocol"]; len(got) != 1 || got[0] != row.speaks {
				t.Errorf("%s: answered %q", row.name, got)
			}
			if row.away {
				var end websocket.CloseError
				if _, _, err := ws.Read(t.Context()); !errors.As(err, &end) || int(end.Code) != wire.VersionClose.Code || end.Reason != wire.VersionClose.Name {
					t.Errorf("%s: %v", row.name, err)
				}
			} else if tells := greets(t, ws); tells != "welcome" {
				t.Errorf("%s: %s", row.name, tells)
			}
			_ = ws.CloseNow()
		}
		if row.status == 426 && res.Header.Get("Upgrade") != "websocket" {
			t.Errorf("%s: 426 without Upgrade", row.name)
		}
		for name, values := range res.Header {
			if strings.Contains(strings.Join(values, " "), "jwt.") {
				t.Errorf("%s: %s holds the token", row.name, name)
			}
		}
	}
	if strings.Contains(k.log.String(), token[:40]) || strings.Contains(k.log.String(), "jwt.") {
		t.Error("the log holds a token")
	}
}

// greets says hello and returns the type of what is answered first.
func greets(t *testing.T, ws *websocket.Conn) string {
	t.Helper()
	hello := wire.AppendClient(nil, wire.Hello{Client: newClient()})
	if err := ws.Write(t.Context(), websocket.MessageText, wire.Frame(hello)); err != nil {
		return err.Error()
	}
	_, frame, err := ws.Read(t.Context())
	if err != nil {
		return err.Error()
	}
	var messages []struct{ T string }
	if err := json.Unmarshal(frame, &messages); err != nil || len(messages) == 0 {
		return string(frame)
	}
	return messages[0].T
}

// C54: an upgrade from elsewhere is refused before anything else is looked at.
func TestUpgradeFromElsewhere(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.PublicURLs = []string{"https://good.example"} })
	ada := k.guest("Ada")
	id := ada.board("x").ID
	cookies := func(o *websocket.DialOptions) { o.HTTPClient = ada.http }
	for _, row := range []struct {
		name, host, origin string
		cookie             bool
		status             int
	}{
		{"our page", "", k.base, true, 101},
		{"a program", "", "", false, 101},
		{"behind a proxy", "good.example", "https://good.example", false, 101},
		{"evil", "", "http://evil.example", false, 403},
		{"null", "", "null", false, 403},
		{"longer name", "good.example", "https://good.example.evil.example", false, 403},
		{"name within", "good.example", "https://good.evil.example", false, 403},
		{"another scheme", "good.example", "http://good.example", false, 403},
		{"another port", "good.example", "https://good.example:444", false, 403},
		{"our own port on another scheme", "", "https://" + k.host, false, 403},
		{"no origin with our cookie", "", "", true, 403},
		{"rebound name", "evil.example", "http://evil.example", false, 403},
		{"rebound name, no origin", "evil.example", "", false, 403},
	} {
		ws, res, err := ada.dial(id, func(o *websocket.DialOptions) {
			o.Host = row.host
			o.HTTPHeader = http.Header{}
			if row.origin != "" {
				o.HTTPHeader.Set("Origin", row.origin)
			}
			if row.cookie {
				cookies(o)
			}
		})
		if res == nil || res.StatusCode != row.status {
			t.Errorf("%s: %v %v, want %d", row.name, res, err, row.status)
		}
		if err == nil {
			_ = ws.CloseNow()
		}
	}
}

// C55: what a token claims of rights is not heard; the database is asked.
func TestClaimsGiveNoRights(t *testing.T) {
	k := newKit(t)
	ada, eve := k.guest("Ada"), k.guest("Eve")
	made := ada.board("x")
	tb := eve.connect(made.ID)
	tb.send(tb.hello())
	if code, _ := tb.over(); code != wire.NoBoard.Code {
		t.Fatalf("a stranger was closed with %d", code)
	}
	eve.join(made.ID, ada.link(made.ID, board.RoleViewer))
	tb, welcome := eve.open(made.ID)
	if welcome.Role != board.RoleViewer {
		t.Fatalf("role %q", welcome.Role)
	}
	tb.put(1, "element-1")
	if r := await(tb, func(wire.Refused) bool { return true }); r.Code != "forbidden" || r.N != 1 {
		t.Fatalf("%+v", r)
	}
}

// A token that has run out lets nobody in, and neither does one of a user who is not there any more than in the token.
func TestUpgradeWithAnOldToken(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	id := ada.board("x").ID
	past := auth.NewTokens(k.keys, func() time.Time { return time.Now().Add(-time.Hour) })
	old, _, err := past.Mint(ada.user.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, res, _ := ada.dial(id, func(o *websocket.DialOptions) { o.Subprotocols = []string{"drawingroom.v1", "jwt." + old} })
	if res == nil || res.StatusCode != http.StatusUnauthorized {
		t.Fatalf("%v", res)
	}
	unknown, _, err := k.tokens.Mint("u-nobody")
	if err != nil {
		t.Fatal(err)
	}
	tb := ada.connectWith(id, unknown)
	tb.send(tb.hello())
	if code, _ := tb.over(); code != wire.NoBoard.Code {
		t.Fatalf("a user who is not there was closed with %d", code)
	}
}

// C38: sockets are counted by address and by user, whatever X-Forwarded-For says, and a freed place is free again.
func TestConnectionCaps(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{PerUser: 2, PerAddress: 3} })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	refused := func(p *person, why string) {
		t.Helper()
		_, res, err := p.dial(made.ID, func(o *websocket.DialOptions) { o.HTTPHeader.Set("X-Forwarded-For", "198.51.100.7") })
		if err == nil || res == nil || res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" {
			t.Fatalf("%s: %v, %v", why, res, err)
		}
	}
	first, _ := ada.open(made.ID)
	ada.open(made.ID)
	refused(ada, "a third of one user")
	bob.open(made.ID)
	refused(bob, "a fourth of one address")
	_ = first.ws.Close(websocket.StatusNormalClosure, "")
	for ends := time.Now().Add(patience); ; {
		k.srv.caps.mu.Lock()
		left := k.srv.caps.all
		k.srv.caps.mu.Unlock()
		if left == 2 {
			break
		}
		if time.Now().After(ends) {
			t.Fatal("a place that was left is not free")
		}
		runtime.Gosched()
	}
	bob.open(made.ID)
	if !strings.Contains(k.log.String(), "--trusted-proxy") {
		t.Error("nobody was told why everybody seems to have one address")
	}
}
