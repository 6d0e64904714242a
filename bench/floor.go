package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// Floor is the naive relay: every message is written to every other member of its room, one write each, as it is. It checks nothing, keeps
// nothing and merges nothing. Figures are told beside its own, since those of machines and days differ.
type Floor struct {
	Addr string `default:"127.0.0.1:0" help:"Address to listen on."`
}

// floorRoom is the sockets under one path.
type floorRoom struct {
	mu      sync.Mutex
	members map[*websocket.Conn]struct{}
}

// Run serves until ctx ends.
func (f *Floor) Run(ctx context.Context, out io.Writer) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.Addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The floor is at http://%s\n", listener.Addr())
	var rooms sync.Map
	server := &http.Server{ReadHeaderTimeout: dialTime, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		found, _ := rooms.LoadOrStore(r.URL.Path, &floorRoom{members: map[*websocket.Conn]struct{}{}})
		conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return
		}
		defer func() { _ = conn.CloseNow() }()
		if room, ok := found.(*floorRoom); ok {
			room.serve(r.Context(), conn)
		}
	})}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (r *floorRoom) serve(ctx context.Context, me *websocket.Conn) {
	r.mu.Lock()
	r.members[me] = struct{}{}
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		delete(r.members, me)
		r.mu.Unlock()
	}()
	var others []*websocket.Conn
	for {
		_, message, err := me.Read(ctx)
		if err != nil {
			return
		}
		others = others[:0]
		r.mu.Lock()
		for other := range r.members {
			if other != me {
				others = append(others, other)
			}
		}
		r.mu.Unlock()
		for _, other := range others {
			_ = writeFloor(ctx, other, message)
		}
	}
}

func writeFloor(ctx context.Context, to *websocket.Conn, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return to.Write(ctx, websocket.MessageText, message)
}

// mostFloor is the largest room for which the floor is run: its work grows with the square of the members, and beyond about 85 it takes
// more than a core, so that nothing would be learnt but that. Its CPU per delivery does not depend on the number.
const mostFloor = 50

// underFloor runs a load against the floor and tells its figures.
func (l *load) underFloor(ctx context.Context, r *Result) {
	small := *l
	if small.members > mostFloor {
		small.members = mostFloor
		r.note("the floor was run with %d members", mostFloor)
	}
	o, err := small.atFloor(ctx)
	if err != nil {
		r.note("the floor was not measured: %v", err)
		return
	}
	r.FloorCPUPerDelivery, r.FloorP50ms, r.FloorP99ms = o.cpuPerDelivery(), o.quantile(0.5), o.quantile(0.99)
	if o.delivered < o.expected {
		r.note("the floor delivered %.1f %%", 100*float64(o.delivered)/float64(o.expected))
	}
}

func (l *load) atFloor(ctx context.Context) (outcome, error) {
	t, err := start(ctx, "bench", "floor")
	if err != nil {
		return outcome{}, err
	}
	defer t.stop()
	sockets := make([]*socket, 0, l.people())
	for m := range l.people() {
		s, err := t.dial(ctx, fmt.Sprintf("/%d", m/l.members), "", bufferSize)
		if err != nil {
			return outcome{}, err
		}
		sockets = append(sockets, s)
	}
	return l.run(ctx, t, sockets)
}

// bufferSize is what a busy member reads at once, in bytes.
const bufferSize = 16 << 10
