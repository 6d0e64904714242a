package bench

import (
	"context"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The load and the floor, joined in one process: everything sent arrives, once, at everybody else of the room.
func TestLoadOverTheFloor(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- (&Floor{Addr: "127.0.0.1:0"}).Run(ctx, in) }()
	base, err := address(out)
	if err != nil {
		t.Fatal(err)
	}
	at := &target{base: base, stop: func() {}}
	l := &load{rooms: 3, members: 4, interval: 2 * time.Millisecond, warm: 10, total: 60}
	l.message, l.heard = strokes(l.people(), 0)
	var sockets []*socket
	for m := range l.people() {
		s, err := at.dial(ctx, "/"+string(rune('a'+m/l.members)), "", bufferSize)
		if err != nil {
			t.Fatal(err)
		}
		sockets = append(sockets, s)
	}
	o, err := l.run(ctx, at, sockets)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(12 * 3 * 50); o.expected != want || o.delivered != want || o.count != uint64(want) {
		t.Errorf("%d of %d delivered, %d timed, want %d", o.delivered, o.expected, o.count, want)
	}
	if o.cpuKnown {
		t.Error("the CPU time of nobody is known")
	}
	// How much of it came within the measured time depends on the machine.
	if got := sockets[0].bytes; got == 0 || o.bytes > int64(len(sockets))*2*got {
		t.Errorf("%d bytes came to the first, %d while it was measured to all", got, o.bytes)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAddressOfASilentProgram(t *testing.T) {
	if _, err := address(strings.NewReader("")); err == nil {
		t.Error("a program that ended has an address")
	}
	if _, err := address(strings.NewReader("cannot listen\n")); err == nil {
		t.Error("an error is taken for an address")
	}
	base, err := address(strings.NewReader("Drawing Room is at http://127.0.0.1:4711\nmore\n"))
	if err != nil || *base != (url.URL{Scheme: "http", Host: "127.0.0.1:4711"}) {
		t.Errorf("%v %v", base, err)
	}
}
