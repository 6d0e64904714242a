package persistence

import (
	"context"
	"errors"
	"fmt"

	"drawingroom/rooms/board"
)

// CreateBoard makes the board, its first row, the owner's membership and the first link, in one transaction.
// The owner must be a known user. An id that is taken is a fault.
func (s *Store) CreateBoard(ctx context.Context, b board.NewBoard) error {
	first := board.Record{Seq: 1, N: 1, Time: b.Now, Version: board.Version, Salt: b.Salt, Payload: b.Payload}
	first.Hash = board.Chain(board.Hash{}, b.ID, first)
	digest := board.Digest(b.Payload)
	return s.db.update(ctx, func(t tx) error {
		var num int64
		_, err := t.one(`INSERT INTO boards (id, title, owner, created, epoch, seq, hash, time, acl, authors, clients)
			VALUES ($1, $2, $3, $4, $5, 1, $6, $4, 1, 0, 0) RETURNING num`,
			[]any{string(b.ID), b.Title, string(b.Owner), b.Now, b.Epoch, first.Hash[:]}, &num)
		if err != nil {
			return fmt.Errorf("board: %w", err)
		}
		return errors.Join(
			insertServerClient(t, num, digest),
			insertChange(t, num, &first, digest),
			insertMember(t, num, b.Owner, 0, board.RoleOwner, b.Now),
			insertLink(t, num, b.Link, board.RoleEditor, b.Owner, b.Now),
		)
	})
}

// headColumns are what scanHead reads, in its order.
const headColumns = "epoch, seq, hash, acl, time"

func headInto(h *board.Head) []any {
	return []any{&h.Epoch, &h.Seq, into16(&h.Hash), &h.ACL, &h.Time}
}

// Head returns where a board stands. No such board: ErrNoBoard.
func (s *Store) Head(ctx context.Context, id board.ID) (board.Head, error) {
	var h board.Head
	err := s.db.view(ctx, func(t view) error {
		found, err := t.one("SELECT "+headColumns+" FROM boards WHERE id = $1", []any{string(id)}, headInto(&h)...)
		return orMissing(found, err, board.ErrNoBoard)
	})
	return h, err
}

// Heads returns where those of the boards stand that exist: one query.
func (s *Store) Heads(ctx context.Context, ids []board.ID) (map[board.ID]board.Head, error) {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	heads := make(map[board.ID]board.Head, len(ids))
	condition, argument := s.db.among(names)
	err := s.db.view(ctx, func(t view) error {
		return t.query("SELECT id, "+headColumns+" FROM boards WHERE id "+condition, []any{argument}, func(scan scan) (bool, error) {
			var id board.ID
			var h board.Head
			err := scan(append([]any{&id}, headInto(&h)...)...)
			heads[id] = h
			return true, err
		})
	})
	return heads, err
}

const infoColumns = `b.id, b.title, max(m.role), b.seq, b.created, b.time
	FROM members m JOIN boards b ON b.num = m.board`

func scanInfo(scan scan) (board.Info, error) {
	var i board.Info
	var rank int64
	err := scan(&i.ID, &i.Title, &rank, &i.Head, &i.Created, &i.Updated)
	i.Role = roleOf(rank)
	return i, err
}

// Info returns a board as the user sees it; no membership: ErrNoBoard.
func (s *Store) Info(ctx context.Context, id board.ID, user board.UserID) (board.Info, error) {
	var info board.Info
	found := false
	err := s.db.view(ctx, func(t view) error {
		return t.query("SELECT "+infoColumns+" WHERE b.id = $1 AND m.user_id = $2 GROUP BY b.num", []any{string(id), string(user)},
			func(scan scan) (more bool, err error) {
				found = true
				info, err = scanInfo(scan)
				return false, err
			})
	})
	return info, orMissing(found, err, board.ErrNoBoard)
}

// Boards returns the user's boards, the last changed first.
func (s *Store) Boards(ctx context.Context, user board.UserID) ([]board.Info, error) {
	var all []board.Info
	err := s.db.view(ctx, func(t view) error {
		return t.query("SELECT "+infoColumns+" WHERE m.user_id = $1 GROUP BY b.num ORDER BY b.time DESC, b.num DESC", []any{string(user)},
			func(scan scan) (bool, error) {
				info, err := scanInfo(scan)
				all = append(all, info)
				return true, err
			})
	})
	return all, err
}

// raiseACL makes every append that was checked against the rights before fail with ErrRights. The board's row is locked.
func raiseACL(t tx, num int64) error {
	_, err := t.exec("UPDATE boards SET acl = acl + 1 WHERE num = $1", num)
	return err
}

// orMissing is err, or missing if nothing was found.
func orMissing(found bool, err, missing error) error {
	if err == nil && !found {
		return missing
	}
	return err
}
