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
			insertMember(t, num, b.Owner, ofNoLink, board.RoleOwner, b.Now),
			insertLink(t, num, board.NewLink{ID: b.LinkID, Secret: b.Link, LinkTerms: board.LinkTerms{Role: board.RoleEditor}}, b.Owner, b.Now),
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

// infoQuery selects boards as a user sees them, $1 the user and $2 the time; condition is a further one, after what follows the groups.
func infoQuery(condition, after string) string {
	return "SELECT b.id, b.title, " + heldRole + ", b.seq, b.created, b.time, b.replay, " + foldedTo +
		`, COALESCE((SELECT f.keep FROM folds f WHERE f.board = b.num), 0), b.trashed,
		(SELECT count(*) FROM stars s WHERE s.board = b.num AND s.user_id = $1), (SELECT COALESCE(min(t.seq), 0) FROM thumbnails t WHERE t.board = b.num) FROM ` + rightRows + ` JOIN boards b ON b.num = m.board
		WHERE m.user_id = $1 AND ` + lasts("$2") + condition + " GROUP BY b.num HAVING " + heldRole + " > 0" + after
}

func scanInfo(scan scan) (board.Info, error) {
	var i board.Info
	var rank, replay, stars int64
	err := scan(&i.ID, &i.Title, &rank, &i.Head, &i.Created, &i.Updated, &replay, &i.Folded, &i.Keep, &i.Trashed, &stars, &i.Thumbnail)
	i.Role, i.Replay, i.Starred = roleOf(rank), roleOf(replay), stars > 0
	return i, err
}

// Info returns a board as the user sees it; no membership: ErrNoBoard. In the trash: ErrTrashed.
func (s *Store) Info(ctx context.Context, id board.ID, user board.UserID) (board.Info, error) {
	var info board.Info
	found := false
	err := s.db.view(ctx, func(t view) error {
		return t.query(infoQuery(" AND b.id = $3", ""), []any{string(user), s.now(), string(id)},
			func(scan scan) (more bool, err error) {
				found = true
				info, err = scanInfo(scan)
				return false, err
			})
	})
	err = orMissing(found, err, board.ErrNoBoard)
	if err == nil {
		err = inUse(0, info.Trashed)
	}
	return info, err
}

// Boards returns the user's boards, the last changed first; those in the trash to their owner alone.
func (s *Store) Boards(ctx context.Context, user board.UserID) ([]board.Info, error) {
	var all []board.Info
	err := s.db.view(ctx, func(t view) error {
		return t.query(infoQuery("", " AND (b.trashed = 0 OR max(m.role) >= $3) ORDER BY b.time DESC, b.num DESC"), []any{string(user), s.now(), rank(board.RoleOwner)},
			func(scan scan) (bool, error) {
				info, err := scanInfo(scan)
				all = append(all, info)
				return true, err
			})
	})
	return all, err
}

// SetReplay says who may see a board's past at least, by the owner's word. No such board: ErrNoBoard. Not the owner, by now: ErrRights.
func (s *Store) SetReplay(ctx context.Context, id board.ID, by board.UserID, least board.Role) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		if err := ownerIn(t, num, by, s.now()); err != nil {
			return err
		}
		_, err := t.exec("UPDATE boards SET replay = $2 WHERE num = $1", num, rank(least))
		return err
	})
}

// locked does something about a board under the lock of its row, in one transaction. No such board: ErrNoBoard.
func (s *Store) locked(ctx context.Context, id board.ID, do func(t tx, num int64) error) error {
	return s.db.update(ctx, func(t tx) error {
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNoBoard); err != nil {
			return err
		}
		return do(t, num)
	})
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
