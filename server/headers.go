package server

import (
	"net/http"
	"strings"
)

// pagePolicy is the content policy of every page and file: nothing, but for what is named. A board's page frames what others frame, to show it.
var pagePolicy = policy("frame-src 'self'", "frame-ancestors 'none'")

// embedPolicy is that of the page which others frame: those on a board's list (framer), and our own, which shows it beforehand.
func embedPolicy(origins []string) string {
	return policy("frame-ancestors " + strings.Join(append([]string{"'self'"}, origins...), " "))
}

// policy is what all pages have in common, and what of frames.
func policy(frames ...string) string {
	return pagesShare + "; " + strings.Join(frames, "; ")
}

var pagesShare = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"font-src 'self'",
	"manifest-src 'self'",
	"connect-src 'self'",
	"worker-src 'self'",
	"img-src 'self' blob: data:",
	"media-src 'self' blob: data:",
	"base-uri 'none'",
	"form-action 'self'",
	"require-trusted-types-for 'script'",
	"trusted-types drawingroom",
}, "; ")

// keeperPolicy is that of the worker which keeps the page on the device: it fetches files of ours, and nothing else.
const keeperPolicy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// keeperPath is where that worker is served: at the top, since it keeps all pages.
const keeperPath = "/sw.js"

// apiPolicy is that of answers which are never pages.
const apiPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

// permissions turns off what a whiteboard does not ask of a browser. Copying and full screen stay.
const permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), " +
	"microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"

// withHeaders sets what every answer carries.
func (s *Server) withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Permissions-Policy", permissions)
		if s.door.trustworthy(r) {
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
		}
		if ofEveryone[r.URL.Path] {
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
			h.Set("Access-Control-Allow-Origin", "*")
		} else {
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
		}
		h.Set("X-Frame-Options", "DENY")
		h.Set("Content-Security-Policy", policyOf(r.URL.Path))
		next.ServeHTTP(w, r)
	})
}

// ofEveryone are the files that pages of others load: what puts a board into them, with its types, and the picture of its link.
var ofEveryone = map[string]bool{"/embed.js": true, "/embed.d.ts": true, generalPicture: true}

// policyOf is the content policy of what is at a path.
func policyOf(path string) string {
	switch {
	case strings.HasPrefix(path, "/api/"):
		return apiPolicy
	case path == keeperPath:
		return keeperPolicy
	default:
		return pagePolicy
	}
}
