package server

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"drawingroom/rooms"
)

func TestHeadersOfEveryAnswer(t *testing.T) {
	p := newKit(t).guest("Ada")
	const page = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'; worker-src 'self'; " +
		"img-src 'self' blob: data:; media-src 'self' blob: data:; base-uri 'none'; form-action 'self'; " +
		"require-trusted-types-for 'script'; trusted-types drawingroom; frame-src 'self'; frame-ancestors 'none'"
	const keeper = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'"
	for path, policy := range map[string]string{
		"/": page, "/b/bAAAAAAAAAAAAAAAA": page, "/assets/main-abc.js": page, "/nothing": page, "/livez": page,
		"/sw.js": keeper, "/sw.js/": page, "/api/v1/boards": apiPolicy, "/api/v1/nothing": apiPolicy,
	} {
		h := p.do("GET", path, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") }).header
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if !strings.Contains(h.Get("Permissions-Policy"), "camera=()") || len(h.Get("X-Request-Id")) != 16 || h.Get("Server") != "" {
			t.Errorf("%s: %v", path, h)
		}
		if h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s may be read by other sites", path)
		}
	}
}

func TestFrontEnd(t *testing.T) {
	p := newKit(t).stranger()
	const year = "public, max-age=31536000, immutable"
	for _, row := range []struct{ path, accept, body, encoding, cache, kind string }{
		{"/", "br, gzip", "<!doctype html><title>front</title>", "", "no-cache", "text/html; charset=utf-8"},
		{"/b/bAAAAAAAAAAAAAAAA", "", "<!doctype html><title>front</title>", "", "no-cache", "text/html; charset=utf-8"},
		{"/favicon.svg", "gzip", "<svg/>", "", "no-cache", "image/svg+xml"},
		{"/sw.js", "br", "br", "br", "no-cache", "text/javascript; charset=utf-8"}, // asked for anew at each visit, so that a new build is seen
		{"/icons/mark-192.png", "br", "png", "", "no-cache", "image/png"},
		{"/assets/main-abc.js", "gzip, deflate, br;q=1.0", "brotli", "br", year, "text/javascript; charset=utf-8"},
		{"/assets/main-abc.js", "gzip, br;q=0", "gzip", "gzip", year, "text/javascript; charset=utf-8"},
		{"/assets/main-abc.js", "gzip;q=0.5", "gzip", "gzip", year, "text/javascript; charset=utf-8"},
		{"/assets/main-abc.js", "identity", "plain", "", year, "text/javascript; charset=utf-8"},
	} {
		a := p.do("GET", row.path, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", row.accept) })
		h := a.header
		if a.status != http.StatusOK || string(a.body) != row.body || h.Get("Content-Encoding") != row.encoding ||
			h.Get("Cache-Control") != row.cache || h.Get("Content-Type") != row.kind {
			t.Errorf("%s (%s): %d %q %v", row.path, row.accept, a.status, a.body, h)
		}
		again := p.do("GET", row.path, nil, func(r *http.Request) {
			r.Header.Set("Accept-Encoding", row.accept)
			r.Header.Set("If-None-Match", h.Get("ETag"))
		})
		if again.status != http.StatusNotModified {
			t.Errorf("%s again: %d", row.path, again.status)
		}
	}
	for _, path := range []string{"/.vite/manifest.json", "/.keep", "/index.html", "/assets/", "/assets/main-abc.js.br", "/../front.go", "/%2e%2e/front.go", "/assets//main-abc.js"} {
		if a := p.do("GET", path, nil); a.status != http.StatusNotFound || strings.Contains(string(a.body), "front.go") {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}

// A worker that was kept by a server of before asks for itself, and goes when there is none any more.
func TestNoKeeperIsNotFound(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) {
		c.Front = fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}}
	})
	if a := k.stranger().do("GET", "/sw.js", nil); a.status != http.StatusNotFound || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", a.status, a.header)
	}
}

// The page that says so stands within the content policy: a style sheet of our own, no script, nothing from the request, and a way back.
func TestUnknownAddress(t *testing.T) {
	a := newKit(t).stranger().do("GET", "/nope-<b>", nil)
	text := string(a.body)
	if a.status != http.StatusNotFound || a.header.Get("Content-Type") != "text/html; charset=utf-8" || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", a.status, a.header)
	}
	if !strings.Contains(text, `<a href="/">`) || !strings.Contains(text, `href="/page.css"`) || strings.Contains(text, "nope") || strings.Contains(text, "style=") {
		t.Fatal(text)
	}
}

func TestMissingFrontEndSaysSo(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Front = fstest.MapFS{".keep": {}} })
	a := k.stranger().do("GET", "/b/bAAAAAAAAAAAAAAAA", nil)
	if a.status != http.StatusServiceUnavailable || !strings.Contains(string(a.body), "make build") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if CheckFront(fstest.MapFS{".keep": {}}) == nil || CheckFront(kitFront) != nil {
		t.Fatal("CheckFront is wrong")
	}
}
