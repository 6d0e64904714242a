package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// pngBytes is a picture of so many pixels; shade makes it another one.
func pngBytes(t *testing.T, side int, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, side, side))
	noise := rand.New(rand.NewPCG(uint64(shade), uint64(side))) //nolint:gosec // a picture that cannot be packed
	for i := range m.Pix {
		m.Pix[i] = uint8(noise.Uint32()) //nolint:gosec // any shade will do
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func assetPath(id board.ID) string { return "/api/v1/boards/" + string(id) + "/assets" }

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// send posts bytes to a board under their right hash; edit may change the request.
func (p *person) send(id board.ID, body []byte, edit ...func(*http.Request)) answer {
	p.t.Helper()
	sum := sha256.Sum256(body)
	return p.do("POST", assetPath(id), nil, append([]func(*http.Request){func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
		r.Header.Set("Content-Type", "application/octet-stream")
	}}, edit...)...)
}

func (p *person) fetch(id board.ID, hash string, edit ...func(*http.Request)) answer {
	p.t.Helper()
	return p.do("GET", assetPath(id)+"/"+hash, nil, edit...)
}

func TestAssetsComeBackInert(t *testing.T) {
	k := newKit(t)
	ann := k.guest("Ann")
	made := ann.board("Pictures")
	body := pngBytes(t, 700, 1) // more than one part
	if len(body) < board.AssetPart {
		t.Fatalf("only %d bytes", len(body))
	}
	var told assetBody
	a := ann.send(made.ID, body, func(r *http.Request) { r.Header.Set("Content-Type", "text/html") })
	if err := json.Unmarshal(a.body, &told); err != nil || a.status != http.StatusCreated {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if want := (assetBody{hashOf(body), "image/png", 700, 700, int64(len(body))}); told != want {
		t.Errorf("told %+v, want %+v", told, want)
	}
	a = ann.fetch(made.ID, told.Asset)
	if a.status != http.StatusOK || !bytes.Equal(a.body, body) {
		t.Fatalf("%d, %d bytes", a.status, len(a.body))
	}
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=31536000, immutable",
		"Etag": `"` + told.Asset + `"`, "Content-Disposition": `attachment; filename="` + told.Asset[:16] + `.png"`,
		"Cross-Origin-Resource-Policy": "same-origin", "Content-Security-Policy": apiPolicy, "Accept-Ranges": "bytes",
	} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	assetsInParts(t, ann, made.ID, body)
}

func assetsInParts(t *testing.T, ann *person, id board.ID, body []byte) {
	t.Helper()
	hash := hashOf(body)
	ask := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	if a := ann.fetch(id, hash, ask("Range", fmt.Sprintf("bytes=%d-%d", board.AssetPart-5, board.AssetPart+4))); a.status != http.StatusPartialContent ||
		!bytes.Equal(a.body, body[board.AssetPart-5:board.AssetPart+5]) {
		t.Errorf("a range across parts: %d, %d bytes", a.status, len(a.body))
	}
	if a := ann.fetch(id, hash, ask("Range", "bytes=-3")); a.status != http.StatusPartialContent || !bytes.Equal(a.body, body[len(body)-3:]) {
		t.Errorf("the end: %d, %d bytes", a.status, len(a.body))
	}
	if a := ann.fetch(id, hash, ask("Range", "bytes=99999999-")); a.status != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %d", a.status)
	}
	if a := ann.fetch(id, hash, ask("If-None-Match", `"`+hash+`"`)); a.status != http.StatusNotModified || len(a.body) != 0 {
		t.Errorf("known already: %d", a.status)
	}
	a := ann.do("HEAD", assetPath(id)+"/"+hash, nil)
	if a.status != http.StatusOK || a.header.Get("Content-Length") != fmt.Sprint(len(body)) || len(a.body) != 0 {
		t.Errorf("HEAD: %d %v", a.status, a.header)
	}
	for _, wrong := range []string{strings.Repeat("0", 64), strings.ToUpper(hash), hash[:63], hash + "0", "..%2f" + hash[5:]} {
		if a := ann.do("HEAD", assetPath(id)+"/"+wrong, nil); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", wrong, a.status)
		}
	}
}

// Ten pastes at once of one picture, and two boards: each keeps it once.
func TestAssetsAreStoredOnce(t *testing.T) {
	k := newKit(t)
	ann := k.guest("Ann")
	made, other := ann.board("One"), ann.board("Two")
	body := pngBytes(t, 60, 1)
	fresh := 0
	var mu sync.Mutex
	for range 3 { // four at once are let in
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				a := ann.send(made.ID, body)
				if a.status != http.StatusOK && a.status != http.StatusCreated {
					t.Errorf("%d %s", a.status, a.body)
				}
				mu.Lock()
				defer mu.Unlock()
				if a.status == http.StatusCreated {
					fresh++
				}
			})
		}
		all.Wait()
	}
	if fresh != 1 {
		t.Errorf("%d times new", fresh)
	}
	if a := ann.fetch(other.ID, hashOf(body)); a.code() != notThere {
		t.Errorf("another board: %s", a.code())
	}
	if a := ann.send(other.ID, body); a.status != http.StatusCreated {
		t.Errorf("the same on another board: %d", a.status)
	}
}

// C62: what is no whole picture gets a code and a sentence, and nothing of it is kept.
func TestHostilePictures(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) {
		c.Limits = Limits{AssetBytes: 200_000, AssetPixels: 1_000_000, AssetSide: 2000, BoardAssetBytes: 250_000}
	})
	ann := k.guest("Ann")
	id := ann.board("Hostile").ID
	good := pngBytes(t, 40, 1)
	var jpg, moving bytes.Buffer
	if err := jpeg.Encode(&jpg, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&moving, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	wide := bytes.Clone(good)
	copy(wide[16:], []byte{0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}) // 30,000 x 30,000, told before its checksum is looked at
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	zip := "PK\x03\x04" + strings.Repeat("a", 40)
	page := "<!doctype html><script>alert(1)</script>"
	for _, row := range []struct {
		name string
		body []byte
		want string
	}{
		{"30,000 x 30,000", wide, "Unprocessable Entity: image_large"},
		{"cut short", good[:len(good)-9], "Unprocessable Entity: image_damaged"},
		{"PNG and page", append(bytes.Clone(good), page...), "Unprocessable Entity: image_tail"},
		{"PNG and archive", append(bytes.Clone(good), zip...), "Unprocessable Entity: image_tail"},
		{"JPEG and archive", append(bytes.Clone(jpg.Bytes()), zip...), "Unprocessable Entity: image_tail"},
		{"GIF and script", append(bytes.Clone(moving.Bytes()), "*/=1;alert(1)"...), "Unprocessable Entity: image_tail"},
		{"SVG with a script", svg, "Unsupported Media Type: image_kind"},
		{"a page", []byte(page), "Unsupported Media Type: image_kind"},
		{"nothing", nil, "Unsupported Media Type: image_kind"},
		{"too many bytes", append(bytes.Clone(good), make([]byte, 200_000)...), "Request Entity Too Large: image_bytes"},
	} {
		a := ann.send(id, row.body)
		if a.code() != row.want || !bytes.Contains(a.body, []byte(`"message":"`)) {
			t.Errorf("%s: %s %s", row.name, a.code(), a.body)
		}
		if a := ann.fetch(id, hashOf(row.body)); a.code() != notThere {
			t.Errorf("%s is there: %s", row.name, a.code())
		}
	}
	unannounced(t, ann, id, good)
}

func unannounced(t *testing.T, ann *person, id board.ID, good []byte) {
	t.Helper()
	digest := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Content-Digest", value) }
	}
	for value, want := range map[string]string{
		"": "Bad Request: form", "sha-256=:AAAA:": "Bad Request: form", "md5=:AAAA:": "Bad Request: form",
		"sha-256=:" + strings.Repeat("A", 43) + "=:": "Unprocessable Entity: bad_digest",
	} {
		if a := ann.send(id, good, digest(value)); a.code() != want {
			t.Errorf("announced as %q: %s", value, a.code())
		}
	}
	if a := ann.send(id, good, func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }); a.code() != "Unsupported Media Type: image_kind" {
		t.Errorf("packed: %s", a.code())
	}
	// Without a length, too much is found out on the way.
	if a := ann.send(id, append(bytes.Clone(good), make([]byte, 300_000)...), func(r *http.Request) { r.ContentLength = -1 }); a.code() != "Request Entity Too Large: image_bytes" {
		t.Errorf("too many bytes of no length: %s", a.code())
	}
	filled := 0
	for shade := range uint8(200) {
		a := ann.send(id, pngBytes(t, 300, shade))
		if a.status == http.StatusCreated {
			filled++
			continue
		}
		if a.code() != "Insufficient Storage: full" || filled == 0 {
			t.Errorf("after %d: %s", filled, a.code())
		}
		return
	}
	t.Error("the board is never full")
}

// Whoever begins with what is no picture is answered at once, and an upload that is broken off leaves nothing.
func TestUploadsBrokenOff(t *testing.T) {
	k := newKit(t)
	ann := k.guest("Ann")
	made := ann.board("Broken")
	body := pngBytes(t, 200, 1)
	sum := sha256.Sum256(body)
	token := ann.token()
	for _, part := range [][]byte{body[:8], body[:1000], []byte("<!doctype html><p>aaaaaaaaaa")} {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", k.host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Digest: sha-256=:%s:\r\nContent-Length: %d\r\n\r\n%s",
			assetPath(made.ID), k.host, token, base64.StdEncoding.EncodeToString(sum[:]), len(body), part)
		if bytes.HasPrefix(part, []byte("<")) { // all of it was never sent
			head := make([]byte, len("HTTP/1.1 415"))
			if _, err := io.ReadFull(c, head); err != nil || string(head) != "HTTP/1.1 415" {
				t.Errorf("%q, %v", head, err)
			}
		}
		c.Close()
	}
	if a := ann.fetch(made.ID, hashOf(body)); a.code() != notThere {
		t.Errorf("half of it is there: %s", a.code())
	}
	if a := ann.send(made.ID, body); a.status != http.StatusCreated {
		t.Errorf("afterwards: %d %s", a.status, a.body)
	}
}

// A picture is its board's: a viewer may see it and send none, and nobody else knows of it, whatever else they may.
func TestAssetsByRole(t *testing.T) {
	k := newKit(t)
	c := newCast(k)
	body := pngBytes(t, 30, 1)
	want := map[asker][2]string{
		nobody: {signIn, signIn}, outsider: {noBoard, noBoard}, owner2: {noBoard, noBoard}, viewer: {forbid, ok}, editor: {"Created", ok}, owner: {ok, ok},
	}
	for _, who := range []asker{nobody, outsider, owner2, viewer, editor, owner} {
		if a := c.people[who].send(c.board.ID, body); a.code() != want[who][0] {
			t.Errorf("%s sends: %s", who, a.code())
		}
	}
	for who, wanted := range want {
		if a := c.people[who].fetch(c.board.ID, hashOf(body)); a.code() != wanted[1] {
			t.Errorf("%s looks: %s", who, a.code())
		}
	}
	if a := c.people[editor].send(c.board.ID, pngBytes(t, 30, 2), func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }); a.code() != "Forbidden: origin" {
		t.Errorf("from another site: %s", a.code())
	}
}
