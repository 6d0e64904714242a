package rooms

import (
	"context"
	"errors"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// joining: a connection says hello, the first time or anew. Its reader waits for in, so nothing of it overtakes the welcome.
type joining struct {
	s     *session
	entry board.Entry
	at    *board.Position
	who   Identity // as of now
	in    chan error

	asked  bool // the rights have been read again for it
	looked bool // the log has been read for it
	reads  int  // of its tail
	forked bool // its position is not of this history, as the log says
	tail   []row
	err    error
}

func (j joining) happen(rm *room) {
	if m := rm.members[j.s]; m != nil {
		m.heard = rm.now
	}
	if err := rm.admit(j); err != nil {
		j.in <- err
	}
}

const tailReads = 3 // of the log for one joiner, while others draw faster than it is read

// admit lets a connection in as soon as what it takes is known; until then it is put aside (waiting, or a task that comes back).
func (rm *room) admit(j joining) error {
	switch {
	case rm.draining != nil:
		return &end{how: wire.Restart, why: "draining", hint: rm.draining.hint()}
	case j.err != nil:
		return refuseEntry(j.err)
	case rm.roles[j.s.who.User] != j.entry.Role && !j.asked: // the rights the room appends with must be those it lets in with
		j.asked = true
		rm.waitRoles = append(rm.waitRoles, j)
		rm.readRoles()
		return nil
	case rm.roles[j.s.who.User] == board.RoleNone:
		return &end{how: wire.NoBoard, why: "no right"}
	case j.at != nil && j.at.Epoch == rm.head.Epoch && j.at.Seq > rm.head.Seq && !j.looked: // another node may know more
		j.looked = true
		rm.waitLog = append(rm.waitLog, j)
		rm.readLog(j.at.Seq)
		return nil
	case rm.members[j.s] == nil && len(rm.members) >= rm.reg.cfg.Limits.Members:
		return &end{how: wire.TryLater, why: "the room is full", hint: 10_000}
	}
	if j.at != nil && j.at.Seq == 0 && !rm.mayReplay(j.s.who.User) {
		j.at = nil // the beginning is where anybody may say that they were; any other place takes its hash
	}
	rows, ok := rm.tailFor(&j)
	if !ok && rm.mayRead(&j) {
		rm.readTail(j)
		return nil
	}
	rm.welcome(j, rows, ok)
	j.in <- nil
	return nil
}

// tailFor returns what a client missed, if that can be told from what is in memory.
func (rm *room) tailFor(j *joining) ([]row, bool) {
	limits := &rm.reg.cfg.Limits
	if j.at == nil {
		rows, ok := rm.ring.after(0)
		return rows, ok && rm.mayReplay(j.s.who.User) && rm.head.Seq <= newcomerTail && size(rows) < newcomerBytes
	}
	if rm.foreign(j.at) {
		return nil, false
	}
	if j.tail != nil {
		rest, ok := rm.ring.after(j.tail[len(j.tail)-1].seq)
		rows := append(j.tail, rest...)
		return rows, ok && size(rows) <= limits.TailBytes
	}
	hash, ok := rm.ring.hashAt(j.at.Seq)
	if !ok || hash != j.at.Hash {
		return nil, false
	}
	rows, _ := rm.ring.after(j.at.Seq)
	return rows, len(rows) <= limits.TailChanges && size(rows) <= limits.TailBytes
}

// A client that holds nothing gets the changes themselves of a board that is still small.
const (
	newcomerTail  = 200
	newcomerBytes = 32 << 10
)

// mayReplay says whether somebody may be told how the board came to be what it is.
func (rm *room) mayReplay(user board.UserID) bool { return rm.roles[user].MayReplay(rm.replay) }

// foreign says that a position is not one of this history (W44).
func (rm *room) foreign(at *board.Position) bool {
	return at.Epoch != rm.head.Epoch || at.Seq > rm.head.Seq || at.Seq < 0
}

// isForked says that what a client holds is of another history than the board's, as far as is known: the room's memory, and what was read of the log.
func (rm *room) isForked(j *joining) bool {
	if j.at == nil {
		return false
	}
	hash, known := rm.ring.hashAt(j.at.Seq)
	return j.forked || rm.foreign(j.at) || known && hash != j.at.Hash
}

// mayRead says whether it is worth reading the log for a tail.
func (rm *room) mayRead(j *joining) bool {
	if j.at == nil || rm.foreign(j.at) || j.reads >= tailReads || size(j.tail) > rm.reg.cfg.Limits.TailBytes {
		return false
	}
	if hash, ok := rm.ring.hashAt(j.at.Seq); ok && hash != j.at.Hash {
		return false
	}
	return rm.head.Seq-j.at.Seq <= board.Seq(rm.reg.cfg.Limits.TailChanges)
}

// readTail reads the log beside the room; what is appended meanwhile stays in the ring.
func (rm *room) readTail(j joining) {
	upTo := rm.head.Seq
	j.reads++
	rm.task(func(ctx context.Context) event {
		from, hash := j.at.Seq, j.at.Hash
		if n := len(j.tail); n > 0 {
			from, hash = j.tail[n-1].seq, j.tail[n-1].hash
		}
		rows, forked, err := rm.rowsAfter(ctx, from, hash, upTo)
		if j.tail = append(j.tail, rows...); rows == nil && err == nil {
			j.reads, j.tail, j.forked = tailReads, nil, forked // a snapshot
		}
		j.err = err
		return j
	})
}

// rowsAfter returns the encoded rows in (from, upTo]. nil and no error: there is too much, something in it was struck out or is folded, or the log does not go on
// from that hash (forked).
func (rm *room) rowsAfter(ctx context.Context, from board.Seq, hash board.Hash, upTo board.Seq) (rows []row, forked bool, err error) {
	store, limits := rm.reg.cfg.Store, &rm.reg.cfg.Limits
	for bytes := 0; from < upTo; {
		records, err := store.Log(ctx, rm.id, from, limits.TailChanges)
		if errors.Is(err, board.ErrFolded) {
			return nil, false, nil
		}
		if err != nil || len(records) == 0 {
			return nil, false, err
		}
		for _, r := range records {
			if r.Seq != from+1 || board.Chain(hash, rm.id, r) != r.Hash {
				return nil, true, nil
			}
			if r.Silent() {
				return nil, false, nil
			}
			from, hash = r.Seq, r.Hash
			rows = append(rows, encodeRow(r))
			bytes += len(r.Payload)
		}
		if bytes > limits.TailBytes {
			return nil, false, nil
		}
	}
	return rows, false, nil
}
