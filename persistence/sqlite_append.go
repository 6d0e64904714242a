package persistence

import (
	"context"
	"errors"
	"fmt"

	"drawingroom/rooms/board"
)

// append stores all batches in one transaction, so that boards share one fsync. A batch that fails does not spoil the others.
func (e *sqliteEngine) append(ctx context.Context, batches []board.Batch) []board.Outcome {
	outcomes := make([]board.Outcome, len(batches))
	e.mu.Lock()
	defer e.mu.Unlock()
	err := ctx.Err() // the server may have given up while this waited; nothing is stored then
	if err == nil {
		err = e.writer.append(batches, outcomes)
	}
	if err == nil {
		return outcomes
	}
	if ctx.Err() != nil {
		err = fmt.Errorf("%w: %w", board.ErrBusy, err)
	}
	for i := range outcomes {
		if outcomes[i].Err == nil {
			outcomes[i] = board.Outcome{Err: err}
		}
	}
	return outcomes
}

// append tries all batches together. Where one fails that is not simply refused, it is done once more, and dearer.
func (w *writer) append(batches []board.Batch, outcomes []board.Outcome) error {
	spoilt := false
	err := w.transact(func() error {
		err := w.appendAll(batches, outcomes)
		spoilt = err != nil
		return err
	})
	if !spoilt || len(batches) == 1 {
		return err
	}
	clear(outcomes)
	return w.transact(func() error { return w.appendApart(batches, outcomes) })
}

// appendAll stops at the first failure. A batch that is refused has written nothing yet, and is none.
func (w *writer) appendAll(batches []board.Batch, outcomes []board.Outcome) error {
	for i := range batches {
		err := w.appendBatch(batches[i], &outcomes[i])
		switch {
		case err == nil:
		case errors.Is(err, board.ErrNoBoard), errors.Is(err, board.ErrRights), errors.Is(err, board.ErrClient):
			outcomes[i] = board.Outcome{Err: err}
		default:
			return err
		}
	}
	return nil
}

// appendApart gives each batch a savepoint of its own, so that one that fails does not spoil the others.
func (w *writer) appendApart(batches []board.Batch, outcomes []board.Outcome) error {
	for i := range batches {
		if err := w.run("SAVEPOINT batch"); err != nil {
			return err
		}
		if err := w.appendBatch(batches[i], &outcomes[i]); err != nil {
			if err := w.run("ROLLBACK TO batch"); err != nil {
				return err // the transaction is gone, and all of it with it
			}
			outcomes[i] = board.Outcome{Err: told(err)}
		}
		if err := w.run("RELEASE batch"); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) appendBatch(b board.Batch, out *board.Outcome) error {
	at, err := w.locked(b.Board)
	if err != nil {
		return err
	}
	clients, err := w.standings(b, at.num)
	if err != nil {
		return err
	}
	before, err := w.earlier(sentBefore(b, clients), at.num)
	if err != nil {
		return err
	}
	p, err := sequence(b, at, clients, before)
	if err != nil {
		return err
	}
	*out = p.outcome
	return w.write(b, at.num, &p, clients)
}

// locked reads a board's row. The writer is alone: it stands until the commit.
func (w *writer) locked(id board.ID) (at locked, err error) {
	row, err := w.row("SELECT num, acl, seq, time, hash, epoch FROM boards WHERE id = ?", string(id))
	if err := orMissing(row != nil, err, board.ErrNoBoard); err != nil {
		return at, err
	}
	at.num, at.head.ACL = row[0].(int64), row[1].(int64)
	at.head.Seq, at.head.Time = board.Seq(row[2].(int64)), row[3].(int64)
	at.head.Epoch = row[5].(string)
	at.now = w.now()
	return at, into16(&at.head.Hash).Scan(row[4])
}

// standings reads what is known of the clients of a batch.
func (w *writer) standings(b board.Batch, num int64) (map[board.Client]*standing, error) {
	clients := make(map[board.Client]*standing, 1)
	for i := range b.Items {
		id := b.Items[i].Client
		if _, seen := clients[id]; seen {
			continue
		}
		row, err := w.row("SELECT last_n, last_seq, last_digest, COALESCE(user_id, '') FROM clients WHERE board = ? AND number = ?", num, int64(id))
		if err != nil {
			return nil, err
		}
		if row == nil {
			continue
		}
		c := &standing{lastN: row[0].(int64), lastSeq: board.Seq(row[1].(int64)), user: board.UserID(row[3].(string))}
		digest, _ := row[2].([]byte)
		copy(c.lastDigest[:], digest)
		clients[id] = c
	}
	return clients, nil
}

// earlier looks up which of the used numbers are in the log.
func (w *writer) earlier(names []sent, num int64) (map[sent]earlier, error) {
	before := map[sent]earlier{}
	for _, name := range names {
		var was earlier
		var digest []byte
		found, err := w.one("SELECT seq, time, digest FROM changes WHERE board = $1 AND client = $2 AND n = $3",
			[]any{num, int64(name.client), name.n}, &was.seq, &was.time, &digest)
		if err != nil {
			return nil, err
		}
		if found {
			copy(was.digest[:], digest)
			before[name] = was
		}
	}
	return before, nil
}

// write stores what sequence has decided.
func (w *writer) write(b board.Batch, num int64, p *plan, clients map[board.Client]*standing) error {
	for i := range p.rows {
		if err := w.insert(num, &p.rows[i], &p.digests[i]); err != nil {
			return err
		}
	}
	for id, c := range clients {
		if !c.touched {
			continue
		}
		if err := w.run("UPDATE clients SET last_n = ?, last_seq = ?, last_digest = ? WHERE board = ? AND number = ?",
			c.lastN, int64(c.lastSeq), c.lastDigest[:], num, int64(id)); err != nil {
			return err
		}
	}
	if len(p.rows) > 0 {
		head := &p.outcome.Head
		if err := w.run("UPDATE boards SET seq = ?, hash = ?, time = ? WHERE num = ?", int64(head.Seq), head.Hash[:], head.Time, num); err != nil {
			return err
		}
	}
	if p.retitled(b) {
		return w.run("UPDATE boards SET title = ? WHERE num = ?", *b.Title, num)
	}
	return nil
}

func (w *writer) insert(num int64, r *board.Record, digest *board.Hash) error {
	return w.run(`INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		num, int64(r.Seq), int64(r.Author), int64(r.Client), r.N, r.Time, int64(r.Version), r.Salt[:], digest[:], r.Hash[:], r.Payload)
}
