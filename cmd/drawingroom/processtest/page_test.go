package processtest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
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
	id      board.ID
	secret  wire.ClientSecret
	at      func() int // which node to connect to
	dial    dial
	stale   bool          // does not renew its token when it is asked to
	silence time.Duration // after so long without a word the connection is given up (W31)

	mu      sync.Mutex
	moved   *sync.Cond // anything below has changed
	board   *board.Board
	head    board.Position
	own     board.Client
	n       int64
	pending []wire.Change
	left    []*lane // by page loads before this one (restart)
	line    line    // nil while there is none
	joined  bool    // since the last connect
	ended   error   // why the last connection ended
	session wire.SessionID
	people  map[wire.SessionID]board.Author // who is told to be here, this page too; empty while it is away

	// What was told, for ever.
	accepted map[name]board.Seq            // own changes
	seen     map[board.Seq]name            // everything, by seq
	states   map[board.Seq]board.StateHash // what the board was at some of them, as it was seen live
	refused  map[int64]string              // own changes, by n: the codes
	mayFork  bool                          // another history may take the place of this one
	was      map[name]board.Seq            // own changes that another history had, by the time it was told to be lost
	mayFail  string                        // the code that a refusal may have; "": none may be
	count    map[string]int                // joins by mode, changes sent again though stored, items that came twice, …
	broken   []error                       // what must not be
}

func newPage(g *guest, id board.ID, at func() int) *page {
	p := &page{
		guest: g, id: id, at: at, dial: dialSocket, silence: 25 * time.Second, secret: newSecret(), board: board.New(),
		accepted: map[name]board.Seq{}, seen: map[board.Seq]name{}, states: map[board.Seq]board.StateHash{}, refused: map[int64]string{}, count: map[string]int{},
	}
	p.moved = sync.NewCond(&p.mu)
	return p
}

func newSecret() wire.ClientSecret {
	var secret [16]byte
	rand.Read(secret[:])
	return wire.ClientSecret(base64.RawURLEncoding.EncodeToString(secret[:]))
}

// live keeps the page connected until ctx ends.
func (p *page) live(ctx context.Context) {
	stop := context.AfterFunc(ctx, p.moved.Broadcast)
	defer stop()
	for ctx.Err() == nil {
		err := p.connect(ctx)
		p.mu.Lock()
		p.line, p.joined, p.ended, p.people = nil, false, err, nil
		var closed websocket.CloseError
		if errors.As(err, &closed) && closed.Code >= 4500 {
			p.wrong("sent away: %v", err)
		}
		if closed.Code != 0 {
			p.count[fmt.Sprint("closed ", int(closed.Code))]++
		}
		p.moved.Broadcast()
		p.mu.Unlock()
		rest(ctx, 20*time.Millisecond+wish(closed))
	}
}

// wish is when the server asks to come back (W51).
func wish(closed websocket.CloseError) time.Duration {
	_, in, _ := strings.Cut(closed.Reason, " in=")
	ms, _ := strconv.Atoi(in)
	return time.Duration(ms) * time.Millisecond
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
	address, err := p.address(ctx, at)
	if err != nil {
		return err
	}
	line, err := p.dial(ctx, address, p.id, token)
	if err != nil {
		return err
	}
	defer line.close()
	p.mu.Lock()
	hello := wire.Hello{Client: p.secret}
	if p.head.Seq > 0 {
		at := p.head
		hello.At = &at
	}
	p.line = line
	err = p.say(ctx, hello)
	p.mu.Unlock()
	for err == nil {
		err = p.listen(ctx, line)
	}
	return err
}

// listen hears one frame, within the time that a page waits for a word.
func (p *page) listen(ctx context.Context, from line) error {
	waiting, enough := context.WithTimeout(ctx, p.silence)
	defer enough()
	frame, err := from.hear(waiting)
	if err != nil {
		return err
	}
	return p.hear(ctx, from, frame)
}

// say sends messages as one frame. The lock is held.
func (p *page) say(ctx context.Context, messages ...wire.ClientMessage) error {
	encoded := make([][]byte, len(messages))
	for i, m := range messages {
		encoded[i] = wire.AppendClient(nil, m)
	}
	return p.line.say(ctx, wire.Frame(encoded...))
}

// wrong notes what must not be. The lock is held.
func (p *page) wrong(format string, args ...any) {
	p.broken = append(p.broken, fmt.Errorf(format, args...))
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
	p.count["drawn"]++
	c := wire.Change{N: p.n, Change: board.Change{Ops: ops}}
	p.pending = append(p.pending, c)
	if p.joined {
		// A write that is called off in its midst ends the connection: who stops drawing stays.
		if err := p.say(context.WithoutCancel(ctx), c); err != nil {
			p.line.close() // the reader finds out and comes again
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

// answers is how many changes have their answer.
func (p *page) answers() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.accepted)
}

// longestSilence watches how long no change comes; the returned function ends that and tells the longest.
func (p *page) longestSilence(ctx context.Context) func() time.Duration {
	ctx, end := context.WithCancel(ctx)
	stop := context.AfterFunc(ctx, p.moved.Broadcast)
	longest := make(chan time.Duration)
	go func() {
		defer stop()
		most, last := time.Duration(0), time.Now()
		for seq := p.seq(); p.until(ctx, func() bool { return p.head.Seq > seq }); seq = p.seq() {
			most, last = max(most, time.Since(last)), time.Now()
		}
		longest <- max(most, time.Since(last))
	}()
	return func() time.Duration {
		end()
		return <-longest
	}
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
	for seq, state := range p.states {
		if seq <= h.head().Seq && h.states[seq] != state {
			errs = append(errs, fmt.Errorf("at %d the board was seen as %x, a replay makes it %x (C15)", seq, state, h.states[seq]))
		}
	}
	for who, seq := range p.accepted {
		if got := h.seqs[who]; got != seq {
			errs = append(errs, fmt.Errorf("%v was acknowledged at %d, in the log it is at %d", who, seq, got))
		}
	}
	return errors.Join(errs[:min(len(errs), 10)]...)
}
