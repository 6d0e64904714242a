package rooms

import (
	"context"
	"time"

	"drawingroom/rooms/board"
)

// stand shows where the room stands to the look at the heads.
func (rm *room) stand() {
	rm.standAt.Store(&board.Head{Position: rm.head, ACL: rm.acl, Time: rm.time})
}

// poll begins the look at the heads with the first room. The registry's lock is held.
func (r *Registry) poll() {
	if r.polling {
		return
	}
	r.polling = true
	r.runners.Go(func() {
		beat := time.NewTicker(r.cfg.Limits.Poll)
		defer beat.Stop()
		for {
			select {
			case <-beat.C:
				r.look(r.ctx)
			case <-r.ctx.Done():
				return
			}
		}
	})
}

// look asks where all open boards stand, in one query: what another node appended, and rights that have changed, are noticed here
// even if every hint was lost (H25).
func (r *Registry) look(ctx context.Context) {
	before := map[board.ID]*board.Head{}
	var ids []board.ID
	rooms := r.open()
	for _, rm := range rooms {
		if stood := rm.standAt.Load(); stood != nil {
			before[rm.id] = stood
			ids = append(ids, rm.id)
		}
	}
	if len(ids) == 0 {
		return
	}
	r.silent.asked(r.clock())
	heads, err := r.cfg.Store.Heads(ctx, ids)
	if err != nil {
		r.silent.asked(r.clock())
		r.cfg.Log.Warn("heads could not be read", "err", err)
		return
	}
	r.silent.answered()
	for _, rm := range rooms {
		was := before[rm.id]
		if was == nil {
			continue
		}
		now, there := heads[rm.id]
		if there && now.Seq == was.Seq && now.Hash == was.Hash && now.ACL == was.ACL && now.Epoch == was.Epoch {
			continue
		}
		rm.hint(looked{now: now, was: *was, gone: !there})
	}
}

// RightsChanged says that rights on a board have just been changed on this node: an open room looks at once instead of with the next look at the heads.
func (r *Registry) RightsChanged(id board.ID) {
	r.mu.Lock()
	rm := r.rooms[id]
	r.mu.Unlock()
	if rm != nil {
		rm.hint(recheck{})
	}
}
