package persistence

import (
	"context"
	"fmt"
	"sync"

	"drawingroom/rooms/board"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// append stores each board's batches in transactions of their own, several boards at once: one transaction over many boards
// would hold all their locks until the last is done, and the server gathers commits by itself.
func (e *postgresEngine) append(ctx context.Context, batches []board.Batch) []board.Outcome {
	outcomes := make([]board.Outcome, len(batches))
	if len(batches) == 1 {
		outcomes[0] = e.appendBatch(ctx, batches[0])
		return outcomes
	}
	// Batches of the same board go one after the other, in their order.
	byBoard := map[board.ID][]int{}
	for i := range batches {
		byBoard[batches[i].Board] = append(byBoard[batches[i].Board], i)
	}
	var wait sync.WaitGroup
	for _, indices := range byBoard {
		wait.Go(func() {
			for _, i := range indices {
				outcomes[i] = e.appendBatch(ctx, batches[i])
			}
		})
	}
	wait.Wait()
	return outcomes
}

// appendBatch takes one batch, when its turn has come.
func (e *postgresEngine) appendBatch(ctx context.Context, b board.Batch) board.Outcome {
	select {
	case e.appending <- struct{}{}:
		defer func() { <-e.appending }()
	case <-ctx.Done():
		return board.Outcome{Err: fmt.Errorf("%w: %w", board.ErrBusy, ctx.Err())}
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	conn, err := e.pool.Acquire(ctx)
	if err != nil {
		return board.Outcome{Err: e.failed(err, false)}
	}
	defer conn.Release()
	outcome, err := e.appendOn(ctx, conn, b)
	if err != nil {
		return board.Outcome{Err: err}
	}
	return outcome
}

// appendOn appends in one round trip if it can, else in two: lock and read, then write and commit.
func (e *postgresEngine) appendOn(ctx context.Context, conn *pgxpool.Conn, b board.Batch) (board.Outcome, error) {
	was := e.memory.take(b.Board)
	if clients := was.guess(b, e.now()); clients != nil {
		if out, done, err := e.swift(ctx, conn, b, was, clients); done {
			return out, err
		}
	}
	at, clients, err := lockAndRead(ctx, conn, b)
	if err != nil {
		return board.Outcome{}, e.abandon(ctx, conn, err)
	}
	at.now = e.now()
	before, err := readEarlier(ctx, conn, at.num, sentBefore(b, clients))
	if err != nil {
		return board.Outcome{}, e.abandon(ctx, conn, err)
	}
	p, err := sequence(b, at, clients, before)
	if err != nil {
		return board.Outcome{}, e.abandon(ctx, conn, err)
	}
	if err := e.writeAndCommit(ctx, conn, b, at.num, &p, clients); err != nil {
		return board.Outcome{}, err
	}
	at.head = p.outcome.Head
	e.memory.keep(b.Board, was, at, clients)
	return p.outcome, unconfirmed(conn.Conn())
}

// abandon ends a transaction that has not sent its COMMIT.
func (e *postgresEngine) abandon(ctx context.Context, conn *pgxpool.Conn, err error) error {
	if !conn.Conn().IsClosed() {
		if _, err := conn.Exec(ctx, "ROLLBACK"); err != nil {
			conn.Conn().Close(ctx)
		}
	}
	return e.failed(err, false)
}

const (
	lockSQL = "SELECT num, " + headColumns + " FROM boards WHERE id = $1 FOR NO KEY UPDATE"

	// A statement after the lock: it sees what the holders before have committed.
	standingSQL = `SELECT c.number, COALESCE(c.user_id, ''), c.last_n, c.last_seq, c.last_digest
		FROM boards b JOIN clients c ON c.board = b.num WHERE b.id = $1 AND c.number = ANY($2)`

	earlierSQL = `SELECT c.client, c.n, c.seq, c.time, c.digest FROM unnest($2::bigint[], $3::bigint[]) AS s (client, n)
		JOIN changes c ON c.board = $1 AND c.client = s.client AND c.n = s.n`

	rowsSQL = `INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
		SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
			$8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[])`

	clientsSQL = `UPDATE clients c SET last_n = s.n, last_seq = s.seq, last_digest = s.digest
		FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[]) AS s (number, n, seq, digest)
		WHERE c.board = $1 AND c.number = s.number`

	headSQL = "UPDATE boards SET seq = $2, hash = $3, time = $4, title = COALESCE($5, title) WHERE num = $1"
)

func lockAndRead(ctx context.Context, conn *pgxpool.Conn, b board.Batch) (at locked, clients map[board.Client]*standing, err error) {
	clients = map[board.Client]*standing{}
	var ask pgx.Batch
	ask.Queue("BEGIN")
	ask.Queue(lockSQL, string(b.Board)).QueryRow(func(row pgx.Row) error {
		err := row.Scan(append([]any{&at.num}, headInto(&at.head)...)...)
		if err == pgx.ErrNoRows {
			return board.ErrNoBoard
		}
		return err
	})
	ask.Queue(standingSQL, string(b.Board), clientNumbers(b)).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var id board.Client
			var c standing
			var digest []byte
			if err := rows.Scan(&id, &c.user, &c.lastN, &c.lastSeq, &digest); err != nil {
				return err
			}
			copy(c.lastDigest[:], digest)
			clients[id] = &c
		}
		return rows.Err()
	})
	return at, clients, conn.SendBatch(ctx, &ask).Close()
}

func clientNumbers(b board.Batch) []int64 {
	var all []int64
	seen := map[board.Client]bool{}
	for i := range b.Items {
		if id := b.Items[i].Client; !seen[id] {
			seen[id] = true
			all = append(all, int64(id))
		}
	}
	return all
}

// readEarlier looks up which of the used numbers are in the log. Most batches have none, and pay no round trip.
func readEarlier(ctx context.Context, conn *pgxpool.Conn, num int64, names []sent) (map[sent]earlier, error) {
	before := map[sent]earlier{}
	if len(names) == 0 {
		return before, nil
	}
	clients, numbers := make([]int64, len(names)), make([]int64, len(names))
	for i, name := range names {
		clients[i], numbers[i] = int64(name.client), name.n
	}
	rows, err := conn.Query(ctx, earlierSQL, num, clients, numbers)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name sent
		var was earlier
		var digest []byte
		if err := rows.Scan(&name.client, &name.n, &was.seq, &was.time, &digest); err != nil {
			return nil, err
		}
		copy(was.digest[:], digest)
		before[name] = was
	}
	return before, rows.Err()
}

// writeAndCommit stores what sequence has decided. Once it is under way, only the server's word tells what became of it.
func (e *postgresEngine) writeAndCommit(ctx context.Context, conn *pgxpool.Conn, b board.Batch, num int64, p *plan, clients map[board.Client]*standing) error {
	var write pgx.Batch
	if len(p.rows) > 0 {
		write.Queue(rowsSQL, rowArgs(num, p)...)
		var title *string
		if p.retitled(b) {
			title = b.Title
		}
		head := &p.outcome.Head
		write.Queue(headSQL, num, int64(head.Seq), head.Hash[:], head.Time, title)
	}
	if args := clientArgs(num, clients); args != nil {
		write.Queue(clientsSQL, args...)
	}
	write.Queue("COMMIT")
	return e.send(ctx, conn, &write, -1, nil)
}

func rowArgs(num int64, p *plan) []any {
	n := len(p.rows)
	ints := make([]int64, 6*n)
	bytes := make([][]byte, 4*n)
	for i := range p.rows {
		r := &p.rows[i]
		for column, value := range [...]int64{int64(r.Seq), int64(r.Author), int64(r.Client), r.N, r.Time, int64(r.Version)} {
			ints[column*n+i] = value
		}
		for column, value := range [...][]byte{r.Salt[:], p.digests[i][:], r.Hash[:], r.Payload} {
			bytes[column*n+i] = value
		}
	}
	args := []any{num}
	for column := range 6 {
		args = append(args, ints[column*n:(column+1)*n])
	}
	for column := range 4 {
		args = append(args, bytes[column*n:(column+1)*n])
	}
	return args
}

// clientArgs lists the clients whose numbers have moved; nil: none.
func clientArgs(num int64, clients map[board.Client]*standing) []any {
	var ids, ns, seqs []int64
	var digests [][]byte
	for id, c := range clients {
		if c.touched {
			ids, ns, seqs = append(ids, int64(id)), append(ns, c.lastN), append(seqs, int64(c.lastSeq))
			digests = append(digests, c.lastDigest[:])
		}
	}
	if ids == nil {
		return nil
	}
	return []any{num, ids, ns, seqs, digests}
}
