package rooms

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// Registry holds the open rooms of this node.
type Registry struct {
	cfg    Config
	count  counters
	silent silence   // the store
	start  time.Time // of the registry's clock

	ctx      context.Context // the server's: store calls end with Close, never with a connection
	cancel   context.CancelFunc
	journal  journal
	shelf    shelf
	loads    chan struct{} // how many boards may be read at once
	encoders chan struct{} // how many snapshots may be encoded at once
	provers  chan struct{} // how many snapshots may be proved at once
	framers  chan struct{} // how many boards may have their keyframes made at once
	pasts    pasts
	runners  sync.WaitGroup // rooms, tasks and the look at the heads
	writers  sync.WaitGroup // of connections
	sessions atomic.Int64   // numbers the sessions

	mu       sync.Mutex // held for the fields below only, never while anything waits
	rooms    map[board.ID]*room
	expected int // of the rooms: read for somebody who has not come yet
	draining bool
	polling  bool
}

const (
	loadsAtOnce    = 8
	encodersAtOnce = 2
)

// New returns a registry with no room open.
func New(cfg Config) *Registry {
	cfg.Limits = cfg.Limits.withDefaults()
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.SnapshotURL == nil {
		cfg.SnapshotURL = SnapshotPath
	}
	if cfg.KindSince == nil {
		cfg.KindSince = board.KindSince
	}
	if cfg.Node == "" {
		cfg.Node = "n"
	}
	r := &Registry{
		cfg: cfg, start: time.Now(), rooms: map[board.ID]*room{},
		loads: make(chan struct{}, loadsAtOnce), encoders: make(chan struct{}, encodersAtOnce),
		provers: make(chan struct{}, 1), framers: make(chan struct{}, 1), pasts: newPasts(cfg.Limits.PastBytes),
	}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	r.journal = journal{store: cfg.Store, ctx: r.ctx, count: &r.count, writers: max(1, cfg.Writers)}
	r.shelf = newShelf(cfg.Limits.SnapshotBytes)
	return r
}

// Node is this node's name.
func (r *Registry) Node() string { return r.cfg.Node }

// clock is the time since the registry began, for everything but what is written down.
func (r *Registry) clock() time.Duration { return time.Since(r.start) }

// Serve runs a connection until it ends: it joins the board the client says hello to and returns when the connection is over.
// The caller's goroutine is the reader. The error says why it ended.
func (r *Registry) Serve(ctx context.Context, conn Conn, who Identity, id board.ID) error {
	s := &session{
		reg: r, conn: conn, who: who, board: id, gate: make(chan struct{}, 1),
		id:   wire.SessionID(r.cfg.Node + strconv.FormatInt(r.sessions.Add(1), 36)),
		out:  outbox{all: &r.count.queued},
		pace: newPace(&r.cfg.Limits, r.clock()),
	}
	err := s.read(ctx)
	var e *end
	if errors.As(err, &e) {
		s.shut(e.how, e.hint)
	} else {
		conn.Close(wire.GoingAway, wire.GoingAway.Reason(0))
	}
	if s.room != nil {
		s.room.post(leaving{s})
		r.release(s.room)
	}
	s.out.close()
	return err
}

// acquire returns the board's room, opened if need be, and keeps it open until release.
func (r *Registry) acquire(ctx context.Context, id board.ID) (*room, error) {
	for {
		rm, err := r.hold(id)
		if err != nil {
			return nil, err
		}
		if rm.isRetired() { // the old room must have ended before a new one may begin (H21)
			select {
			case <-rm.ended:
				continue
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		select {
		case <-rm.ready:
			if rm.failed == nil {
				return rm, nil
			}
			err = rm.failed
		case <-ctx.Done():
			err = ctx.Err()
		}
		r.release(rm)
		return nil, err
	}
}

// hold finds or begins the room and counts one more who needs it. A retired one is returned without being counted.
func (r *Registry) hold(id board.ID) (*room, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draining {
		return nil, &end{how: wire.Restart, why: "draining", hint: restartHint}
	}
	rm := r.rooms[id]
	switch {
	case rm == nil:
		rm = r.launch(newRoom(r, id))
	case rm.retired.Load():
		return rm, nil
	}
	r.arrived(rm)
	rm.refs++
	return rm, nil
}

// launch runs a new room. The lock is held.
func (r *Registry) launch(rm *room) *room {
	r.rooms[rm.id] = rm
	r.runners.Go(rm.run)
	r.poll()
	return rm
}

func (r *Registry) release(rm *room) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rm.refs--
}

// retire lets a room end if nobody needs it; from then on nobody can.
func (r *Registry) retire(rm *room) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rm.refs > 0 {
		return false
	}
	rm.retired.Store(true)
	return true
}

// forget takes an ended room off the map.
func (r *Registry) forget(rm *room) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rooms[rm.id] == rm {
		r.arrived(rm)
		delete(r.rooms, rm.id)
	}
}

// begin starts something that Close waits for; false: the registry has begun to end.
func (r *Registry) begin(do func()) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draining {
		return false
	}
	r.runners.Go(do)
	return true
}

func (r *Registry) open() []*room {
	r.mu.Lock()
	defer r.mu.Unlock()
	rooms := make([]*room, 0, len(r.rooms))
	for _, rm := range r.rooms {
		rooms = append(rooms, rm)
	}
	return rooms
}
