package rooms

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// event is what a room hears of; it happens on the room's goroutine. Each is a file of its own.
type event interface{ happen(*room) }

// room is a board being used. One goroutine (run) owns every field but those of the first group.
type room struct {
	reg     *Registry
	id      board.ID
	inbox   chan event         // from connections, other nodes and the registry
	results chan event         // from this room's own tasks
	commits chan board.Outcome // from the journal; one order at a time, so it never waits
	ready   chan struct{}      // closed when loaded or failed
	failed  error              // before ready is closed
	ended   chan struct{}      // closed when nothing happens any more
	reason  error              // before ended is closed
	retired atomic.Bool
	refs    int                        // of the registry, under its lock
	early   bool                       // read for somebody who has not come yet; of the registry, under its lock
	standAt atomic.Pointer[board.Head] // for the look at the heads

	board   *board.Board
	head    board.Position
	time    int64 // ms, of the last row
	acl     int64
	roles   map[board.UserID]board.Role // as of acl
	replay  board.Role                  // the least that may see the past, as of acl
	until   int64                       // ms since 1970: the next of roles ends then; 0: none does
	members map[*session]*member
	ring    ring
	struck  board.Seq // of the newest mark of something struck out; 0: none

	needs wire.Version // of who writes
	away  bool         // the members have been told that the store does not answer

	gathered      []row // applied, not yet told
	gatheredBytes int
	news          news
	hands         hands
	others        others // members on other nodes
	calls         calls
	restTill      time.Duration // no fan-out before

	asking    []*member // with changes that wait, in turn
	retry     []*asked  // to be appended before any other
	most      int       // changes in a batch: less while one that the store cannot take is looked for
	flight    *flight
	retryAt   time.Duration // 0: nothing to try again
	reading   bool          // the log, for what others appended
	target    board.Seq     // what the log is read up to
	asks      bool          // the rights are being read
	waitRoles []joining     // who join, for the rights to be read
	waitLog   []joining     // who join, for the log to be read

	snap       *resource     // the newest made for joiners
	snapAt     time.Duration // when it was asked for
	saving     bool
	saveFailed bool
	savedAt    board.Seq     // of the newest saved snapshot
	triedAt    board.Seq     // of the newest that was to be saved
	proveAt    time.Duration // no snapshot is proved before
	draining   *draining
	quitting   bool
	idleSince  time.Duration
	tickAt     time.Duration
	now        time.Duration // of this step
	alarm      *time.Timer
	alarmAt    time.Duration
	cancel     func() // of the relay
}

func newRoom(r *Registry, id board.ID) *room {
	return &room{
		reg: r, id: id, inbox: make(chan event, 64), results: make(chan event, 4), commits: make(chan board.Outcome, 1),
		ready: make(chan struct{}), ended: make(chan struct{}), members: map[*session]*member{},
		ring: ring{limit: r.cfg.Limits.RingBytes}, hands: newHands(), most: r.cfg.Limits.BatchItems,
	}
}

// post hands an event over; false: the room has ended.
func (rm *room) post(ev event) bool {
	select {
	case rm.inbox <- ev:
		return true
	case <-rm.ended:
		return false
	}
}

// hint is post for what may be lost: it never waits.
func (rm *room) hint(ev event) {
	select {
	case rm.inbox <- ev:
	default:
	}
}

// task does something that takes time beside the room; the event it returns comes back.
func (rm *room) task(do func(ctx context.Context) event) {
	rm.reg.runners.Go(func() {
		ev := do(rm.reg.ctx)
		select {
		case rm.results <- ev:
		case <-rm.ended:
		}
	})
}

func (rm *room) isRetired() bool { return rm.retired.Load() }

func (rm *room) isEnded() bool {
	select {
	case <-rm.ended:
		return true
	default:
		return false
	}
}

// why says how a connection ends whose room has ended.
func (rm *room) why() error { return rm.reason }

func (rm *room) run() {
	if err := rm.load(rm.reg.ctx); err != nil {
		rm.failed = err
		rm.reason = refuseEntry(err)
		rm.reg.cfg.Log.Error("board could not be opened", "board", rm.id, "err", err)
		rm.reg.forget(rm)
		close(rm.ready)
		close(rm.ended)
		return
	}
	rm.reg.count.rooms.Add(1)
	rm.now = rm.reg.clock()
	rm.idleSince, rm.tickAt = rm.now, rm.now+tick
	rm.alarm, rm.alarmAt = time.NewTimer(tick), rm.tickAt
	rm.subscribe()
	close(rm.ready)
	for !rm.quitting {
		rm.step()
	}
	rm.finish()
}

const (
	tick       = time.Second
	gatherMost = 64 // events taken before the room answers
)

// step waits for something to happen, takes what else has happened meanwhile, then appends and tells.
func (rm *room) step() {
	defer rm.survive()
	select {
	case ev := <-rm.inbox:
		rm.take(ev)
	case ev := <-rm.results:
		rm.take(ev)
	case out := <-rm.commits:
		rm.now = rm.reg.clock()
		rm.committed(out)
	case <-rm.alarm.C:
		rm.alarmAt = 0
		rm.now = rm.reg.clock()
	}
	for range gatherMost {
		select {
		case ev := <-rm.inbox:
			rm.take(ev)
			continue
		default:
		}
		break
	}
	if rm.now >= rm.tickAt {
		rm.tickAt = rm.now + tick
		rm.tick()
	}
	rm.append()
	rm.tell()
	rm.drainOn()
	rm.arm()
}

func (rm *room) take(ev event) {
	rm.now = rm.reg.clock()
	ev.happen(rm)
}

// survive turns a panic into the end of this room alone: its members come back and the log is read again.
func (rm *room) survive() {
	if p := recover(); p != nil {
		rm.reg.cfg.Log.Error("room failed", "board", rm.id, "panic", p, "stack", string(debug.Stack()))
		rm.quit(&end{how: wire.Fault, why: fmt.Sprint(p)})
	}
}

// arm sets the one timer to what comes first.
func (rm *room) arm() {
	next := rm.tickAt
	if rm.toTell() {
		next = min(next, rm.tellAt())
	}
	if rm.retryAt > 0 {
		next = min(next, rm.retryAt)
	}
	if rm.draining != nil {
		next = min(next, rm.now+drainStep)
	}
	if rm.alarmAt > 0 && rm.alarmAt <= next {
		return
	}
	rm.alarmAt = max(next, 1)
	rm.alarm.Reset(max(0, next-rm.reg.clock()))
}

// quit ends the room with this step; its members are closed so.
func (rm *room) quit(why *end) {
	if rm.quitting {
		return
	}
	rm.quitting = true
	rm.reason = why
}

func (rm *room) finish() {
	if rm.cancel != nil {
		rm.cancel()
	}
	rm.alarm.Stop()
	e, _ := rm.reason.(*end)
	if e == nil {
		e = &end{how: wire.Restart, why: "closed", hint: restartHint}
		rm.reason = e
	}
	for s := range rm.members {
		rm.reg.count.members.Add(-1)
		s.shut(e.how, e.hint)
	}
	for _, j := range append(rm.waitRoles, rm.waitLog...) {
		j.in <- rm.reason
	}
	rm.reg.count.rooms.Add(-1)
	rm.reg.forget(rm)
	close(rm.ended)
}
