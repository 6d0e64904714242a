package processtest

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"drawingroom/rooms/wire"
)

// whole keeps all that is written to it.
type whole struct {
	mu   sync.Mutex
	kept bytes.Buffer
}

func (w *whole) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.kept.Write(p)
}

func (w *whole) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.kept.String()
}

// secrets are what nobody may read where it is written, and what was written.
type secrets struct {
	*testing.T
	known   map[string]string // by what it is
	written map[string]string // by where
}

// drawn is a new secret, of letters that other codings write otherwise.
func (s *secrets) drawn(what string) string {
	s.known[what] = "s3cret/" + rand.Text() + "+ü&\" x"
	return s.known[what]
}

// forms are how a secret may be written.
func forms(secret string) map[string]string {
	text, _ := json.Marshal(secret)
	all := map[string]string{
		"as it is": secret, "in an address": url.QueryEscape(secret), "in a path": url.PathEscape(secret), "in a password of an address": url.UserPassword("", secret).String(),
		"in JSON": string(text[1 : len(text)-1]), "quoted": strings.Trim(fmt.Sprintf("%q", secret), `"`), "in hex": hex.EncodeToString([]byte(secret)),
	}
	for name, coding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		// Wherever it begins within a text that is written so; its first and last letters hang on what stands beside it.
		for before := range 3 {
			code := coding.EncodeToString(append(make([]byte, before), secret...))
			all[fmt.Sprintf("%s after %d", name, before)] = code[4 : len(code)-4]
		}
	}
	return all
}

// search looks for each secret, in each form, in all that was written.
func (s *secrets) search() {
	s.Helper()
	for what, secret := range s.known {
		if len(secret) < 16 {
			s.Errorf("%s is too short to be looked for: %q", what, secret)
		}
		for how, form := range forms(secret) {
			for where, text := range s.written {
				if at := strings.Index(text, form); at >= 0 {
					s.Errorf("%s stands in %s, %s: …%s", what, where, how, text[max(0, at-200):min(len(text), at+len(form)+20)])
				}
			}
		}
	}
}

// TestC57_no_secret_is_written: every secret that there is goes through a real server, rightly and wrongly; then none of them stands in its log, of either
// format and at the lowest level, in its metrics, in an answer that is an error, nor in what the commands say, which are pointed at what cannot be reached.
func TestC57_no_secret_is_written(t *testing.T) {
	t.Parallel()
	for name, place := range databases(t) {
		for _, format := range []string{"text", "json"} {
			t.Run(name+" "+format, func(t *testing.T) {
				t.Parallel()
				nothingWritten(t, place(t), format)
			})
		}
	}
}

func nothingWritten(t *testing.T, place, format string) {
	s := &secrets{T: t, known: map[string]string{}, written: map[string]string{}}
	folder := t.TempDir()
	file := func(what, text string) string {
		at := filepath.Join(folder, what)
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return at
	}
	h := &hosted{T: t, secret: s.drawn("the host's key") + strings.Repeat("k", 32)}
	settings := []string{
		where(place), "--host-issuer", "https://app.example", "--host-key-file", file("host.key", h.secret), "--signing-key-file", file("signing.key", s.drawn("the signing key")+strings.Repeat("k", 32)),
		"--database-password-file", file("database.key", s.drawn("the database's password")),
	}
	if strings.HasPrefix(place, "postgres") {
		way := newNatsServer(t)
		to := url.URL{Scheme: "nats", User: url.UserPassword("node", s.drawn("the password for NATS")), Host: strings.TrimPrefix(way.running.ClientURL(), "nats://")}
		settings = append(settings, "--nats-url", to.String())
		t.Cleanup(func() { _ = way })
	}
	private := spare(t)
	h.server = newNode(t, append([]string{"--log-level", "debug", "--log-format", format, "--private-addr", private}, settings...)...)
	log := &whole{}
	h.server.log = log
	h.server.start()
	h.uses(s, where(place), private)
	s.written["the log"] = log.text()
	if n := strings.Count(log.text(), "\n"); n < 30 || format == "json" && !strings.HasPrefix(log.text(), "{") {
		t.Fatalf("%d lines are in the log: %.500s", n, log.text())
	}
	s.commands(append([]string{"--addr", strings.TrimPrefix(h.address, "http://")}, settings...), where(place), file)
	s.search()
}

// uses brings every secret to the server, where it belongs and where not. Answers that give somebody their own secret are not looked at.
func (h *hosted) uses(s *secrets, at, private string) {
	h.Helper()
	ctx := h.Context()
	owner := h.opens()
	s.known["a link's secret"] = h.board.Secret
	base, _ := url.Parse(h.address)
	for _, c := range owner.web.Jar.Cookies(base) {
		s.known["a session"] = c.Value
	}
	password := s.drawn("a link's password")
	var link struct{ ID, Secret string }
	boards := "/api/v1/boards/" + string(h.board.ID)
	if err := owner.post(ctx, 0, boards+"/links", map[string]string{"role": "viewer", "name": "Guarded", "password": password}, &link); err != nil {
		h.Fatal(err)
	}
	s.known["a guarded link's secret"] = link.Secret
	other, err := newGuest(ctx, "Other", h.server)
	if err != nil {
		h.Fatal(err)
	}
	if err := other.post(ctx, 0, boards+"/join", map[string]string{"secret": link.Secret, "password": password}, nil); err != nil {
		h.Fatal(err)
	}
	var minted struct{ Token string }
	if err := owner.post(ctx, 0, "/api/v1/session", map[string]string{}, &minted); err != nil {
		h.Fatal(err)
	}
	token := h.mint("42", 0, map[string]any{"board": string(h.board.ID), "role": "editor"})
	s.known["the signature of our token"] = minted.Token[strings.LastIndex(minted.Token, ".")+1:]
	s.known["the claims of our token"] = strings.Split(minted.Token, ".")[1]
	s.known["the signature of the host's token"] = token[strings.LastIndex(token, ".")+1:]
	s.known["the claims of the host's token"] = strings.Split(token, ".")[1]
	admin := strings.TrimSpace(must(h.T, "admin", "link", at).out)
	s.known["the secret that makes an admin"] = admin[strings.LastIndex(admin, "=")+1:]
	if err := owner.post(ctx, 0, "/api/v1/me/admin", map[string]string{"secret": s.known["the secret that makes an admin"]}, nil); err != nil {
		h.Fatal(err)
	}

	for kind := range lines {
		var load [16]byte
		rand.Read(load[:])
		s.known["a page load on a "+kind] = base64.RawURLEncoding.EncodeToString(load[:])
		j := h.join(kind, token, s.known["a page load on a "+kind])
		j.say(`[{"t":"token","token":"` + token + `x"}]`)
		if code := j.closed(); code != wire.TokenExpired.Code {
			h.Errorf("%s: %d", kind, code)
		}
	}
	h.wrongly(s, boards, token, minted.Token)
	for _, page := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/goroutine?debug=1", "/debug/pprof/cmdline"} {
		answer, err := http.Get("http://" + private + page)
		if err != nil {
			h.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			h.Fatal(err)
		}
		if page == "/metrics" && len(text) < 1000 {
			h.Errorf("hardly anything is measured: %s", text)
		}
		s.written[page] = string(text)
	}
}

// wrongly brings each secret where it does not belong: in queries, in fields of other names and types, as tokens, cookies and page loads.
func (h *hosted) wrongly(s *secrets, boards, token, own string) {
	h.Helper()
	bodies := 0
	for what, secret := range s.known {
		text, _ := json.Marshal(secret)
		query := url.QueryEscape(secret)
		for i, r := range []struct{ method, path, token, body string }{
			{"POST", boards + "/join", own, `{"secret":` + string(text) + `}`},
			{"POST", boards + "/join", own, `{"secret":` + string(text) + `,"password":` + string(text) + `}`},
			{"POST", boards + "/join", own, `{` + string(text) + `:"x"}`},
			{"POST", boards + "/join", own, `{"secret":[` + string(text) + `]}`},
			{"POST", boards + "/join", own, string(text)},
			{"POST", boards + "/join", own, `{"secret":` + string(text)},
			{"POST", boards + "/link", "", `{"secret":` + string(text) + `}`},
			{"POST", boards + "/links", own, `{"role":` + string(text) + `}`},
			{"POST", boards + "/links", own, `{"password":` + strings.Repeat(string(text[:len(text)-1]), 1) + strings.Repeat("x", 100) + `"}`},
			{"POST", "/api/v1/me/admin", own, `{"secret":` + string(text) + `}`},
			{"POST", "/api/v1/session", strings.Map(printable, secret), `{}`},
			{"POST", "/api/v1/session", "x." + strings.Map(printable, secret) + ".x", `{}`},
			{"POST", "/api/v1/session", token + "x", `{}`},
			{"GET", boards + "/log?from=" + query, own, ""},
			{"GET", boards + "?k=" + query, "", ""},
			{"GET", "/oembed?url=" + query, "", ""},
			{"GET", "/nowhere?t=" + query, "", ""},
			{"DELETE", "/api/v1/boards?secret=" + query, own, ""},
		} {
			status, answer := h.ask(r.method, r.path, r.token, r.body)
			if status < 400 {
				continue
			}
			bodies++
			s.written[fmt.Sprintf("the answer %d to %s, %d", status, what, i)] = string(answer)
		}
	}
	if bodies < 10*len(s.known) {
		h.Errorf("only %d answers were errors", bodies)
	}
}

// printable keeps what a header may hold.
func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

// commands runs the commands, with settings that are right and with such as lead nowhere. A link that makes an admin is printed because it is asked for; what is said beside it is not.
func (s *secrets) commands(settings []string, at string, file func(what, text string) string) {
	s.Helper()
	password := s.known["the database's password"]
	nowhere := url.URL{Scheme: "postgres", User: url.UserPassword("somebody", password), Host: "127.0.0.1:1", Path: "/nothing", RawQuery: "connect_timeout=1"}
	secret := s.drawn("the credentials for NATS")
	away := url.URL{Scheme: "nats", User: url.UserPassword("node", secret), Host: "127.0.0.1:1"}
	creds := file("nats.creds", "-----BEGIN NATS USER JWT-----\n"+secret+"\n------END NATS USER JWT------\n")
	short := file("short.key", password[:20])
	s.known["a key that is too short"] = password[:20]
	for name, args := range map[string][]string{
		"doctor":                             append([]string{"doctor"}, settings...),
		"doctor, as JSON":                    append([]string{"doctor", "--json"}, settings...),
		"doctor, with a database nowhere":    {"doctor", "--database-url", nowhere.String(), "--nats-url", away.String()},
		"doctor, with no address":            {"doctor", "--database-url", "postgres://somebody:" + password + "@[::1/nothing", "--nats-url", "nats://node:" + secret + "@[::1"},
		"doctor, with an address of a topic": {"doctor", "--database-url", nowhere.String(), "--nats-url", secret},
		"admin list":                         {"admin", "list", at},
		"admin list, nowhere":                {"admin", "list", "--database-url", nowhere.String()},
		"admin link, nowhere":                {"admin", "link", "--database-url", nowhere.String()},
		"verify":                             {"verify", at},
		"verify, nowhere":                    {"verify", "--database-url", nowhere.String()},
		"backup, nowhere":                    {"backup", "--database-url", "postgres://somebody:" + password + "@127.0.0.1:port/nothing", filepath.Join(s.TempDir(), "x")},
		"serve, with NATS and no database":   {"serve", "--nats-url", away.String()},
		"serve, with credentials of no use":  append(append([]string{"serve", "--addr", "127.0.0.1:0", "--nats-creds", creds}, settings...), "--nats-url", away.String()),
		"serve, with a key that is short":    {"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(s.TempDir(), "x"), "--signing-key-file", short},
		"serve, with a host's short key":     {"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(s.TempDir(), "x"), "--host-issuer", "x", "--host-key-file", short},
		"serve, with a setting that is none": {"serve", "--database-url", nowhere.String(), "--nats-url", away.String(), "--max-guests", secret[:7]},
		"serve, with a password that is":     {"serve", "--database-url", nowhere.String(), "--log-level", "loud"},
	} {
		if strings.HasPrefix(name, "serve, with credentials") && !strings.Contains(at, "postgres") {
			continue
		}
		begun := time.Now()
		got := command(s.T, args...)
		if took := time.Since(begun); took > patience {
			s.Errorf("%s took %s", name, took)
		}
		if got.out+got.err == "" {
			s.Errorf("%s says nothing", name)
		}
		s.written["what "+name+" writes"], s.written["what "+name+" says"] = got.out, got.err
	}
}
