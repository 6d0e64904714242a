package server

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"drawingroom/rooms"
)

// haste is how much faster than ours the clock of a hurried line goes.
const haste = 200

// hurried is a line whose deadlines come sooner: what the server gives a browser in ten seconds, it has in fifty milliseconds.
type hurried struct{ net.Conn }

func (c hurried) SetReadDeadline(at time.Time) error {
	return c.Conn.SetReadDeadline(sooner(at))
}

func (c hurried) SetDeadline(at time.Time) error {
	return c.Conn.SetDeadline(sooner(at))
}

// sooner leaves alone what is no deadline, or is one that is over: so net/http wakes whoever reads.
func sooner(at time.Time) time.Time {
	if left := time.Until(at); !at.IsZero() && left > 0 {
		return time.Now().Add(max(left/haste, time.Millisecond))
	}
	return at
}

type hurriedDoor struct{ net.Listener }

func (d hurriedDoor) Accept() (net.Conn, error) {
	c, err := d.Listener.Accept()
	return hurried{c}, err
}

// hurriedLine lets the server listen once more, at a port where its deadlines come soon.
func (k *kit) hurriedLine() (host string) {
	k.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		k.t.Fatal(err)
	}
	web := k.srv.HTTP()
	web.ReadHeaderTimeout = haste * web.ReadHeaderTimeout // heads are sent at our own pace
	go func() { _ = web.Serve(hurriedDoor{listener}) }()
	k.t.Cleanup(func() { _ = web.Close() })
	return listener.Addr().String()
}

// endless is a body that is announced and does not come, or not to its end.
var endless = map[string]string{
	"nothing of a length":    "Content-Length: 100\r\n\r\n",
	"half of a length":       "Content-Length: 100\r\n\r\n{\"title\":\"",
	"nothing in pieces":      "Transfer-Encoding: chunked\r\n\r\n",
	"a piece and no further": "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
	"half of a piece":        "Transfer-Encoding: chunked\r\n\r\nfff\r\n{\"a\":",
}

// Every route answers whoever announces a body and does not send it to its end, by the server's own deadline and not by the other's patience: also
// where the body is not looked at.
func TestBodiesThatDoNotEnd(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	c := newCast(k)
	host := k.hurriedLine()
	cookies := map[asker]string{nobody: "", viewer: cookieOf(c.people[viewer]), owner: cookieOf(c.people[owner])}
	var tried sync.WaitGroup
	count := 0
	for _, route := range routesOf(t, k.srv) {
		if strings.HasSuffix(route.pattern, "/socket") {
			continue // it has no body: what is sent there is frames
		}
		for who, cookie := range cookies {
			for what, rest := range endless {
				count++
				head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/json\r\n", route.method, c.path(route.pattern), host, host)
				if cookie != "" {
					head += "Cookie: " + cookie + "\r\n"
				}
				tried.Go(func() { endsInTime(t, fmt.Sprint(route, " ", who, ", ", what), host, head+rest) })
			}
		}
		if tried.Wait(); t.Failed() {
			return // it would take patience at every route
		}
	}
	t.Logf("%d bodies", count)
}

func endsInTime(t *testing.T, name, host, request string) {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Error(err)
		return
	}
	a, err := read(http.ReadResponse(bufio.NewReader(conn), nil))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	var e struct {
		Error struct{ Code, Message string }
	}
	if a.status >= 500 || a.status >= 400 && !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && (json.Unmarshal(a.body, &e) != nil || e.Error.Code == "" || e.Error.Message == "") {
		t.Errorf("%s: %d %s", name, a.status, a.body)
	}
}

// A body that came in time leaves no deadline behind: work that takes longer than a body may is not broken off.
func TestWorkMayTakeLongerThanItsBody(t *testing.T) {
	begun := make(chan error, 1)
	work := withDeadlines(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := readStrings(w, r, "title")
		select {
		case <-r.Context().Done():
			err = r.Context().Err()
		case <-time.After(3 * bodyTime / haste):
		}
		begun <- err
	}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	web := &http.Server{Handler: work, ReadHeaderTimeout: patience}
	go func() { _ = web.Serve(hurriedDoor{listener}) }()
	defer web.Close()
	res, err := http.Post("http://"+listener.Addr().String(), "application/json", strings.NewReader(`{"title":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if err := <-begun; err != nil {
		t.Error(err)
	}
}
