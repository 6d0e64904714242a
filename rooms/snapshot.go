package rooms

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// resource is a snapshot that clients fetch: immutable, encoded and compressed once, beside the room.
type resource struct {
	at    board.Position
	ready chan struct{}
	body  []byte // the canonical form, gzipped; before ready is closed
	err   error

	asked atomic.Bool // for zstd
	zstd  atomic.Pointer[[]byte]
	bytes int // of its bodies, as the shelf counts them
}

type resourceKey struct {
	id   board.ID
	seq  board.Seq
	hash board.Hash
}

// shelf keeps the newest resources of all rooms, by bytes.
type shelf struct {
	mu    sync.Mutex
	most  int
	bytes int
	by    map[resourceKey]*resource
	order []resourceKey // the oldest first
}

func newShelf(most int) shelf { return shelf{most: most, by: map[resourceKey]*resource{}} }

// place finds the resource, or makes room for a new one that the caller must fill.
func (h *shelf) place(id board.ID, at board.Position) (res *resource, fresh bool) {
	key := resourceKey{id, at.Seq, at.Hash}
	h.mu.Lock()
	defer h.mu.Unlock()
	if res = h.by[key]; res != nil {
		return res, false
	}
	res = &resource{at: at, ready: make(chan struct{})}
	h.by[key] = res
	h.order = append(h.order, key)
	return res, true
}

// fill ends the making of a resource. One that failed is not kept.
func (h *shelf) fill(id board.ID, res *resource, body []byte, err error) {
	res.body, res.err = body, err
	close(res.ready)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err != nil {
		key := resourceKey{id, res.at.Seq, res.at.Hash}
		delete(h.by, key)
		h.order = slices.DeleteFunc(h.order, func(k resourceKey) bool { return k == key })
		return
	}
	if h.by[resourceKey{id, res.at.Seq, res.at.Hash}] == res {
		h.count(res, len(body))
	}
}

// drop forgets the resources of a board from before a seq: something was struck out there. One that is being made goes to who waits for it and is not kept.
func (h *shelf) drop(id board.ID, before board.Seq) {
	h.mu.Lock()
	defer h.mu.Unlock()
	gone := func(k resourceKey) bool { return k.id == id && k.seq < before }
	for key, res := range h.by {
		if gone(key) {
			h.bytes -= res.bytes
			delete(h.by, key)
		}
	}
	h.order = slices.DeleteFunc(h.order, gone)
}

// add gives a resource its second body, unless it is no longer kept.
func (h *shelf) add(id board.ID, res *resource, zstd []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.by[resourceKey{id, res.at.Seq, res.at.Hash}] == res {
		res.zstd.Store(&zstd)
		h.count(res, len(zstd))
	}
}

// count takes more bytes of a resource into account, and lets the oldest go while there are too many.
func (h *shelf) count(res *resource, bytes int) {
	res.bytes += bytes
	h.bytes += bytes
	for h.bytes > h.most && len(h.order) > 1 {
		oldest := h.order[0]
		h.order = h.order[1:]
		if old := h.by[oldest]; old != nil {
			select {
			case <-old.ready:
				h.bytes -= old.bytes
				delete(h.by, oldest)
			default:
				h.order = append(h.order, oldest)
				return
			}
		}
	}
}

// A snapshot is used again while the tail after it is short.
const (
	sharedTail      = 500
	sharedTailBytes = 256 << 10
	// sharedFor is how old it may be: whoever is told of it fetches it before it could be folded.
	sharedFor = time.Hour
)

// pastBegins is how old a snapshot may be for whom the past is closed. So one of a large board is not made anew for each of many who come at once.
const pastBegins = 2 * time.Second

// snapshotFor names a snapshot for who joins, and the rows after it. It is made beside the room; who fetches it waits for that.
func (rm *room) snapshotFor(user board.UserID) (*wire.SnapshotRef, []row) {
	if age := rm.now - rm.snapAt; rm.snap != nil && (age <= pastBegins || age <= sharedFor && rm.mayReplay(user)) {
		if rows, ok := rm.ring.after(rm.snap.at.Seq); ok && len(rows) <= sharedTail && size(rows) <= sharedTailBytes {
			return rm.ref(rm.snap.at), rows
		}
	}
	rm.reg.count.snapshots.Add(1)
	rm.reg.cfg.Log.Debug("snapshot made", "board", rm.id, "seq", rm.head.Seq)
	rm.make(rm.head.Seq-rm.savedAt >= board.Seq(rm.reg.cfg.Limits.SnapshotEvery))
	return rm.ref(rm.head), nil
}

func (rm *room) ref(at board.Position) *wire.SnapshotRef {
	return &wire.SnapshotRef{Seq: at.Seq, Hash: at.Hash, URL: rm.reg.cfg.SnapshotURL(rm.id, at.Seq, at.Hash)}
}

// make begins the making of a snapshot of the board as it is now: for joiners, and to be saved if asked.
func (rm *room) make(save bool) {
	save = save && !rm.saving
	res, fresh := rm.reg.shelf.place(rm.id, rm.head)
	rm.snap, rm.snapAt = res, rm.now
	if !fresh && !save {
		return
	}
	rm.saving = rm.saving || save
	copied, at := rm.board.Clone(), rm.head
	rm.task(func(ctx context.Context) event {
		form := rm.reg.encodeBoard(copied, rm.id, res, fresh)
		if !save {
			return saved{}
		}
		return saved{at: at, tried: true, err: rm.reg.cfg.Store.SaveSnapshot(ctx, rm.id, board.NewSnapshot(at, form))}
	})
}

// encodeBoard encodes a board and, if asked, fills a resource with it.
func (r *Registry) encodeBoard(b *board.Board, id board.ID, res *resource, fill bool) []byte {
	r.encoders <- struct{}{}
	defer func() { <-r.encoders }()
	form := b.AppendCanonical(nil)
	if fill {
		body, err := zip(form)
		r.shelf.fill(id, res, body, err)
	}
	return form
}

// saved: a snapshot has been made, and perhaps saved.
type saved struct {
	at    board.Position
	tried bool
	err   error
}

func (e saved) happen(rm *room) {
	if !e.tried {
		return
	}
	rm.saving = false
	if rm.saveFailed = e.err != nil; rm.saveFailed {
		rm.reg.cfg.Log.Warn("snapshot was not saved", "board", rm.id, "err", e.err)
		return
	}
	rm.savedAt = max(rm.savedAt, e.at.Seq)
	rm.reg.count.saved.Add(1)
	rm.reg.keyframes(rm.id)
	rm.prove(e.at)
}

// saveSometimes saves a snapshot when enough has been appended since the last one. After a failure it is tried again with as many more.
func (rm *room) saveSometimes() {
	if rm.head.Seq-max(rm.savedAt, rm.triedAt) >= board.Seq(rm.reg.cfg.Limits.SnapshotEvery) {
		rm.save()
	}
}

func (rm *room) save() {
	if !rm.saving {
		rm.triedAt = rm.head.Seq
		rm.make(true)
	}
}
