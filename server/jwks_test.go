package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"drawingroom/auth"
)

// An endpoint of keys may be anything: what it answers is bounded, and it sends us nowhere.
func TestHostileKeyEndpoints(t *testing.T) {
	elsewhere := 0
	gone := make(chan struct{})
	defer close(gone)
	var base string
	at := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good":
			_, _ = w.Write([]byte(`{"keys":[]}`))
		case "/elsewhere":
			elsewhere++
		case "/redirects":
			http.Redirect(w, r, base+"/elsewhere", http.StatusFound)
		case "/fails":
			w.WriteHeader(http.StatusInternalServerError)
		case "/huge":
			for range 1000 {
				if _, err := w.Write(bytes.Repeat([]byte(" "), 64<<10)); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write(bytes.Repeat([]byte(" "), 64<<20))
			_ = z.Close()
		case "/head":
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		case "/slow":
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			<-gone
		}
	}))
	defer at.CloseClientConnections()
	base = at.URL
	get := func(path string, within time.Duration) ([]byte, error) {
		fetch, err := FetchJWKS(base + path)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), within)
		defer stop()
		said, err := fetch(ctx, "")
		return said.Text, err
	}
	if text, err := get("/good", patience); err != nil || string(text) != `{"keys":[]}` {
		t.Errorf("%q, %v", text, err)
	}
	for _, path := range []string{"/redirects", "/fails", "/head"} {
		if text, err := get(path, patience); err == nil {
			t.Errorf("%s: %d bytes", path, len(text))
		}
	}
	for _, path := range []string{"/huge", "/bomb"} {
		if text, err := get(path, patience); err != nil || len(text) > auth.MaxJWKS+1 {
			t.Errorf("%s: %d bytes, %v", path, len(text), err)
		}
	}
	if _, err := get("/slow", 50*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("/slow: %v", err)
	}
	if elsewhere > 0 {
		t.Error("it went where it was sent")
	}
}

// What an endpoint says of how its answer may be kept is heard: its tag is brought back, and its word on how long it is fresh is passed on.
func TestKeyEndpointsThatSayHowLong(t *testing.T) {
	kept := ""
	at := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Cache-Control", kept)
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(`{"keys":[]}`))
	}))
	defer at.Close()
	fetch, err := FetchJWKS(at.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		kept  string
		fresh time.Duration
	}{
		{"", 0}, {"max-age=20", 20 * time.Second}, {"public, Max-Age=\"90\"", 90 * time.Second}, {"max-age=20, no-cache", 0}, {"no-store", 0},
		{"max-age=-1", 0}, {"max-age=99999999999999999999", 0}, {"max-age=x", 0}, {"max-age", 0}, {"s-maxage=7", 0},
	} {
		kept = row.kept
		said, err := fetch(t.Context(), "")
		if err != nil || said.Same || said.Tag != `"one"` || said.Fresh != row.fresh || len(said.Text) == 0 {
			t.Errorf("%q: %+v, %v", row.kept, said, err)
		}
		again, err := fetch(t.Context(), said.Tag)
		if err != nil || !again.Same || again.Fresh != row.fresh || len(again.Text) > 0 {
			t.Errorf("%q again: %+v, %v", row.kept, again, err)
		}
	}
}
