package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/auth"
	"drawingroom/rooms"
)

func decode(t *testing.T, a answer, into any) {
	t.Helper()
	if err := json.Unmarshal(a.body, into); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

// Who may make boards is a setting, which is asked by the server for every board, and told to pages before.
func TestWhoMayCreate(t *testing.T) {
	const onlyMembers, onlyAdmins = "Forbidden: members_only", "Forbidden: admins_only"
	for setting, want := range map[auth.Creators]struct{ stranger, guest, hosted, vouched, admin string }{
		"":           {signIn, "Created", "Created", "Created", "Created"},
		auth.Anyone:  {signIn, "Created", "Created", "Created", "Created"},
		auth.Members: {signIn, onlyMembers, "Created", "Created", "Created"},
		auth.Admins:  {signIn, onlyAdmins, onlyAdmins, "Created", "Created"},
		"nobody":     {signIn, onlyAdmins, onlyAdmins, "Created", onlyAdmins},
	} {
		t.Run(string(setting), func(t *testing.T) {
			k := newKit(t, withHost(t), func(c *Config, _ *rooms.Config) { c.Creators = setting })
			guest, admin, bare := k.guest("Guest"), k.guest("Admin"), k.stranger()
			admin.becomesAdmin()
			hosted := withBearer(hostToken(t, "42", 0, nil))
			vouched := withBearer(hostToken(t, "43", 0, jwt.MapClaims{"create": true}))
			unvouched := withBearer(hostToken(t, "44", 0, jwt.MapClaims{"create": false, "admin": true, "role": "owner"}))
			for _, row := range []struct {
				name string
				p    *person
				edit []func(*http.Request)
				want string
				may  bool
			}{
				{"a stranger", bare, nil, want.stranger, setting == "" || setting == auth.Anyone},
				{"a guest", guest, nil, want.guest, want.guest == "Created"},
				{"a host's", bare, []func(*http.Request){hosted}, want.hosted, want.hosted == "Created"},
				{"a host's with a word", bare, []func(*http.Request){vouched}, want.vouched, want.hosted == "Created"},
				{"a host's with another word", bare, []func(*http.Request){unvouched}, want.hosted, want.hosted == "Created"},
				{"an admin", admin, nil, want.admin, want.admin == "Created"},
			} {
				var me meBody
				decode(t, row.p.do("GET", "/api/v1/me", nil, row.edit...), &me)
				if me.Create != row.may || me.Host != "Acme" || me.By == "" {
					t.Errorf("%s is told %+v", row.name, me)
				}
				if a := row.p.do("POST", "/api/v1/boards", map[string]string{}, row.edit...); a.code() != row.want {
					t.Errorf("%s: %s, want %s", row.name, a.code(), row.want)
				}
			}
		})
	}
}

// becomesAdmin opens a link as `drawingroom admin` prints it.
func (p *person) becomesAdmin() {
	p.t.Helper()
	secret, link := auth.NewLink()
	now := time.Now().UnixMilli()
	if err := p.store.CreateAdminLink(p.t.Context(), link, now+60_000, now); err != nil {
		p.t.Fatal(err)
	}
	p.must(http.StatusOK, "POST", "/api/v1/me/admin", map[string]string{"secret": secret}, nil)
}

// A link makes one admin, once, before it runs out; nothing else does.
func TestBecomingAnAdmin(t *testing.T) {
	k := newKit(t)
	ada, eve := k.guest("Ada"), k.guest("Eve")
	secret, link := auth.NewLink()
	old, late := auth.NewLink()
	now := time.Now().UnixMilli()
	for hash, expires := range map[[32]byte]int64{link: now + 60_000, late: now - 1} {
		if err := k.store.CreateAdminLink(t.Context(), hash, expires, now-2); err != nil {
			t.Fatal(err)
		}
	}
	try := func(p *person, secret string) string {
		return p.do("POST", "/api/v1/me/admin", map[string]string{"secret": secret}).code()
	}
	for _, wrong := range []string{"", "x", old, secret[:21], secret + "A", "AAAAAAAAAAAAAAAAAAAAAA"} {
		if got := try(eve, wrong); got != "Not Found: no_admin_link" {
			t.Errorf("%q: %s", wrong, got)
		}
	}
	if got := try(k.stranger(), secret); got != signIn {
		t.Errorf("nobody: %s", got)
	}
	if got := try(ada, secret); got != ok {
		t.Fatalf("Ada: %s", got)
	}
	if got := try(eve, secret); got != "Not Found: no_admin_link" {
		t.Errorf("a second time: %s", got)
	}
	for p, want := range map[*person]bool{ada: true, eve: false} {
		var me meBody
		p.must(http.StatusOK, "GET", "/api/v1/me", nil, &me)
		if me.Admin != want || me.User.Name == "" {
			t.Errorf("%+v", me)
		}
	}
	if text := k.log.String(); !strings.Contains(text, "somebody became an admin") || strings.Contains(text, secret) {
		t.Error("the log does not say it, or says too much")
	}
}
