package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// C54: whose pages may speak to the server. The server is known as https://good.example and https://other.example:8443.
func TestDoor(t *testing.T) {
	d, err := newDoor([]string{"desk", "desk.local"}, []string{"https://good.example", "https://other.example:8443/", "http://lan.test:8080"},
		proxies{netip.MustParsePrefix("10.0.0.0/8")})
	if err != nil {
		t.Fatal(err)
	}
	const peer, proxy = "203.0.113.9:4711", "10.1.2.3:80"
	for _, row := range []struct {
		host, origin string
		from, proto  string
		hostOK, ok   bool
	}{
		// Names that need no configuration: the very address, with its scheme and port.
		{"localhost:8080", "http://localhost:8080", peer, "", true, true},
		{"localhost", "http://localhost", peer, "", true, true},
		{"localhost:80", "http://localhost", peer, "", true, true},
		{"LOCALHOST:8080", "http://localhost:8080", peer, "", true, true},
		{"192.168.1.5:8080", "http://192.168.1.5:8080", peer, "", true, true},
		{"[::1]:8080", "http://[::1]:8080", peer, "", true, true},
		{"desk:8080", "http://desk:8080", peer, "", true, true},
		{"desk.local:8080", "http://desk.local:8080", peer, "", true, true},
		{"localhost:8080", "https://localhost:8080", peer, "", true, false},
		{"localhost:8080", "http://localhost:8081", peer, "", true, false},
		{"localhost:8080", "http://127.0.0.1:8080", peer, "", true, false},
		{"192.168.1.5:8080", "http://192.168.1.6:8080", peer, "", true, false},
		{"localhost:8080", "http://evil.example", peer, "", true, false},
		{"localhost:8080", "null", peer, "", true, false},
		{"localhost:8080", "", peer, "", true, true}, // a program; with our cookie the upgrade refuses it
		{"localhost:8080", "file://", peer, "", true, false},
		{"localhost:8080", "http://localhost:8080/", peer, "", true, false},
		{"localhost:8080", "http://user@localhost:8080", peer, "", true, false},
		{"localhost:8080", "http://localhost:8080#", peer, "", true, false},
		{"localhost:8080", "chrome-extension://abcdef", peer, "", true, false},
		// HTTPS told by a trusted proxy, and by nobody else.
		{"localhost:8080", "https://localhost:8080", proxy, "https", true, true},
		{"localhost:8080", "https://localhost:8080", peer, "https", true, false},
		// Configured names: exactly as configured.
		{"good.example", "https://good.example", peer, "", true, true},
		{"good.example", "https://good.example:443", peer, "", true, true},
		{"good.example:443", "https://good.example", peer, "", true, true},
		{"GOOD.example", "https://Good.Example", peer, "", true, true},
		{"localhost:8080", "https://good.example", peer, "", true, true}, // a proxy that rewrites Host
		{"good.example", "http://good.example", peer, "", true, false},
		{"good.example", "https://good.example:8443", peer, "", true, false},
		{"good.example", "https://good.example.evil.example", peer, "", true, false},
		{"good.example", "https://good.evil.example", peer, "", true, false},
		{"good.example", "https://evilgood.example", peer, "", true, false},
		{"good.example", "https://good.example@evil.example", peer, "", true, false},
		{"good.example", "https://evil.example", peer, "", true, false},
		{"other.example:8443", "https://other.example:8443", peer, "", true, true},
		{"other.example", "https://other.example", peer, "", false, false},
		{"lan.test:8080", "http://lan.test:8080", peer, "", true, true},
		{"lan.test:8080", "https://lan.test:8080", peer, "", true, false},
		// A name that a stranger points at us (DNS rebinding): page and host agree, and that is not enough.
		{"evil.example", "http://evil.example", peer, "", false, false},
		{"evil.example:8080", "http://evil.example:8080", peer, "", false, false},
		{"localhost.evil.example", "http://localhost.evil.example", peer, "", false, false},
		{"127.0.0.1.evil.example", "http://127.0.0.1.evil.example", peer, "", false, false},
		{"desk.evil.example", "http://desk.evil.example", peer, "", false, false},
		{"good.example.evil.example", "https://good.example", peer, "", false, true},
		{"", "http://localhost", peer, "", false, false},
		{"localhost:", "http://localhost", peer, "", false, false},
		{"user@localhost", "http://localhost", peer, "", false, false},
		{"localhost/x", "http://localhost", peer, "", false, false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host, r.RemoteAddr = row.host, row.from
		if row.origin != "" {
			r.Header.Set("Origin", row.origin)
		}
		if row.proto != "" {
			r.Header.Set("X-Forwarded-Proto", row.proto)
		}
		if got := d.admitsHost(r.Host); got != row.hostOK {
			t.Errorf("host %q: %v", row.host, got)
		}
		if got := d.admitsOrigin(r); got != row.ok {
			t.Errorf("origin %q at %q from %s %s: %v", row.origin, row.host, row.from, row.proto, got)
		}
	}
	twice := httptest.NewRequest(http.MethodGet, "/", nil)
	twice.Host = "localhost"
	twice.Header["Origin"] = []string{"http://localhost", "http://localhost"}
	if d.admitsOrigin(twice) {
		t.Error("two origins passed")
	}
	for _, bad := range []string{"", "good.example", "ftp://good.example", "https://", "https://u@good.example", "https://good.example?x", "*"} {
		if _, err := newDoor(nil, []string{bad}, nil); err == nil {
			t.Errorf("public address %q passed", bad)
		}
	}
}

// The rule holds for what changes something by HTTP too, on a real server.
func TestWritesFromOtherSitesAreRefused(t *testing.T) {
	k := newKit(t)
	for _, row := range []struct{ name, header, value, want string }{
		{"another site", "Origin", "http://evil.example", "Forbidden: origin"},
		{"null", "Origin", "null", "Forbidden: origin"},
		{"another port", "Origin", "http://127.0.0.1:1", "Forbidden: origin"},
		{"another scheme", "Origin", "https://" + k.host, "Forbidden: origin"},
		{"said by the browser", "Sec-Fetch-Site", "cross-site", "Forbidden: origin"},
		{"a sibling", "Sec-Fetch-Site", "same-site", "Forbidden: origin"},
		{"our page", "Origin", k.base, "Created"},
		{"our page, said by the browser", "Sec-Fetch-Site", "same-origin", "Created"},
		{"a program", "Accept", "*/*", "Created"},
	} {
		a := k.stranger().do("POST", "/api/v1/guests", map[string]string{"name": "Ada"}, func(r *http.Request) { r.Header.Set(row.header, row.value) })
		if a.code() != row.want {
			t.Errorf("%s: %s, want %s", row.name, a.code(), row.want)
		}
		if a.status == http.StatusForbidden && a.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: a cookie was given", row.name)
		}
	}
	for _, path := range []string{"/", "/api/v1/boards"} {
		if a := k.stranger().do("GET", path, nil, func(r *http.Request) { r.Host = "evil.example" }); a.code() != "Forbidden: host" {
			t.Errorf("%s by another name: %s", path, a.code())
		}
	}
	if a := k.stranger().do("GET", "/livez", nil, func(r *http.Request) { r.Host = "probe.internal" }); a.status != http.StatusOK {
		t.Errorf("a probe by another name: %d", a.status)
	}
}

// TestWhatABrowserTrusts: only there is the opener policy sent, since elsewhere a browser complains of it on every page.
func TestWhatABrowserTrusts(t *testing.T) {
	d, err := newDoor([]string{"desk"}, []string{"https://good.example", "http://lan.test:8080"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]bool{
		"localhost:8080": true, "board.localhost": true, "127.0.0.1:8080": true, "[::1]:8080": true, "good.example": true,
		"lan.test:8080": false, "desk:8080": false, "192.168.1.7:8080": false, "": false, "localhost.example": false,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		if got := d.trustworthy(r); got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
}
