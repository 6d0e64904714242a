package rooms

import (
	"context"
	"errors"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// logRead: rows that were appended elsewhere have been read from the log.
type logRead struct {
	rows   []read
	err    error
	end    bool      // the log ended before the target
	remade *anew     // something was struck out: the board as it is without it
	folded board.Seq // up to here the board's past is folded, as one of the rows says
}

// read is a row with its change, decoded beside the room.
type read struct {
	record board.Record
	change board.Change
}

// readLog reads what lies between the room's head and a seq, one read at a time.
func (rm *room) readLog(upTo board.Seq) {
	rm.target = max(rm.target, upTo)
	if rm.reading {
		return
	}
	rm.reading = true
	from := rm.head
	rm.task(func(ctx context.Context) event {
		records, err := rm.reg.cfg.Store.Log(ctx, rm.id, from.Seq, logPage)
		if errors.Is(err, board.ErrFolded) { // this node was cut off for longer than the past is kept
			return rm.readAnew(ctx)
		}
		if err != nil {
			return logRead{err: err}
		}
		e := logRead{end: len(records) == 0}
		for _, r := range records {
			if r.Seq != from.Seq+1 || board.Chain(from.Hash, rm.id, r) != r.Hash {
				e.err = anotherHistory
				break
			}
			if r.Silent() {
				return rm.readAnew(ctx)
			}
			change, err := board.DecodeChange(r.Version, r.Payload)
			if err != nil {
				e.err = &end{how: wire.Fault, why: err.Error()}
				break
			}
			if mark, is := r.Fold(); is {
				e.folded = mark.To
			}
			from.Seq, from.Hash = r.Seq, r.Hash
			e.rows = append(e.rows, read{r, change})
		}
		return e
	})
}

func (e logRead) happen(rm *room) {
	rm.reading = false
	before := rm.head.Seq
	for _, r := range e.rows {
		if r.record.Seq == rm.head.Seq+1 {
			rm.apply(r.record, r.change.Ops)
		}
	}
	if e.folded > 0 {
		rm.forget(e.folded)
	}
	if e.remade != nil {
		rm.remake(e.remade)
	}
	var stop *end
	if errors.As(e.err, &stop) {
		rm.quit(stop)
		return
	}
	held := rm.flight != nil && rm.flight.outcome != nil
	switch {
	case rm.head.Seq > before && held:
		rm.settle()
	case rm.head.Seq > before && rm.head.Seq < rm.target:
		rm.readLog(rm.target)
	case held: // the batch is known to be in the log: it must be read, however long that takes
		rm.reading = true
		rm.task(pause)
	}
	if !rm.reading {
		rm.target = 0
		waiting := rm.waitLog
		rm.waitLog = nil
		rm.readmit(waiting, e.err)
	}
}

// readAgain: after a pause, the log is read again.
type readAgain struct{}

func (readAgain) happen(rm *room) {
	rm.reading = false
	rm.readLog(rm.target)
}

func pause(ctx context.Context) event {
	t := time.NewTimer(readPause)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
	return readAgain{}
}

const readPause = 200 * time.Millisecond

// readmit looks again at those who waited for the rights or the log.
func (rm *room) readmit(waiting []joining, err error) {
	for _, j := range waiting {
		j.err = err
		j.happen(rm)
	}
}

// rolesRead: the rights on the board have been read again.
type rolesRead struct {
	board.Rights
	err error
}

// readRoles reads the rights, one read at a time; no batch is handed over meanwhile.
func (rm *room) readRoles() {
	if rm.asks {
		return
	}
	rm.asks = true
	rm.task(func(ctx context.Context) event {
		rights, err := rm.reg.cfg.Store.Roles(ctx, rm.id)
		return rolesRead{rights, err}
	})
}

func (e rolesRead) happen(rm *room) {
	rm.asks = false
	switch {
	case errors.Is(e.err, board.ErrNoBoard):
		rm.quit(&end{how: wire.NoBoard, why: e.err.Error()})
		return
	case errors.Is(e.err, board.ErrQuarantined):
		rm.quit(&end{how: wire.Quarantined, why: e.err.Error()})
		return
	case errors.Is(e.err, board.ErrTrashed):
		rm.quit(&end{how: wire.Trashed, why: e.err.Error()})
		return
	case e.err == nil:
		rm.govern(e.Rights)
		rm.stand()
		for _, m := range rm.members {
			rm.rights(m)
		}
	}
	waiting := rm.waitRoles
	rm.waitRoles = nil
	rm.readmit(waiting, e.err)
}

// govern takes rights that were read.
func (rm *room) govern(r board.Rights) {
	rm.roles, rm.replay, rm.acl, rm.until = r.Roles, r.Replay, r.ACL, r.Until
}

// mindRights reads the rights again once one of them has ended by itself. An append does not wait for that: it is refused from that moment on.
func (rm *room) mindRights() {
	if rm.until > 0 && rm.reg.cfg.Now().UnixMilli() >= rm.until {
		rm.readRoles()
	}
}

// rights tells a member its new right; who has none left is shown out.
func (rm *room) rights(m *member) {
	role := rm.roles[m.user]
	switch {
	case role == m.role:
	case role == board.RoleNone:
		rm.expel(m, wire.Forbidden, 0)
	default:
		m.role = role
		rm.hush(m)
		rm.answer(m, wire.RoleChanged{Role: role})
	}
}
