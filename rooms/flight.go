package rooms

import (
	"errors"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// asked is a change that a member asked for, or the refusal of one, on its way into the log.
type asked struct {
	m       *member
	joins   int // of the member when it came: answers are for that joining
	item    board.Pending
	change  board.Change
	refusal *board.Refusal // why, when item.Payload is nil
	since   board.Seq      // member.knows when it came
	cost    int            // what it weighs in the queues, in bytes
}

func (a *asked) refuse(code string) {
	a.refusal = &board.Refusal{Code: code, Why: wire.Sentence(code)}
	a.item.Payload, a.change = nil, board.Change{}
}

// flight is the one batch of a room that is on its way; what comes meanwhile gathers for the next.
type flight struct {
	items   []*asked
	since   time.Duration  // when it was put together
	tries   int            // that failed since the last success
	outcome *board.Outcome // what the store said; nil: it has not answered
	told    int            // items whose fate has been told
	aloft   bool           // the journal has it
}

// append starts the next batch, if none is on its way.
func (rm *room) append() {
	if rm.quitting || rm.retryAt > rm.now {
		return
	}
	if rm.flight == nil {
		if items := rm.gather(); len(items) > 0 {
			rm.flight = &flight{items: items, since: rm.now}
		}
	}
	if f := rm.flight; f != nil && !f.aloft && f.outcome == nil && !rm.asks {
		rm.retryAt = 0
		rm.launch(f)
	}
}

// gather takes the next changes: those of a batch that is being tried again first, then one of each member in turn,
// so that nobody waits behind another's long queue.
func (rm *room) gather() []*asked {
	limits := &rm.reg.cfg.Limits
	if len(rm.retry) > 0 {
		n := min(rm.most, len(rm.retry))
		items := rm.retry[:n:n]
		rm.retry = rm.retry[n:]
		return items
	}
	rm.most = limits.BatchItems
	var items []*asked
	bytes := 0
	for len(rm.asking) > 0 && len(items) < rm.most && bytes < limits.BatchBytes {
		m := rm.asking[0]
		rm.asking = rm.asking[1:]
		a := m.queue[0]
		m.queue = m.queue[1:]
		if len(m.queue) > 0 {
			rm.asking = append(rm.asking, m)
		} else {
			m.queue = nil
		}
		items = append(items, a)
		bytes += a.cost
	}
	if len(rm.asking) == 0 {
		rm.asking = nil
	}
	return items
}

// launch hands a batch to the journal, judged by the rights as they are known now.
func (rm *room) launch(f *flight) {
	batch := board.Batch{Board: rm.id, ACL: rm.acl, Until: rm.until, Now: rm.reg.cfg.Now().UnixMilli(), Items: make([]board.Pending, len(f.items))}
	bytes := 0
	for i, a := range f.items {
		if a.item.Payload != nil && !rm.roles[a.item.User].MayEdit() {
			a.refuse(wire.RefusedForbidden)
		}
		batch.Items[i] = a.item
		bytes += a.cost
	}
	batch.Title = rm.title(f.items)
	f.aloft = true
	rm.reg.journal.add(order{batch: batch, bytes: bytes, done: func(out board.Outcome) { rm.commits <- out }})
}

// committed hears from the journal what became of the batch.
func (rm *room) committed(out board.Outcome) {
	f := rm.flight
	f.aloft = false
	switch err := out.Err; {
	case err == nil && len(out.Items) == len(f.items):
		f.outcome, f.tries = &out, 0
		rm.reg.silent.answered()
		rm.storeIs(false)
		rm.settle()
	case errors.Is(err, board.ErrNoBoard):
		rm.quit(&end{how: wire.NoBoard, why: err.Error()})
	case errors.Is(err, board.ErrRights):
		rm.later(f)
		rm.readRoles()
	case errors.Is(err, board.ErrUnknown), errors.Is(err, board.ErrBusy), err == nil:
		rm.later(f)
	default:
		rm.reg.cfg.Log.Error("append failed", "board", rm.id, "changes", len(f.items), "err", err)
		rm.narrow(f)
	}
}

// later tries the same batch again after a while: what was stored already is then found to be a duplicate (H6).
func (rm *room) later(f *flight) {
	rm.reg.count.retries.Add(1)
	if rm.retryAt = rm.now; f.tries > 0 {
		rm.retryAt += min(retryMost, retryFirst<<min(f.tries, 10))
	}
	f.tries++
}

const (
	retryFirst = 20 * time.Millisecond
	retryMost  = 2 * time.Second
)

// narrow looks for the change that the store cannot take: halves until it stands alone, then refuses it, then gives its author up (H14).
func (rm *room) narrow(f *flight) {
	switch {
	case len(f.items) > 1:
		rm.most = (len(f.items) + 1) / 2
		rm.retry = append(f.items, rm.retry...)
		rm.flight = nil
	case f.items[0].item.Payload != nil:
		f.items[0].refuse(wire.RefusedInternal)
		rm.later(f)
	case f.tries < 3:
		rm.later(f)
	default:
		a := f.items[0]
		rm.flight = nil
		rm.done(a)
		if rm.members[a.m.s] == a.m {
			rm.expel(a.m, wire.Fault, 0)
		}
	}
}
