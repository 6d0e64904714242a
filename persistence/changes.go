package persistence

import (
	"context"
	"fmt"

	"drawingroom/rooms/board"
)

// logBytes bounds the payloads of one answer of Log. One row is always given.
const logBytes = 4 << 20

// Log returns the rows after a seq, in order, at most limit rows and about 4 MiB. No such board: ErrNoBoard. Rows that were folded: ErrFolded; what is
// left begins after Beginning.
func (s *Store) Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	var rows []board.Record
	err := s.db.view(ctx, func(t view) error {
		num, err := unfolded(t, id, after)
		if err != nil {
			return err
		}
		if rows, err = logPages(t, num, after, limit); err != nil {
			return err
		}
		_, err = unfolded(t, id, after) // once more: they may have been folded, and emptied, while they were read
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// unfolded finds a board of which what comes after a seq is not folded.
func unfolded(t view, id board.ID, after board.Seq) (num int64, err error) {
	var folded board.Seq
	found, err := t.one("SELECT b.num, "+foldedTo+" FROM boards b WHERE b.id = $1", []any{string(id)}, &num, &folded)
	if err := orMissing(found, err, board.ErrNoBoard); err != nil {
		return 0, err
	}
	if folded > max(after, 0) {
		return 0, fmt.Errorf("%w: up to %d", board.ErrFolded, folded)
	}
	return num, nil
}

// logPages reads the log page by page, so that a database across a network does not send what is beyond logBytes.
func logPages(t view, num int64, after board.Seq, limit int) ([]board.Record, error) {
	var rows []board.Record
	size, page := 0, 64
	for limit > 0 && size < logBytes {
		page = min(page, limit)
		got := 0
		err := t.query("SELECT "+rowColumns+" WHERE c.board = $1 AND c.seq > $2 ORDER BY c.seq LIMIT $3", []any{num, int64(after), page},
			func(scan scan) (bool, error) {
				r, err := scanRow(scan)
				if err != nil {
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

// rowColumns are what scanRow reads, and where from.
const rowColumns = `c.seq, c.author, c.client, c.n, c.time, c.version, c.salt, c.payload, c.hash, s.sealed
	FROM changes c LEFT JOIN strikes s ON s.board = c.board AND s.seq = c.seq`

// scanRow reads a row of the log. One without a salt that was not struck out is damaged, and shows as such: the chain does not hold over it.
func scanRow(scan scan) (board.Record, error) {
	var r board.Record
	var salt, sealed []byte
	err := scan(&r.Seq, &r.Author, &r.Client, &r.N, &r.Time, &r.Version, &salt, &r.Payload, into16(&r.Hash), &sealed)
	if len(salt) == len(r.Salt) {
		copy(r.Salt[:], salt)
	}
	if len(sealed) == len(r.Sealed) {
		copy(r.Sealed[:], sealed)
	}
	return r, err
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
