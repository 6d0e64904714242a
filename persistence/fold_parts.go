package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// What of a fold is still to be done: folds.stage.
const (
	stageDone  = iota
	stageRoom  // its room is to be given back
	stageMade  // what was made of the rows is to go
	stageRows  // the rows are to be emptied
	sealBytes  = len(board.Sealed{})
	emptyRows  = 500
	emptyBytes = 1 << 20
	// partsAtOnce is how many parts of a base go in one transaction.
	partsAtOnce = 8
)

// emptying is where a fold stands.
type emptying struct {
	num                int64
	to, emptied, stage int64
}

// Empty does some more of what a board's fold has begun, in one transaction that is over soon: it empties rows and keeps what their chain hashes are
// proved by, or drops a snapshot of before or parts of an older base. more: there is more of it. A process that ends in between leaves nothing that
// is not taken up where it was.
func (s *Store) Empty(ctx context.Context, id board.ID) (more bool, err error) {
	var at emptying
	var rows []board.Record
	err = s.db.view(ctx, func(t view) error {
		at, rows = emptying{}, nil
		_, err := t.one("SELECT b.num, f.seq, f.emptied, f.stage FROM folds f JOIN boards b ON b.num = f.board WHERE b.id = $1 AND b.quarantined = 0",
			[]any{string(id)}, &at.num, &at.to, &at.emptied, &at.stage)
		if err != nil || at.stage != stageRows {
			return err
		}
		rows, err = at.read(t)
		return err
	})
	if err != nil || at.stage <= stageRoom {
		return false, err
	}
	err = s.db.update(ctx, func(t tx) error {
		if num, err := t.lockBoard(id); err != nil || num != at.num {
			return err
		}
		if at.stage == stageRows {
			return at.empty(t, rows)
		}
		return at.drop(t)
	})
	return err == nil, err
}

// read reads the next rows: they are folded, so nobody else touches them. The range names its end, though seqs have no gap and the limit says as much: a PostgreSQL
// that has counted nothing yet would read and sort all that is still to be done, for each step anew.
func (at *emptying) read(t view) (rows []board.Record, err error) {
	size := 0
	err = t.query("SELECT "+rowColumns+" WHERE c.board = $1 AND c.seq > $2 AND c.seq <= $3 ORDER BY c.seq LIMIT $4",
		[]any{at.num, at.emptied, min(at.to, at.emptied+emptyRows), emptyRows}, func(scan scan) (bool, error) {
			r, err := scanRow(scan)
			rows = append(rows, r)
			size += len(r.Payload)
			return size < emptyBytes, err
		})
	return rows, err
}

// empty takes away what rows say, and what could be guessed at by, and keeps their seals. Another node may have been here.
func (at *emptying) empty(t tx, rows []board.Record) error {
	var emptied, stage int64
	if _, err := t.one("SELECT emptied, stage FROM folds WHERE board = $1", []any{at.num}, &emptied, &stage); err != nil || emptied != at.emptied || stage != at.stage {
		return err
	}
	last := at.emptied + int64(len(rows))
	if len(rows) > 0 {
		seals := make([]byte, 0, len(rows)*sealBytes)
		for i := range rows {
			sealed := rows[i].Seal()
			seals = append(seals, sealed[:]...)
		}
		none := []byte{}
		if _, err := t.exec("INSERT INTO seals (board, first, bytes) VALUES ($1, $2, $3)", at.num, at.emptied+1, seals); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE changes SET salt = $4, digest = $4, payload = $4 WHERE board = $1 AND seq > $2 AND seq <= $3", at.num, at.emptied, last, none); err != nil {
			return err
		}
		if err := at.forget(t, rows, last); err != nil {
			return err
		}
	}
	next := int64(stageRows)
	if last >= at.to {
		next = stageMade
	}
	_, err := t.exec("UPDATE folds SET emptied = $2, stage = $3 WHERE board = $1 AND seq = $4", at.num, last, next, at.to)
	return err
}

// forget takes away by what the last changes of page loads could be guessed at, where they are among the rows. Each load is found by its number: what its last
// change was is in no index.
func (at *emptying) forget(t tx, rows []board.Record, last int64) error {
	done := map[board.Client]bool{}
	for i := range rows {
		client := rows[i].Client
		if done[client] {
			continue
		}
		done[client] = true
		if _, err := t.exec("UPDATE clients SET last_digest = $5 WHERE board = $1 AND number = $2 AND last_seq > $3 AND last_seq <= $4",
			at.num, int64(client), at.emptied, last, []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// drop lets a snapshot of before the base go, or parts of older bases; when there is none left, that stage is over.
func (at *emptying) drop(t tx) error {
	n, err := t.exec(`DELETE FROM snapshots WHERE board = $1 AND seq IN (SELECT seq FROM snapshots
		WHERE board = $1 AND seq < (SELECT seq FROM folds WHERE board = $1) ORDER BY seq LIMIT 1)`, at.num)
	if err != nil || n > 0 {
		return err
	}
	if more, err := dropBases(t, at.num); err != nil || more {
		return err
	}
	_, err = t.exec("UPDATE folds SET stage = $2 WHERE board = $1 AND stage = $3", at.num, stageRoom, stageMade)
	return err
}
