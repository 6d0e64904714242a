package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// instance answers as a server does, but for what is wrong with it or with what stands before it.
type instance struct {
	elsewhere, other, deaf, mute, holdsBack bool
	from                                    string // "": whatever is told
	secure, forwarded                       bool
}

func (i instance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	known := r.Header.Get("Authorization") == "Bearer good" && !i.other
	switch path := r.URL.Path; {
	case path == "/livez" && !i.elsewhere:
		_, _ = w.Write([]byte(`{"status":"live"}`))
	case path == "/api/v1/me/seen" && known:
		from := i.from
		if from == "" {
			from = "192.0.2.7"
			if told := r.Header.Get("X-Forwarded-For"); told != "" {
				from = told
			}
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"from": from, "secure": i.secure, "forwarded": i.forwarded})
	case strings.HasSuffix(path, "/socket") && !i.deaf:
		i.talks(w, r)
	case strings.HasSuffix(path, "/streams") && known:
		if i.holdsBack {
			<-r.Context().Done()
			return
		}
		_, _ = w.Write([]byte("event: open\n"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	default:
		http.Error(w, "no", http.StatusUnauthorized)
	}
}

func (i instance) talks(w http.ResponseWriter, r *http.Request) {
	socket, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{"drawingroom.v1"}})
	if err != nil {
		return
	}
	if i.mute {
		<-r.Context().Done()
		return
	}
	if _, _, err = socket.Read(r.Context()); err == nil {
		_ = socket.Close(4404, "no_board")
	}
}

// healthy is an instance in order, all by itself.
func healthy(t *testing.T) *Patient {
	folder := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return &Patient{
		Addr: "127.0.0.1:0", Folder: folder, Embedded: true, Connections: 100, Token: "good", Web: http.DefaultClient, Now: time.Now,
		Database: func(context.Context) (bool, error) { return true, nil },
	}
}

// says makes one check and returns what it says worst of all.
func says(t *testing.T, p *Patient, name string) Finding {
	t.Helper()
	order := map[Level]int{Fine: 0, Unknown: 1, Worry: 2, Wrong: 3}
	worst := Finding{Level: Fine}
	for _, c := range checks {
		if c.name != name {
			continue
		}
		for _, f := range c.look(t.Context(), p) {
			if f.Says == "" || f.Level == Wrong && f.Mend == "" {
				t.Errorf("%s says nothing, or not what to do: %+v", name, f)
			}
			if order[f.Level] > order[worst.Level] {
				worst = f
			}
		}
	}
	return worst
}

func TestWhatStandsBeforeTheServer(t *testing.T) {
	good := instance{from: "192.0.2.7", secure: true}
	for _, row := range []struct {
		name    string
		change  func(*instance, *Patient)
		level   Level
		mention string
	}{
		{"in order", func(*instance, *Patient) {}, Fine, ""},
		{"somebody else", func(i *instance, _ *Patient) { i.elsewhere = true }, Wrong, "something else answers"},
		{"another server of ours", func(i *instance, _ *Patient) { i.other = true }, Wrong, "not this server"},
		{"no upgrades", func(i *instance, _ *Patient) { i.deaf = true }, Wrong, "WebSockets do not get through"},
		{"upgrades that carry nothing", func(i *instance, _ *Patient) { i.mute = true }, Wrong, "carries nothing"},
		{"answers kept back", func(i *instance, _ *Patient) { i.holdsBack = true }, Worry, "streams are kept back"},
		{"anybody is believed", func(i *instance, _ *Patient) { i.from = "" }, Wrong, "is believed"},
		{"the proxy is not believed", func(i *instance, _ *Patient) { i.forwarded = true }, Wrong, "--trusted-proxy"},
		{"HTTPS is not seen", func(i *instance, _ *Patient) { i.secure = false }, Wrong, "HTTPS"},
		{"seen as a proxy", func(_ *instance, p *Patient) { p.Trusted = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} }, Unknown, "a proxy that it trusts"},
		{"without a key", func(_ *instance, p *Patient) { p.Token = "" }, Unknown, "key"},
		{"a certificate at its end", func(_ *instance, p *Patient) {
			p.Now = func() time.Time { return time.Now().AddDate(100, 0, 0) }
		}, Worry, "certificate ends"},
		{"no address", func(_ *instance, p *Patient) { p.PublicURLs = nil }, Unknown, "there is none"},
		{"a name that leads nowhere", func(_ *instance, p *Patient) { p.PublicURLs = []string{"https://draw.invalid"} }, Wrong, "leads nowhere"},
		{"a certificate that nobody trusts", func(_ *instance, p *Patient) { p.Web = &http.Client{Transport: &http.Transport{}} }, Wrong, "certificate"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			i, p := good, healthy(t)
			p.Addr = ""
			server := httptest.NewUnstartedServer(nil)
			server.StartTLS()
			defer server.Close()
			p.Web, p.PublicURLs = server.Client(), []string{server.URL}
			row.change(&i, p)
			server.Config.Handler = i
			got := says(t, p, "public address")
			if got.Level != row.level || !strings.Contains(got.Says+got.Mend, row.mention) {
				t.Errorf("%+v, want %s about %q", got, row.level, row.mention)
			}
			server.CloseClientConnections()
		})
	}
}

func TestPlainHTTPIsSaid(t *testing.T) {
	server := httptest.NewServer(instance{from: "192.0.2.7"})
	defer server.Close()
	p := healthy(t)
	p.PublicURLs = []string{server.URL}
	if got := says(t, p, "public address"); got.Level != Worry || !strings.Contains(got.Says, "plain HTTP") {
		t.Errorf("%+v", got)
	}
	server.CloseClientConnections()
}

func TestTheMachine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	stranger, greeter := listens(t, []byte("SSH-2.0\n")), listens(t, []byte("INFO {}\r\n"))
	for _, row := range []struct {
		check, name string
		change      func(*Patient)
		level       Level
		mention     string
	}{
		{"data folder", "in order", func(*Patient) {}, Fine, "can be written"},
		{"data folder", "not yet there", func(p *Patient) { p.Folder = filepath.Join(p.Folder, "new") }, Fine, "first start"},
		{"data folder", "a file", func(p *Patient) { p.Folder = file }, Wrong, "cannot be used"},
		{"data folder", "below a file", func(p *Patient) { p.Folder = filepath.Join(file, "x") }, Wrong, "cannot be used"},
		{"data folder", "open to others", func(p *Patient) { _ = os.Chmod(p.Folder, 0o755) }, Worry, "others"},
		{"database", "in order", func(*Patient) {}, Fine, "answers"},
		{"database", "not yet there", func(p *Patient) { p.Database = func(context.Context) (bool, error) { return false, nil } }, Fine, "first start"},
		{"database", "newer", func(p *Patient) {
			p.Database = func(context.Context) (bool, error) { return false, errors.New("it is newer") }
		}, Wrong, "newer"},
		{"port", "free", func(*Patient) {}, Fine, "free"},
		{"port", "taken by another program", func(p *Patient) { p.Addr = stranger }, Worry, "something listens"},
		{"port", "of another machine", func(p *Patient) { p.Addr = "192.0.2.1:80" }, Wrong, "cannot be listened on"},
		{"open files", "in order", func(*Patient) {}, Fine, "may be open"},
		{"open files", "too few", func(p *Patient) { p.Connections = 1 << 40 }, Worry, "--max-connections"},
		{"open files", "no limit of ours", func(p *Patient) { p.Connections = 0 }, Fine, "may be open"},
		{"clock", "in order", func(*Patient) {}, Fine, "it says"},
		{"clock", "of 1970", func(p *Patient) { p.Now = func() time.Time { return time.Unix(0, 0) } }, Wrong, "1970"},
		{"NATS", "none", func(*Patient) {}, Fine, ""},
		{"NATS", "there", func(p *Patient) { p.NATS = "nats://" + greeter }, Fine, "answers"},
		{"NATS", "away", func(p *Patient) { p.NATS = "nats://" + greeter + ",nats://127.0.0.1:1" }, Wrong, "127.0.0.1:1 cannot be reached"},
		{"NATS", "something else", func(p *Patient) { p.NATS = "nats://" + stranger }, Wrong, "not NATS"},
	} {
		t.Run(row.check+" "+row.name, func(t *testing.T) {
			p := healthy(t)
			row.change(p)
			got := says(t, p, row.check)
			if row.level == Fine {
				got.Says = row.mention // what is fine is said by others
			}
			if got.Level != row.level || !strings.Contains(got.Says, row.mention) {
				t.Errorf("%+v, want %s about %q", got, row.level, row.mention)
			}
		})
	}
}

// listens greets whoever comes, and says nothing more.
func listens(t *testing.T, greeting []byte) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write(greeting)
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

func TestHowLongASyncMayTake(t *testing.T) {
	for took, level := range map[time.Duration]Level{time.Microsecond: Worry, 200 * time.Microsecond: Fine, 5 * time.Millisecond: Fine, time.Second: Worry} {
		if got := judgeSync([]time.Duration{time.Hour, took, 0}); got[0].Level != level {
			t.Errorf("%s: %+v", took, got)
		}
	}
}

// All is looked at, and what is told ends with how much is wrong.
func TestAllOfIt(t *testing.T) {
	p := healthy(t)
	p.Database = func(context.Context) (bool, error) { return false, errors.New("two\nlines") }
	found := Look(t.Context(), p)
	names := map[string]bool{}
	for _, f := range found {
		names[f.Check] = true
	}
	for _, c := range checks {
		if !names[c.name] && c.name != "NATS" {
			t.Errorf("nothing is said of %s", c.name)
		}
	}
	var text bytes.Buffer
	Tell(&text, found)
	if Count(found, Wrong) != 1 || !strings.Contains(text.String(), "WRONG database: it cannot be used: two lines\n") || !strings.Contains(text.String(), "1 thing wrong, ") {
		t.Error(text.String())
	}
	text.Reset()
	Tell(&text, fine("all of it"))
	if !strings.HasSuffix(text.String(), "Nothing is wrong.\n") {
		t.Error(text.String())
	}
	for want, of := range map[string][3]int{
		"Nothing is wrong.": {},
		"Nothing that could be looked at is wrong; 2 things could not be (the lines with a question mark).": {0, 0, 2},
		"1 thing wrong, 0 things to look at.":                                      {1, 0, 0},
		"0 things wrong, 2 things to look at, and 1 thing could not be looked at.": {0, 2, 1},
	} {
		if got := summary(of[0], of[1], of[2]); got != want {
			t.Errorf("%v: %q", of, got)
		}
	}
	if fmt.Sprint(things(0), things(1), things(2)) != "0 things1 thing2 things" {
		t.Error(things(0), things(1), things(2))
	}
}
