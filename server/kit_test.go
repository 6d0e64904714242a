package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"drawingroom/auth"
	"drawingroom/persistence"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// kit is a real server on a real port, over a real registry and an embedded store of its own.
type kit struct {
	t      *testing.T
	base   string // http://127.0.0.1:PORT
	host   string // 127.0.0.1:PORT
	srv    *Server
	store  *persistence.Store
	keys   auth.Keys
	tokens *auth.Tokens
	log    *record
	rooms  *rooms.Registry
	door   *doorman
}

// doorman remembers the connections that a listener took.
type doorman struct {
	net.Listener
	mu    sync.Mutex
	conns []net.Conn
}

func (d *doorman) Accept() (net.Conn, error) {
	c, err := d.Listener.Accept()
	if err == nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.conns = append(d.conns, c)
	}
	return c, err
}

// newest is the connection that was taken last.
func (d *doorman) newest() net.Conn {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.conns[len(d.conns)-1]
}

// record keeps what is logged.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

var kitFront = fstest.MapFS{
	"index.html":            {Data: []byte("<!doctype html><title>front</title>")},
	"embed.html":            {Data: []byte(`<!doctype html><head><meta name="base" content=""><title>frame</title></head><body>`)},
	"embed.js":              {Data: []byte("export {}")},
	"embed.d.ts":            {Data: []byte("export {}")},
	"unfurl.png":            {Data: []byte("png")},
	"favicon.svg":           {Data: []byte("<svg/>")},
	"sw.js":                 {Data: []byte("keeper")},
	"sw.js.br":              {Data: []byte("br")},
	"icons/mark-192.png":    {Data: []byte("png")},
	"assets/main-abc.js":    {Data: []byte("plain")},
	"assets/main-abc.js.br": {Data: []byte("brotli")},
	"assets/main-abc.js.gz": {Data: []byte("gzip")},
	".vite/manifest.json":   {Data: []byte("{}")},
	".keep":                 {Data: nil},
}

// newKit starts a server; change may alter how it is built.
func newKit(t *testing.T, change ...func(*Config, *rooms.Config)) *kit {
	t.Helper()
	ctx := t.Context()
	store, err := persistence.Open(ctx, persistence.Config{Folder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	key, err := auth.StoredKey(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := auth.NewKeys(key)
	if err != nil {
		t.Fatal(err)
	}
	k := &kit{t: t, store: store, keys: keys, tokens: auth.NewTokens(keys, time.Now), log: &record{}}
	log := slog.New(slog.NewTextHandler(k.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	live := rooms.Config{Store: store, Verify: Identify(auth.NewBearers(k.tokens, nil, store, time.Now)), Writers: 1, Log: log}
	cfg := Config{Auth: store, Sharing: store, Boards: store, Assets: store, Preferences: store, Sessions: auth.NewSessions(store, time.Now), Tokens: k.tokens, Front: fs.FS(kitFront), Ready: store.Ping, Log: log}
	for _, f := range change {
		f(&cfg, &live)
	}
	if live.Limits.Silence == 0 { // the tabs of these tests send no beats
		live.Limits.Silence = 10 * time.Minute
	}
	cfg.Rooms = rooms.New(live)
	if k.srv, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	web := k.srv.HTTP()
	k.rooms, k.door = cfg.Rooms, &doorman{Listener: listener}
	go func() { _ = web.Serve(k.door) }()
	k.host = listener.Addr().String()
	k.base = "http://" + k.host
	t.Cleanup(func() {
		stopping, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		k.srv.Drain()
		cfg.Rooms.Drain(stopping, 0)
		_ = web.Close()
		k.srv.Wait(stopping)
		if err := cfg.Rooms.Close(stopping); err != nil {
			t.Errorf("closing the rooms: %v", err)
		}
		if err := store.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	return k
}

// url is the server's address.
func (k *kit) url() *url.URL {
	u, err := url.Parse(k.base)
	if err != nil {
		k.t.Fatal(err)
	}
	return u
}

// person is a browser: it keeps cookies.
type person struct {
	*kit
	http *http.Client
	user userBody
}

// stranger is a browser without a session.
func (k *kit) stranger() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		k.t.Fatal(err)
	}
	return &person{kit: k, http: &http.Client{Jar: jar, Timeout: 20 * time.Second}}
}

// guest is one with a session.
func (k *kit) guest(name string) *person {
	k.t.Helper()
	p := k.stranger()
	p.must(http.StatusCreated, "POST", "/api/v1/guests", map[string]string{"name": name}, &p.user)
	return p
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// code is "200", or "404 no_board": status and code of the error.
func (a answer) code() string {
	var e struct {
		Error struct{ Code string }
	}
	status := strings.TrimSpace(http.StatusText(a.status))
	_ = json.Unmarshal(a.body, &e)
	if e.Error.Code == "" {
		return status
	}
	return status + ": " + e.Error.Code
}

// do asks; body nil sends none. edit may change the request.
func (p *person) do(method, path string, body any, edit ...func(*http.Request)) answer {
	p.t.Helper()
	var reader io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			p.t.Fatal(err)
		}
		reader = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, reader)
	if err != nil {
		p.t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, f := range edit {
		f(r)
	}
	a, err := read(p.http.Do(r))
	if err != nil && !errors.Is(err, context.DeadlineExceeded) { // a test that gives up waiting wants to know
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// read reads an answer to its end.
func read(res *http.Response, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{}, err
	}
	return answer{res.StatusCode, res.Header, text}, nil
}

// must asks, and fails unless the status is as wanted; into, if not nil, gets the body.
func (p *person) must(status int, method, path string, body, into any) answer {
	p.t.Helper()
	a := p.do(method, path, body)
	if a.status != status {
		p.t.Fatalf("%s %s: %d, want %d: %s", method, path, a.status, status, a.body)
	}
	if into != nil {
		if err := json.Unmarshal(a.body, into); err != nil {
			p.t.Fatalf("%s %s: %v in %s", method, path, err, a.body)
		}
	}
	return a
}

// board makes a board.
func (p *person) board(title string) linkBody {
	p.t.Helper()
	var made linkBody
	p.must(http.StatusCreated, "POST", "/api/v1/boards", map[string]string{"title": title}, &made)
	return made
}

// join uses a link.
func (p *person) join(id board.ID, secret string) {
	p.t.Helper()
	p.must(http.StatusOK, "POST", "/api/v1/boards/"+string(id)+"/join", map[string]string{"secret": secret}, nil)
}

// link makes a link of a role.
func (p *person) link(id board.ID, role board.Role) string {
	p.t.Helper()
	var made linkBody
	p.must(http.StatusCreated, "POST", "/api/v1/boards/"+string(id)+"/links", map[string]string{"role": string(role)}, &made)
	return made.Secret
}

// token mints a token.
func (p *person) token() string {
	p.t.Helper()
	var minted tokenBody
	p.must(http.StatusOK, "POST", "/api/v1/session", nil, &minted)
	return minted.Token
}
