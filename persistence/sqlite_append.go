package persistence

import (
	"context"
	"fmt"

	"drawingroom/rooms/board"
)

// append stores all batches in one transaction, so that boards share one fsync. Each has a savepoint of its own: a batch
// that fails does not spoil the others.
func (e *sqliteEngine) append(ctx context.Context, batches []board.Batch) []board.Outcome {
	outcomes := make([]board.Outcome, len(batches))
	e.mu.Lock()
	defer e.mu.Unlock()
	err := ctx.Err() // the server may have given up while this waited; nothing is stored then
	if err == nil {
		err = e.writer.transact(func() error { return e.writer.appendAll(batches, outcomes) })
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

func (w *writer) appendAll(batches []board.Batch, outcomes []board.Outcome) error {
	if len(batches) == 1 {
		return w.appendBatch(batches[0], &outcomes[0])
	}
	for i := range batches {
		if _, err := w.exec("SAVEPOINT batch"); err != nil {
			return err
		}
		if err := w.appendBatch(batches[i], &outcomes[i]); err != nil {
			if _, err := w.exec("ROLLBACK TO batch"); err != nil {
				return err // the transaction is gone, and all of it with it
			}
			outcomes[i] = board.Outcome{Err: told(err)}
		}
		if _, err := w.exec("RELEASE batch"); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) appendBatch(b board.Batch, out *board.Outcome) error {
	var at locked
	found, err := w.one("SELECT num, "+headColumns+" FROM boards WHERE id = $1", []any{string(b.Board)},
		append([]any{&at.num}, headInto(&at.head)...)...)
	if err := orMissing(found, err, board.ErrNoBoard); err != nil {
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

// standings reads what is known of the clients of a batch.
func (w *writer) standings(b board.Batch, num int64) (map[board.Client]*standing, error) {
	clients := make(map[board.Client]*standing, 1)
	for i := range b.Items {
		id := b.Items[i].Client
		if _, seen := clients[id]; seen {
			continue
		}
		var c standing
		var digest []byte
		found, err := w.one("SELECT COALESCE(user_id, ''), last_n, last_seq, last_digest FROM clients WHERE board = $1 AND number = $2",
			[]any{num, int64(id)}, &c.user, &c.lastN, &c.lastSeq, &digest)
		if err != nil {
			return nil, err
		}
		if found {
			copy(c.lastDigest[:], digest)
			clients[id] = &c
		}
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
		w.args = changeArgs(w.args, num, &p.rows[i], p.digests[i])
		if _, err := w.exec(insertChangeSQL, w.args...); err != nil {
			return err
		}
	}
	for id, c := range clients {
		if !c.touched {
			continue
		}
		if _, err := w.exec("UPDATE clients SET last_n = $3, last_seq = $4, last_digest = $5 WHERE board = $1 AND number = $2",
			num, int64(id), c.lastN, int64(c.lastSeq), c.lastDigest[:]); err != nil {
			return err
		}
	}
	if len(p.rows) > 0 {
		head := &p.outcome.Head
		if _, err := w.exec("UPDATE boards SET seq = $2, hash = $3, time = $4 WHERE num = $1", num, int64(head.Seq), head.Hash[:], head.Time); err != nil {
			return err
		}
	}
	if p.retitled(b) {
		if _, err := w.exec("UPDATE boards SET title = $2 WHERE num = $1", num, *b.Title); err != nil {
			return err
		}
	}
	return nil
}
