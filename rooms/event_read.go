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
	rows []read
	err  error
	end  bool // the log ended before the target
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
		if err != nil {
			return logRead{err: err}
		}
		e := logRead{end: len(records) == 0}
		for _, r := range records {
			if r.Seq != from.Seq+1 || board.Chain(from.Hash, rm.id, r) != r.Hash {
				e.err = anotherHistory
				break
			}
			change, err := board.DecodeChange(r.Version, r.Payload)
			if err != nil {
				e.err = &end{how: wire.Fault, why: err.Error()}
				break
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
	roles map[board.UserID]board.Role
	acl   int64
	err   error
}

// readRoles reads the rights, one read at a time; no batch is handed over meanwhile.
func (rm *room) readRoles() {
	if rm.asks {
		return
	}
	rm.asks = true
	rm.task(func(ctx context.Context) event {
		roles, acl, err := rm.reg.cfg.Store.Roles(ctx, rm.id)
		return rolesRead{roles, acl, err}
	})
}

func (e rolesRead) happen(rm *room) {
	rm.asks = false
	switch {
	case errors.Is(e.err, board.ErrNoBoard):
		rm.quit(&end{how: wire.NoBoard, why: e.err.Error()})
		return
	case e.err == nil:
		rm.roles, rm.acl = e.roles, e.acl
		rm.stand()
		for _, m := range rm.members {
			rm.rights(m)
		}
	}
	waiting := rm.waitRoles
	rm.waitRoles = nil
	rm.readmit(waiting, e.err)
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
		rm.answer(m, wire.RoleChanged{Role: role})
	}
}
