package rooms

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"drawingroom/rooms/board"
)

// SnapshotPath is the default resource of a snapshot: /api/v1/boards/{id}/snapshots/{seq}-{hash in hex}.
func SnapshotPath(id board.ID, seq board.Seq, hash board.Hash) string {
	return fmt.Sprintf("/api/v1/boards/%s/snapshots/%d-%x", id, seq, hash[:])
}

// ParseSnapshotName reads the last part of SnapshotPath, in its one spelling.
func ParseSnapshotName(name string) (seq board.Seq, hash board.Hash, ok bool) {
	number, text, _ := strings.Cut(name, "-")
	n, _ := strconv.ParseInt(number, 10, 64)
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(hash) || n < 1 {
		return 0, hash, false
	}
	seq, hash = board.Seq(n), board.Hash(raw)
	return seq, hash, fmt.Sprintf("%d-%x", seq, raw) == name
}

// Snapshot returns the body of a snapshot's resource.
// Whether the asker may read the board is the caller's to know. None such, or one from before something was struck out, or from what was folded: board.ErrNotFound.
func (r *Registry) Snapshot(ctx context.Context, id board.ID, seq board.Seq, hash board.Hash) (Packed, error) {
	mark, err := r.cfg.Store.LastMark(ctx, id) // the strike may have been another node's, and no room be open here
	if err != nil {
		return Packed{}, err
	}
	begins, err := r.cfg.Store.Beginning(ctx, id)
	if err != nil {
		return Packed{}, err
	}
	if before := max(mark, begins.At.Seq); seq < before {
		r.shelf.drop(id, before)
		return Packed{}, board.ErrNotFound
	}
	res, fresh := r.shelf.place(id, board.Position{Seq: seq, Hash: hash})
	if fresh { // made by another node, or no longer kept: build it again
		if !r.begin(func() { r.rebuild(id, res) }) {
			r.shelf.fill(id, res, nil, board.ErrBusy)
		}
	}
	select {
	case <-res.ready:
		return Packed{r, id, res}, res.err
	case <-ctx.Done():
		return Packed{}, ctx.Err()
	}
}

// rebuild makes a resource from the store: the board at any seq can be had from the log.
func (r *Registry) rebuild(id board.ID, res *resource) {
	b, err := r.boardAt(id, res.at)
	if err != nil {
		r.shelf.fill(id, res, nil, err)
		return
	}
	r.encodeBoard(b, id, res, true)
}

func (r *Registry) boardAt(id board.ID, at board.Position) (*board.Board, error) {
	select {
	case r.loads <- struct{}{}:
		defer func() { <-r.loads }()
	case <-r.ctx.Done():
		return nil, r.ctx.Err()
	}
	head, err := r.cfg.Store.Head(r.ctx, id)
	if err != nil {
		return nil, err
	}
	hash, _, err := r.rowAt(r.ctx, id, at.Seq)
	if errors.Is(err, board.ErrFolded) || errors.Is(err, board.ErrUnreadable) || err == nil && hash != at.Hash { // asked first: building a board is dear
		return nil, board.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	at.Epoch = head.Epoch
	f, err := fold(r.ctx, r.cfg.Store, id, at)
	if err != nil {
		return nil, err
	}
	return f.board, nil
}

// Export is a board as data.
type Export struct {
	At    board.Position
	State board.StateHash // of Form
	Form  []byte          // canonical form
}

// Export returns a board as it is now. Rights are the caller's to know.
func (r *Registry) Export(ctx context.Context, id board.ID) (Export, error) {
	rm, err := r.acquire(ctx, id)
	if err != nil {
		return Export{}, err
	}
	defer r.release(rm)
	ask := exporting{reply: make(chan copied, 1)}
	if !rm.post(ask) {
		return Export{}, rm.why()
	}
	select {
	case c := <-ask.reply:
		form := c.board.AppendCanonical(nil)
		return Export{At: c.at, State: sha256.Sum256(form), Form: form}, nil
	case <-rm.ended:
		return Export{}, rm.why()
	case <-ctx.Done():
		return Export{}, ctx.Err()
	}
}

// exporting: someone asks for a copy of the board.
type exporting struct{ reply chan copied }

type copied struct {
	board *board.Board
	at    board.Position
}

func (e exporting) happen(rm *room) { e.reply <- copied{rm.board.Clone(), rm.head} }

// Log returns rows of the log after a seq, at most limit. Rights are the caller's to know.
func (r *Registry) Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	return r.cfg.Store.Log(ctx, id, after, limit)
}
