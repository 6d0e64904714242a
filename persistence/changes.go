package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// logBytes bounds the payloads of one answer of Log. One row is always given.
const logBytes = 4 << 20

// Log returns the rows after a seq, in order, at most limit rows and about 4 MiB. No such board: ErrNoBoard.
func (s *Store) Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	var rows []board.Record
	err := s.db.view(ctx, func(t view) error {
		var num int64
		found, err := t.one("SELECT num FROM boards WHERE id = $1", []any{string(id)}, &num)
		if err := orMissing(found, err, board.ErrNoBoard); err != nil {
			return err
		}
		rows, err = logPages(t, num, after, limit)
		return err
	})
	return rows, err
}

// logPages reads the log page by page, so that a database across a network does not send what is beyond logBytes.
func logPages(t view, num int64, after board.Seq, limit int) ([]board.Record, error) {
	var rows []board.Record
	size, page := 0, 64
	for limit > 0 && size < logBytes {
		page = min(page, limit)
		got := 0
		err := t.query(`SELECT seq, author, client, n, time, version, salt, payload, hash FROM changes
			WHERE board = $1 AND seq > $2 ORDER BY seq LIMIT $3`, []any{num, int64(after), page},
			func(scan scan) (bool, error) {
				var r board.Record
				if err := scan(&r.Seq, &r.Author, &r.Client, &r.N, &r.Time, &r.Version, into16Salt(&r.Salt), &r.Payload, into16(&r.Hash)); err != nil {
					return false, err
				}
				rows = append(rows, r)
				got++
				after = r.Seq
				size += len(r.Payload)
				return size < logBytes, nil
			})
		if err != nil || got < page {
			return rows, err
		}
		limit -= got
		page = nextPage(size, len(rows))
	}
	return rows, nil
}

// nextPage guesses how many rows of the size seen so far still fit.
func nextPage(size, rows int) int {
	each := max(size/rows, 64)
	return max((logBytes-size)/each, 1)
}

func insertChange(t tx, num int64, r *board.Record, digest board.Hash) error {
	_, err := t.exec(`INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		num, int64(r.Seq), int64(r.Author), int64(r.Client), r.N, r.Time, int64(r.Version), r.Salt[:], digest[:], r.Hash[:], r.Payload)
	return err
}
