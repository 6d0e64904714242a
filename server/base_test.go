package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/coder/websocket"

	"drawingroom/rooms"
)

func TestPublicAddressesWithAPath(t *testing.T) {
	for _, row := range []struct {
		addresses []string
		want      string
		ok        bool
	}{
		{nil, "", true},
		{[]string{"https://host.example"}, "", true},
		{[]string{"https://host.example/"}, "", true},
		{[]string{"https://host.example/draw"}, "/draw", true},
		{[]string{"https://host.example/draw/"}, "/draw", true},
		{[]string{"https://host.example:8443/tools/draw-2/~me/a.b"}, "/tools/draw-2/~me/a.b", true},
		{[]string{"https://host.example/draw", "http://lan.test:8080/draw/"}, "/draw", true},
		{[]string{"https://host.example/draw", "http://lan.test:8080"}, "", false},
		{[]string{"https://host.example", "http://lan.test:8080/draw"}, "", false},
		{[]string{"https://host.example//"}, "", false},
		{[]string{"https://host.example//draw"}, "", false},
		{[]string{"https://host.example/draw//x"}, "", false},
		{[]string{"https://host.example/../draw"}, "", false},
		{[]string{"https://host.example/draw/.."}, "", false},
		{[]string{"https://host.example/.hidden"}, "", false},
		{[]string{"https://host.example/%64raw"}, "", false},
		{[]string{"https://host.example/dr%2Faw"}, "", false},
		{[]string{"https://host.example/zeichnen/ü"}, "", false},
		{[]string{`https://host.example/"onload=`}, "", false},
		{[]string{"https://host.example/<x>"}, "", false},
		{[]string{"https://host.example/draw?x"}, "", false},
		{[]string{"https://host.example/draw#x"}, "", false},
		{[]string{"https://host.example/draw;x"}, "", false},
		{[]string{"/draw"}, "", false},
	} {
		got, err := BaseOf(row.addresses)
		if (err == nil) != row.ok || got != row.want {
			t.Errorf("%q: %q, %v", row.addresses, got, err)
		}
	}
}

// Requests that came without the path could not be told from those that came with it.
func TestAPathThatAddressesOfOursBeginWith(t *testing.T) {
	routes := newKit(t).srv.routes()
	for path, free := range map[base]bool{
		"": true, "/draw": true, "/bx": true, "/draw/api": true,
		"/api": false, "/api/draw": false, "/b": false, "/b/draw": false, "/livez": false, "/readyz": false, "/assets": false,
	} {
		if err := path.free(routes); (err == nil) != free {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// kitBelow is a server whose pages lie under /draw of its own address and of draw.example.
func kitBelow(t *testing.T) *kit {
	page := `<!doctype html><meta name="base" content="" /><link href="/assets/x.css"><script src="/assets/x.js"></script>`
	front := fstest.MapFS{"page.css": {Data: []byte("page")}, "index.html.br": {Data: []byte("br")}, "index.html.gz": {Data: []byte("gz")}}
	for name, file := range kitFront {
		front[name] = file
	}
	front["index.html"] = &fstest.MapFile{Data: []byte(page)}
	return newKit(t, func(c *Config, _ *rooms.Config) {
		c.Front, c.PublicURLs = front, []string{"https://draw.example/draw"}
	})
}

// What others are told of a board, and the frame that they put it into, lie under the path.
func TestFramesAndLinksBelowAPath(t *testing.T) {
	k := kitBelow(t)
	k.srv.front.files["index.html"].plain = []byte("<head></head>")
	bare := k.stranger()
	below := *k
	below.base += "/draw"
	ada := below.guest("Ada")
	made := ada.board("Plans")
	ada.shows(made.ID, true)
	for _, p := range []*person{bare, below.stranger()} {
		if page := string(p.do("GET", "/embed/"+string(made.ID), nil).body); !strings.Contains(page, `<meta name="base" content="/draw">`) {
			t.Errorf("%s: %s", p.base, page)
		}
		if page := string(p.do("GET", "/b/"+string(made.ID), nil).body); !strings.Contains(page, `content="`+below.base+"/b/"+string(made.ID)) || !strings.Contains(page, below.base+"/unfurl.png") {
			t.Errorf("%s: %s", p.base, page)
		}
		var told oembedBody
		p.must(http.StatusOK, "GET", "/oembed?url="+url.QueryEscape(below.base+"/b/"+string(made.ID)), nil, &told)
		if !strings.Contains(told.HTML, `src="`+below.base+"/embed/"+string(made.ID)+`"`) {
			t.Errorf("%s: %+v", p.base, told)
		}
	}
}

// A proxy may take the path away or leave it: what is there is the same.
func TestPagesBelowAPath(t *testing.T) {
	p := kitBelow(t).stranger()
	const page = `<!doctype html><meta name="base" content="/draw" /><link href="/draw/assets/x.css"><script src="/draw/assets/x.js"></script>`
	for _, before := range []string{"/draw", ""} {
		for _, encoding := range []string{"identity", "br", "gzip, br"} {
			for _, path := range []string{"/", "/b/bAAAAAAAAAAAAAAAA"} {
				a := p.do("GET", before+path, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", encoding) })
				if got := unpacked(t, a); a.status != http.StatusOK || got != page || a.header.Get("Content-Encoding") == "br" {
					t.Errorf("%s%s (%s): %d %q", before, path, encoding, a.status, got)
				}
				again := p.do("GET", before+path, nil, func(r *http.Request) {
					r.Header.Set("Accept-Encoding", encoding)
					r.Header.Set("If-None-Match", a.header.Get("ETag"))
				})
				if again.status != http.StatusNotModified {
					t.Errorf("%s%s again: %d", before, path, again.status)
				}
			}
		}
		for path, policy := range map[string]string{"/assets/main-abc.js": pagePolicy, "/sw.js": keeperPolicy, "/favicon.svg": pagePolicy, "/livez": pagePolicy, "/readyz": pagePolicy} {
			plain := func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") }
			if a := p.do("GET", before+path, nil, plain); a.status != http.StatusOK || a.header.Get("Content-Security-Policy") != policy {
				t.Errorf("%s%s: %d %v", before, path, a.status, a.header)
			}
		}
		if a := p.do("GET", before+"/nothing", nil); a.status != http.StatusNotFound || !strings.Contains(string(a.body), `<a href="/draw/">`) ||
			!strings.Contains(string(a.body), `href="/draw/page.css"`) || strings.Contains(string(a.body), `="/p`) {
			t.Errorf("%s/nothing: %d %s", before, a.status, a.body)
		}
		if a := p.do("GET", before+"/api/v1/nothing", nil); a.code() != "Not Found: not_found" {
			t.Errorf("%s/api/v1/nothing: %s", before, a.code())
		}
	}
	for _, path := range []string{"/drawing", "/draw/draw/", "/draw/draw/b/x", "/draw//assets/main-abc.js", "/%64raw/b/%2e%2e", "/Draw/"} {
		if a := p.do("GET", path, nil); a.status != http.StatusNotFound {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}

func unpacked(t *testing.T, a answer) string {
	t.Helper()
	if a.header.Get("Content-Encoding") != "gzip" {
		return string(a.body)
	}
	packed, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The page's addresses all lie below the path, and so does what the browser keeps for them.
func TestThePathItselfLeadsToThePage(t *testing.T) {
	p := kitBelow(t).stranger()
	p.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, row := range []struct {
		method, path, to string
		status           int
	}{
		{"GET", "/draw", "/draw/", http.StatusPermanentRedirect},
		{"HEAD", "/draw?from=home", "/draw/?from=home", http.StatusPermanentRedirect},
		{"GET", "/draw?//evil.example", "/draw/?//evil.example", http.StatusPermanentRedirect},
		{"POST", "/draw", "", http.StatusMethodNotAllowed},
	} {
		if a := p.do(row.method, row.path, nil); a.status != row.status || a.header.Get("Location") != row.to {
			t.Errorf("%s %s: %d to %q", row.method, row.path, a.status, a.header.Get("Location"))
		}
	}
}

func TestCookieBelowAPath(t *testing.T) {
	k := kitBelow(t)
	for _, row := range []struct{ host, name, secure string }{
		{k.host, "drawingroom=", ""},
		{"draw.example", "__Secure-drawingroom=", "; Secure"},
	} {
		a := k.stranger().do("POST", "/draw/api/v1/guests", map[string]string{"name": "Ada"}, func(r *http.Request) { r.Host = row.host })
		cookie := a.header.Get("Set-Cookie")
		if !strings.HasPrefix(cookie, row.name) || !strings.Contains(cookie, "; Path=/draw; ") || !strings.HasSuffix(cookie, "; HttpOnly"+row.secure+"; SameSite=Lax") {
			t.Errorf("%s: %q", row.host, cookie)
		}
	}
}

// Two draw below the path, over a socket and over a stream; pages have an origin, which knows of no path.
func TestDrawingBelowAPath(t *testing.T) {
	k := kitBelow(t)
	k.base += "/draw"
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	far, _, err := bob.dial(made.ID, func(o *websocket.DialOptions) { o.HTTPHeader.Set("Origin", "http://elsewhere.example") })
	if err == nil {
		_ = far.CloseNow()
		t.Fatal("a page of another site came in")
	}
	bob.stream(made.ID).draws(ada, made.ID)
	if a := ada.do("POST", "/api/v1/boards", map[string]string{"title": "x"}, func(r *http.Request) { r.Header.Set("Origin", "https://draw.example") }); a.status != http.StatusCreated {
		t.Fatalf("from its own page: %s", a.code())
	}
}
