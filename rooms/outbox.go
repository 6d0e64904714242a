package rooms

import (
	"sync"
	"sync/atomic"

	"drawingroom/rooms/board"
)

// row is a change in its place, encoded for the wire once; it is shared by everyone and never written to again.
type row struct {
	seq  board.Seq
	hash board.Hash
	item []byte
}

// parcel is one thing that waits in an outbox: a whole frame, or rows that become frames when they are written.
type parcel struct {
	frame    []byte // "[…]", shared, never written to; nil: rows
	rows     []row
	messages int
	soft     bool // presence: may be left out
}

func (p parcel) size() int { return len(p.frame) }

const (
	// maxFrame is what one write carries when a backlog is put together, in bytes. A frame can be used only when all of it is there, and until then
	// nothing is heard: on a line of 10 KiB a second that is 6 s.
	maxFrame    = 64 << 10
	maxMessages = 1000 // W2
)

// outbox holds the bytes that wait for one connection. The room puts, the writer takes; it is bounded in bytes.
// Rows of a tail do not count: they are bounded by Limits.TailBytes when a client joins, and shared.
type outbox struct {
	mu      sync.Mutex
	queue   []parcel
	bytes   int
	all     *atomic.Int64 // the bytes of all outboxes together; nil: nobody counts
	writing bool          // a writer runs
	behind  bool          // presence was left out since the last time all was told
	closed  bool
}

// verdicts of put
type putting int8

const (
	queued  putting = iota // a writer is at work and will come to it
	started                // the outbox was idle: a writer must be started
	leftOut                // presence, and too much waits already
	full                   // it would pass the limit; nothing was queued
)

// put queues a parcel. limit is in bytes; soft ones are left out beyond softLimit.
func (o *outbox) put(p parcel, limit, softLimit int) putting {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return queued
	}
	if p.soft && o.writing && (o.behind || o.bytes+p.size() > softLimit) {
		o.behind = true
		return leftOut
	}
	if o.bytes+p.size() > limit && o.writing {
		o.dropSoft()
		if o.bytes+p.size() > limit {
			return full
		}
	}
	o.queue = append(o.queue, p)
	o.grow(p.size())
	return o.start()
}

// grow counts bytes that came, or went where it is negative.
func (o *outbox) grow(by int) {
	o.bytes += by
	if o.all != nil {
		o.all.Add(int64(by))
	}
}

func (o *outbox) start() putting {
	if o.writing {
		return queued
	}
	o.writing = true
	return started
}

// dropSoft gives up the presence that waits: the first thing a slow member loses (P5).
func (o *outbox) dropSoft() {
	kept := o.queue[:0]
	for _, p := range o.queue {
		if p.soft {
			o.grow(-p.size())
			o.behind = true
			continue
		}
		kept = append(kept, p)
	}
	clear(o.queue[len(kept):])
	o.queue = kept
}

// replace gives up everything that waits and queues p in its stead.
func (o *outbox) replace(p parcel) putting {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.queue, o.behind = []parcel{p}, false
	o.grow(p.size() - o.bytes)
	return o.start()
}

// close gives up everything; nothing is queued any more.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.queue, o.closed = nil, true
	o.grow(-o.bytes)
}

// backlog says whether something waits or is being written.
func (o *outbox) backlog() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.writing && !o.closed
}

// take returns the next frame. ok false: there is nothing and the writer must end; behind then says that presence was left out meanwhile.
// A backlog goes out as one frame.
func (o *outbox) take() (frame []byte, behind, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case len(o.queue) == 0:
		behind, o.behind, o.writing = o.behind, false, false
		return nil, behind, false
	case o.queue[0].frame == nil:
		return o.takeRows(), false, true
	case len(o.queue) == 1 || o.queue[1].frame == nil:
		frame = o.queue[0].frame
		o.drop(1)
		return frame, false, true
	}
	return o.takeJoined(), false, true
}

func (o *outbox) takeRows() []byte {
	p := &o.queue[0]
	n, size := 0, 0
	for n < len(p.rows) && (n == 0 || size+len(p.rows[n].item) < maxFrame) {
		size += len(p.rows[n].item)
		n++
	}
	frame := appendChanges([]byte{'['}, p.rows[:n])
	p.rows = p.rows[n:]
	if len(p.rows) == 0 {
		o.drop(1)
	}
	return append(frame, ']')
}

func (o *outbox) takeJoined() []byte {
	n, size, messages := 0, 1, 0
	for _, p := range o.queue {
		if p.frame == nil || n > 0 && (size+len(p.frame) > maxFrame || messages+p.messages > maxMessages) {
			break
		}
		n, size, messages = n+1, size+len(p.frame), messages+p.messages
	}
	frame := append(make([]byte, 0, size), '[')
	for i, p := range o.queue[:n] {
		if i > 0 {
			frame = append(frame, ',')
		}
		frame = append(frame, p.frame[1:len(p.frame)-1]...)
	}
	o.drop(n)
	return append(frame, ']')
}

// drop takes the first n parcels off. A small queue keeps its array: a moving cursor must not cost an allocation a member.
func (o *outbox) drop(n int) {
	for _, p := range o.queue[:n] {
		o.grow(-p.size())
	}
	rest := copy(o.queue, o.queue[n:])
	clear(o.queue[rest:])
	o.queue = o.queue[:rest]
	if rest == 0 && cap(o.queue) > 4 {
		o.queue = nil
	}
}
