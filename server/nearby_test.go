package server

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms"
)

// Who sits at the server's machine is told how others reach it, and nobody else is.
func TestWhoSitsAtTheMachineIsToldHowOthersReachIt(t *testing.T) {
	network := func() []net.IP { return []net.IP{net.IPv4(192, 168, 1, 5), net.ParseIP("2001:db8::5")} }
	kitOf := func(public ...string) *kit {
		return newKit(t, func(c *Config, _ *rooms.Config) { c.Nearby, c.PublicURLs = network, public })
	}
	bare, named, local := kitOf(), kitOf("https://draw.example.org/", "http://mini.lan:8080"), kitOf("http://localhost:9000")
	proxied := newKit(t, func(c *Config, _ *rooms.Config) { c.PublicURLs = []string{"https://draw.example.org"} })
	lonely := newKit(t, func(c *Config, _ *rooms.Config) { c.Nearby = func() []net.IP { return nil } })
	for _, row := range []struct {
		name   string
		kit    *kit
		change func(*http.Request)
		want   string
	}{
		{"in the network", bare, nil, `["http://192.168.1.5:PORT","http://[2001:db8::5]:PORT"]`},
		{"under names", named, nil, `["https://draw.example.org","http://mini.lan:8080"]`},
		{"under a name of this machine only", local, nil, `["http://192.168.1.5:PORT","http://[2001:db8::5]:PORT"]`},
		{"by localhost", bare, func(r *http.Request) { r.Host = strings.Replace(r.Host, "127.0.0.1", "localhost", 1) }, `["http://192.168.1.5:PORT","http://[2001:db8::5]:PORT"]`},
		{"listening here only", newKit(t), nil, `[],"alone":true`},
		{"listening here only, under a name", proxied, nil, `["https://draw.example.org"]`},
		{"listening here only, asked from elsewhere", newKit(t), func(r *http.Request) { r.Header.Set("X-Forwarded-For", "203.0.113.9") }, `[]`},
		{"without a network", lonely, nil, `[]`},
		{"by another name", named, func(r *http.Request) { r.Host = "draw.example.org" }, `[]`},
		{"by an address in the network", bare, func(r *http.Request) { r.Host = "192.168.1.5:8080" }, `[]`},
		{"through a proxy", bare, func(r *http.Request) { r.Header.Set("X-Forwarded-For", "203.0.113.9") }, `[]`},
	} {
		p := row.kit.guest("Ada")
		token := p.token()
		port := row.kit.url().Port()
		a := p.do("GET", "/api/v1/nearby", nil, func(r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+token)
			if row.change != nil {
				row.change(r)
			}
		})
		if want := `{"addresses":` + strings.ReplaceAll(row.want, "PORT", port) + "}\n"; a.status != http.StatusOK || string(a.body) != want {
			t.Errorf("%s: %d %s, want %s", row.name, a.status, a.body, want)
		}
	}
}

// Somebody of another machine is told nothing, whatever they say of themselves.
func TestNobodyElseIsAtTheMachine(t *testing.T) {
	r, _ := http.NewRequest(http.MethodGet, "http://localhost:8080/api/v1/nearby", nil)
	for from, want := range map[string]bool{"127.0.0.1:5": true, "[::1]:5": true, "[::ffff:127.0.0.1]:5": true, "192.168.1.9:5": false, "172.17.0.1:5": false} {
		if r.RemoteAddr = from; atOurMachine(r) != want {
			t.Errorf("%s: %v", from, !want)
		}
	}
}
