package processtest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"

	"github.com/coder/websocket"
)

// page is one page load of a guest's: it numbers its changes, keeps each until it is answered, connects again by itself and
// sends again what has no answer, and remembers everything it was ever told.
type page struct {
	*guest
	id     board.ID
	secret wire.ClientSecret
	at     func() int // which node to connect to

	mu      sync.Mutex
	moved   *sync.Cond // anything below has changed
	board   *board.Board
	head    board.Position
	own     board.Client
	n       int64
	pending []wire.Change
	socket  *websocket.Conn // nil while there is none
	joined  bool            // since the last connect

	// What was told, for ever.
	accepted map[int64]board.Seq // own changes, by n
	seen     map[board.Seq]name  // everything, by seq
	count    map[string]int      // joins by mode, changes sent again though stored, items that came twice
	broken   []error             // what must not be
}

func newPage(g *guest, id board.ID, at func() int) *page {
	var secret [16]byte
	rand.Read(secret[:])
	p := &page{
		guest: g, id: id, at: at, secret: wire.ClientSecret(base64.RawURLEncoding.EncodeToString(secret[:])), board: board.New(),
		accepted: map[int64]board.Seq{}, seen: map[board.Seq]name{}, count: map[string]int{},
	}
	p.moved = sync.NewCond(&p.mu)
	return p
}

// live keeps the page connected until ctx ends.
func (p *page) live(ctx context.Context) {
	stop := context.AfterFunc(ctx, p.moved.Broadcast)
	defer stop()
	for ctx.Err() == nil {
		err := p.connect(ctx)
		p.mu.Lock()
		p.socket, p.joined = nil, false
		var closed websocket.CloseError
		if errors.As(err, &closed) && closed.Code >= 4500 {
			p.wrong("sent away: %v", err)
		}
		p.moved.Broadcast()
		p.mu.Unlock()
		rest(ctx, 20*time.Millisecond)
	}
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// connect joins and reads until the connection ends. What the kernel has received of a dead server is still read.
func (p *page) connect(ctx context.Context) error {
	at := p.at()
	token, err := p.token(ctx, at)
	if err != nil {
		return err
	}
	address, err := p.nodes[at].at(ctx)
	if err != nil {
		return err
	}
	socket, _, err := websocket.Dial(ctx, strings.Replace(address, "http", "ws", 1)+"/api/v1/boards/"+string(p.id)+"/socket",
		&websocket.DialOptions{Subprotocols: []string{"drawingroom.v1", "jwt." + token}})
	if err != nil {
		return err
	}
	defer socket.CloseNow()
	socket.SetReadLimit(4 << 20)
	p.mu.Lock()
	hello := wire.Hello{Client: p.secret}
	if p.head.Seq > 0 {
		at := p.head
		hello.At = &at
	}
	p.socket = socket
	err = p.say(ctx, hello)
	p.mu.Unlock()
	for err == nil {
		var frame []byte
		if _, frame, err = socket.Read(ctx); err == nil {
			err = p.hear(ctx, frame)
		}
	}
	return err
}

// say sends messages as one frame. The lock is held.
func (p *page) say(ctx context.Context, messages ...wire.ClientMessage) error {
	encoded := make([][]byte, len(messages))
	for i, m := range messages {
		encoded[i] = wire.AppendClient(nil, m)
	}
	return p.socket.Write(ctx, websocket.MessageText, wire.Frame(encoded...))
}

// wrong notes what must not be. The lock is held.
func (p *page) wrong(format string, args ...any) {
	p.broken = append(p.broken, fmt.Errorf(format, args...))
}

func (p *page) hear(ctx context.Context, frame []byte) error {
	messages, bad := wire.DecodeServerFrame(frame)
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.moved.Broadcast()
	if bad != nil {
		p.wrong("cannot read %.200s: %v", frame, bad)
		return bad
	}
	for _, m := range messages {
		if err := p.take(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) take(ctx context.Context, m wire.ServerMessage) error {
	switch m := m.(type) {
	case wire.Welcome:
		return p.welcome(ctx, m)
	case wire.Changes:
		for _, item := range m.Items {
			p.item(item)
		}
		if last := m.Items[len(m.Items)-1].Seq; last == p.head.Seq {
			p.head.Hash = m.Hash
		}
	case wire.Accepted:
		p.answered(m.N, m.Seq)
	case wire.Refused:
		p.wrong("change %d was refused: %s %s", m.N, m.Code, m.Why)
		p.answered(m.N, 0)
	case wire.Gap:
		p.wrong("a gap: %d is expected", m.Expected)
	case wire.Resync:
		hello := wire.Hello{Client: p.secret, At: &board.Position{Epoch: p.head.Epoch, Seq: p.head.Seq, Hash: p.head.Hash}}
		return p.say(ctx, hello)
	case wire.Beat:
		return p.say(ctx, wire.Beat{})
	}
	return nil
}

func (p *page) welcome(ctx context.Context, m wire.Welcome) error {
	if p.own != 0 && m.Client != p.own {
		p.wrong("client %d was %d before", m.Client, p.own)
	}
	if p.head.Epoch != "" && m.Head.Epoch != p.head.Epoch {
		p.wrong("another history: %s was %s", m.Head.Epoch, p.head.Epoch)
	}
	if m.Head.Seq < p.head.Seq {
		p.wrong("the board ends at %d, %d had been shown", m.Head.Seq, p.head.Seq)
	}
	p.own, p.head.Epoch, p.joined = m.Client, m.Head.Epoch, true
	if m.Snapshot == nil {
		p.count["joined by tail"]++
	} else {
		p.count["joined by snapshot"]++
		if err := p.load(ctx, *m.Snapshot); err != nil {
			return err
		}
	}
	if len(p.pending) == 0 {
		return nil
	}
	var again []wire.ClientMessage
	for _, c := range p.pending {
		again = append(again, c)
		if c.N <= m.N {
			p.count["sent again though stored"]++
		}
	}
	return p.say(ctx, again...)
}

// load takes the board from a snapshot.
func (p *page) load(ctx context.Context, at wire.SnapshotRef) error {
	answer, err := p.ask(ctx, p.at(), http.MethodGet, at.URL, nil)
	if err != nil {
		p.wrong("snapshot: %v", err)
		return err
	}
	defer answer.Body.Close()
	form, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	restored, err := board.Restored(at.Seq, form)
	if err != nil {
		p.wrong("snapshot at %d: %v", at.Seq, err)
		return err
	}
	p.board, p.head.Seq, p.head.Hash = restored, at.Seq, at.Hash
	return nil
}

// item takes a change in its place. One that came before must be what it was.
func (p *page) item(item wire.Item) {
	who := name{item.Client, item.N}
	if was, known := p.seen[item.Seq]; known && was != who {
		p.wrong("seq %d is %v, it was %v", item.Seq, who, was)
	}
	p.seen[item.Seq] = who
	if item.Client == p.own {
		p.answered(item.N, item.Seq)
	}
	if item.Seq <= p.head.Seq {
		p.count["came twice"]++
		return
	}
	if item.Seq != p.head.Seq+1 {
		p.wrong("seq %d came after %d", item.Seq, p.head.Seq)
	}
	p.head.Seq = item.Seq
	p.board.Apply(board.Stamp{Seq: item.Seq, Author: item.Author}, item.Change.Ops)
}

// answered takes the verdict on an own change. The oldest is answered first.
func (p *page) answered(n int64, seq board.Seq) {
	if was, known := p.accepted[n]; known && was != seq {
		p.wrong("change %d is at %d, it was at %d", n, seq, was)
	}
	p.accepted[n] = seq
	if len(p.pending) > 0 && p.pending[0].N == n {
		p.pending = p.pending[1:]
	}
}

// draw makes a change and sends it, waiting while `most` have no answer. False: ctx has ended.
func (p *page) draw(ctx context.Context, most int, ops ...board.Op) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.pending) >= most && ctx.Err() == nil {
		p.moved.Wait()
	}
	if ctx.Err() != nil {
		return false
	}
	p.n++
	c := wire.Change{N: p.n, Change: board.Change{Ops: ops}}
	p.pending = append(p.pending, c)
	if p.joined {
		if err := p.say(ctx, c); err != nil {
			p.socket.CloseNow() // the reader finds out and comes again
		}
	}
	return true
}

// until waits for something of the page, under its lock. False: ctx has ended.
func (p *page) until(ctx context.Context, what func() bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !what() {
		if ctx.Err() != nil {
			return false
		}
		p.moved.Wait()
	}
	return true
}

// check compares all that the page was ever told with a log.
func (p *page) check(h *history) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	errs := p.broken
	for seq, who := range p.seen {
		if h.seqs[who] != seq {
			errs = append(errs, fmt.Errorf("%v was shown at %d, in the log it is at %d", who, seq, h.seqs[who]))
		}
	}
	for n, seq := range p.accepted {
		if got := h.seqs[name{p.own, n}]; got != seq {
			errs = append(errs, fmt.Errorf("change %d of client %d was acknowledged at %d, in the log it is at %d", n, p.own, seq, got))
		}
	}
	return errors.Join(errs[:min(len(errs), 10)]...)
}
