package rooms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// proveEvery is how long a room rests between two proofs of its snapshots: each reads a whole board.
const proveEvery = 5 * time.Minute

// errOtherState says that a snapshot is not what the log comes to.
var errOtherState = errors.New("the snapshot is not what the log comes to")

// prove compares the snapshot that was just saved with the one before it and the log between them (H19), beside the room, one at a time on a
// node. A snapshot that is another is dropped; and since it was made of what the room holds, the room ends and is read again from the log.
func (rm *room) prove(at board.Position) {
	if rm.now < rm.proveAt {
		return
	}
	select {
	case rm.reg.provers <- struct{}{}:
	default:
		return // another room's is being proved; the next snapshot of this one comes
	}
	rm.proveAt = rm.now + proveEvery
	begun := rm.reg.begin(func() {
		defer func() { <-rm.reg.provers }()
		if err := rm.reg.proof(rm.reg.ctx, rm.id, at); errors.Is(err, errOtherState) {
			rm.reg.cfg.Log.Error("a snapshot was wrong and is dropped", "board", rm.id, "seq", at.Seq, "err", err)
			rm.post(disproved{err})
		}
	})
	if !begun {
		<-rm.reg.provers
	}
}

// proof reads a snapshot back and makes it again from the log. What cannot be read now is no proof of anything.
func (r *Registry) proof(ctx context.Context, id board.ID, at board.Position) error {
	s, err := r.cfg.Store.Snapshot(ctx, id, at.Seq)
	if err != nil || s.At != at {
		return err // it may be gone already, or is damaged, and would be passed over
	}
	f, err := foldFrom(ctx, r.cfg.Store, id, at, at.Seq-1)
	if err != nil {
		return err
	}
	if f.at.Seq != at.Seq { // it is the base itself, or was folded meanwhile
		return nil
	}
	if f.at.Hash == at.Hash && s.IsOf(f.board.AppendCanonical(nil)) {
		r.count.proved.Add(1)
		return nil
	}
	r.count.disproved.Add(1)
	if err := r.cfg.Store.DropSnapshot(ctx, id, at); err != nil {
		return fmt.Errorf("%w, and cannot be dropped: %w", errOtherState, err)
	}
	return errOtherState
}

// disproved: what the room holds is not what the log comes to.
type disproved struct{ err error }

func (e disproved) happen(rm *room) { rm.quit(&end{how: wire.Fault, why: e.err.Error()}) }
