package persistence

import (
	"context"
	"errors"

	"drawingroom/rooms/board"
)

// eraseRows and eraseParts are how many rows, and how many parts of pictures or whole snapshots, a transaction deletes: nobody who draws waits longer than for that.
const (
	eraseRows  = 400
	eraseParts = 8
)

// discard takes every right to a board away, and lets its rows leave the log. The board's row is locked.
func discard(t tx, num, now int64) error {
	var trashed int64
	if _, err := t.one("SELECT trashed FROM boards WHERE num = $1", []any{num}, &trashed); err != nil {
		return err
	}
	for _, table := range []string{"members", "host_words", "links", "stars", "thumbnails", "embeds"} {
		if _, err := t.exec("DELETE FROM "+table+" WHERE board = $1", num); err != nil {
			return err
		}
	}
	return leaveTo(t, num, max(trashed, 1), max(now, 1))
}

// erasures are what is deleted of a board, in this order, each so many rows at a time. A new table of a board's has a line here, by test.
var erasures = []struct {
	statement string
	most      int64
}{
	{"DELETE FROM changes WHERE board = $1 AND seq IN (SELECT seq FROM changes WHERE board = $1 ORDER BY seq LIMIT $2)", eraseRows},
	{"DELETE FROM strikes WHERE board = $1 AND seq IN (SELECT seq FROM strikes WHERE board = $1 ORDER BY seq LIMIT $2)", eraseRows},
	{"DELETE FROM snapshots WHERE board = $1 AND seq IN (SELECT seq FROM snapshots WHERE board = $1 ORDER BY seq LIMIT $2)", eraseParts},
	{"DELETE FROM seals WHERE board = $1 AND first IN (SELECT first FROM seals WHERE board = $1 ORDER BY first LIMIT $2)", eraseParts},
	{"DELETE FROM bases WHERE board = $1 AND (seq, part) IN (SELECT seq, part FROM bases WHERE board = $1 ORDER BY seq, part LIMIT $2)", eraseParts},
	{"DELETE FROM folds WHERE board IN (SELECT board FROM folds WHERE board = $1 LIMIT $2)", 1},
	{`DELETE FROM asset_parts WHERE (asset, part) IN (SELECT p.asset, p.part FROM asset_parts p JOIN assets a ON a.num = p.asset
		WHERE a.board = $1 ORDER BY p.asset, p.part LIMIT $2)`, eraseParts},
	{"DELETE FROM assets WHERE board = $1 AND num IN (SELECT num FROM assets WHERE board = $1 ORDER BY num LIMIT $2)", eraseRows},
	{"DELETE FROM clients WHERE board = $1 AND number IN (SELECT number FROM clients WHERE board = $1 ORDER BY number LIMIT $2)", eraseRows},
	{"DELETE FROM authors WHERE board = $1 AND number IN (SELECT number FROM authors WHERE board = $1 ORDER BY number LIMIT $2)", eraseRows},
	{"DELETE FROM members WHERE board = $1 AND user_id IN (SELECT user_id FROM members WHERE board = $1 ORDER BY user_id LIMIT $2)", eraseRows},
	{"DELETE FROM links WHERE board = $1 AND num IN (SELECT num FROM links WHERE board = $1 ORDER BY num LIMIT $2)", eraseRows},
	{"DELETE FROM host_words WHERE board = $1 AND user_id IN (SELECT user_id FROM host_words WHERE board = $1 ORDER BY user_id LIMIT $2)", eraseRows},
	{"DELETE FROM stars WHERE board = $1 AND user_id IN (SELECT user_id FROM stars WHERE board = $1 ORDER BY user_id LIMIT $2)", eraseRows},
	{"DELETE FROM embeds WHERE board IN (SELECT board FROM embeds WHERE board = $1 LIMIT $2)", 1},
	{"DELETE FROM thumbnails WHERE board = $1 AND theme IN (SELECT theme FROM thumbnails WHERE board = $1 ORDER BY theme LIMIT $2)", eraseParts},
}

// Erase deletes for good what is due at now: boards that were discarded, those that came to the trash before a time, and copies that broke off. Each board goes in
// many small transactions, and what a stop breaks off goes on the next time. It returns the boards that are gone.
func (s *Store) Erase(ctx context.Context, now, trashedBefore int64) (gone []board.ID, err error) {
	due, err := s.dueToGo(ctx, now, trashedBefore)
	for _, id := range due {
		if err != nil {
			return gone, err
		}
		var was bool
		if was, err = s.erase(ctx, id, now, trashedBefore); was {
			gone = append(gone, id)
		}
	}
	return gone, err
}

const isDue = "trashed > 0 AND (erasing > 0 AND erasing <= $1 OR erasing = 0 AND trashed < $2)"

func (s *Store) dueToGo(ctx context.Context, now, trashedBefore int64) (due []board.ID, err error) {
	err = s.db.view(ctx, func(t view) error {
		due = nil
		return t.query("SELECT id FROM boards WHERE "+isDue+" ORDER BY num", []any{now, trashedBefore}, func(scan scan) (bool, error) {
			var id board.ID
			err := scan(&id)
			due = append(due, id)
			return true, err
		})
	})
	return due, err
}

// errTakenBack means that a board is not due any more.
var errTakenBack = errors.New("taken back")

// erase deletes one board; gone is false if it was taken back at the last moment, or another node was faster.
func (s *Store) erase(ctx context.Context, id board.ID, now, trashedBefore int64) (gone bool, err error) {
	err = s.erasing(ctx, id, func(t tx, num int64) error {
		due, err := t.one("SELECT num FROM boards WHERE num = $3 AND "+isDue, []any{now, trashedBefore, num}, new(int64))
		if err == nil && !due {
			err = errTakenBack
		}
		if err != nil {
			return err
		}
		return discard(t, num, now)
	})
	if errors.Is(err, errTakenBack) || errors.Is(err, board.ErrNoBoard) {
		return false, nil
	}
	for _, e := range erasures {
		for more := err == nil; more; {
			err = s.erasing(ctx, id, func(t tx, num int64) error {
				rows, err := t.exec(e.statement, num, e.most)
				more = rows > 0
				return err
			})
			more = more && err == nil
		}
	}
	if err == nil {
		err = s.erasing(ctx, id, func(t tx, num int64) error {
			_, err := t.exec("DELETE FROM boards WHERE num = $1", num)
			return err
		})
	}
	if errors.Is(err, board.ErrNoBoard) { // another node was faster
		return false, nil
	}
	return err == nil, err
}

func (s *Store) erasing(ctx context.Context, id board.ID, do func(t tx, num int64) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.locked(ctx, id, do)
}
