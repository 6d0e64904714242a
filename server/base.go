package server

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/go-chi/chi/v5"
)

// base is the path that the server's pages lie under where it has no name to itself: "" or such as "/draw".
//
// Requests arrive with it or, from a proxy that takes it away, without it; inside of the server it does not exist. What goes out and is read by
// a browser itself has it: the page (front.go), cookies (who.go). What is read by programs is written without it: they put the
// public address before it, as before everything else that they ask for.
type base string

// basePath is what one may look like: segments that are written the same in every address, and are no hidden names and no steps up.
var basePath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$`)

// BaseOf is the path of the configured addresses, "" for none. Errors: addresses with several, or with one that cannot be used.
func BaseOf(publicURLs []string) (string, error) {
	b, err := baseOf(publicURLs)
	return string(b), err
}

func baseOf(publicURLs []string) (base, error) {
	var found base
	for i, raw := range publicURLs {
		_, path, err := splitAddress(raw)
		if err != nil {
			return "", err
		}
		if i > 0 && base(path) != found {
			return "", fmt.Errorf("the public addresses %s and %s have different paths: the pages lie under one", publicURLs[0], raw)
		}
		found = base(path)
	}
	return found, nil
}

// splitAddress takes a public address into its origin and its path.
func splitAddress(raw string) (from origin, path string, err error) {
	wrong := fmt.Errorf("%q is not a public address: write it like https://draw.example.org or https://example.org/draw", raw)
	text := strings.TrimSuffix(raw, "/")
	u, err := url.Parse(text)
	if err != nil {
		return origin{}, "", wrong
	}
	path = u.EscapedPath()
	if path != "" && !basePath.MatchString(path) {
		return origin{}, "", wrong
	}
	from, ok := parseOrigin(strings.TrimSuffix(text, path))
	if !ok {
		return origin{}, "", wrong
	}
	return from, path, nil
}

// within takes the path away from requests that carry it. Who asks for the path itself is led to the page, so that all of its addresses lie below.
func (b base) within(next http.Handler) http.Handler {
	if b == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch get := r.Method == http.MethodGet || r.Method == http.MethodHead; {
		case r.URL.Path == string(b) && get:
			to := url.URL{Path: string(b) + "/", RawQuery: r.URL.RawQuery}
			w.Header().Set("Location", to.String())
			w.WriteHeader(http.StatusPermanentRedirect)
		case strings.HasPrefix(r.URL.EscapedPath(), string(b)+"/"):
			below := *r
			to := *r.URL
			to.Path, to.RawPath = strings.TrimPrefix(to.Path, string(b)), strings.TrimPrefix(to.RawPath, string(b))
			below.URL = &to
			next.ServeHTTP(w, &below)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// free says whether no route begins as the path does: a request that came without it could not be told from one that came with it.
func (b base) free(routes chi.Routes) error {
	first, _, _ := strings.Cut(strings.TrimPrefix(string(b), "/"), "/")
	taken := first == "assets"
	_ = chi.Walk(routes, func(_, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		begin, _, _ := strings.Cut(strings.TrimPrefix(route, "/"), "/")
		taken = taken || begin == first && begin != ""
		return nil
	})
	if taken {
		return fmt.Errorf("pages cannot lie under /%s: the server's own addresses begin like that", first)
	}
	return nil
}
