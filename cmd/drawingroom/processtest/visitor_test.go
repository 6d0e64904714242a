package processtest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// visitor comes to a node through a proxy, from another address than the proxy's.
type visitor struct {
	t    *testing.T
	node *node
	base string // https://127.0.0.1:PORT, and the path that the pages lie under
	path string
	web  *http.Client
}

// visitorsAddress is where they come from.
const visitorsAddress = "127.0.0.2"

func comes(t *testing.T, through host, to *node, path string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	from := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(visitorsAddress)}}
	way := &http.Transport{DialContext: from.DialContext, TLSClientConfig: &tls.Config{RootCAs: through.trust}}
	t.Cleanup(way.CloseIdleConnections)
	return &visitor{t: t, node: to, base: "https://" + through.address + path, path: path, web: &http.Client{Jar: jar, Transport: way, Timeout: patience}}
}

// tries does through the proxy what pages do.
func (v *visitor) tries() {
	v.page()
	cookie := v.posts("/api/v1/guests", `{"name":"Ada"}`, nil).Header.Get("Set-Cookie")
	want := "__Host-drawingroom="
	if v.path != "" {
		want = "__Secure-drawingroom="
	}
	if !strings.HasPrefix(cookie, want) {
		v.t.Errorf("the node does not know that it is HTTPS: %.30q", cookie)
	}
	// What it says comes through a pipe, and may come after its answer.
	known := func() bool { return strings.Contains(v.node.said.text(), "from="+visitorsAddress) }
	for end := time.Now().Add(patience); !known() && time.Now().Before(end); {
		rest(v.t.Context(), 20*time.Millisecond)
	}
	if !known() {
		v.t.Errorf("the node does not know who asks: %s", v.node.said.text())
	}
	var made struct{ ID string }
	v.posts("/api/v1/boards", `{"title":"Behind a proxy"}`, &made)
	var session struct{ Token string }
	v.posts("/api/v1/session", `{}`, &session)
	v.draws(made.ID, session.Token)
	v.picture(made.ID)
}

// page loads the page and all that it names.
func (v *visitor) page() {
	v.t.Helper()
	text := v.reads("/b/bAAAAAAAAAAAAAAAA")
	named := regexp.MustCompile(`(?:href|src)="([^"]+)"`).FindAllStringSubmatch(text, -1)
	if len(named) == 0 {
		v.t.Skip("built without its front end")
	}
	for _, one := range named {
		// What others read is said with the name; that it is the one they came by shows that the proxy passes it on.
		below, is := strings.CutPrefix(strings.TrimPrefix(html.UnescapeString(one[1]), strings.TrimSuffix(v.base, v.path)), v.path+"/")
		if !is {
			v.t.Fatalf("the page names %s", one[1])
		}
		v.reads("/" + below)
	}
	v.reads("/sw.js")
}

func (v *visitor) reads(path string) string {
	v.t.Helper()
	answer, err := v.web.Get(v.base + path)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		v.t.Fatalf("%s: %s %v", path, answer.Status, err)
	}
	return string(text)
}

func (v *visitor) posts(path, body string, into any) *http.Response {
	v.t.Helper()
	answer, err := v.web.Do(v.asks(v.t.Context(), path, strings.NewReader(body)))
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	if answer.StatusCode >= 300 {
		v.t.Fatalf("%s: %s %s", path, answer.Status, text)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			v.t.Fatalf("%s: %v in %s", path, err, text)
		}
	}
	return answer
}

// asks is a request as a page makes it, and with a word about who asks that nobody may believe.
func (v *visitor) asks(ctx context.Context, path string, body io.Reader) *http.Request {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, v.base+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", strings.TrimSuffix(v.base, v.path))
	r.Header.Set("X-Forwarded-For", "203.0.113.66")
	return r
}

// draws draws over a socket, and hears of it on a stream as well: at once, and not when that ends.
func (v *visitor) draws(board, token string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.t.Context(), patience)
	defer cancel()
	streams := "/api/v1/boards/" + board + "/streams"
	r := v.asks(ctx, streams, http.NoBody)
	r.Header.Set("Authorization", "Bearer "+token)
	endless := *v.web
	endless.Timeout = 0
	answer, err := endless.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		v.t.Fatalf("no stream: %v %v", answer, err)
	}
	defer answer.Body.Close()
	heard := bufio.NewReaderSize(answer.Body, 1<<20)
	name := v.hears(heard, "event: open\ndata: ")
	hello := v.asks(ctx, streams+"/"+name+"?n=1", strings.NewReader(fmt.Sprintf(`[{"t":"hello","client":%q}]`, newSecret())))
	hello.Header.Set("Authorization", "Bearer "+token)
	hello.Header.Set("Content-Type", "text/plain")
	if said, err := v.web.Do(hello); err != nil || said.StatusCode != http.StatusNoContent {
		v.t.Fatalf("on the stream: %v %v", said, err)
	}
	v.hears(heard, `"t":"welcome"`)

	socket, _, err := websocket.Dial(ctx, v.base+"/api/v1/boards/"+board+"/socket", &websocket.DialOptions{ //nolint:bodyclose // the library closes it
		HTTPClient: &http.Client{Transport: v.web.Transport}, Subprotocols: []string{"drawingroom.v1", "jwt." + token},
		HTTPHeader: http.Header{"Origin": {strings.TrimSuffix(v.base, v.path)}},
	})
	if err != nil {
		v.t.Fatalf("no socket: %v", err)
	}
	defer func() { _ = socket.CloseNow() }()
	for _, frame := range []string{
		fmt.Sprintf(`[{"t":"hello","client":%q}]`, newSecret()),
		`[{"t":"change","n":1,"ops":[{"op":"put","id":"throughproxy","props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}]`,
	} {
		if err := socket.Write(ctx, websocket.MessageText, []byte(frame)); err != nil {
			v.t.Fatal(err)
		}
	}
	v.hears(heard, "throughproxy")
}

// hears reads a stream until something comes, and returns the rest of that line.
func (v *visitor) hears(from *bufio.Reader, what string) string {
	v.t.Helper()
	var text strings.Builder
	late := time.AfterFunc(patience, func() {
		v.t.Errorf("%q did not come in %s: the proxy keeps the stream back; there was %q", what, patience, text.String())
	})
	defer late.Stop()
	for {
		line, err := from.ReadString('\n')
		text.WriteString(line)
		if _, rest, found := strings.Cut(text.String(), what); found {
			return strings.TrimSpace(rest)
		}
		if err != nil {
			v.t.Fatalf("%q did not come: %v after %q", what, err, text.String())
		}
	}
}

// picture puts one on the board that is larger than many a proxy lets pass by itself.
func (v *visitor) picture(board string) {
	v.t.Helper()
	noise := image.NewNRGBA(image.Rect(0, 0, 800, 800))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(random.Uint32())
	}
	var packed bytes.Buffer
	if err := png.Encode(&packed, noise); err != nil {
		v.t.Fatal(err)
	}
	if packed.Len() < 2<<20 {
		v.t.Fatalf("the picture has only %d bytes", packed.Len())
	}
	sum := sha256.Sum256(packed.Bytes())
	r := v.asks(v.t.Context(), "/api/v1/boards/"+board+"/assets", &packed)
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
	answer, err := v.web.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		text, _ := io.ReadAll(answer.Body)
		v.t.Errorf("a picture: %s %.300s", answer.Status, text)
	}
}
