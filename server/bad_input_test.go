package server

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// grammar makes requests that nobody well-behaved would send: each is a route of the router, with bad things in every place that takes anything.
type grammar struct {
	*rand.Rand
	words  []string // of the server's own source: names of fields and of queries, values of choices
	ids    []string // of what is there
	tokens []string
	host   string
}

// sourceWords are the short strings of this package's source, so that whatever a route of tomorrow asks for is among them.
func sourceWords(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	quoted := regexp.MustCompile(`"([a-z][A-Za-z_]{0,15})"`)
	paths, _ := filepath.Glob("*.go")
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			found[m[1]] = true
		}
	}
	words := make([]string, 0, len(found))
	for word := range found {
		words = append(words, word)
	}
	slices.Sort(words)
	if len(words) < 50 || !found["title"] || !found["secret"] {
		t.Fatalf("%d words: the source says more", len(words))
	}
	return words
}

func pick[T any](g *grammar, from ...T) T { return from[g.IntN(len(from))] }

// one is true once in so many times.
func (g *grammar) one(in int) bool { return g.IntN(in) == 0 }

// trickery is what SQL, paths, pages, logs and Unicode have been tricked with.
var trickery = []string{
	"", " ", "x", "null", "true", "NaN", "-1", "0", "1e400", "-0", "007", "9223372036854775807", "9223372036854775808", "99999999999999999999999999",
	"'", `"`, "'; DROP TABLE boards;--", "' OR '1'='1", "1 UNION SELECT 1", "%", "_", "*", ">", ";", "$1", "{id}", "${x}", "{{7*7}}", "%s%s%n",
	"__proto__", "constructor", "..", "../../etc/passwd", "..\\..\\x", "....//", "/", "//evil.example", "\\\\evil.example", "http://evil.example/", "file:///etc/passwd",
	"<script>alert(1)</script>", "javascript:alert(1)", "a\r\nX-Evil: 1", "a\nb", "a\tb", "\x00", "a\x00b", "\x7f", "\u202e", "\u200b", "\ufeff", "\ufffd", "é", "e\u0301", "𝔘", "🦆",
	"\xff", "\xc0\xaf", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "CON", "aux.txt", ".", "~", "a b", "b;c=d", "a,b", "a&b=c", "#", "?", "%2e%2e%2f", "%00", "%c0%af", "%u0041", "%zz", "%",
}

// text is one of them, a word of the source, an id, or too long.
func (g *grammar) text() string {
	switch g.IntN(12) {
	case 0, 1, 2:
		return pick(g, g.words...)
	case 3, 4:
		return pick(g, g.ids...)
	case 5:
		return strings.Repeat(pick(g, "x", "🦆", "../", "'"), g.IntN(3000))
	case 6:
		return fmt.Sprint(g.Int64N(1<<62) >> g.IntN(62))
	default:
		return pick(g, trickery...)
	}
}

// escaped writes a text for a path or a query: as a browser would, doubly, in part, or hardly at all.
func (g *grammar) escaped(text string) string {
	var b strings.Builder
	raw := g.one(30)
	for _, c := range []byte(text) {
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
		switch {
		case raw && c > ' ' && c < 0x7f, plain && !g.one(200):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	if g.one(20) {
		return strings.ReplaceAll(b.String(), "%", "%25")
	}
	return b.String()
}

var patternPart = regexp.MustCompile(`\{[^}]+\}|\*$`)

// target is a route's address with something in each of its places, and a query.
func (g *grammar) target(pattern string) string {
	path := patternPart.ReplaceAllStringFunc(pattern, func(part string) string {
		if part == "{id}" && !g.one(3) {
			return g.ids[0]
		}
		if g.one(2) { // far enough in for the next place to be looked at
			return pick(g, g.ids...)
		}
		return g.escaped(g.text())
	})
	switch g.IntN(40) {
	case 0:
		path += "/"
	case 1:
		path = "/" + path
	case 2:
		path = strings.ToUpper(path)
	case 3:
		path += "/" + g.escaped(g.text())
	case 4:
		path = "http://" + g.host + path
	}
	for i := range g.IntN(4) {
		joint := "?"
		if i > 0 {
			joint = pick(g, "&", "&", "&", ";", "?")
		}
		path += joint + pick(g, pick(g, g.words...), g.escaped(g.text())) + pick(g, "=", "=", "=", "", "==") + g.escaped(g.text())
	}
	return path
}

// value is a piece of JSON of any type, or of none.
func (g *grammar) value(deep int) string {
	switch g.IntN(16) {
	case 0, 1, 2, 3:
		return g.quoted(g.text())
	case 4:
		return pick(g, "null", "true", "false", "0", "-1", "1.5", "1e400", "-0", "9007199254740993", "01", "+1", "NaN", "Infinity", "0x1", "'x'", "undefined")
	case 5:
		return pick(g, `"\ud800"`, `"\u0000"`, `"\udc00\ud800"`, `"\x"`, `"`, "\"\xff\"", "\"\n\"", `"\u00`, `"\u2028"`)
	case 6, 7:
		if deep > 4 {
			return "[]"
		}
		parts := make([]string, g.IntN(4))
		for i := range parts {
			parts[i] = g.value(deep + 1)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case 8, 9:
		if deep > 4 {
			return "{}"
		}
		return g.object(deep + 1)
	case 10:
		return strings.Repeat("[", 1+g.IntN(2000))
	case 11:
		return fmt.Sprint(g.Int64() >> g.IntN(62))
	default:
		return g.quoted(pick(g, g.words...))
	}
}

func (g *grammar) quoted(text string) string {
	if g.one(10) {
		return `"` + text + `"` // as it is
	}
	return fmt.Sprintf("%q", text)
}

// object has fields of names that somewhere mean something, some of them twice.
func (g *grammar) object(deep int) string {
	parts := make([]string, g.IntN(4))
	name := pick(g, g.words...)
	for i := range parts {
		if !g.one(4) {
			name = pick(g, pick(g, g.words...), pick(g, "__proto__", "", "Title", "ti\\u0074le", "SECRET"))
		}
		parts[i] = g.quoted(name) + ":" + g.value(deep)
	}
	return "{" + strings.Join(parts, ",") + pick(g, "", "", "", "", ",") + "}"
}

// body is what is sent with a request; huge ones are few.
func (g *grammar) body() []byte {
	switch g.IntN(200) {
	case 0:
		return []byte(`{"title":"` + strings.Repeat("x", 10<<20) + `"}`)
	case 1:
		return []byte(strings.Repeat("[", 1<<20))
	case 2:
		return []byte(strings.Repeat(`{"a":`, 100_000))
	case 3, 4, 5:
		return []byte("\xef\xbb\xbf" + g.object(0))
	case 6, 7, 8:
		return []byte(g.object(0) + g.object(0))
	case 9, 10, 11, 12:
		return []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00")
	case 13, 14, 15, 16:
		return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + g.text())
	}
	if g.one(8) {
		return []byte(g.text())
	}
	if g.one(6) {
		return []byte(g.value(0))
	}
	return []byte(g.object(0))
}

// header draws what is sent beside, in what is usual the larger part of the time, since what is refused early is not looked at further.
func (g *grammar) header(h http.Header) {
	odd := func(name string, values ...string) {
		if g.one(12) {
			h.Add(name, pick(g, values...))
			if g.one(6) {
				h.Add(name, pick(g, values...))
			}
		}
	}
	odd("Content-Encoding", "gzip", "br", "identity", "deflate, gzip", "x")
	odd("Accept-Encoding", "gzip", "zstd", "br;q=0", "*", "gzip;q=2", ";;;")
	odd("Range", "bytes=0-", "bytes=-1", "bytes=9-1", "bytes=999999999999-", "bytes=0-0,1-1,2-2", "bytes=a-b", "lines=1-2", "bytes=-0")
	odd("If-None-Match", "*", `"x"`, `W/"x"`, `"`, strings.Repeat(`"a",`, 500))
	odd("If-Match", "*", `"x"`, "x")
	odd("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Thu, 01 Jan 2970 00:00:00 GMT")
	odd("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", "x")
	odd("Origin", "null", "http://evil.example", "https://"+g.host, "http://"+g.host+"/", "", "http://"+g.host+".evil.example")
	odd("Sec-Fetch-Site", "cross-site", "same-site", "x")
	odd("Authorization", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer "+strings.Repeat("a", 9000), "bearer "+pick(g, g.tokens...), "Bearer "+pick(g, g.tokens...)+" x", "")
	odd("X-Forwarded-For", "1.2.3.4", "x", "::1, 127.0.0.1", strings.Repeat("1.1.1.1,", 100))
	odd("X-Forwarded-Proto", "https", "gopher")
	odd("X-Http-Method-Override", "DELETE")
	odd("Digest", "sha-256=x", "sha-256=:"+strings.Repeat("A", 43)+"=:", "md5=x")
	odd("Content-Digest", "sha-256=:"+strings.Repeat("A", 43)+"=:", "x")
	odd("Upgrade", "websocket", "h2c", "x")
	odd("Connection", "Upgrade", "keep-alive, Upgrade", "x")
	odd("Sec-Websocket-Version", "13", "8", "x")
	odd("Sec-Websocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "x")
	odd("Sec-Websocket-Protocol", "drawingroom.v1", "drawingroom.v1, jwt."+pick(g, g.tokens...), "jwt.x", "drawingroom.v99", ",,,")
	odd("Expect", "100-continue", "x")
	odd("Accept-Language", "xx", strings.Repeat("a,", 300))
	odd("Cookie", "drawingroom=x", "drawingroom=; drawingroom=y", "a=b;;;=", strings.Repeat("a=b; ", 200))
}

// methods are those of HTTP and a few that nobody knows.
var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X", "A-B"}
