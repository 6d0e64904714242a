package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What keeps a server from being called healthy is said in words, with the flag that mends it.
func TestWhyAServerIsNotHealthy(t *testing.T) {
	ready := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	busy := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	plain, secured, away := httptest.NewServer(ready), httptest.NewTLSServer(ready), httptest.NewServer(busy)
	defer plain.Close()
	defer secured.Close()
	defer away.Close()
	gone := httptest.NewServer(ready)
	gone.Close()
	address := func(s *httptest.Server) string { return s.Listener.Addr().String() }
	for _, row := range []struct {
		name, says string
		args       []string
	}{
		{"ready", "", []string{"--addr", address(plain)}},
		{"ready by HTTPS", "", []string{"--addr", address(secured), "--tls-cert-file", "x"}},
		{"not ready", "503", []string{"--addr", address(away)}},
		{"HTTPS, unsaid", "speaks HTTPS: say so as it was told, with --tls-cert-file", []string{"--addr", address(secured)}},
		{"plain, said to be HTTPS", "speaks plain HTTP", []string{"--addr", address(plain), "--tls-cert-file", "x"}},
		{"nobody", "no server listens at " + address(gone), []string{"--addr", address(gone)}},
		{"no port", "no port that there is", []string{"--addr", ":8499x"}},
	} {
		_, errs, code := tell(t, append([]string{"health"}, row.args...)...)
		if (row.says == "") != (code == 0) || !strings.Contains(errs, row.says) {
			t.Errorf("%s: exit %d, %q", row.name, code, errs)
		}
	}
}
