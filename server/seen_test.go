package server

import (
	"net/http"
	"net/netip"
	"testing"

	"drawingroom/rooms"
)

func TestHowARequestWasSeen(t *testing.T) {
	trusting := newKit(t, func(c *Config, _ *rooms.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	})
	for _, row := range []struct {
		kit        *kit
		told, from string
		secure     bool
		forwarded  bool
	}{
		{newKit(t), "", "127.0.0.1", false, false},
		{newKit(t), "203.0.113.9", "127.0.0.1", false, true},
		{trusting, "203.0.113.9", "203.0.113.9", true, false},
		{trusting, "", "127.0.0.1", false, false},
	} {
		p := row.kit.guest("Ada")
		token := p.token()
		a := p.do("GET", "/api/v1/me/seen", nil, func(r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+token)
			if row.told != "" {
				r.Header.Set("X-Forwarded-For", row.told)
				r.Header.Set("X-Forwarded-Proto", "https")
			}
		})
		want := `{"from":"` + row.from + `","secure":` + map[bool]string{true: "true", false: "false"}[row.secure] + `,"forwarded":` + map[bool]string{true: "true", false: "false"}[row.forwarded] + "}\n"
		if a.status != http.StatusOK || string(a.body) != want {
			t.Errorf("told %q: %d %s, want %s", row.told, a.status, a.body, want)
		}
	}
}
