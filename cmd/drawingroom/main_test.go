package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	_ "modernc.org/sqlite"

	"drawingroom/rooms/wire"
	"drawingroom/server"
)

// patience is how long a test waits for what must come. It only passes in full when the test fails.
const patience = 30 * time.Second

// running is the program, run within the test.
type running struct {
	t    *testing.T
	base string
	said chan string // its lines; closed at the end
	stop context.CancelFunc
	over chan struct{} // closed when it has ended
	code int           // to be read after the end only
	errs *bytes.Buffer // as code
}

// begin runs the program until stop is called, and reads its first line.
func begin(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	r := &running{t: t, said: make(chan string, 100), stop: stop, over: make(chan struct{}), errs: &bytes.Buffer{}}
	go func() {
		defer close(r.over)
		r.code = run(ctx, args, in, r.errs)
		_ = in.Close()
	}()
	go func() {
		defer close(r.said)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			r.said <- lines.Text()
		}
	}()
	first, ok := <-r.said
	if !ok {
		<-r.over
		t.Fatalf("it ended with %d: %s", r.code, r.errs)
	}
	line := regexp.MustCompile(`^Drawing Room is at (http://\S+)$`).FindStringSubmatch(first)
	if line == nil {
		t.Fatalf("the first line is %q", first)
	}
	r.base = line[1]
	t.Cleanup(func() { r.end() })
	return r
}

// end stops it and returns the exit code.
func (r *running) end() int {
	r.t.Helper()
	r.stop()
	select {
	case <-r.over:
		return r.code
	case <-time.After(patience):
		r.t.Fatal("it does not stop")
		return -1
	}
}

// post asks and reads the answer.
func post(t *testing.T, c *http.Client, url, body string, into any) *http.Response {
	t.Helper()
	res, err := c.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 {
		t.Fatalf("%s: %d", url, res.StatusCode)
	}
	if err := json.NewDecoder(res.Body).Decode(into); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return res
}

func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Timeout: patience}
}

type minted struct{ Token string }

// Stopping tells everybody when to come back, writes what there is and ends with 0; what was kept is there at the next start, and so are cookies
// and the signing key.
func TestStopAndStartAgain(t *testing.T) {
	data := t.TempDir()
	one := begin(t, "--addr", "127.0.0.1:0", "--data", data)
	if !regexp.MustCompile(`^http://127\.0\.0\.1:[1-9]\d+$`).MatchString(one.base) {
		t.Fatalf("it is at %s", one.base)
	}
	ada := browser(t)
	var key, again minted
	var made struct{ ID string }
	post(t, ada, one.base+"/api/v1/guests", `{"name":"Ada"}`, &struct{}{})
	post(t, ada, one.base+"/api/v1/session", ``, &key)
	post(t, ada, one.base+"/api/v1/boards", `{}`, &made)
	ws, _, err := websocket.Dial(t.Context(), one.base+"/api/v1/boards/"+made.ID+"/socket",
		&websocket.DialOptions{Subprotocols: []string{"drawingroom.v1", "jwt." + key.Token}}) //nolint:bodyclose // the library closes it
	if err != nil {
		t.Fatal(err)
	}
	if err := ws.Write(t.Context(), websocket.MessageText, []byte(`[{"t":"hello","client":"AAAAAAAAAAAAAAAAAAAAAA"}]`)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ws.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := make(chan error, 1)
	go func() {
		for {
			if _, _, err := ws.Read(context.Background()); err != nil {
				told <- err
				return
			}
		}
	}()
	cookies := ada.Jar.Cookies(mustRequest(t, one.base).URL)
	if code := one.end(); code != 0 {
		t.Fatalf("exit %d: %s", code, one.errs)
	}
	var closed websocket.CloseError
	if err := <-told; !errors.As(err, &closed) || int(closed.Code) != wire.Restart.Code || !regexp.MustCompile(`^restart in=\d+$`).MatchString(closed.Reason) {
		t.Fatalf("the member was told %v", err)
	}
	if strings.Contains(one.errs.String(), "level=ERROR") || strings.Contains(one.errs.String(), key.Token) {
		t.Fatalf("the log: %s", one.errs)
	}

	two := begin(t, "--addr", "127.0.0.1:0", "--data", data)
	r := mustRequest(t, two.base+"/api/v1/boards/"+made.ID)
	r.Header.Set("Authorization", "Bearer "+key.Token)
	res, err := http.DefaultClient.Do(r)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("the token of before: %v, %v", res, err)
	}
	res.Body.Close()
	ada.Jar.SetCookies(mustRequest(t, two.base).URL, cookies)
	post(t, ada, two.base+"/api/v1/session", ``, &again)
	if code := two.end(); code != 0 {
		t.Fatalf("exit %d", code)
	}
}

func mustRequest(t *testing.T, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What cannot work is said in one sentence, and ends with 1.
func TestCannotStart(t *testing.T) {
	data := t.TempDir()
	begin(t, "--addr", "127.0.0.1:0", "--data", data)
	short := filepath.Join(t.TempDir(), "short")
	if err := os.WriteFile(short, []byte("thirty-one bytes are one too few\n")[1:], 0o600); err != nil {
		t.Fatal(err)
	}
	newer := newerDatabase(t)
	for _, row := range []struct {
		name, says string
		args       []string
	}{
		{"folder in use", "in use by another process", []string{"--data", data}},
		{"newer database", "newer version of this program", []string{"--data", newer}},
		{"folder is a file", "short is a file, and not a folder", []string{"--data", short}},
		{"folder below a file", "short is a file, and not a folder", []string{"--data", filepath.Join(short, "x")}},
		{"folder that cannot be made", "the folder /proc/x cannot be made", []string{"--data", "/proc/x"}},
		{"no such port", "no port that there is", []string{"--addr", "127.0.0.1:99999"}},
		{"port alone", "say :8433", []string{"--addr", "8433"}},
		{"address without a port", "no address such as :8080", []string{"--addr", "localhost"}},
		{"not this machine's address", "cannot listen on", []string{"--addr", "192.0.2.1:0"}},
		{"private address in use", "(--private-addr): something listens there already", []string{"--private-addr", taken(t)}},
		{"negative limit", "wants a whole number, 0 for no limit, and not \"-1\"", []string{"--max-boards=-1"}},
		{"endless limit", "wants a whole number", []string{"--max-assets-megabytes=9999999999999"}},
		{"level", "--log-level: wants debug, info, warn or error", []string{"--log-level", "loud"}},
		{"short secret of a host application", "--host-key-file: the secret in " + short + " has fewer than 32 bytes", []string{"--host-issuer", "https://app.example", "--host-key-file", short}},
		{"public address", "not a public address", []string{"--public-url", "draw.example"}},
		{"proxy", "not a network", []string{"--trusted-proxy", "everybody"}},
		{"who may create", "--who-may-create", []string{"--who-may-create", "nobody"}},
		{"missing key", "signing key cannot be read", []string{"--signing-key-file", filepath.Join(data, "absent")}},
		{"short key", "fewer than 32 bytes", []string{"--signing-key-file", short}},
		{"long drain", "--drain-delay", []string{"--drain-delay", "1h"}},
		{"drain without a unit", "--drain-delay: wants a time such as 3s or 500ms, and not \"3\"", []string{"--drain-delay", "3"}},
		{"unknown flag", "unknown flag", []string{"--colour", "blue"}},
		{"not a database", "", []string{"--database-url", "mysql://user:sesame@127.0.0.1:1/x"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			args := append([]string{"--addr", "127.0.0.1:0", "--data", t.TempDir()}, row.args...)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			code := run(ctx, args, &out, &errs)
			said := errs.String()
			if code != 1 || !strings.HasPrefix(said, "drawingroom: ") || !strings.Contains(said, row.says) || strings.Count(strings.TrimSpace(said), "\n") > 0 {
				t.Fatalf("exit %d: %q", code, said)
			}
			if strings.Contains(said, "sesame") {
				t.Fatalf("the password is told: %q", said)
			}
			if out.Len() > 0 {
				t.Fatalf("it said that it is there: %q", out.String())
			}
		})
	}
}

// taken is an address at which something listens.
func taken(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}

// newerDatabase is a data folder of a version that is not there yet.
func newerDatabase(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	r := begin(t, "--addr", "127.0.0.1:0", "--data", data)
	if code := r.end(); code != 0 {
		t.Fatalf("exit %d", code)
	}
	files, err := filepath.Glob(filepath.Join(data, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	db, err := sql.Open("sqlite", files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestHelpAndVersion(t *testing.T) {
	for _, row := range []struct {
		args []string
		says string
	}{
		{[]string{"--help"}, "serve"}, {[]string{"serve", "--help"}, "$DATABASE_URL"}, {[]string{"version"}, "drawingroom"},
		{[]string{"help"}, "quarantine"}, {[]string{"help", "serve"}, "$DATABASE_URL"}, {[]string{"help", "admin", "remove"}, "The admin's id"},
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), row.args, &out, &errs); code != 0 || !strings.Contains(out.String(), row.says) {
			t.Errorf("%v: exit %d, %q %q", row.args, code, out.String(), errs.String())
		}
	}
}

// A word that is no command is answered with those that there are.
func TestNoSuchCommand(t *testing.T) {
	for _, row := range []struct{ args, says string }{
		{"sreve", `there is no command "sreve"; there are serve, backup, `},
		{"help sreve", `there is no command "sreve"`},
		{"admin frob --data x", `there is no command "frob"; there are link, list, remove. drawingroom admin --help`},
		{"fold --as-of tomorrow", `--as-of: wants a moment such as 2027-01-31T00:00:00Z, and not "tomorrow"`},
	} {
		if _, errs, code := tell(t, strings.Fields(row.args)...); code != 1 || !strings.Contains(errs, row.says) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit %d, %q", row.args, code, errs)
		}
	}
}

// The limits that the flags give by default are the server's own.
func TestDefaultLimits(t *testing.T) {
	var c commands
	k, err := parser(&c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Parse([]string{"serve"}); err != nil {
		t.Fatal(err)
	}
	if got := c.Serve.Limits.ofServer(); got != server.DefaultLimits {
		t.Fatalf("%+v, want %+v", got, server.DefaultLimits)
	}
}

// Settings may come from the environment.
func TestEnvironment(t *testing.T) {
	t.Setenv("DRAWINGROOM_ADDR", "127.0.0.1:0")
	t.Setenv("DRAWINGROOM_DATA", filepath.Join(t.TempDir(), "new", "folder"))
	t.Setenv("DRAWINGROOM_PUBLIC_URL", "https://draw.example,http://lan.test:8080")
	t.Setenv("DRAWINGROOM_LOG_FORMAT", "json")
	r := begin(t)
	var lines []string
	for range 3 {
		lines = append(lines, <-r.said)
	}
	want := fmt.Sprintf("[For others:        https://draw.example For others:        http://lan.test:8080 Boards are kept in %s]", os.Getenv("DRAWINGROOM_DATA"))
	if fmt.Sprint(lines) != want {
		t.Errorf("%v, want %s", lines, want)
	}
	req := mustRequest(t, r.base+"/readyz")
	if res, err := http.DefaultClient.Do(req); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", res, err)
	}
	if code := r.end(); code != 0 {
		t.Fatalf("exit %d", code)
	}
	if !strings.Contains(r.errs.String(), `{"time":`) {
		t.Errorf("the log is not JSON: %s", r.errs)
	}
}
