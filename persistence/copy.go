package persistence

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"maps"
	"slices"

	"drawingroom/rooms/board"
)

// copyTime is how long a copy may take, in ms, before it counts as broken off, and is deleted.
const copyTime = 60 * 60 * 1000

// copyRows is how many changes of a copy are written together; each is at most about 128 KiB.
const copyRows = 8

// CopyBoard makes a board that begins as another is now, with the pictures that it names, by many small transactions; nobody knows of it before all is there. Its
// author is its owner. The user has no right to the other board, by the end: ErrNoBoard; it is in the trash or out of use: ErrTrashed, ErrQuarantined.
func (s *Store) CopyBoard(ctx context.Context, c board.NewCopy) error {
	err := s.beginCopy(ctx, c)
	for changes := range slices.Chunk(c.Changes, copyRows) {
		if err == nil {
			err = s.copyChanges(ctx, c, changes)
		}
	}
	if err == nil {
		err = s.copyPictures(ctx, c)
	}
	if err == nil {
		err = s.finishCopy(ctx, c)
	}
	return err
}

// beginCopy makes the board as one that is being deleted: so nobody sees it, no backup holds it, and it goes by itself if it is never finished.
func (s *Store) beginCopy(ctx context.Context, c board.NewCopy) error {
	first := board.Record{Seq: 1, N: 1, Time: c.Now, Version: board.Version, Salt: c.Salt, Payload: c.Payload}
	first.Hash = board.Chain(board.Hash{}, c.ID, first)
	digest := board.Digest(c.Payload)
	return s.db.update(ctx, func(t tx) error {
		var num int64
		if _, err := t.one(`INSERT INTO boards (id, title, owner, created, epoch, seq, hash, time, acl, authors, clients, trashed, erasing)
			VALUES ($1, $2, $3, $4, $5, 1, $6, $4, 1, 0, 0, $4, $7) RETURNING num`,
			[]any{string(c.ID), c.Title, string(c.Owner), c.Now, c.Epoch, first.Hash[:], c.Now + copyTime}, &num); err != nil {
			return err
		}
		var u board.User
		_, err := t.one("SELECT name, colour FROM users WHERE id = $1", []any{string(c.Owner)}, &u.Name, &u.Colour)
		if err == nil {
			_, _, err = authorOf(t, num, c.Owner, u.Name, u.Colour)
		}
		return errors.Join(err, insertServerClient(t, num, digest), insertChange(t, num, &first, digest))
	})
}

// copyChanges appends changes by the board's first author and the server's own client.
func (s *Store) copyChanges(ctx context.Context, c board.NewCopy, payloads [][]byte) error {
	return s.erasing(ctx, c.ID, func(t tx, num int64) error {
		var h board.Head
		if _, err := t.one("SELECT "+headColumns+" FROM boards WHERE num = $1", []any{num}, headInto(&h)...); err != nil {
			return err
		}
		var digest board.Hash
		for _, payload := range payloads {
			r := board.Record{Author: 1, Seq: h.Seq + 1, N: int64(h.Seq + 1), Time: c.Now, Version: board.Version, Payload: payload}
			rand.Read(r.Salt[:]) // never fails: it ends the program where there is no randomness
			r.Hash = board.Chain(h.Hash, c.ID, r)
			digest = board.Digest(payload)
			if err := insertChange(t, num, &r, digest); err != nil {
				return err
			}
			h.Seq, h.Hash = r.Seq, r.Hash
		}
		if _, err := t.exec("UPDATE clients SET last_n = $2, last_seq = $2, last_digest = $3 WHERE board = $1 AND number = 0", num, int64(h.Seq), digest[:]); err != nil {
			return err
		}
		_, err := t.exec("UPDATE boards SET seq = $2, hash = $3 WHERE num = $1", num, int64(h.Seq), h.Hash[:])
		return err
	})
}

// copyPictures copies the pictures that the changes name, a part at a time.
func (s *Store) copyPictures(ctx context.Context, c board.NewCopy) error {
	named := map[string]bool{}
	for _, payload := range c.Changes {
		for _, name := range namesAsset.FindAll(payload, -1) {
			named[string(name[1:len(name)-1])] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		hash, err := hex.DecodeString(name)
		if err != nil {
			return err
		}
		if err := s.copyPicture(ctx, c, hash); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) copyPicture(ctx context.Context, c board.NewCopy, hash []byte) error {
	var from, to int64
	err := s.erasing(ctx, c.ID, func(t tx, num int64) error {
		found, err := t.one(`SELECT a.num FROM assets a JOIN boards b ON b.num = a.board WHERE b.id = $1 AND a.hash = $2 AND a.whole`, []any{string(c.From), hash}, &from)
		if err != nil || !found {
			return err
		}
		_, err = t.one(`INSERT INTO assets (board, hash, type, width, height, size, user_id, begun, whole)
			SELECT $2, hash, type, width, height, size, $3, $4, $5 FROM assets WHERE num = $1 RETURNING num`, []any{from, num, string(c.Owner), c.Now, false}, &to)
		return err
	})
	for part, more := 0, from != 0; more && err == nil; part++ {
		err = s.erasing(ctx, c.ID, func(t tx, _ int64) error {
			rows, err := t.exec("INSERT INTO asset_parts (asset, part, bytes) SELECT $3, part, bytes FROM asset_parts WHERE asset = $1 AND part = $2", from, int64(part), to)
			more = rows > 0
			return err
		})
	}
	if err != nil || from == 0 {
		return err
	}
	return s.erasing(ctx, c.ID, func(t tx, _ int64) error {
		// One that was struck out meanwhile is not whole here, and goes.
		still, err := t.one("SELECT num FROM assets WHERE num = $1 AND whole", []any{from}, new(int64))
		if err != nil || !still {
			return errors.Join(err, dropAsset(t, to))
		}
		_, err = t.exec("UPDATE assets SET whole = $2 WHERE num = $1", to, true)
		return err
	})
}

// finishCopy gives the board to its owner, if they may still look at the other.
func (s *Store) finishCopy(ctx context.Context, c board.NewCopy) error {
	if _, err := s.Role(ctx, c.From, c.Owner); err != nil {
		return err
	}
	return s.erasing(ctx, c.ID, func(t tx, num int64) error {
		return errors.Join(
			insertMember(t, num, c.Owner, ofNoLink, board.RoleOwner, c.Now),
			insertLink(t, num, board.NewLink{ID: c.LinkID, Secret: c.Link, LinkTerms: board.LinkTerms{Role: board.RoleEditor}}, c.Owner, c.Now),
			copyThumbnails(t, num, c),
			leaveTo(t, num, 0, 0),
		)
	})
}

// copyThumbnails takes the small pictures along that show the other board as it was copied.
func copyThumbnails(t tx, num int64, c board.NewCopy) error {
	_, err := t.exec(`INSERT INTO thumbnails (board, theme, seq, type, width, height, bytes)
		SELECT $1, p.theme, (SELECT seq FROM boards WHERE num = $1), p.type, p.width, p.height, p.bytes
		FROM thumbnails p JOIN boards b ON b.num = p.board WHERE b.id = $2 AND p.seq >= $3`, num, string(c.From), int64(c.At))
	return err
}
