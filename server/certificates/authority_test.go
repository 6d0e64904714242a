package certificates

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestThePlainPortLeadsToHTTPS(t *testing.T) {
	a := New(Config{Hosts: []string{"draw.example.org"}})
	for _, row := range []struct{ port, method, host, want string }{
		{"443", "GET", "draw.example.org", "https://draw.example.org/b/x?y"},
		{"443", "HEAD", "DRAW.example.org:80", "https://draw.example.org/b/x?y"},
		{"8443", "GET", "draw.example.org", "https://draw.example.org:8443/b/x?y"},
		{"443", "POST", "draw.example.org", ""},
		{"443", "GET", "evil.example", ""},
		{"443", "GET", "draw.example.org.evil.example", ""},
		{"443", "GET", "", ""},
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(row.method, "http://x/b/x?y", nil)
		r.Host = row.host
		withoutPort(a.upwards(row.port)).ServeHTTP(w, r)
		if got := w.Header().Get("Location"); got != row.want || (w.Code == http.StatusMovedPermanently) != (row.want != "") {
			t.Errorf("%v: %d to %q", row, w.Code, got)
		}
	}
}
