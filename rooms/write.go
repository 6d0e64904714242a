package rooms

import (
	"context"
	"crypto/sha256"
	"errors"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
)

// writeTries is how often a change of Write is put to the store: another may take its number, or rights may change meanwhile.
const writeTries = 5

// Write appends a change to a board as a user, for requests that come outside of a connection. The room, if one is open on any node, reads it in the log like what
// another node appended. The title is what SQL is to keep as the board's; nil: the change does not touch it. The user may not draw on it: board.ErrRights.
func (r *Registry) Write(ctx context.Context, id board.ID, user board.UserID, change board.Change, title *string) error {
	payload := board.AppendChange(nil, change)
	err := board.ErrBusy
	for range writeTries {
		var head board.Head
		if head, err = r.writeOnce(ctx, id, user, payload, title); err == nil {
			r.noteAppended(id, head)
			return nil
		}
		if !errors.Is(err, errWriteAgain) {
			return err
		}
	}
	return errors.Join(board.ErrBusy, err)
}

var errWriteAgain = errors.New("another was faster")

func (r *Registry) writeOnce(ctx context.Context, id board.ID, user board.UserID, payload []byte, title *string) (board.Head, error) {
	// In this order: a right that is lost after the first makes the version of the rights another.
	rights, err := r.cfg.Store.Roles(ctx, id)
	if err != nil {
		return board.Head{}, err
	}
	entry, err := r.cfg.Store.Enter(ctx, id, user, serverClient(user))
	switch {
	case err != nil:
		return board.Head{}, err
	case !rights.Roles[user].MayEdit():
		return board.Head{}, board.ErrRights
	}
	item := board.Pending{User: user, Author: entry.Author, Client: entry.Client, N: entry.LastN + 1, Digest: board.Digest(payload), Payload: payload}
	batch := board.Batch{Board: id, ACL: rights.ACL, Now: r.cfg.Now().UnixMilli(), Title: title, Items: []board.Pending{item}}
	out := r.cfg.Store.Append(r.ctx, []board.Batch{batch})
	switch {
	case len(out) != 1:
		return board.Head{}, board.ErrUnknown
	case errors.Is(out[0].Err, board.ErrRights):
		return board.Head{}, errWriteAgain
	case out[0].Err != nil:
		return board.Head{}, out[0].Err
	case out[0].Items[0].Stored != board.Appended:
		return board.Head{}, errWriteAgain
	}
	r.count.appended.Add(1)
	return out[0].Head, nil
}

// serverClient is the hash by which a store knows the client that the server writes as for a user. A page's own is the hash of what it drew, which has no such form
// (W10), so none can be taken for it.
func serverClient(user board.UserID) [32]byte {
	return sha256.Sum256([]byte("by the server for " + user))
}

// noteAppended lets the room of a board, on this node and the others, read the log at once instead of with the next look at the heads.
func (r *Registry) noteAppended(id board.ID, head board.Head) {
	if r.cfg.Relay != nil {
		r.cfg.Relay.Publish(relay.Message{Board: id, Node: r.cfg.Node, Head: head})
	}
	r.mu.Lock()
	rm := r.rooms[id]
	r.mu.Unlock()
	if rm != nil {
		rm.hint(hinted{head})
	}
}

// Gone says that a board was deleted: this node keeps nothing of it in memory, and an open room ends.
func (r *Registry) Gone(id board.ID) {
	r.shelf.drop(id, wholeHistory)
	r.pasts.drop(id)
	r.RightsChanged(id)
}

// wholeHistory is beyond any seq.
const wholeHistory board.Seq = 1 << 62
